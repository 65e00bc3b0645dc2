"""Forms of decisions about marks: why, what is regraded and how."""

from django import forms
from django.utils.translation import gettext_lazy as _


def reason_field() -> forms.CharField:
    """The reason that every decision keeps."""
    return forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It is kept with the decision."),
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = reason_field()
