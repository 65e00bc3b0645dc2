"""The JSON format of completion cases: text to trainee records, strictly.

The format is described in docs/scoring.md. Unknown fields are not read but reported, so that a
mistyped optional field does not vanish without a word.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.outcome.casefields import (
    read_absence,
    read_mark,
    read_practicals,
    read_quizzes,
    read_register,
)
from assessments.outcome.exactjson import exact_json
from assessments.outcome.lesson import Lesson
from assessments.outcome.lessoncase import KNOWN as KNOWN_IN_LESSON
from assessments.outcome.lessoncase import read_lesson
from assessments.outcome.reading import CaseFileError, FieldError, blank, truth
from assessments.outcome.record import TraineeRecord
from assessments.outcome.ruleset import RuleSet

KNOWN = frozenset(
    "id name sex country register quizzes practicals_20 mt mt_resit M_absence M_zeroed E1 E2 "
    "E_absence action_plan pre post expected".split()
)


@dataclass(frozen=True)
class CaseFile:
    """The records in file order, and "case: field" for each field that was not understood."""

    records: tuple[TraineeRecord, ...]
    ignored: tuple[str, ...]


def read_cases(text: str, *, rules: RuleSet) -> CaseFile:
    """Parse a list of cases (or one case alone). Raises CaseFileError naming case and field."""
    data = exact_json(text)
    entries = data if isinstance(data, list) else [data]
    records: list[TraineeRecord] = []
    ignored: list[str] = []
    seen: set[str] = set()
    for position, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            raise CaseFileError("not-an-object", case=f"#{position}")
        identifier = entry.get("id")
        if not isinstance(identifier, str) or not identifier.strip():
            raise CaseFileError("missing", case=f"#{position}", field="id")
        if identifier in seen:
            raise CaseFileError("given-twice", case=identifier, field="id")
        seen.add(identifier)
        records.append(read_record(entry, identifier=identifier, rules=rules))
        ignored += [f"{identifier}: {name}" for name in _unknown(entry)]
    return CaseFile(tuple(records), tuple(ignored))


def read_record(case: Mapping[str, Any], *, identifier: str, rules: RuleSet) -> TraineeRecord:
    """One case as a record. Raises CaseFileError naming the field."""
    try:
        return TraineeRecord(
            identifier=identifier,
            register=read_register(case.get("register"), rules),
            quizzes=read_quizzes(case.get("quizzes"), rules),
            practicals=read_practicals(case.get("practicals_20"), rules),
            teaching=_lesson(case, rules),
            teaching_absence=read_absence(case, "M_absence"),
            teaching_resit=read_lesson(case.get("mt_resit"), "mt_resit", rules=rules),
            exam=read_mark(case, "E1"),
            exam_absence=read_absence(case, "E_absence"),
            exam_resit=read_mark(case, "E2"),
            action_plan=truth(case.get("action_plan"), "action_plan"),
            pre=read_mark(case, "pre"),
            post=read_mark(case, "post"),
            teaching_zeroed=truth(case.get("M_zeroed"), "M_zeroed"),
        )
    except FieldError as error:
        raise CaseFileError(
            error.code, case=identifier, field=error.field, detail=error.detail
        ) from error


def _unknown(case: Mapping[str, Any]) -> list[str]:
    names = [name for name in case if name not in KNOWN]
    for lesson in ("mt", "mt_resit"):
        parts = case.get(lesson) or {}
        names += [f"{lesson}.{name}" for name in parts if name not in KNOWN_IN_LESSON]
    return names


def _lesson(case: Mapping[str, Any], rules: RuleSet) -> Lesson | None:
    lesson = read_lesson(case.get("mt"), "mt", rules=rules)
    # An empty form beside a recorded absence is no open sheet: nobody taught.
    if lesson == Lesson(None, None) and not blank(case.get("M_absence")):
        return None
    return lesson
