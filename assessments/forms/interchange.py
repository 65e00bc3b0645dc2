"""A file of questions that comes in, and one that goes out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.exporting import EXPORTED
from assessments.forms.bank import modules
from assessments.interchange.limits import FILE_BYTES
from assessments.interchange.sniffing import FORMATS
from courses.models import Module

FORMAT_NAMES = {"gift": "GIFT", "moodle-xml": "Moodle XML", "aiken": "Aiken", "qti": "QTI 2"}
LANGUAGES = [("fr", _("French")), ("en", _("English"))]


class ImportForm(forms.Form):
    """What the file is and where its questions go."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("GIFT, Moodle XML, Aiken or QTI, up to %(most)s MB.")
        % {"most": FILE_BYTES // 1024**2},
    )
    format = forms.ChoiceField(
        label=_("Format"),
        required=False,
        choices=[("", _("found out")), *((one, FORMAT_NAMES[one]) for one in FORMATS)],
    )
    language = forms.ChoiceField(label=_("Language of the questions"), choices=LANGUAGES)
    module = forms.ModelChoiceField(
        Module.objects.none(),
        label=_("Module"),
        required=False,
        to_field_name="code",
        empty_label=_("by the file’s categories"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["module"].queryset = modules()  # type: ignore[attr-defined]


class ConfirmForm(forms.Form):
    """The same choices again, and how to store: everything or nothing, or question by question."""

    token = forms.RegexField(r"\A[0-9a-f]{32}\Z")
    name = forms.CharField(max_length=200, required=False)
    format = forms.ChoiceField(required=False, choices=[("", ""), *((one, one) for one in FORMATS)])
    language = forms.ChoiceField(choices=LANGUAGES)
    module = forms.CharField(max_length=20, required=False)
    way = forms.ChoiceField(choices=[("whole", ""), ("single", ""), ("none", "")])


class ExportForm(forms.Form):
    """Format and language; which questions is said by the bank's filter."""

    format = forms.ChoiceField(
        label=_("Format"), choices=[(one, FORMAT_NAMES[one]) for one in EXPORTED]
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
