"""The language a person reads Relais in."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User

# Each language is named in itself: a reader must recognise it without the other one.
OWN_NAMES = [("fr", "Français"), ("en", "English")]


class LanguageForm(forms.ModelForm):
    """One choice."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=OWN_NAMES,
        help_text=_("Relais opens in this language when you sign in, on every device."),
    )

    class Meta:
        model = User
        fields = ["language"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.helper = FormHelper()
        self.helper.layout = Layout("language", Submit("save", _("Save the language")))
