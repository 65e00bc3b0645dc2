"""Verbs of a print run: open it, hold it as a worker, end it. What is made, the register says.

One run a cohort is open at a time. Its worker shows that it lives by writing `beat_at` while it
drafts and tries the layout, and with each certificate; a run without a sign of life counts as
stopped, and the next one makes the rest.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from certificates.models import Certificate, PrintRun
from certificates.refusals import Problem, Refusal
from courses.models import Cohort

# Far longer than one certificate takes, far shorter than a registrar's patience.
STALE = datetime.timedelta(seconds=20)
# A process that has still to start takes longer where the machine is slow and busy.
STARTING = datetime.timedelta(seconds=60)
MAKING, STALLED = "making", "stalled"


@dataclass(frozen=True)
class Progress:
    """How a run stands: certificates made since it began, and MAKING, STALLED or its ending."""

    run: PrintRun
    made: int
    state: str

    @property
    def left(self) -> int:
        """How many are still to be made."""
        return max(0, self.run.total - self.made)

    @property
    def refusal(self) -> Refusal | None:
        """Why the run ended before its end, if it was refused."""
        if self.state != PrintRun.Ending.REFUSED:
            return None
        return Refusal(self.run.refusal, tuple(Problem(*one) for one in self.run.problems))


@transaction.atomic
def open_run(
    *,
    cohort: Cohort,
    total: int,
    accepted: Collection[int],
    by: User | None,
    at: datetime.datetime,
) -> PrintRun:
    """The run of a cohort that is under way, or a new one for `total` certificates.

    A run without a sign of life is ended first. Race: of two registrars at once the second finds
    the run of the first, which the unique constraint keeps the only one.
    """
    PrintRun.objects.filter(_stale(at), cohort=cohort, ended_at__isnull=True).update(
        ended_at=at, ending=PrintRun.Ending.STOPPED
    )
    run, _ = PrintRun.objects.get_or_create(
        cohort=cohort,
        ended_at__isnull=True,
        defaults={
            "started_at": at,
            "started_by": by,
            "total": total,
            "accepted": sorted(accepted),
        },
    )
    return run


def take_run(*, run: PrintRun, worker: str, at: datetime.datetime) -> bool:
    """Become the worker of a run that has none. Race: the counted UPDATE lets one through."""
    taken = PrintRun.objects.filter(pk=run.pk, worker="", ended_at__isnull=True)
    return taken.update(worker=worker, beat_at=at) == 1


def beat(*, run: PrintRun, worker: str, at: datetime.datetime) -> bool:
    """A sign of life; False when the run was stopped or taken away, and the worker must cease."""
    held = PrintRun.objects.filter(pk=run.pk, worker=worker, ended_at__isnull=True)
    return held.update(beat_at=at) == 1


def end_run(
    *, run: PrintRun, worker: str, at: datetime.datetime, refusal: Refusal | None = None
) -> None:
    """The worker is through, or was refused. Nothing happens to a run that was stopped."""
    ending = PrintRun.Ending.REFUSED if refusal else PrintRun.Ending.DONE
    PrintRun.objects.filter(pk=run.pk, worker=worker, ended_at__isnull=True).update(
        ended_at=at,
        ending=ending,
        refusal=refusal.code if refusal else "",
        problems=[list(problem) for problem in refusal.problems] if refusal else [],
    )


def stop_run(*, cohort: Cohort, at: datetime.datetime) -> bool:
    """Stop the open run of a cohort: the worker ceases before its next certificate."""
    stopped = PrintRun.objects.filter(cohort=cohort, ended_at__isnull=True)
    return stopped.update(ended_at=at, ending=PrintRun.Ending.STOPPED) == 1


def progress_of(cohort: Cohort, *, at: datetime.datetime) -> Progress | None:
    """How the latest run of a cohort stands; None before the first."""
    run = PrintRun.objects.filter(cohort=cohort).order_by("-pk").first()
    if run is None:
        return None
    made = Certificate.objects.filter(cohort=cohort, issued_at__gte=run.started_at)
    if run.ended_at:
        return Progress(run, made.count(), run.ending)
    dead = PrintRun.objects.filter(_stale(at), pk=run.pk).exists()
    return Progress(run, made.count(), STALLED if dead else MAKING)


def _stale(at: datetime.datetime) -> Q:
    never_began = Q(beat_at__isnull=True, started_at__lt=at - STARTING)
    return Q(beat_at__lt=at - STALE) | never_began
