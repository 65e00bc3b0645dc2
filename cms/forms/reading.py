"""Forms of readers: the day a lesson is read as of, words to look for."""

import datetime

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

FIRST_DAY, LAST_DAY = datetime.date(1950, 1, 1), datetime.date(2100, 12, 31)


class AsOfForm(forms.Form):
    """The day whose truth a reader asks for."""

    on = forms.DateField(
        label=_("As of"),
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
    )


class SearchForm(forms.Form):
    """What a reader looks for in the lessons."""

    q = forms.CharField(
        label=_("Words to look for"),
        max_length=200,
        strip=True,
        widget=forms.TextInput(attrs={"type": "search", "class": "form-control"}),
    )
