"""The form of a correction by hand: every value of a frozen record, then the reason."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments import refusals
from assessments.forms.rulings import reason_field
from assessments.outcome import caseediting
from assessments.outcome.caseediting import CaseField
from assessments.refusals import Refusal
from assessments.wording import sentence_for
from courses.models.attendance import CANCELLED, NOT_RECORDED, Status

_PROBLEMS = {
    "wrong-sum": _("The half-days do not add up to those that were planned."),
    "not-a-half-point": _("Whole or half points only."),
    "not-a-number": _("A number; comma or point."),
    "not-a-whole-number": _("A whole number."),
    "out-of-range": _("More than can be reached here, or less than nothing."),
    "wrong-length": _("One level for each criterion, blanks between them."),
    "incomplete": _("A record with something missing gives no result: nothing was stored."),
}


class AmendForm(forms.Form):
    """One field for each value of the record; `groups` sorts them under headings."""

    reason = reason_field()

    def __init__(self, *args: Any, case: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = caseediting.fields_of(case)
        reason = self.fields.pop("reason")
        reason.required = False
        for part in self.parts:
            self.fields[part.name] = _field(part)
            self.initial[part.name] = bool(part.value) if _is_truth(part) else part.value
        self.fields["reason"] = reason

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The values under their headings, in the order in which a record is judged."""
        found: dict[str, list[forms.BoundField]] = {}
        for part in self.parts:
            found.setdefault(_heading(part), []).append(self[part.name])
        return list(found.items())

    def values(self) -> dict[str, str]:
        """What was sent, by the names of `caseediting.fields_of`."""
        return {
            part.name: ("1" if self.cleaned_data[part.name] else "")
            if _is_truth(part)
            else str(self.cleaned_data[part.name])
            for part in self.parts
        }

    def refuse(self, refusal: Refusal) -> None:
        """Say why nothing was stored, at the value that it is about."""
        field = str(refusal.details.get("field") or "")
        if refusal.code == refusals.REASON_MISSING:
            field = "reason"
        words = _PROBLEMS.get(str(refusal.details.get("problem") or ""), sentence_for(refusal))
        self.add_error(field if field in self.fields else None, words)


def _is_truth(part: CaseField) -> bool:
    return part.part == caseediting.TRUTH


def _field(part: CaseField) -> forms.Field:
    if _is_truth(part):
        return forms.BooleanField(label=_label(part), required=False)
    numeric = {"inputmode": "decimal", "autocomplete": "off"}
    return forms.CharField(
        label=_label(part), required=False, max_length=60, widget=forms.TextInput(attrs=numeric)
    )


def _heading(part: CaseField) -> str:
    return {
        caseediting.REGISTER: gettext("Half-days"),
        caseediting.QUIZ: gettext("Quizzes, out of 100"),
        caseediting.PRACTICAL: gettext("Practicals, out of 20"),
        caseediting.SHEET: gettext("Micro-teaching, levels C1 to C8"),
        caseediting.EXAM: gettext("Exam, out of 100"),
        caseediting.RESIT: gettext("Exam, out of 100"),
        caseediting.TRUTH: gettext("Decisions"),
    }[part.part]


def _label(part: CaseField) -> Any:
    if part.part == caseediting.REGISTER:
        other = {CANCELLED: _("Cancelled"), NOT_RECORDED: _("Not recorded")}
        return other.get(part.place) or Status(part.place).label
    if part.part == caseediting.QUIZ:
        return gettext("Quiz %(number)s") % {"number": part.place}
    if part.part == caseediting.PRACTICAL:
        return f"P{part.place}"
    if part.part == caseediting.SHEET:
        return _sheet_label(part.place)
    return {
        "exam": _("First sitting"),
        "exam-resit": _("Re-sit"),
        "M_zeroed": _("Micro-teaching counts 0 (irregularity)"),
        "action_plan": _("Action plan validated"),
    }[part.name]


def _sheet_label(place: str) -> str:
    lesson, sheet = place.split()
    first = lesson == "mt"
    which = gettext("First lesson") if first else gettext("Re-sit")
    who = {
        "s1": gettext("first assessor"),
        "s2": gettext("second assessor"),
        "rev.s1": gettext("first assessor, revised"),
        "rev.s2": gettext("second assessor, revised"),
        "s3": gettext("third sheet"),
    }[sheet]
    return f"{which}, {who}"
