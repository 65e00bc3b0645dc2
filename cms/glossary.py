"""Forbidden variants of the locked words, and the term to write instead. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# Between quotation marks or in italics a word is spoken of, not used.
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|(?<!\w)‘[^‘]*?’(?!\w)")
_ITALIC = re.compile(r"<(i|em)>.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Rule:
    """One locked concept: the term of each language and what must not stand for it there."""

    terms: Mapping[str, str]
    wrong: Mapping[str, re.Pattern[str]]


@dataclass(frozen=True)
class Hit:
    """A forbidden variant as it was typed, and the term to use in that language."""

    variant: str
    term: str


def rules_from(entries: Sequence[Mapping[str, Any]]) -> list[Rule]:
    """The rules of a glossary file. Raises re.error for an expression that is none."""
    return [
        Rule(
            {"fr": entry["fr"], "en": entry["en"]},
            {
                language: re.compile(rf"\b(?:{'|'.join(variants)})\b", re.IGNORECASE)
                for language, variants in (entry.get("wrong") or {}).items()
            },
        )
        for entry in entries
    ]


def forbidden_in(text: str, language: str, rules: Sequence[Rule]) -> list[Hit]:
    """Every forbidden variant used in a text, rule by rule; what is quoted or in italics is not
    used, but spoken of."""
    used = _QUOTED.sub(" ", _TAG.sub("", _ITALIC.sub(" ", text)))
    return [
        Hit(match.group(), rule.terms[language])
        for rule in rules
        if language in rule.wrong
        for match in rule.wrong[language].finditer(used)
    ]
