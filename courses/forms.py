"""The register as a form: one line a trainee, and what is said once about the whole sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from courses.models import AttendanceChange, Enrolment, Source, Status

# C comes from a validated catch-up task (R2), never from the sheet of the half-day itself.
ENTERED = (Status.PRESENT, Status.LATE, Status.HALF, Status.JUSTIFIED, Status.UNJUSTIFIED)


@dataclass
class RegisterLine:
    """One trainee: `standing` is recorded, `was` was recorded when the page was made, `chosen` is
    asked for ("" leaves the line blank)."""

    enrolment: Enrolment
    standing: str = ""
    was: str = ""
    chosen: str = ""
    error: str = ""

    @property
    def touched(self) -> bool:
        """Whether the person asked for another status than the page showed."""
        return bool(self.chosen) and self.chosen != self.was

    @property
    def choices(self) -> list[Status]:
        """The statuses to choose from; one made up is shown, not lost."""
        made_up = [Status.MADE_UP] if Status.MADE_UP in (self.standing, self.was) else []
        return [*ENTERED, *made_up]


def lines_of(trainees: Iterable[Enrolment], standing: Mapping[int, str]) -> list[RegisterLine]:
    """The lines as they are recorded."""
    return [
        RegisterLine(trainee, status, status, status)
        for trainee in trainees
        for status in [standing.get(trainee.pk, "")]
    ]


def read_lines(
    data: Mapping[str, str], trainees: Iterable[Enrolment], standing: Mapping[int, str]
) -> list[RegisterLine]:
    """The lines as typed; what somebody else recorded meanwhile is never overwritten unseen."""
    lines = []
    for trainee in trainees:
        recorded = standing.get(trainee.pk, "")
        line = RegisterLine(
            trainee,
            standing=recorded,
            was=data.get(f"was-{trainee.pk}", ""),
            chosen=data.get(f"status-{trainee.pk}", ""),
        )
        if line.chosen and line.chosen not in line.choices:
            line.chosen, line.error = "", _("Choose one of the statuses of the register.")
        elif line.touched and recorded not in (line.was, line.chosen):
            line.error = _("Somebody recorded “%(status)s” meanwhile: choose again.") % {
                "status": Status(recorded).label if recorded else "–"
            }
            line.was = recorded
        lines.append(line)
    return lines


def fill_blanks(lines: Iterable[RegisterLine]) -> None:
    """Propose P on every blank line; nothing is recorded before somebody saves it."""
    for line in lines:
        line.chosen = line.chosen or Status.PRESENT


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

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(s.value, s.label) for s in (Source.FACILITATOR, Source.PAPER)]
        self.fields["source"] = forms.ChoiceField(
            label=self.fields["source"].label,
            choices=choices,
            initial=Source.FACILITATOR,
            required=False,
            widget=forms.Select(attrs={"class": "form-select"}),
        )


class CancellingForm(forms.Form):
    """Why a half-day did not take place."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("Security, strike, power: one sentence for the minutes."),
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )


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
