"""Verbs: issue the certificates of a frozen cohort, at once or as a run in the background.

Every check comes before the first number is given. Then each certificate is stored whole, in a
transaction of its own, with its print, its file and its event: whatever ends the work in the
middle leaves whole certificates, and the next run makes the rest.
"""

import datetime
import hashlib
import random as chance
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction

from accounts.models import User
from assessments.models import FrozenOutcome
from certificates import refusals
from certificates.codes import new_number
from certificates.drafting import SYSTEM_CHANCE, draft_missing, free_places, rendered
from certificates.models import Certificate, CertificateEvent, CertificatePrint, PrintRun
from certificates.namereading import form_of, unsigned_of
from certificates.payload import CertificatePayload, to_dict
from certificates.proofreading import unprintable
from certificates.refusals import Problem, Refusal
from certificates.rendering import LayoutOverflow, require_room
from certificates.running import beat, end_run, open_run, take_run
from certificates.stamping import stamped
from certificates.verification import digest_of
from courses.models import Cohort, Enrolment

# Two collisions in a row among 34 thousand million numbers mean that chance is broken.
_TRIES = 5
Clock = Callable[[], datetime.datetime]
Rendering = Callable[[Sequence[CertificatePayload]], Iterator[bytes]]


class _Ceased(Exception):
    """The run was stopped, or another worker has it."""


@dataclass(frozen=True)
class _Work:
    """A run in the hands of its worker."""

    run: PrintRun
    worker: str
    clock: Clock
    random: chance.Random

    def live(self) -> None:
        """A sign of life between two steps; raises _Ceased when the run is not ours any more."""
        if not beat(run=self.run, worker=self.worker, at=self.clock()):
            raise _Ceased


@dataclass(frozen=True)
class _Draft:
    """A certificate to be made."""

    outcome: FrozenOutcome
    payload: CertificatePayload
    is_signed: bool


def one_by_one(payloads: Sequence[CertificatePayload]) -> Iterator[bytes]:
    """The PDFs of `payloads`, made in this process."""
    return map(rendered, payloads)


def issue_cohort(
    *,
    cohort: Cohort,
    by: User | None,
    at: datetime.datetime,
    random: chance.Random = SYSTEM_CHANCE,
    unproven: Collection[int] = (),
    rendering: Rendering = one_by_one,
) -> list[Certificate]:
    """Issue what the frozen outcomes give a right to, here and now; returns the new certificates.

    `random` draws the numbers: the system's chance unless a test or the demo gives another.
    Raises Refusal: NOT_FROZEN, NO_ISSUING_BODY, NO_SIGNATORY, TOO_MANY_SIGNATORIES, BAD_SETTING,
    UNPRINTABLE (problems: every name and character), UNPROVEN (problems: every name that its
    holder has not signed as it stands), OVERFLOW, NO_FREE_NUMBER, RUN_OPEN.

    `unproven`: enrolments whose certificate is issued though the name is not signed; for nobody
    else, so that a name changed after the registrar's confirmation is asked about again.

    Race: of two registrars at once, the one whose row of an enrolment comes second finds the
    unique constraint and leaves that certificate to the other.
    """
    drafts = _fitting(_checked(cohort, at, random, unproven))
    if not drafts:
        return []
    run = open_run(cohort=cohort, total=len(drafts), accepted=unproven, by=by, at=at)
    work = _Work(run, random.randbytes(8).hex(), lambda: at, random)
    if not take_run(run=run, worker=work.worker, at=at):
        raise Refusal(refusals.RUN_OPEN)
    return _through(work, lambda: drafts, rendering)


def start_run(
    *, cohort: Cohort, by: User | None, at: datetime.datetime, unproven: Collection[int] = ()
) -> PrintRun | None:
    """Open a run for what the cohort lacks, to be carried on by a worker; None if nothing lacks.

    A run that is under way is returned as it is. Raises Refusal as `issue_cohort`, short of the
    layout, which the worker looks at before it gives the first number.
    """
    drafts = _checked(cohort, at, SYSTEM_CHANCE, unproven)
    if not drafts:
        return None
    return open_run(cohort=cohort, total=len(drafts), accepted=unproven, by=by, at=at)


def carry_on(
    *,
    run: PrintRun,
    worker: str,
    clock: Clock,
    random: chance.Random = SYSTEM_CHANCE,
    rendering: Rendering = one_by_one,
) -> list[Certificate]:
    """Make the certificates of an opened run, as its one worker; `worker` is a name of its own.

    Returns what was made: nothing when another has the run, a part when it was stopped. The day
    of signature is that on which the run was opened. Raises Refusal as `issue_cohort`; the run
    keeps it.
    """
    if not take_run(run=run, worker=worker, at=clock()):
        return []
    work = _Work(run, worker, clock, random)

    def drafting() -> list[_Draft]:
        drafts = _checked(run.cohort, run.started_at, random, run.accepted)
        work.live()
        return _fitting(drafts, alive=work.live)

    return _through(work, drafting, rendering)


