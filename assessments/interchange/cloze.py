"""Gaps inside a text: {1:MULTICHOICE:=right~wrong}, as Moodle reads them. Pure."""

import re
from dataclasses import dataclass
from fractions import Fraction

from assessments.interchange.collecting import Collector
from assessments.interchange.fractions import bounded, percent
from assessments.interchange.html import decoded
from assessments.interchange.notes import QuestionProblem
from assessments.interchange.numbers import number, written
from assessments.interchange.question import HTML, Answer, Option, Part

_TYPES = {
    "NUMERICAL": "numeric",
    "NM": "numeric",
    "SHORTANSWER": "short-text",
    "SA": "short-text",
    "MW": "short-text",
    "MULTICHOICE": "single",
    "MC": "single",
    "MULTIRESPONSE": "multiple",
    "MR": "multiple",
}
_START = re.compile(
    r"\{([0-9]*(?:[.,][0-9]+)?):"
    r"(NUMERICAL|NM|SHORTANSWER|SA|MW|MULTICHOICE|MC|MULTIRESPONSE|MR)_?([CVHS]{0,2})(:?)"
)
_LIKE_A_GAP = re.compile(_START.pattern.removeprefix(r"\{"))
# An ampersand before # or ~ is the start of a character's number, not the end of an answer.
_ALTERNATIVES = re.compile(r"(?<!\\)~")
_REMARK = re.compile(r"(?<!\\)(?<!&)(?<!&amp;)#")
_END = re.compile(r"(?<!\\)\}")
_SHARE = re.compile(r"=|%(-?[0-9]+(?:[.,][0-9]*)?)%")
LONGEST_GAP = 20_000
MOST_GAPS = 500
MOST_ALTERNATIVES = 200


@dataclass(frozen=True)
class Gap:
    """Where a gap stands in the source, and what it asks."""

    start: int
    end: int
    part: Part


def starts_as_gap(inside: str) -> bool:
    """Whether what stands between braces begins as a gap does: 1:SHORTANSWER:…"""
    return bool(_LIKE_A_GAP.match(inside))


def find_gaps(source: str, collector: Collector) -> list[Gap]:
    """Every gap of the text. Raises QuestionProblem for a text without one, or a broken gap."""
    gaps: list[Gap] = []
    position = 0
    while start := _START.search(source, position):
        end = _END.search(source, start.end(), start.end() + LONGEST_GAP)
        label = source[start.start() : start.start() + 40]
        if end is None or not start[4] or len(gaps) >= MOST_GAPS:
            raise QuestionProblem("cloze-gap", label)
        inside = source[start.end() : end.start()]
        gaps.append(Gap(start.start(), end.end(), _part(start, inside, label, collector)))
        position = end.end()
    if not gaps:
        raise QuestionProblem("cloze-no-gaps")
    return gaps


def has_gaps(source: str) -> bool:
    """Whether the text has anything that looks like a gap."""
    return _START.search(source) is not None


def without_gaps(source: str, gaps: list[Gap]) -> str:
    """The text with a numbered blank for each gap."""
    parts = []
    position = 0
    for index, gap in enumerate(gaps, start=1):
        parts += [source[position : gap.start], f"[[{index}]]"]
        position = gap.end
    return "".join([*parts, source[position:]])


def _part(start: re.Match[str], inside: str, label: str, collector: Collector) -> Part:
    kind = _TYPES[start[2]]
    points = number(start[1]) if start[1] else Fraction(1)
    worth = points if points is not None else Fraction(1)
    pieces = [piece for piece in _ALTERNATIVES.split(inside) if piece.strip()]
    if len(pieces) > MOST_ALTERNATIVES:
        raise QuestionProblem("cloze-gap", label)
    found = [_alternative(piece, collector) for piece in pieces]
    if not found or max(share for share, _, _ in found) < (1 if kind != "multiple" else 0):
        raise QuestionProblem("cloze-gap", label)
    if kind in ("single", "multiple"):
        if len(found) < 2:
            raise QuestionProblem("cloze-gap", label)
        options = tuple(
            Option(collector.text(text, HTML), share, collector.text(remark, HTML))
            for share, text, remark in found
        )
        return Part(kind, worth, options=options)
    answers = tuple(
        _answer(kind, share, text, remark, label, collector) for share, text, remark in found
    )
    return Part(kind, worth, answers=answers)


def _alternative(piece: str, collector: Collector) -> tuple[Fraction, str, str]:
    piece = piece.strip()
    mark = _SHARE.match(piece)
    share = Fraction(0)
    if mark:
        share = percent(mark[1]) or Fraction(0) if mark[1] else Fraction(1)
        piece = piece[mark.end() :]
    share, note = bounded(share)
    collector.add(note)
    text, *remark = _REMARK.split(piece, maxsplit=1)
    return share, _unescaped(text), _unescaped(remark[0]) if remark else ""


def _answer(
    kind: str, share: Fraction, text: str, remark: str, label: str, collector: Collector
) -> Answer:
    feedback = collector.text(remark, HTML)
    words = decoded(re.sub(r"<[^<>]+>", "", text)).strip()
    if kind == "short-text" or words == "*":
        return Answer(words, share, feedback)
    value, _, margin = words.partition(":")
    exact, tolerance = number(value), number(margin or "0")
    if exact is None or tolerance is None:
        raise QuestionProblem("cloze-gap", label)
    return Answer(written(exact), share, feedback, abs(tolerance))


def _unescaped(text: str) -> str:
    return re.sub(r"\\([}~#\\\"/{=])", r"\1", text).strip()
