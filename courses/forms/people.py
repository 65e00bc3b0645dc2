"""People of a cohort as they are enrolled and corrected."""

from django import forms
from django.utils.translation import gettext_lazy

from accounts.models import User


class PersonForm(forms.ModelForm):
    """A newcomer: one required name, the rest optional (domain 7.3)."""

    class Meta:
        model = User
        fields = [
            "printed_name",
            "arabic_name",
            "sort_key",
            "title",
            "sex",
            "country",
            "service",
            "language",
        ]
        labels = {
            "printed_name": gettext_lazy("Name as it must be printed"),
            "arabic_name": gettext_lazy("Name in Arabic script (optional)"),
            "sort_key": gettext_lazy("Name for sorting (optional)"),
            "title": gettext_lazy("Title (optional)"),
            "sex": gettext_lazy("Sex (optional)"),
            "country": gettext_lazy("Country (optional)"),
            "service": gettext_lazy("Service (optional)"),
            "language": gettext_lazy("Language of the screens"),
        }
        help_texts = {
            "printed_name": gettext_lazy(
                "Letter by letter as on the certificate: accents, apostrophes, capitals, particles."
            ),
            "sort_key": gettext_lazy("How the name is sorted in lists, when it differs."),
        }


class NameForm(PersonForm):
    """The name of somebody who is enrolled."""

    class Meta(PersonForm.Meta):
        fields = ["printed_name", "arabic_name", "sort_key"]
