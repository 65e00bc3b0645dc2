"""One assessor's micro-teaching sheet."""

import datetime
import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments.models import Criterion, TeachingSheet

LEVELS = ("0", "1", "2", "3", "4")
CLOCK = re.compile(r"([0-9]{1,2})(?:\s*[:.m'′]\s*([0-9]{1,2}))?")

SEATS = [
    (1, _("First assessor")),
    (2, _("Second assessor")),
    (3, _("Reserve observer (sealed sheet)")),
]


class TeachingSheetForm(forms.Form):
    """Seat, one level for each criterion, the words, the duration."""

    seat = forms.TypedChoiceField(
        label=_("My place"), choices=SEATS, coerce=int, widget=forms.RadioSelect
    )
    duration = forms.CharField(
        label=_("Duration of the lesson"),
        required=False,
        max_length=8,
        help_text=_("Minutes and seconds on the timer, for example 14:30."),
    )
    strengths = forms.CharField(
        label=_("Strengths"), required=False, max_length=2000, widget=forms.Textarea
    )
    improvements = forms.CharField(
        label=_("To improve"), required=False, max_length=2000, widget=forms.Textarea
    )
    knock_out_facts = forms.CharField(
        label=_("Facts of a knock-out"),
        required=False,
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("Only for level 0 of the knock-out criterion: one sentence of facts."),
    )
    revision_reason = forms.CharField(
        label=_("Reason of the revision"), max_length=1000, widget=forms.Textarea
    )

    def __init__(
        self,
        *args: Any,
        criteria: list[Criterion],
        language: str,
        revised: TeachingSheet | None = None,
        seat: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.held = revised.seat if revised else seat
        self.criteria = criteria
        for criterion in criteria:
            words = criterion.descriptors[language]
            self.fields[f"level_{criterion.code}"] = forms.TypedChoiceField(
                label=f"{criterion.code} · {criterion.name}",
                choices=[(level, f"{level} · {text}") for level, text in enumerate(words)],
                coerce=int,
                widget=forms.RadioSelect,
            )
        if revised is None:
            del self.fields["revision_reason"]
        if self.held is not None:
            del self.fields["seat"]

    def clean_duration(self) -> int | None:
        """Seconds, from minutes or minutes and seconds."""
        typed = self.cleaned_data["duration"].strip()
        if not typed:
            return None
        found = CLOCK.fullmatch(typed)
        if found is None or int(found[2] or 0) > 59:
            raise forms.ValidationError(_("Write the duration as minutes:seconds."), code="clock")
        return int(found[1]) * 60 + int(found[2] or 0)

    def clean(self) -> dict[str, Any]:
        """A knock-out asks for its facts here already, beside the field."""
        cleaned = super().clean() or {}
        out = any(c.knock_out and cleaned.get(f"level_{c.code}") == 0 for c in self.criteria)
        if out and not cleaned.get("knock_out_facts", "").strip():
            self.add_error(
                "knock_out_facts", _("Level 0 here is a knock-out: write one sentence of facts.")
            )
        return cleaned

    def levels(self) -> list[int]:
        """The chosen levels in the rubric's order."""
        return [self.cleaned_data[f"level_{criterion.code}"] for criterion in self.criteria]

    def words(self) -> dict[str, Any]:
        """The rest of the sheet, as the verb takes it."""
        data = self.cleaned_data
        return {
            "seconds": data["duration"],
            "strengths": data["strengths"],
            "improvements": data["improvements"],
            "knock_out_facts": data["knock_out_facts"],
            "revision_reason": data.get("revision_reason", ""),
        }

    def place(self) -> int:
        """The seat: the turn's, the first sheet's, or the one that was chosen."""
        return int(self.held if self.held is not None else self.cleaned_data["seat"])

    def criterion_rows(self) -> list[tuple[Criterion, forms.BoundField]]:
        """Each criterion with its field, for the page."""
        return [(criterion, self[f"level_{criterion.code}"]) for criterion in self.criteria]


LENGTHS = {
    "strengths": 2000,
    "improvements": 2000,
    "knock_out_facts": 1000,
    "revision_reason": 1000,
}


def read_draft(
    sent: QueryDict, criteria: list[Criterion]
) -> tuple[int | None, dict[str, Any], datetime.datetime | None]:
    """What can be read of an unfinished sheet: seat, values for the verb, when it was last seen.

    Nothing is refused: a level that is none is not chosen yet, a duration that cannot be read is
    kept out until it can.
    """
    levels = [sent.get(f"level_{criterion.code}", "") for criterion in criteria]
    found = CLOCK.fullmatch(sent.get("duration", "").strip())
    seconds = int(found[1]) * 60 + int(found[2] or 0) if found else None
    values: dict[str, Any] = {
        "levels": [int(level) if level in LEVELS else None for level in levels],
        "seconds": seconds if not found or int(found[2] or 0) < 60 else None,
    }
    for name, length in LENGTHS.items():
        values[name] = sent.get(name, "").replace("\0", "")[:length]
    seat = sent.get("seat", "")
    try:
        seen = datetime.datetime.fromisoformat(sent.get("seen", ""))
    except ValueError:
        seen = None
    return int(seat) if seat in {"1", "2", "3"} else None, values, seen


def clock(seconds: int | None) -> str:
    """Seconds as minutes:seconds."""
    return "" if seconds is None else f"{seconds // 60}:{seconds % 60:02}"


def initial_of(sheet: TeachingSheet, criteria: list[Criterion]) -> dict[str, Any]:
    """A draft to go on with, or the first version of a sheet to start its revision from."""
    levels = {
        f"level_{criterion.code}": level
        for criterion, level in zip(criteria, sheet.levels, strict=True)
    }
    return {
        **levels,
        "seat": sheet.seat,
        "duration": clock(sheet.seconds),
        "strengths": sheet.strengths,
        "improvements": sheet.improvements,
        "knock_out_facts": sheet.knock_out_facts,
        "revision_reason": sheet.revision_reason,
    }
