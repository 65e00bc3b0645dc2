"""The fields of a case: register, quizzes, practicals, marks, absences. All raise FieldError."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assessments.outcome.attendance import STATUS_FIELDS, Register
from assessments.outcome.reading import FieldError, blank, items, number, table, whole
from assessments.outcome.record import Absence, Mark, QuizEntry, Unmarked, best_of
from assessments.outcome.ruleset import RuleSet

HUNDRED = Decimal(100)


def read_register(value: object, rules: RuleSet) -> Register:
    """Counts by status; blank is none. They sum to the planned half-days (R2.1)."""
    counts: dict[str, int] = {}
    for status, count in table(value, "register").items():
        if status not in STATUS_FIELDS:
            raise FieldError("unknown-status", "register", status)
        counts[STATUS_FIELDS[status]] = (
            0 if blank(count) else whole(count, f"register.{status}", high=rules.half_days_planned)
        )
    register = Register(**counts)
    if register.total != rules.half_days_planned:
        raise FieldError(
            "wrong-sum",
            "register",
            f"{register.total} half-days given, {rules.half_days_planned} planned",
        )
    return register


def read_quizzes(value: object, rules: RuleSet) -> tuple[QuizEntry, ...]:
    """A mark, "EXC", null (not attempted) or a list of the attempts, for each planned quiz."""
    entries = items(value, "quizzes", length=rules.quiz_count)
    return tuple(
        _quiz(entry, f"quizzes[{position}]", rules)
        for position, entry in enumerate(entries, start=1)
    )


def _quiz(entry: object, field: str, rules: RuleSet) -> QuizEntry:
    if blank(entry):
        return Unmarked.NOT_ATTEMPTED
    if isinstance(entry, str) and entry.strip().upper() == "EXC":
        return Unmarked.EXCUSED
    if isinstance(entry, list):
        if len(entry) > rules.quiz_attempts:
            raise FieldError("too-many-attempts", field, len(entry))
        attempts = [
            number(part, field, high=rules.quiz_out_of) for part in entry if not blank(part)
        ]
        return best_of(attempts)
    return number(entry, field, high=rules.quiz_out_of)


def read_practicals(value: object, rules: RuleSet) -> tuple[Mark | None, ...]:
    """A mark in half points or null (missed), for each planned practical."""
    marks: list[Mark | None] = []
    entries = items(value, "practicals_20", length=rules.practical_count)
    for position, entry in enumerate(entries, start=1):
        field = f"practicals_20[{position}]"
        mark = None if blank(entry) else number(entry, field, high=rules.practical_out_of)
        if mark is not None and mark % rules.practical_step:
            raise FieldError("not-a-half-point", field, mark)
        marks.append(mark)
    return tuple(marks)


def read_mark(case: Mapping[str, Any], field: str) -> Decimal | None:
    """A mark out of 100, or None when blank."""
    value = case.get(field)
    return None if blank(value) else number(value, field, high=HUNDRED)


def read_absence(case: Mapping[str, Any], field: str) -> Absence | None:
    """ "justified", "unjustified" or None when blank."""
    value = case.get(field)
    if blank(value):
        return None
    try:
        return Absence(str(value))
    except ValueError:
        raise FieldError("not-an-absence", field, repr(value)) from None
