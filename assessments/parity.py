"""Whether the two faces of an item state the same numbers. Pure.

0,5 in French is 0.5 in English; 5 is another number, and a trainee who reads it gets another
question. A full hour is one number: 7 h is 7:00. Codes (TD3) and the months of dates are compared
by `assessments.tokenparity`, units and counts in words by `assessments.countparity`. An ordinal
(1er, 20th) may stand against a figure (1 April) or against none: one language writes it as a word
or in Roman figures.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.countparity import count_differences, unit_differences
from assessments.markup import HTML, as_plain_text
from assessments.tokenparity import token_differences

_SPACES = "\u00a0\u2009\u202f"
# Thousands: French sets them apart with a space that does not break, English with a comma.
_GROUPS = {"fr": rf"[{_SPACES} ]", "en": rf"[,{_SPACES}]"}
_ORDINAL = re.compile(r"(?:er|re|ère|e|ème|nd|nde|d|st|rd|th)s?", re.I)
_HOUR = re.compile(r"[hH]\d{0,2}$")
_FULL_HOUR = re.compile(
    r"(?<![\d:])(\d{1,2})(?::|[hH]|[\s\u00a0\u202f][hH][\s\u00a0\u202f])00(?!\d|:\d)"
)
_MINUS = "-\u2212"
# How much of the text after a number is looked at for its unit.
_UNIT_REACH = 24
# A number, whether it is an ordinal, and what stands after it.
Written = tuple[Decimal, bool, str]


@dataclass(frozen=True)
class Difference:
    """One text whose numbers differ; `where` names it: "stem", "options a", "feedback".

    `fr_only` and `en_only` are codes, months, counts in words and figures with their unit that one
    face has and the other has not.
    """

    where: str
    fr: tuple[Decimal, ...]
    en: tuple[Decimal, ...]
    fr_only: tuple[str, ...] = ()
    en_only: tuple[str, ...] = ()


def numbers_in(text: str, language: str) -> list[Decimal]:
    """The numbers written in a text of one language, in order, with their sign; no ordinals.

    In French a comma, in English a point is the decimal mark; a point in French (0.5) and, when no
    group of three digits follows, a comma in English (0,5) are read as decimal marks too.
    """
    return [value for value, ordinal, _ in _numbers(text, language) if not ordinal]


def _numbers(text: str, language: str) -> Iterator[Written]:
    """Each number, whether it is an ordinal, and the text after it."""
    group = _GROUPS[language]
    pattern = re.compile(rf"(?<![^\W_])(\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)([.,]\d+)?")
    position = 0
    while match := pattern.search(text, position):
        tail = re.match(r"[^\W_]*", text[match.end() :])
        letters = tail.group() if tail else ""
        position = match.end() + len(letters)
        if _HOUR.fullmatch(letters):
            # 14h30: the hour here, the minutes as a number of their own.
            position = match.end() + 1
            text = f"{text[:position]} {text[position:]}"
        elif any(letter.isdigit() for letter in letters):
            continue
        whole, after = match.groups()
        value = Decimal(re.sub(group, "", whole) + (after or "").replace(",", "."))
        negative = _is_negative(text, match.start())
        rest = text[match.end() : match.end() + _UNIT_REACH]
        yield -value if negative else value, bool(_ORDINAL.fullmatch(letters)), rest


def _is_negative(text: str, start: int) -> bool:
    """A dash is a sign at the beginning of a word; between words or figures it joins them."""
    if start == 0 or text[start - 1] not in _MINUS:
        return False
    return start == 1 or text[start - 2].isspace() or text[start - 2] in "(=×+"


def differences(
    fr: Mapping[str, Any], en: Mapping[str, Any], *, markup: Mapping[str, str] | None = None
) -> list[Difference]:
    """Every text of two faces {"stem", "words"} whose numbers differ, however they are ordered.

    A text that one face lacks is not compared: what is missing is refused elsewhere. `markup` says
    by language whether the texts are formatted.
    """
    left, right = (
        dict(_texts({"stem": face.get("stem", ""), **face.get("words", {})})) for face in (fr, en)
    )
    kinds = markup or {}
    found = []
    for where in left:
        if not left[where].strip() or not right.get(where, "").strip():
            continue
        found += text_differences(
            where,
            _plain(left[where], kinds.get("fr", "")),
            _plain(right[where], kinds.get("en", "")),
        )
    return found


def text_differences(where: str, fr: str, en: str) -> list[Difference]:
    """The difference of two plain texts as a list of one, or none."""
    ours, theirs = (
        list(_numbers(_FULL_HOUR.sub(r"\1", text), language))
        for text, language in ((fr, "fr"), (en, "en"))
    )
    left, right = (tuple(value for value, _, _ in side) for side in (ours, theirs))
    figures = [[(value, after) for value, _, after in side] for side in (ours, theirs)]
    fr_only, en_only = (
        [one for found in parts for one in found]
        for parts in zip(
            token_differences(fr, en),
            unit_differences(*figures),
            count_differences(fr, en, (left, right)),
            strict=True,
        )
    )
    if not (fr_only or en_only or _lacks(theirs, ours) or _lacks(ours, theirs)):
        return []
    return [Difference(where, left, right, tuple(fr_only), tuple(en_only))]


def _lacks(there: list[Written], here: list[Written]) -> bool:
    """Whether a plain number here has no partner there; ordinals there may be partners."""
    plain = Counter(value for value, ordinal, _ in here if not ordinal)
    return bool(plain - Counter(value for value, _, _ in there))


def _plain(text: str, markup: str) -> str:
    return as_plain_text(text) if markup == HTML else text


def _texts(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from _texts(part, f"{where} {name}".strip())
