"""What a printable name may hold (domain 7.6). Pure: no transformation, only a verdict."""

import unicodedata

MAX_NAME_LENGTH = 120
_APOSTROPHES = {"'", "\u2019", "\u02bc", "\u02bb"}
# Zero-width, but Persian and Urdu spelling needs them.
_ARABIC_JOINERS = {"\u200c", "\u200d"}
_JOINERS = {"-", "\u2010", "\u2011", " ", "\u00a0", "."}


class NameProblem(ValueError):
    """A name cannot be printed as typed; `code` says why, `character` names the culprit."""

    def __init__(self, code: str, character: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.character = character


def check_printed_name(name: str) -> None:
    """Accept Latin letters with diacritics, apostrophes, hyphens and blanks, 1 to 120 of them.

    Raises NameProblem with code `name-empty`, `name-too-long`, `name-character` or
    `name-no-letter`. Single names, particles and any letter case are fine: nothing is changed.
    """
    if not name.strip():
        raise NameProblem("name-empty")
    if len(name) > MAX_NAME_LENGTH:
        raise NameProblem("name-too-long")
    letters = 0
    for character in unicodedata.normalize("NFC", name):
        if character in _APOSTROPHES or character in _JOINERS:
            continue
        category = unicodedata.category(character)
        if category == "Mn" and letters and _is_visible_mark(character):
            continue
        if category.startswith("L") and "LATIN" in unicodedata.name(character, ""):
            letters += 1
            continue
        raise NameProblem("name-character", character)
    if not letters:
        raise NameProblem("name-no-letter")


def check_arabic_name(name: str) -> None:
    """Accept Arabic letters, marks, blanks and hyphens; empty is fine (the form is optional)."""
    for character in name:
        if character in _JOINERS or character in _ARABIC_JOINERS:
            continue
        # Format characters turn the direction of a line or hide in it (U+061C, U+202E …).
        hidden = unicodedata.category(character) == "Cf"
        if hidden or "ARABIC" not in unicodedata.name(character, ""):
            raise NameProblem("arabic-character", character)


def _is_visible_mark(character: str) -> bool:
    """A diacritic; not a variation selector nor a grapheme joiner, which nobody sees."""
    return "COMBINING" in unicodedata.name(character, "") and character != "\u034f"
