"""Which specimens to print, or which sheet to print again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.bench_words import task_name
from assessments.mrz.exercises import TASKS, WRONG_DIGIT
from assessments.mrz.generating import FORMATS
from assessments.mrz.layouts import TD3
from assessments.mrz.sheets import MOST, NotAReference, Sheet, sheet_of


class SpecimensForm(forms.Form):
    """A new sheet: the task, how many specimens, in which formats."""

    task = forms.ChoiceField(label=_("Task"), initial=WRONG_DIGIT)
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

    def sheet(self, seed: str) -> Sheet:
        """The sheet that was asked for, with this seed."""
        data = self.cleaned_data
        formats = tuple(format for format in FORMATS if format in data["formats"])
        return Sheet(seed, data["task"], data["count"], formats)


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
