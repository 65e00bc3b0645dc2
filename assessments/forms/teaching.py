"""One assessor's micro-teaching sheet."""

import datetime
import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments.models import Criterion, TeachingSheet

LONGEST_REASON = 1000
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
        label=_("Reason, if you keep your marks"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        criteria: list[Criterion],
        language: str,
        revised: TeachingSheet | None = None,
        seat: int | None = None,
        keeping: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.held = revised.seat if revised else seat
        self.criteria = criteria
        self.revised = revised
        self.keeping = keeping and revised is not None
        for criterion in criteria:
            words = criterion.descriptors[language]
            self.fields[f"level_{criterion.code}"] = forms.TypedChoiceField(
                label=f"{criterion.code} · {criterion.name}",
                choices=[(level, f"{level} · {text}") for level, text in enumerate(words)],
                coerce=int,
                required=not self.keeping,
                widget=forms.RadioSelect,
            )
        if revised is None:
            del self.fields["revision_reason"]
        else:
            self.add_reasons()
        if self.held is not None:
            del self.fields["seat"]

    def add_reasons(self) -> None:
        """One field beside each criterion, for the reason of its change."""
        for criterion in self.criteria:
            self.fields[f"reason_{criterion.code}"] = forms.CharField(
                label=_("Reason, if you change %(code)s") % {"code": criterion.code},
                required=False,
                max_length=LONGEST_REASON,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

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
        if self.revised is not None:
            self._check_reasons(cleaned, self.revised.levels)
        out = any(c.knock_out and cleaned.get(f"level_{c.code}") == 0 for c in self.criteria)
        if out and not cleaned.get("knock_out_facts", "").strip():
            self.add_error(
                "knock_out_facts", _("Level 0 here is a knock-out: write one sentence of facts.")
            )
        return cleaned

    def _check_reasons(self, cleaned: dict[str, Any], before: list[int]) -> None:
        """Each change needs its reason, and so does keeping everything (4.3.3)."""
        chosen = [cleaned.get(f"level_{criterion.code}") for criterion in self.criteria]
        changed = [
            criterion.code
            for criterion, old, new in zip(self.criteria, before, chosen, strict=True)
            if new not in (None, "", old)
        ]
        if self.keeping or not changed:
            if not cleaned.get("revision_reason", "").strip():
                self.add_error("revision_reason", _("Give the reason for keeping your marks."))
            return
        self.lacks_reasons(
            [code for code in changed if not cleaned.get(f"reason_{code}", "").strip()]
        )

    def lacks_reasons(self, codes: Iterable[str]) -> None:
        """Name each changed criterion that has no reason, beside its field."""
        for code in codes:
            self.add_error(f"reason_{code}", _("Give the reason of this change."))

    def levels(self) -> list[int]:
        """The chosen levels in the rubric's order; those of the first sheet when they are kept."""
        if self.keeping and self.revised is not None:
            return list(self.revised.levels)
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
            "revision_reasons": {
                c.code: data[f"reason_{c.code}"]
                for c in self.criteria
                if data.get(f"reason_{c.code}")
            },
        }

    def place(self) -> int:
        """The seat: the turn's, the first sheet's, or the one that was chosen."""
        return int(self.held if self.held is not None else self.cleaned_data["seat"])

    def criterion_rows(self) -> list[tuple[Criterion, forms.BoundField, forms.BoundField | None]]:
        """Each criterion with its field and, in a revision, that of its reason, for the page."""
        return [
            (
                criterion,
                self[f"level_{criterion.code}"],
                self[name] if (name := f"reason_{criterion.code}") in self.fields else None,
            )
            for criterion in self.criteria
        ]


LENGTHS = {
    "strengths": 2000,
    "improvements": 2000,
    "knock_out_facts": 1000,
    "revision_reason": LONGEST_REASON,
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
    reasons = {c.code: sent.get(f"reason_{c.code}", "") for c in criteria}
    values["revision_reasons"] = {
        code: text.replace("\0", "")[:LONGEST_REASON] for code, text in reasons.items() if text
    }
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
    reasons = {f"reason_{code}": text for code, text in sheet.revision_reasons.items()}
    return {
        **levels,
        **reasons,
        "seat": sheet.seat,
        "duration": clock(sheet.seconds),
        "strengths": sheet.strengths,
        "improvements": sheet.improvements,
        "knock_out_facts": sheet.knock_out_facts,
        "revision_reason": sheet.revision_reason,
    }
