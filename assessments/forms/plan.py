"""The action and cascade plan (M16): what the trainee undertakes at the post."""

import contextlib
import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.realnames import PATTERNS, real_things_in

LONGEST = 1000


def _text(label: Any, *, lines: bool = True, hint: Any = "") -> Any:
    widget = forms.Textarea(attrs={"rows": 3}) if lines else forms.TextInput()
    return forms.CharField(label=label, max_length=LONGEST, widget=widget, help_text=hint)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"],
    )


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=500)


class ActionPlanForm(forms.Form):
    """The ten fields of the module card, in its order; a plan that is handed in has them all."""

    need = _text(_("Need at my post"), hint=_("A gap that was seen, without names."))
    session_1 = _text(_("First session: topic"), lines=False)
    session_1_on = _day(_("First session: date"))
    session_2 = _text(_("Second session: topic"), lines=False)
    session_2_on = _day(_("Second session: date"))
    men = _number(_("Expected colleagues: men"))
    women = _number(_("Expected colleagues: women"))
    co_trainer = _text(
        _("Co-trainer"),
        lines=False,
        hint=_("The function, not the name: another certified trainer whose service agrees."),
    )
    materials = _text(_("Materials"), hint=_("Also for a day without power."))
    support = _text(_("Support asked of my commander"))
    risk = _text(_("Risk, and what I do about it"))
    indicator = _text(_("Indicator: how I shall know that it helped"))
    coach = _text(
        _("Coach"), lines=False, hint=_("Who calls me, by function, and in which month; no name.")
    )
    visa = _text(
        _("Commander’s visa"),
        lines=False,
        hint=_("When and how it will be asked for; no signature is kept here."),
    )

    def clean(self) -> dict[str, Any]:
        """The second session follows the first, and somebody is expected."""
        cleaned = super().clean() or {}
        first, second = cleaned.get("session_1_on"), cleaned.get("session_2_on")
        if first and second and second < first:
            self.add_error("session_2_on", _("The second session lies before the first."))
        if cleaned.get("men") == 0 and cleaned.get("women") == 0:
            self.add_error("men", _("Expect at least one colleague."))
        return cleaned

    def answers(self) -> dict[str, str]:
        """What was understood as it is stored: text only, dates as 2016-03-07.

        Of a form with errors only the fields without one.
        """
        return {
            name: value.isoformat() if isinstance(value, datetime.date) else str(value)
            for name, value in self.cleaned_data.items()
        }


def typed_answers(form: ActionPlanForm) -> dict[str, str]:
    """A draft: what is understood as it would be stored, everything else as it was typed."""
    form.is_valid()
    understood = form.answers()
    return {
        name: understood.get(name, str(form.data.get(name, ""))).replace("\0", "")[:LONGEST]
        for name in form.fields
    }


def read_moment(text: str) -> datetime.datetime | None:
    """When the draft was last saved as far as the page knows; None for never, or no moment."""
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        return None


def too_real(answers: dict[str, str]) -> list[str]:
    """Labels of the fields that seem to hold a telephone number, coordinates or document lines.

    A warning and no bar (domain 7.5): a price in thousands looks like a coordinate.
    """
    return [
        str(field.label)
        for name, field in ActionPlanForm.base_fields.items()
        if not isinstance(field, forms.DateField)
        and PATTERNS.keys() & set(real_things_in(answers.get(name, "")))
    ]


def rows_of(answers: dict[str, str]) -> list[tuple[str, Any]]:
    """Label and answer of everything filled in, in the form's order; dates as dates."""
    rows: list[tuple[str, Any]] = []
    for name, field in ActionPlanForm.base_fields.items():
        value: Any = answers.get(name, "")
        if isinstance(field, forms.DateField) and value:
            # In a draft it may be anything; then it is shown as it was typed.
            with contextlib.suppress(ValueError):
                value = datetime.date.fromisoformat(value)
        if value:
            rows.append((str(field.label), value))
    return rows
