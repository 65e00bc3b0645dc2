"""A frozen case as a list of fields that a person can correct one by one (R18). Pure."""

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.outcome.attendance import STATUS_FIELDS

REGISTER, QUIZ, PRACTICAL, EXAM, RESIT, SHEET, TRUTH = (
    "register", "quiz", "practical", "exam", "exam-resit", "sheet", "truth",
)  # fmt: skip
LESSONS = ("mt", "mt_resit")
SHEETS = ("s1", "s2", "rev.s1", "rev.s2", "s3")
TRUTHS = ("M_zeroed", "action_plan")


@dataclass(frozen=True)
class CaseField:
    """One value: its `name` in a form, the `part` it belongs to, its place there, as text.

    A truth is "1" or "", a sheet the levels C1…C8 with blanks between them, a blank mark "".
    """

    name: str
    part: str
    place: str
    value: str


def fields_of(case: Mapping[str, Any]) -> list[CaseField]:
    """Everything of a case that a correction may touch, in the order in which it is judged.

    Sheets are named where there is one: a correction invents no lesson.
    """
    register = case.get("register") or {}
    found = [
        CaseField(f"register-{status}", REGISTER, status, str(register.get(status) or "0"))
        for status in STATUS_FIELDS
    ]
    for part, key in ((QUIZ, "quizzes"), (PRACTICAL, "practicals_20")):
        found += [
            CaseField(f"{part}-{place}", part, str(place), _text(value))
            for place, value in enumerate(case.get(key) or (), start=1)
        ]
    for lesson in LESSONS:
        for sheet in SHEETS:
            levels = _sheet(case, lesson, sheet)
            if levels:
                name = f"{lesson}-{sheet}".replace(".", "-")
                found.append(CaseField(name, SHEET, f"{lesson} {sheet}", " ".join(levels)))
    found += [
        CaseField("exam", EXAM, "", _text(case.get("E1"))),
        CaseField("exam-resit", RESIT, "", _text(case.get("E2"))),
    ]
    return found + [CaseField(name, TRUTH, name, "1" if case.get(name) else "") for name in TRUTHS]


def edited_case(case: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    """The case with the fields of `values` (by name) that differ from it brought in.

    Whatever is equal stays exactly as it was frozen. A decimal comma is a point. What the values
    mean is judged by `read_record`, not here.
    """
    edited = copy.deepcopy(dict(case))
    for field in fields_of(case):
        value = " ".join(values.get(field.name, field.value).split())
        if value == field.value:
            continue
        if field.part == REGISTER:
            counts = edited.setdefault("register", {})
            counts[field.place] = value
            if value in ("", "0"):
                del counts[field.place]
        elif field.part in (QUIZ, PRACTICAL):
            key = "quizzes" if field.part == QUIZ else "practicals_20"
            edited[key][int(field.place) - 1] = _mark(value)
        elif field.part == SHEET:
            lesson, sheet = field.place.split()
            target = edited[lesson]
            for step in sheet.split(".")[:-1]:
                target = target[step]
            target[sheet.split(".")[-1]] = value.split() or None
        elif field.part == TRUTH:
            edited[field.place] = bool(value)
            if field.place == "M_zeroed" and not value:
                del edited[field.place]
        else:
            edited["E1" if field.part == EXAM else "E2"] = _mark(value)
    return edited


def field_name(place: str) -> str:
    """The name in a form for a place as `read_record` names it; "" for the record as a whole."""
    for pattern, name in _PLACES:
        if match := pattern.fullmatch(place):
            return name.format(*match.groups()).replace(".", "-")
    return ""


_PLACES = (
    (re.compile(r"register\.(\w)"), "register-{0}"),
    (re.compile(r"quizzes\[(\d+)\]"), "quiz-{0}"),
    (re.compile(r"practicals_20\[(\d+)\]"), "practical-{0}"),
    (re.compile(r"(mt|mt_resit)\.((?:rev\.)?s\d)(?:\.C\d+)?"), "{0}-{1}"),
    (re.compile("E1"), "exam"),
    (re.compile("E2"), "exam-resit"),
)


def _sheet(case: Mapping[str, Any], lesson: str, sheet: str) -> list[str]:
    found: Any = case.get(lesson) or {}
    for step in sheet.split("."):
        found = (found or {}).get(step)
    return [str(level) for level in found or ()]


def _mark(value: str) -> str | None:
    return value.replace(",", ".").replace("\u202f", "") or None


def _text(value: Any) -> str:
    return "" if value is None else str(value)
