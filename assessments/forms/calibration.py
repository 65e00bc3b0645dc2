"""A sheet with levels alone: calibration, and sheets typed in from paper."""

from typing import Any

from django import forms

from assessments.models import Criterion


class CalibrationForm(forms.Form):
    """One level for each criterion."""

    def __init__(self, *args: Any, criteria: list[Criterion], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for criterion in criteria:
            words = criterion.descriptors[language]
            self.fields[f"level_{criterion.code}"] = forms.TypedChoiceField(
                label=f"{criterion.code} · {criterion.name}",
                choices=[(level, f"{level} · {text}") for level, text in enumerate(words)],
                coerce=int,
                widget=forms.RadioSelect,
            )

    def levels(self) -> list[int]:
        """The chosen levels in the rubric's order."""
        return [self.cleaned_data[f"level_{criterion.code}"] for criterion in self.criteria]
