"""The form of the card: code and PIN."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.pins import canonical_pin, is_pin


class CardForm(forms.Form):
    """Code and PIN as typed; blanks, case and look-alikes are dealt with further down."""

    code = forms.CharField(
        label=_("Code on the card"),
        max_length=40,
        help_text=_("For example ABC16-4TZ. Capital or small letters, as you like."),
        widget=forms.TextInput(
            attrs={
                "class": "code-input",
                "autocapitalize": "characters",
                "autocomplete": "off",
                "autocorrect": "off",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Enter the code printed on your card.")},
    )
    pin = forms.CharField(
        label=_("PIN"),
        max_length=20,
        help_text=_("The six digits printed under the code."),
        widget=forms.PasswordInput(
            attrs={"class": "code-input pin-input", "inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={"required": _("Enter the six digits of your PIN.")},
    )
    own_device = forms.BooleanField(
        label=_("This device is mine: keep me signed in for two weeks"), required=False
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.helper = FormHelper()
        self.helper.form_class = "panel"
        self.helper.attrs = {"novalidate": ""}
        self.helper.layout = Layout(
            "code", "pin", "own_device", Submit("sign_in", _("Sign in"), css_class="btn-primary")
        )

    def clean_pin(self) -> str:
        """Six digits; anything else was mistyped and does not count as a guess."""
        pin = canonical_pin(self.cleaned_data["pin"])
        if not is_pin(pin):
            raise forms.ValidationError(_("A PIN has six digits."), code="pin-length")
        return pin
