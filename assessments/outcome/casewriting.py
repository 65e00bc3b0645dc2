"""A trainee record in the case format, without name: what a freeze stores as its inputs (R18)."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessments.outcome.attendance import STATUS_FIELDS
from assessments.outcome.lesson import Lesson, Sheet
from assessments.outcome.record import Mark, QuizEntry, TraineeRecord, Unmarked


def write_case(record: TraineeRecord) -> dict[str, Any]:
    """The case that `read_record` reads back as the same record.

    Raises ValueError for a mark that no decimal writes exactly (1/3): a stored input is never a
    rounded one, so such marks are rounded by the caller when they are given.
    """
    register = {
        status: str(count)
        for status, name in STATUS_FIELDS.items()
        if (count := getattr(record.register, name))
    }
    # Written only where it is so: the digests of earlier freezes stay what they are.
    zeroed = {"M_zeroed": True} if record.teaching_zeroed else {}
    return zeroed | {
        "id": record.identifier,
        "register": register,
        "quizzes": [_quiz(quiz) for quiz in record.quizzes],
        "practicals_20": [_mark(mark) for mark in record.practicals],
        "mt": _lesson(record.teaching),
        "M_absence": record.teaching_absence and record.teaching_absence.value,
        "mt_resit": _lesson(record.teaching_resit),
        "E1": _mark(record.exam),
        "E_absence": record.exam_absence and record.exam_absence.value,
        "E2": _mark(record.exam_resit),
        "action_plan": record.action_plan,
        "pre": _mark(record.pre),
        "post": _mark(record.post),
    }


def _quiz(quiz: QuizEntry) -> str | None:
    if isinstance(quiz, Unmarked):
        return "EXC" if quiz is Unmarked.EXCUSED else None
    return _mark(quiz)


def _mark(mark: Mark | None) -> str | None:
    if mark is None:
        return None
    value = Fraction(mark)
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(decimal) != value:
        raise ValueError(f"no exact decimal: {value}")
    return format(decimal, "f")


def _lesson(lesson: Lesson | None) -> dict[str, Any] | None:
    if lesson is None:
        return None
    parts: dict[str, Any] = {"s1": _sheet(lesson.first), "s2": _sheet(lesson.second)}
    if lesson.first_revised is not None or lesson.second_revised is not None:
        revised = {"s1": _sheet(lesson.first_revised), "s2": _sheet(lesson.second_revised)}
        parts["rev"] = {name: sheet for name, sheet in revised.items() if sheet is not None}
    if lesson.reserve is not None:
        parts["s3"] = _sheet(lesson.reserve)
    if lesson.reserve_absent:
        parts["reserve_absent"] = True
    return parts


def _sheet(sheet: Sheet | None) -> list[str] | None:
    return None if sheet is None else [str(level) for level in sheet]
