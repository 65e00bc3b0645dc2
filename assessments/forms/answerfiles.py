"""Files of answers that the team chooses, and the steps that are in one."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from assessments.answering import SentStep
from assessments.forms.player import NotUnderstood, step_of

# A whole class, each with a file.
MOST_FILES = 40


class _Several(forms.FileInput):
    allow_multiple_selected = True


class _Files(forms.FileField):
    """One file or more: a list of them."""

    widget = _Several

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Each as a single one would be; without any, what a single field says."""
        return [super(_Files, self).clean(one, initial) for one in data or [None]]


class AnswerFilesForm(forms.Form):
    """Files of answers to look at."""

    chosen = _Files(
        label=_("Files of answers"),
        allow_empty_file=True,
        help_text=_("Their names end in .relais. Several can be chosen at once."),
    )

    def clean_chosen(self) -> list[UploadedFile]:
        """As many as a class can have."""
        files: list[UploadedFile] = self.cleaned_data["chosen"]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                _("Choose at most %(most)s files at once."), params={"most": MOST_FILES}
            )
        return files


def steps_in(said: Iterable[Any]) -> list[SentStep | None]:
    """The steps of a file as the address of the script reads them; None for what is no step."""
    found: list[SentStep | None] = []
    for one in said:
        try:
            found.append(step_of(one))
        except NotUnderstood:
            found.append(None)
    return found
