"""An exercise as values that a page prints, before and after the answer. Pure.

What is shown before the answer never holds it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assessments.mrz.composing import Document, covered_text
from assessments.mrz.digits import VALUES, Step, check_digit, total, worked
from assessments.mrz.drawing import BACK, faces_of
from assessments.mrz.exercises import CHANGED, ILL_FORMED, WRITE_NAME, Exercise
from assessments.mrz.layouts import LAYOUTS, OPTIONAL, Span, cut
from assessments.mrz.planting import NOTHING
from assessments.mrz.reading import DIGIT, FIELD, Finding, findings


@dataclass(frozen=True)
class Option:
    """One thing that may be chosen; `text` and `digit` are what stands in the zone for it."""

    code: str
    text: str = ""
    digit: str = ""


@dataclass(frozen=True)
class Page:
    """What is shown and asked. `summed` are the characters of a digit that is asked for."""

    task: str
    format: str
    document: Document
    lines: tuple[str, ...]
    faces: tuple[str, ...]
    spans: tuple[Span, ...]
    target: str
    summed: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Check:
    """One check digit worked out: over which characters, what is printed, what it ought to be."""

    name: str
    text: str
    printed: str
    steps: tuple[Step, ...]
    total: int
    digit: str

    @property
    def tens(self) -> int:
        """How many whole tens are in the sum."""
        return self.total // 10

    @property
    def is_right(self) -> bool:
        """Whether the printed digit is the computed one; an empty field may have a filler."""
        return self.printed == self.digit or (self.name == OPTIONAL and self.printed == "<")


def page_of(exercise: Exercise) -> Page:
    """The exercise before its answer."""
    specimen = exercise.specimen
    faces = faces_of(specimen.format)
    if len(faces) > 1 and not _needs_front(exercise):
        faces = (BACK,)
    return Page(
        task=exercise.task,
        format=specimen.format,
        document=specimen.document,
        lines=exercise.shown,
        faces=faces,
        spans=exercise.spans,
        target=exercise.target,
        summed=exercise.summed,
        options=tuple(_option(code, exercise) for code in exercise.options),
    )


def _needs_front(exercise: Exercise) -> bool:
    # A card's data stand on its front: to transcribe the name, and to see that page and zone agree.
    return exercise.task in (WRITE_NAME, CHANGED)


def _option(code: str, exercise: Exercise) -> Option:
    sort, _, name = code.partition("-")
    lines, layout = exercise.shown, LAYOUTS[exercise.specimen.format]
    if code == NOTHING:
        return Option(code)
    field = cut(lines, layout.fields[name]) if name in layout.fields else ""
    digit = cut(lines, layout.digits[name]) if sort != FIELD and name in layout.digits else ""
    return Option(code, field.rstrip("<") or field[:1], digit)


def checks_of(lines: Sequence[str], format: str) -> list[Check]:
    """Every check digit of the lines worked out; one over an illegal character is left out."""
    found = []
    for name, span in LAYOUTS[format].digits.items():
        text = covered_text(lines, format, name)
        if set(text) <= VALUES.keys():
            found.append(
                Check(
                    name=name,
                    text=text,
                    printed=cut(lines, span),
                    steps=tuple(worked(text)),
                    total=total(text),
                    digit=check_digit(text),
                )
            )
    return found


def solution_of(exercise: Exercise) -> dict[str, Any]:
    """What a page prints once there is an answer: the right one, sums worked, faults found.

    `checks` are the sums that the task is about: the hidden digit, or all of them.
    """
    specimen = exercise.specimen
    checks = (
        []
        if exercise.task in (WRITE_NAME, ILL_FORMED)
        else checks_of(specimen.lines, specimen.format)
    )
    if exercise.target:
        checks = [check for check in checks if check.name == exercise.target]
    faults: list[Finding] = findings(specimen.lines)
    return {
        "answer": exercise.answer,
        "right": next(
            (one for one in page_of(exercise).options if one.code == exercise.answer), None
        ),
        "lines": specimen.lines,
        "spans": exercise.spans or _places(faults, specimen.format),
        "checks": checks,
        "wrong": [fault.name for fault in faults if fault.sort == DIGIT],
    }


def _places(faults: Sequence[Finding], format: str) -> tuple[Span, ...]:
    layout = LAYOUTS[format]
    return tuple(
        (layout.digits if fault.sort == DIGIT else layout.fields)[fault.name] for fault in faults
    )
