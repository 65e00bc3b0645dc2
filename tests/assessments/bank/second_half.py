"""Reading what the second half of the bank says, and measuring its words."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).resolve().parents[3] / "assessments" / "content"
NARROW = "\u202f"
# A sign of two parts takes a narrow space before it; between digits (00:40) it is a stopwatch.
_BARE_SIGN = re.compile(r"[^\u202f!?…][;!?»]|[^\u202f0-9]:|[0-9]:(?![0-9])|«[^\u202f]|[^\u202f]%")
_NUMBER = {
    "fr": re.compile(r"\d+(?:\u202f\d{3})*(?:,\d+)?"),
    "en": re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?"),
}


def read(name: str) -> Any:
    """A file of the content folder."""
    return yaml.safe_load((CONTENT / name).read_text("utf-8"))


def pairs_of_words(value: Any, where: str = "") -> Iterator[tuple[str, str, str]]:
    """Every text that has languages, as (where, French, English). A missing face is empty."""
    if isinstance(value, dict):
        if {"fr", "en"} & set(value):
            yield where, value.get("fr", ""), value.get("en", "")
        else:
            for name, part in value.items():
                yield from pairs_of_words(part, f"{where}.{name}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from pairs_of_words(part, f"{where}.{number}")


def french_faults(text: str) -> list[str]:
    """What breaks French typography in a text, each with a little around it."""
    found = [text[max(0, m.start() - 8) : m.end() + 3] for m in _BARE_SIGN.finditer(text)]
    found += [sign for sign in ("'", '"', "‘", "  ") if sign in text]
    return found + re.findall(r"\d\.\d+", text)


def english_faults(text: str) -> list[str]:
    """What breaks English typography in a text."""
    found = [sign for sign in ("'", '"', "«", "»", NARROW, "\u00a0", "  ") if sign in text]
    return found + re.findall(r" [;:!?%]|\d+,\d{1,2}\b", text)


def numbers(text: str, language: str) -> list[Decimal]:
    """The numbers written in a text, sorted: decimal comma or point, thousands set apart."""
    marks = (NARROW, "") if language == "fr" else (",", "")
    plain = (found.replace(*marks).replace(",", ".") for found in _NUMBER[language].findall(text))
    return sorted(Decimal(one) for one in plain)
