"""The lines of an Aiken file and the groups that end with an answer. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_OPTION = re.compile(r"([A-Z])\s?[).](?:[ \t\u00a0]+|(?=\S)|$)")
_SMALL_OPTION = re.compile(r"([a-z])\s?[).](?:[ \t\u00a0]+|(?=\S)|$)")
_ANSWER = re.compile(r"(?:ANSWERS?|R[ÉE]PONSES?)[ \t\u00a0\u202f]*:(.*)", re.IGNORECASE)
# Not Moodle's, but of other tools that write Aiken.
_REMARK = re.compile(
    r"(?:FEEDBACK|RATIONALE|EXPLANATION|EXPLICATION|R[ÉE]TROACTION)[ \t\u00a0\u202f]*:(.+)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Line:
    """One line: its number, its letter when it is an option, its words, a blank line before it."""

    number: int
    words: str
    letter: str = ""
    after_blank: bool = False


@dataclass(frozen=True)
class Group:
    """The lines up to an answer line. `answer` is None where the file ends without one."""

    lines: tuple[Line, ...]
    answer: str | None
    answer_line: int
    remark: str = ""


def groups_of(text: str) -> Iterator[Group]:
    """Every group in order; lines of one character say nothing, as in Moodle.

    A remark belongs to the answer line just above it.
    """
    lines: list[Line] = []
    ended: Group | None = None
    remarks: list[str] = []
    letter = ""
    blank = False
    number = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        words = raw.strip()
        if len(words) < 2:
            blank = blank or not words
            continue
        remark = _REMARK.fullmatch(words)
        if ended is not None and remark and not lines and not blank:
            remarks.append(remark[1].strip())
            continue
        if answer := _ANSWER.fullmatch(words):
            if ended is not None:
                yield _remarked(ended, remarks)
            ended = Group(tuple(lines), answer[1].strip(), number)
            lines, remarks, letter, blank = [], [], "", False
            continue
        line = _line(number, words, letter, blank, begun=bool(lines))
        lines.append(line)
        letter = line.letter or letter
        blank = False
    if ended is not None:
        yield _remarked(ended, remarks)
    if lines:
        yield Group(tuple(lines), None, number)


def _remarked(group: Group, remarks: list[str]) -> Group:
    return replace(group, remark="\n".join(remarks).strip())


def _line(number: int, words: str, last: str, blank: bool, *, begun: bool) -> Line:
    option = _OPTION.match(words)
    if option is None:
        small = _SMALL_OPTION.match(words)
        expected = chr(ord(last) + 1) if last else "A"
        # A small letter is an option only where the next one is due and a text stands before.
        if small and begun and small[1].upper() == expected:
            option = small
    if option is None:
        return Line(number, words, after_blank=blank)
    return Line(number, words[option.end() :].strip(), option[1].upper(), blank)
