"""The shared tablet: the opening code, and one signature."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.pins import canonical_pin, is_pin


class TabletStartForm(forms.Form):
    """The code that makes a device the tablet of one half-day."""

    code = forms.CharField(
        label=gettext_lazy("Opening code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "class": "form-control code-input",
                "autocapitalize": "characters",
                "autocomplete": "off",
                "spellcheck": "false",
            }
        ),
    )


class SigningForm(forms.Form):
    """Place number or card code, and the PIN."""

    place = forms.IntegerField(required=False, min_value=0, max_value=32000)
    code = forms.CharField(
        label=gettext_lazy("Code on the card"),
        max_length=40,
        required=False,
        widget=forms.TextInput(
            attrs={
                "class": "form-control code-input",
                "autocapitalize": "characters",
                "autocomplete": "off",
                "spellcheck": "false",
            }
        ),
    )
    pin = forms.CharField(
        label=gettext_lazy("PIN"),
        max_length=20,
        widget=forms.PasswordInput(
            attrs={
                "class": "form-control code-input pin-input",
                "inputmode": "numeric",
                "autocomplete": "off",
            }
        ),
    )

    def clean_pin(self) -> str:
        """Six digits; anything else was mistyped and does not count as a guess."""
        pin = canonical_pin(self.cleaned_data["pin"])
        if not is_pin(pin):
            raise forms.ValidationError(_("A PIN has six digits."), code="pin-length")
        return pin

    def clean(self) -> dict[str, object]:
        """One of place and code."""
        data: dict[str, object] = super().clean() or {}
        if data.get("place") is None and not data.get("code"):
            raise forms.ValidationError(
                _("Choose your place number or type the code on your card."), code="who"
            )
        return data
