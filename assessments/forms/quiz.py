"""How a quiz is drawn and taken, and the lines of its blueprint."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.bank import modules
from assessments.models import Bloom, BlueprintLine, Quiz
from assessments.models.question import kind_choices


class QuizForm(forms.ModelForm):
    """The quiz itself; its title belongs to the activity."""

    class Meta:
        model = Quiz
        fields = [
            "pool",
            "policy",
            "forms",
            "attempts_allowed",
            "reopen_after_hours",
            "minutes",
            "late_start_minutes",
            "ends_with_window",
        ]

    def clean_attempts_allowed(self) -> int:
        """Nobody takes a quiz no time."""
        value: int = self.cleaned_data["attempts_allowed"]
        if value < 1:
            raise forms.ValidationError(_("At least one attempt."))
        return value


class LineForm(forms.ModelForm):
    """So many items of a module, perhaps of one kind or level."""

    class Meta:
        model = BlueprintLine
        fields = ["module", "count", "kind", "bloom"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["module"].queryset = modules()  # type: ignore[attr-defined]
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind"), required=False, choices=[("", _("any")), *kind_choices()]
        )
        self.fields["bloom"] = forms.ChoiceField(
            label=_("Bloom level"), required=False, choices=[("", _("any")), *Bloom.choices]
        )
        self.fields["count"].widget.attrs["min"] = 1


LineFormSet = forms.inlineformset_factory(
    Quiz, BlueprintLine, form=LineForm, extra=1, can_delete=True, max_num=60
)
