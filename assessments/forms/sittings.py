"""Forms of the lead: times of a sitting in venue time, reasons, what a trainee is granted."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import Enrolment

MOST_MINUTES = 240


def _moment(label: Any, *, required: bool = True) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        required=required,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )


class _VenueTime(forms.Form):
    """Times are typed and shown on the venue's clock, whatever the browser's."""

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        self.zone = zone
        initial = kwargs.get("initial") or {}
        kwargs["initial"] = {
            name: value.astimezone(zone).replace(tzinfo=None)
            if isinstance(value, datetime.datetime)
            else value
            for name, value in initial.items()
        }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """The moments with the venue's zone; the end after the beginning."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name, value in cleaned.items():
            if isinstance(value, datetime.datetime):
                cleaned[name] = value.replace(tzinfo=self.zone)
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The end must come after the beginning."))
        if (opens is None) != (closes is None) and not self.errors:
            self.add_error("closes_at", _("Give both ends of the window, or none."))
        return cleaned


class SittingForm(_VenueTime):
    """A new sitting."""

    opens_at = _moment(_("Opens"))
    closes_at = _moment(_("Closes"))
    only_granted = forms.BooleanField(
        label=_("Only for trainees who were granted an attempt (re-sit)"), required=False
    )


class MovingForm(_VenueTime):
    """Other times for a sitting."""

    opens_at = _moment(_("Opens"))
    closes_at = _moment(_("Closes"))
    reason = forms.CharField(label=_("Reason"), max_length=300)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It is kept with the decision."),
    )


class GrantForm(_VenueTime):
    """What one trainee is granted beside the rules."""

    enrolment = forms.ModelChoiceField(label=_("Trainee"), queryset=Enrolment.objects.none())
    extra_minutes = forms.IntegerField(
        label=_("More minutes"), min_value=0, max_value=MOST_MINUTES, initial=0
    )
    extra_attempts = forms.IntegerField(
        label=_("More attempts"),
        min_value=0,
        max_value=3,
        initial=0,
        help_text=_("1 at the exam is the one re-sit."),
    )
    opens_at = _moment(_("Own window opens"), required=False)
    closes_at = _moment(_("Own window closes"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, cohort_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["enrolment"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = (
                Enrolment.objects.active()
                .filter(cohort=cohort_id)
                .select_related("user", "cohort")
                .order_by("position", "pk")
            )
            field.label_from_instance = lambda enrolment: enrolment.user.printed_name  # type: ignore[method-assign,assignment]

    def clean(self) -> dict[str, Any]:
        """Something must be granted."""
        cleaned = super().clean()
        if not self.errors and not any(
            cleaned.get(name) for name in ("extra_minutes", "extra_attempts", "opens_at")
        ):
            self.add_error("extra_minutes", _("Grant minutes, an attempt or a window."))
        return cleaned
