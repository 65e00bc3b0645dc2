"""Catch-up tasks: what is to be done, and what is handed in."""

from django import forms
from django.utils.translation import gettext_lazy


class TaskForm(forms.Form):
    """The task that makes up one justified absence."""

    task = forms.CharField(
        label=gettext_lazy("What the trainee has to do"),
        max_length=300,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )


class HandInForm(forms.Form):
    """What the trainee hands in, as text."""

    answer = forms.CharField(
        label=gettext_lazy("Your work"),
        max_length=4000,
        help_text=gettext_lazy("Write it here, or write where you left it on paper."),
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 8}),
    )
