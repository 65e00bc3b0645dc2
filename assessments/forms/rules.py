"""Every value of a rule set as a field: grouped, named in words, with the rule it comes from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, get_type_hints

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.outcome.ruleset import RuleSet
from assessments.outcome.stored_values import stored

WRITTEN = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,6})?")
KINDS = get_type_hints(RuleSet)
# Said in the rules of the house and checked by people; the platform computes nothing with them.
FOR_THE_RECORD = frozenset(
    {
        "quiz_attempts",
        "quiz_reopen_hours",
        "practical_redo_before_day",
        "exam_item_count",
        "deferral_days",
        "action_plan_days",
    }
)

# Group → (field, words, rule and unit). docs/scoring.md has the same rules; a test compares.
GROUPS: list[tuple[Any, list[tuple[str, Any, str]]]] = [
    (
        _("Rounding"),
        [
            ("decimal_places", _("Decimals of a printed figure"), "R1.2"),
            ("on20_divisor", _("Divisor for the mark out of 20"), "R1.5"),
        ],
    ),
    (
        _("Attendance"),
        [
            ("half_days_planned", _("Half-days planned"), "R2.1"),
            ("credit_present", _("Credit: present"), "R2"),
            ("credit_late", _("Credit: late"), "R2"),
            ("credit_half", _("Credit: half presence"), "R2"),
            ("credit_caught_up", _("Credit: justified absence made up"), "R2"),
            ("credit_justified", _("Credit: justified absence"), "R2"),
            ("credit_unjustified", _("Credit: unjustified absence"), "R2"),
            ("late_after_minutes", _("Late after, minutes"), "R2"),
            ("half_after_minutes", _("Half presence after, minutes"), "R2"),
            ("catch_up_max", _("Absences that may be made up"), "R2"),
            ("catch_up_working_days", _("Working days to make one up"), "R2"),
            ("attendance_minimum", _("Minimum attendance, %"), "R10.2"),
        ],
    ),
    (
        _("Quizzes"),
        [
            ("quiz_count", _("Number of quizzes"), "R4"),
            ("quiz_out_of", _("A quiz is out of"), "R4"),
            ("quiz_attempts", _("Attempts at a quiz"), "R4"),
            ("quiz_reopen_hours", _("Hours before the second attempt"), "R4"),
            ("excused_max", _("Excused quizzes without deferral"), "R4"),
        ],
    ),
    (
        _("Practicals"),
        [
            ("practical_count", _("Number of practicals"), "R5"),
            ("practical_out_of", _("A practical is out of"), "R5"),
            ("practical_step", _("Step of a mark"), "R5"),
            ("practical_redo_before_day", _("Redone before course day"), "R5"),
        ],
    ),
    (
        _("Micro-teaching"),
        [
            ("rubric_weights", _("Weights of the criteria, in order"), "4.1"),
            ("rubric_level_max", _("Highest level"), "4.1"),
            ("knock_out_criterion", _("Criterion that knocks out"), "4.1"),
            ("conciliation_gap", _("Gap of two sheets that calls for conciliation"), "4.3.3"),
            ("criterion_gap", _("Gap of levels that calls for conciliation"), "4.3.3"),
            ("conciliation_minutes", _("Minutes of conciliation"), "4.3.3"),
            ("calibration_gap", _("Distance to the reference that calls for calibration"), "4"),
            (
                "recalibration_share",
                _("Share of lessons in conciliation, % to recalibrate"),
                "4.3.7",
            ),
        ],
    ),
    (
        _("Final exam and final mark"),
        [
            ("exam_item_count", _("Questions of the exam"), "R7"),
            ("exam_item_points", _("Points of a question"), "R7"),
            ("weight_q", _("Weight of the quizzes"), "R9"),
            ("weight_p", _("Weight of the practicals"), "R9"),
            ("weight_m", _("Weight of micro-teaching"), "R9"),
            ("weight_e", _("Weight of the exam"), "R9"),
        ],
    ),
    (
        _("Deferral and pass"),
        [
            ("deferral_days", _("Days to take what is missing"), "R10.3"),
            ("action_plan_days", _("Days to hand in the action plan"), "R10.3"),
            ("minimum_q", _("Minimum: quizzes"), "R10.4"),
            ("minimum_p", _("Minimum: practicals"), "R10.4"),
            ("minimum_m", _("Minimum: micro-teaching"), "R10.4"),
            ("minimum_e", _("Minimum: exam"), "R10.4"),
            ("minimum_f", _("Minimum: final mark"), "R10.4"),
        ],
    ),
    (
        _("Mentions"),
        [
            ("distinction_f", _("Distinction: final mark from"), "R11"),
            ("distinction_m", _("Distinction: micro-teaching from"), "R11"),
            ("distinction_a", _("Distinction: attendance from"), "R11"),
            ("distinction_unjustified_max", _("Distinction: unjustified absences at most"), "R11"),
            ("distinction_resit_allowed", _("Distinction possible after a re-sit"), "R11"),
            ("merit_f", _("Merit: final mark from"), "R11"),
            ("merit_m", _("Merit: micro-teaching from"), "R11"),
            ("merit_a", _("Merit: attendance from"), "R11"),
            ("merit_unjustified_max", _("Merit: unjustified absences at most"), "R11"),
            ("merit_resit_allowed", _("Merit possible after a re-sit"), "R11"),
        ],
    ),
    (
        _("Re-sits and jury"),
        [
            ("resit_cap", _("A re-sit counts at most"), "R12"),
            ("resits_per_component", _("Re-sits of a component"), "R12"),
            ("jury_size_minimum", _("Members of the jury at least"), "R15"),
            ("jury_gap_max", _("Points the jury may bridge"), "R15"),
        ],
    ),
]
LABELS: dict[str, Any] = {name: label for _g, rows in GROUPS for name, label, _r in rows}


@dataclass(frozen=True)
class Group:
    """A heading with its fields, each beside the rule it comes from."""

    title: str
    rows: list[tuple[Any, str]]


class ExactField(forms.CharField):
    """A decimal with comma or point, without loss."""

    def to_python(self, value: Any) -> Any:
        """The decimal; ValidationError for anything else."""
        text = str(super().to_python(value) or "")
        if not text:
            return None
        if not WRITTEN.fullmatch(text):
            raise forms.ValidationError(_("Enter a number, with comma or point."), code="number")
        return Decimal(text.replace(",", "."))


class WeightsField(forms.CharField):
    """Whole numbers in order, with blanks or commas between them."""

    def to_python(self, value: Any) -> Any:
        """The tuple; ValidationError for anything else."""
        parts = re.split(r"[\s,;·]+", str(super().to_python(value) or "").strip())
        if not all(re.fullmatch(r"[0-9]{1,3}", part) for part in parts):
            raise forms.ValidationError(_("Enter whole numbers, in order."), code="weights")
        return tuple(int(part) for part in parts)


def _field(name: str, label: Any) -> forms.Field:
    kind = KINDS[name]
    if kind is bool:
        return forms.BooleanField(label=label, required=False)
    if kind is int:
        return forms.IntegerField(label=label, min_value=0, max_value=10_000)
    short = forms.TextInput(attrs={"inputmode": "decimal"})
    return ExactField(label=label, widget=short) if kind is Decimal else WeightsField(label=label)


class RulesForm(forms.Form):
    """All values of a version, and what is new in it."""

    note = forms.CharField(
        label=_("What is new, and why"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, base: RuleSet) -> None:
        initial = {name: value_words(getattr(base, name)) for name in LABELS}
        super().__init__(data, initial=initial)
        for name, label in LABELS.items():
            self.fields[name] = _field(name, label)

    def groups(self) -> Iterator[Group]:
        """The fields by group."""
        for title, rows in GROUPS:
            yield Group(
                str(title), [(self[name], origin(name, rule)) for name, _label, rule in rows]
            )

    def values(self) -> dict[str, Any]:
        """The values of the rules, of their own types."""
        return {name: self.cleaned_data[name] for name in LABELS}

    def refuse(self, names: tuple[str, ...]) -> None:
        """Say beside each of these fields that its value is impossible."""
        for name in names:
            self.add_error(
                name if name in self.fields else None,
                gettext("This value is impossible, or contradicts another one."),
            )


def origin(name: str, rule: str) -> str:
    """Where a value comes from, and whether people have to see to it themselves."""
    if name not in FOR_THE_RECORD:
        return rule
    words = gettext("for the record")
    return f"{rule} · {words}"


def value_words(value: Any) -> Any:
    """A value as it stands in an input: yes or no stays what it is, decimals in the page's way."""
    if isinstance(value, bool | int):
        return value
    if isinstance(value, tuple):
        return " ".join(str(part) for part in value)
    text = str(stored(value))
    return number_format(text) if "." in text else text