def store_print(
    *, certificate: Certificate, payload: CertificatePayload, pdf: bytes, at: datetime.datetime
) -> CertificatePrint:
    """Keep a print with the SHA-256 of its file."""
    return CertificatePrint.objects.create(
        certificate=certificate,
        index=payload.print_index,
        payload=to_dict(payload),
        template_version=payload.template_version,
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        rendered_at=at,
    )


def _checked(
    cohort: Cohort, at: datetime.datetime, random: chance.Random, unproven: Collection[int]
) -> list[_Draft]:
    drafts = draft_missing(cohort=cohort, at=at, random=random)
    problems = unprintable(payload for _, payload in drafts)
    if problems:
        raise Refusal(refusals.UNPRINTABLE, problems)
    unsigned = {line.enrolment.pk: line for line in unsigned_of(o.enrolment for o, _ in drafts)}
    asked = tuple(
        Problem(line.form.name, "name-proof") for pk, line in unsigned.items() if pk not in unproven
    )
    if asked:
        raise Refusal(refusals.UNPROVEN, asked)
    return [
        _Draft(outcome, payload, outcome.enrolment_id not in unsigned)
        for outcome, payload in drafts
    ]


def _fitting(drafts: list[_Draft], *, alive: Callable[[], None] = lambda: None) -> list[_Draft]:
    try:
        require_room([draft.payload for draft in drafts], alive=alive)
    except LayoutOverflow as error:
        names = {draft.payload.number: draft.payload.holder_name for draft in drafts}
        problem = Problem(names[error.number], "layout")
        raise Refusal(refusals.OVERFLOW, (problem,)) from error
    return drafts


def _through(
    work: _Work, drafting: Callable[[], list[_Draft]], rendering: Rendering
) -> list[Certificate]:
    issued = []
    try:
        drafts = drafting()
        files = rendering([draft.payload for draft in drafts])
        for draft, pdf in zip(drafts, files, strict=True):
            certificate = _store_once(draft, pdf, work)
            if certificate:
                issued.append(certificate)
    except _Ceased:
        return issued
    except Refusal as refusal:
        end_run(run=work.run, worker=work.worker, at=work.clock(), refusal=refusal)
        raise
    end_run(run=work.run, worker=work.worker, at=work.clock())
    return issued


def _store_once(draft: _Draft, pdf: bytes, work: _Work) -> Certificate | None:
    """Store one certificate whole; None when another registrar was faster, or the name was
    corrected since it was read: the next run asks about the new one."""
    for _ in range(_TRIES):
        try:
            return _store(draft, pdf, work)
        except IntegrityError:
            own = Certificate.objects.filter(enrolment_id=draft.outcome.enrolment_id)
            if own.exclude(state=Certificate.State.REVOKED).exists():
                return None
        # Number or place is taken: others, printed anew.
        number = new_number(draft.payload.number[:3], random_bytes=work.random.randbytes)
        (place,) = free_places(1, random=work.random)
        payload = stamped(draft.payload, number=number, status_place=place)
        draft = replace(draft, payload=payload)
        pdf = rendered(payload)
    raise Refusal(refusals.NO_FREE_NUMBER)


@transaction.atomic
def _store(draft: _Draft, pdf: bytes, work: _Work) -> Certificate | None:
    at, by = work.clock(), work.run.started_by
    if not beat(run=work.run, worker=work.worker, at=at):
        raise _Ceased
    outcome, payload = draft.outcome, draft.payload
    # Locked as a name correction locks it: that comes before this certificate, or finds it.
    holder = Enrolment.objects.select_for_update(of=("self", "user")).select_related("user")
    if form_of(holder.get(pk=outcome.enrolment_id)) != (payload.holder_name, payload.holder_arabic):
        return None
    cohort = outcome.freeze.cohort
    certificate = Certificate.objects.create(
        number=payload.number,
        enrolment=outcome.enrolment,
        cohort=cohort,
        position=outcome.enrolment.position,
        kind=payload.kind,
        course_title=cohort.edition.course.title,
        ended_on=payload.ends_on,
        name_digest=digest_of(payload.holder_name),
        status_place=payload.status_place,
        issued_at=at,
        issued_by=by,
    )
    store_print(certificate=certificate, payload=payload, pdf=pdf, at=at)
    CertificateEvent.objects.create(
        certificate=certificate,
        action=CertificateEvent.Action.ISSUED,
        at=at,
        by=by,
        name_unsigned=not draft.is_signed,
    )
    return certificate
