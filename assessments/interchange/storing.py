"""Between the neutral question and what the bank stores: the parts that all kinds share. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.interchange import html
from assessments.interchange.notes import Note
from assessments.interchange.question import HTML, PLAIN, ImportedQuestion, Text

_IDENTIFIER = re.compile(r"[A-Za-z0-9_.-]{1,32}")
TAG = "relais:"


class NotStorable(Exception):
    """The bank cannot hold this question; a code of sentences.SKIPPED with its detail."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True)
class Stored:
    """What a kind makes of a question: structure without language, words of one face, notes."""

    structure: dict[str, Any]
    words: dict[str, Any]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Face:
    """The words of one language as they are stored: one markup for all of them."""

    markup: str

    def say(self, text: Text) -> str:
        """The text as this face stores it."""
        if self.markup == HTML and text.markup == PLAIN:
            return html.escaped(text.text)
        return text.text

    def hear(self, stored: str) -> Text:
        """The neutral text of what this face stores; bare HTML is plain."""
        if self.markup != HTML or not stored:
            return Text(stored)
        if html.is_bare(stored):
            return Text(html.plain(stored))
        return Text(stored, HTML)


def face_for(question: ImportedQuestion) -> Face:
    """Formatted when any of its texts is."""
    formatted = any(text.markup == HTML for text in question.texts)
    return Face(HTML if formatted else PLAIN)


@dataclass(frozen=True)
class Told:
    """What a kind says about a stored question, as fields of the neutral one."""

    fields: Mapping[str, Any]
    # Particulars of the kind that files can only carry as tags: "normalise=mrz".
    particulars: tuple[str, ...] = field(default=())


def letters(count: int) -> list[str]:
    """Ids for options: a, b, … z, then a1, b1, …"""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    return [
        alphabet[index % 26] + (str(index // 26) if index >= 26 else "") for index in range(count)
    ]


def ids_for(given: Iterable[str], count: int) -> list[str]:
    """The ids of the file where all of them can be ids of the bank, else letters."""
    ids = list(given)
    usable = len(set(ids)) == count and all(_IDENTIFIER.fullmatch(one) for one in ids)
    return ids if usable else letters(count)


def particulars_of(question: ImportedQuestion) -> dict[str, str]:
    """The particulars that the tags of a question exported from here carry."""
    pairs = (tag.removeprefix(TAG).partition("=") for tag in question.tags if tag.startswith(TAG))
    return {name: value for name, _, value in pairs}
