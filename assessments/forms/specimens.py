"""Which specimens to print, or which sheet to print again."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.bench_words import option_name, task_name
from assessments.mrz.exercises import SORTS, TASKS, WRONG_DIGIT, errors_of
from assessments.mrz.generating import FORMATS
from assessments.mrz.layouts import TD3
from assessments.mrz.planting import NOTHING
from assessments.mrz.sheets import MOST, NotAReference, Sheet, sheet_of


class SpecimensForm(forms.Form):
    """A new sheet: the task, the error, how many specimens, in which formats."""

    task = forms.ChoiceField(label=_("Task"), initial=WRONG_DIGIT)
    error = forms.ChoiceField(
        label=_("Error in every specimen"),
        required=False,
        help_text=_(
            "Drawn at random, the specimens differ, and now and then one is in order. With one "
            "error in all of them the whole room practises the same thing."
        ),
    )
    count = forms.IntegerField(
        label=_("Number of specimens"), min_value=1, max_value=MOST, initial=8
    )
    formats = forms.MultipleChoiceField(
        label=_("Formats"),
        choices=[(format, format) for format in FORMATS],
        initial=[TD3],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Formats take turns. TD3 is the passport, TD1 and TD2 are cards."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["task"].choices = [(task, task_name(task)) for task in TASKS]  # type: ignore[attr-defined]
        self.fields["error"].choices = [("", gettext("Drawn at random")), *_errors()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse an error that the task does not look for, or that a chosen format cannot have."""
        data: dict[str, Any] = super().clean() or {}
        task, error, formats = data.get("task"), data.get("error"), data.get("formats")
        if not (task and error and formats):
            return data
        lacking = [format for format in formats if error not in errors_of(task, format)]
        names = {"task": task_name(task), "error": option_name(error)}
        if not any(error in errors_of(task, format) for format in FORMATS):
            self.add_error("error", _unfit(task, error) % names)
        elif lacking:
            with_it = [one for one in FORMATS if error in errors_of(task, one)]
            self.add_error(
                "error",
                gettext("%(error)s does not exist in %(lacking)s. Choose only: %(formats)s.")
                % {**names, "lacking": ", ".join(lacking), "formats": ", ".join(with_it)},
            )
        return data

    def sheet(self, seed: str) -> Sheet:
        """The sheet that was asked for, with this seed."""
        data = self.cleaned_data
        formats = tuple(format for format in FORMATS if format in data["formats"])
        return Sheet(seed, data["task"], data["count"], formats, data["error"])


def _errors() -> list[tuple[str, Any]]:
    """What can be planted, by the task that looks for it."""
    groups: list[tuple[str, Any]] = [(NOTHING, option_name(NOTHING))]
    for task in SORTS:
        codes = dict.fromkeys(
            code for format in FORMATS for code in errors_of(task, format) if code != NOTHING
        )
        groups.append((task_name(task), [(code, option_name(code)) for code in codes]))
    return groups


def _unfit(task: str, error: str) -> str:
    if task not in SORTS:
        return gettext("The task “%(task)s” looks for no error: leave it to “Drawn at random”.")
    if error == NOTHING:
        return gettext("In the task “%(task)s” something is always altered: choose what.")
    return gettext("The task “%(task)s” does not look for this error: %(error)s.")


class ReferenceForm(forms.Form):
    """The reference that stands on a printed sheet."""

    reference = forms.CharField(
        label=_("Reference on the sheet"),
        max_length=40,
        help_text=_("It stands at the head and at the foot of every page."),
    )

    def clean_reference(self) -> str:
        """The reference as it is written. Refuses one that no sheet has."""
        try:
            return sheet_of(self.cleaned_data["reference"]).reference
        except NotAReference:
            raise forms.ValidationError(_("No sheet has this reference.")) from None
