"""What is said once about a whole sheet, and why a half-day does not count."""

from django import forms
from django.utils.translation import gettext_lazy

from courses.models import AttendanceChange, Source


class SheetForm(forms.ModelForm):
    """Where the entries come from, and why something recorded is changed."""

    class Meta:
        model = AttendanceChange
        fields = ["source", "sheet_reference", "reason"]
        labels = {
            "source": gettext_lazy("Source"),
            "sheet_reference": gettext_lazy("Reference of the paper sheet"),
            "reason": gettext_lazy("Reason, if you change something recorded"),
        }
        widgets = {
            "source": forms.Select(attrs={"class": "form-select"}),
            "sheet_reference": forms.TextInput(attrs={"class": "form-control"}),
            "reason": forms.TextInput(attrs={"class": "form-control"}),
        }

    def __init__(self, *args: object, may_enter_paper: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        sources = (Source.FACILITATOR, Source.PAPER) if may_enter_paper else (Source.FACILITATOR,)
        choices = [(s.value, s.label) for s in sources]
        self.fields["source"] = forms.ChoiceField(
            label=self.fields["source"].label,
            choices=choices,
            initial=Source.FACILITATOR,
            required=False,
            widget=forms.Select(attrs={"class": "form-select"}),
        )
        if not may_enter_paper:
            del self.fields["source"], self.fields["sheet_reference"]


class ReasonForm(forms.Form):
    """Why something recorded is changed; asked for only where something is."""

    reason = forms.CharField(
        label=gettext_lazy("Reason, if you change something recorded"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )


class RestoringForm(forms.Form):
    """Why a cancelled half-day counts after all."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("One sentence for the minutes."),
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )


class CancellingForm(forms.Form):
    """Why a half-day did not take place."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("Security, strike, power: one sentence for the minutes."),
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )
