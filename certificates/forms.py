"""Forms of the print room: a corrected name, an act on a certificate with its reasons."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("Reason, for the register"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept with date and author; only those who keep the register read it."),
    )


class CorrectedNameForm(forms.Form):
    """The name as it must read from now on, and why."""

    name = forms.CharField(
        label=_("Name as it must be printed"),
        max_length=120,
        help_text=_(
            "Letter by letter as on the certificate: accents, apostrophes, capitals, particles."
        ),
    )
    arabic = forms.CharField(
        label=_("Name in Arabic script (optional)"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"dir": "rtl", "lang": "ar"}),
    )
    reason = _reason()


class ActForm(forms.Form):
    """Why; and, for what ends the validity, what the holder may read about it."""

    public_reason = forms.CharField(
        label=_("Public reason"),
        max_length=200,
        help_text=_("In a few words, without any name: the holder reads it."),
    )
    reason = _reason()

    def __init__(self, *args: Any, with_public: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_public:
            del self.fields["public_reason"]
