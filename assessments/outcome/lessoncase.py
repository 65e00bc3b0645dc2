"""The micro-teaching part of a case: sheets s1, s2, their revision `rev`, the reserve sheet s3."""

from collections.abc import Mapping
from typing import Any

from assessments.outcome.lesson import Lesson, Sheet
from assessments.outcome.reading import FieldError, items, table, truth, whole
from assessments.outcome.ruleset import RuleSet

KNOWN = ("s1", "s2", "rev", "s3", "reserve_absent")


def read_lesson(value: object, field: str, *, rules: RuleSet) -> Lesson | None:
    """A lesson, or None when it was not given (null). Fields other than KNOWN are not read.

    `rev` is {"s1": […], "s2": […]}, either of them alone, or a list of the two; a sheet of null,
    or with a level of null, is not closed. Raises FieldError.
    """
    if value is None:
        return None
    parts = table(value, field)
    return Lesson(
        first=_sheet(parts.get("s1"), f"{field}.s1", rules),
        second=_sheet(parts.get("s2"), f"{field}.s2", rules),
        reserve=_sheet(parts.get("s3"), f"{field}.s3", rules),
        reserve_absent=truth(parts.get("reserve_absent"), f"{field}.reserve_absent"),
        **_revision(parts.get("rev"), f"{field}.rev", rules),
    )


def _revision(value: object, field: str, rules: RuleSet) -> dict[str, Sheet | None]:
    if value is None:
        return {}
    revised: Mapping[str, Any]
    if isinstance(value, list):
        revised = dict(zip(("s1", "s2"), items(value, field, length=2), strict=True))
    else:
        revised = table(value, field)
    if unknown := sorted(set(revised) - {"s1", "s2"}):
        raise FieldError("unknown-fields", field, ", ".join(unknown))
    return {
        "first_revised": _sheet(revised.get("s1"), f"{field}.s1", rules),
        "second_revised": _sheet(revised.get("s2"), f"{field}.s2", rules),
    }


def _sheet(value: object, field: str, rules: RuleSet) -> Sheet | None:
    if value is None:
        return None
    levels = items(value, field, length=len(rules.rubric_weights))
    if any(level is None for level in levels):
        return None
    return tuple(
        whole(level, f"{field}.C{position}", high=rules.rubric_level_max)
        for position, level in enumerate(levels, start=1)
    )
