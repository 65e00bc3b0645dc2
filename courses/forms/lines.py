"""The register as lines: one a trainee, read from what a page sent."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.attendance import ClockRules, proposed_status
from courses.models import Enrolment, HalfDay, Status

# C comes from a validated catch-up task (R2), never from the sheet of the half-day itself.
ENTERED = (Status.PRESENT, Status.LATE, Status.HALF, Status.JUSTIFIED, Status.UNJUSTIFIED)


@dataclass
class RegisterLine:
    """One trainee: `standing` is recorded, `was` was recorded when the page was made, `chosen` is
    asked for ("" leaves the line blank). `validated`: a catch-up task for this half-day was."""

    enrolment: Enrolment
    standing: str = ""
    was: str = ""
    chosen: str = ""
    error: str = ""
    validated: bool = False

    @property
    def touched(self) -> bool:
        """Whether the person asked for another status than the page showed."""
        return bool(self.chosen) and self.chosen != self.was

    @property
    def choices(self) -> list[Status]:
        """The statuses to choose from; one made up is shown, not lost, and where it was lost by
        mistake it comes back."""
        shown = (self.standing, self.was)
        lost = self.validated and Status.JUSTIFIED in shown
        return [*ENTERED, Status.MADE_UP] if lost or Status.MADE_UP in shown else [*ENTERED]


def lines_of(
    trainees: Iterable[Enrolment], standing: Mapping[int, str], validated: Collection[int] = ()
) -> list[RegisterLine]:
    """The lines as they are recorded; `validated`: enrolments with a validated catch-up task."""
    return [
        RegisterLine(trainee, status, status, status, validated=trainee.pk in validated)
        for trainee in trainees
        for status in [standing.get(trainee.pk, "")]
    ]


def read_lines(
    data: Mapping[str, str],
    trainees: Iterable[Enrolment],
    standing: Mapping[int, str],
    validated: Collection[int] = (),
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
            validated=trainee.pk in validated,
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


def proposed_on(half_day: HalfDay, at: datetime.datetime, rules: ClockRules) -> str:
    """What a tap on a name means now, by the clock of the venue (R2)."""
    return proposed_status(at, starts=half_day.starts_at, ends=half_day.ends_at, rules=rules)


def fill_blanks(lines: Iterable[RegisterLine]) -> None:
    """Propose P on every blank line; nothing is recorded before somebody saves it."""
    for line in lines:
        line.chosen = line.chosen or Status.PRESENT
