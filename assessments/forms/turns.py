"""The lead's forms of the turns: drawing them up, changing one, declaring a chain of command."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from assessments.models import TeachingTurn
from courses.models import Cohort, Module


class ProposalForm(forms.Form):
    """What the draw needs: the day, the rooms, minutes a turn, the seed."""

    date = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    rooms = forms.CharField(
        label=_("Rooms"),
        max_length=120,
        help_text=_("Separated by commas; lessons run at the same time in each."),
    )
    minutes = forms.IntegerField(label=_("Minutes a turn"), min_value=20, max_value=90, initial=30)
    seed = forms.CharField(
        label=_("Seed of the draw"),
        max_length=40,
        help_text=_("The same seed draws the same turns again."),
    )

    def room_names(self) -> list[str]:
        """The rooms, without blanks, none twice."""
        names = [name.strip()[:40] for name in self.cleaned_data["rooms"].split(",")]
        return list(dict.fromkeys(name for name in names if name))

    def clean_rooms(self) -> str:
        """At least one room."""
        rooms: str = self.cleaned_data["rooms"]
        if not rooms.replace(",", "").strip():
            raise forms.ValidationError(_("Name at least one room."), code="rooms")
        return rooms


class TurnForm(forms.Form):
    """One turn: room, time, theme, seats; who is of the trainee's chain of command."""

    room = forms.CharField(label=_("Room"), required=False, max_length=40)
    starts_at = forms.DateTimeField(
        label=_("Starts"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Venue time."),
    )
    theme = forms.ModelChoiceField(label=_("Theme"), queryset=Module.objects.none(), required=False)
    first = forms.ModelChoiceField(
        label=_("First assessor"), queryset=User.objects.none(), required=False
    )
    second = forms.ModelChoiceField(
        label=_("Second assessor"), queryset=User.objects.none(), required=False
    )
    observer = forms.ModelChoiceField(
        label=_("Reserve observer"), queryset=User.objects.none(), required=False
    )
    ties = forms.ModelMultipleChoiceField(
        label=_("Of this trainee’s chain of command"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever is ticked can sit in no seat of this trainee’s lessons."),
    )

    def __init__(self, *args: Any, cohort: Cohort, team: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cohort = cohort
        people = User.objects.filter(pk__in=[user.pk for user in team])
        for name in ("first", "second", "observer", "ties"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]
        modules = Module.objects.filter(course_id=cohort.edition.course_id)
        codes = [f"M{number:02}" for number in range(1, 14)]
        self.fields["theme"].queryset = modules.filter(code__in=codes)  # type: ignore[attr-defined]

    def clean_starts_at(self) -> datetime.datetime | None:
        """What is typed is venue time, whatever the server's zone."""
        typed: datetime.datetime | None = self.cleaned_data["starts_at"]
        return None if typed is None else typed.replace(tzinfo=self.cohort.tz)


def initial_of_turn(turn: TeachingTurn | None, cohort: Cohort) -> dict[str, Any]:
    """A turn as the form shows it."""
    if turn is None:
        return {}
    starts = turn.starts_at
    return {
        "room": turn.room,
        "starts_at": starts.astimezone(cohort.tz).replace(tzinfo=None) if starts else None,
        "theme": turn.theme_id,
        "first": turn.first_id,
        "second": turn.second_id,
        "observer": turn.observer_id,
    }
