"""Verbs of regrading: what a corrected key would change, and the change, cohort by cohort."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from assessments import refusals, states
from assessments.answersreading import collect_unmatched
from assessments.bridge import read_records
from assessments.evidencing import Supposed
from assessments.grading import Remark, mark_attempts, suppose_marks
from assessments.locking import lock_open_cohort
from assessments.models import (
    Attempt,
    AttemptGrade,
    AttemptItem,
    AttemptStep,
    QuestionVersion,
    Regrade,
)
from assessments.refusals import Refusal
from courses.models import Cohort

WITH_KEY = frozenset({Regrade.Policy.NEW_KEY, Regrade.Policy.EITHER_KEY})


@dataclass(frozen=True)
class Choice:
    """What is to be done about a version: the policy, the corrected version where the policy needs
    one, and the face that an attempt must have seen ("" for all)."""

    version: QuestionVersion
    policy: str
    corrected: QuestionVersion | None = None
    face: str = ""

    @property
    def supposed(self) -> Supposed:
        """The regrade that it would be."""
        return Supposed(self.version.pk, self.policy, self.corrected)


@dataclass(frozen=True)
class Change:
    """One attempt whose mark changes; outcomes are codes of R10 as computed."""

    attempt: Attempt
    before: Decimal
    after: Decimal
    fraction_before: str
    fraction_after: str
    outcome_before: str
    outcome_after: str

    def as_row(self) -> dict[str, object]:
        """The change as a regrade stores it."""
        return {
            "attempt": self.attempt.pk,
            "before": str(self.before),
            "after": str(self.after),
            "fraction_before": self.fraction_before,
            "fraction_after": self.fraction_after,
            "outcome_before": self.outcome_before,
            "outcome_after": self.outcome_after,
        }


@dataclass(frozen=True)
class Preview:
    """What a choice would do in one cohort. `concerned`: attempts that carry a mark and would be
    named; `running`: attempts in progress that it would count for once they end."""

    cohort: Cohort
    concerned: int
    running: int
    changes: list[Change]

    @property
    def outcomes_changed(self) -> int:
        """How many changes also change an outcome."""
        return sum(change.outcome_before != change.outcome_after for change in self.changes)


def check_choice(choice: Choice) -> None:
    """Raise Refusal(NO_CORRECTED_VERSION) where a policy with a key lacks another published
    version of the same question, or one without a key has one."""
    corrected = choice.corrected
    if choice.policy not in WITH_KEY:
        if corrected is not None:
            raise Refusal(refusals.NO_CORRECTED_VERSION)
        return
    if (
        corrected is None
        or corrected.pk == choice.version.pk
        or corrected.question_id != choice.version.question_id
        or corrected.published_at is None
    ):
        raise Refusal(refusals.NO_CORRECTED_VERSION)


def cohorts_concerned(choice: Choice) -> QuerySet[Cohort]:
    """Cohorts with an attempt that the choice is about, frozen or not."""
    attempts = _holding(choice).values("attempt__enrolment__cohort")
    return Cohort.objects.filter(pk__in=attempts).order_by("code")


def attempts_left(choice: Choice, cohort: Cohort) -> list[Attempt]:
    """The cohort's attempts that the choice is about and that no equal ruling covers yet."""
    attempts = list(
        Attempt.objects.filter(enrolment__cohort=cohort, pk__in=_holding(choice).values("attempt"))
        .select_related("enrolment__user", "quiz__activity")
        .order_by("enrolment__position", "enrolment", "number")
    )
    named = Regrade.attempts.through.objects.filter(
        attempt__in=[attempt.pk for attempt in attempts], regrade__version=choice.version
    ).order_by("regrade__made_at", "regrade__pk")
    newest = {
        attempt: (policy, corrected)
        for attempt, policy, corrected in named.values_list(
            "attempt_id", "regrade__policy", "regrade__corrected_id"
        )
    }
    wanted = (choice.policy, choice.corrected.pk if choice.corrected else None)
    return [attempt for attempt in attempts if newest.get(attempt.pk) != wanted]


def preview_regrade(choice: Choice, cohort: Cohort) -> Preview:
    """Who would change, by how much, and whether an outcome would: nothing is stored.

    Raises Refusal: NO_CORRECTED_VERSION, NOTHING_LEFT (every item of an attempt would be left out).
    """
    check_choice(choice)
    left = attempts_left(choice, cohort)
    marked = _marked(left)
    return Preview(cohort, len(marked), len(left) - len(marked), _changes(choice, cohort, marked))


@transaction.atomic
def regrade_cohort(
    *, choice: Choice, cohort: Cohort, reason: str, by: User, at: datetime.datetime
) -> Regrade | None:
    """Carry a choice out in one open cohort; None when it is in force for every attempt already.

    Attempts in progress are named too: they are marked by it when they end. A short answer that
    an earlier ruling kept from the readers comes before them where this one leaves it to its key.
    Raises Refusal: REASON_MISSING, NO_CORRECTED_VERSION, NOTHING_LEFT, FROZEN (a frozen cohort is
    corrected). Race: the cohort is locked; attempts that end meanwhile wait for it.
    """
    lock_open_cohort(cohort.pk)
    regrade = store_regrade(choice=choice, cohort=cohort, reason=reason, by=by, at=at)
    if regrade is not None:
        collect_unmatched(attempts=_marked(regrade.attempts.all()), at=at)
    return regrade


def store_regrade(
    *, choice: Choice, cohort: Cohort, reason: str, by: User, at: datetime.datetime
) -> Regrade | None:
    """The row of a regrade and the grades that follow from it; the caller holds the cohort."""
    if not reason.strip():
        raise Refusal(refusals.REASON_MISSING)
    check_choice(choice)
    left = attempts_left(choice, cohort)
    if not left:
        return None
    changes = _changes(choice, cohort, _marked(left))
    regrade = Regrade.objects.create(
        version=choice.version,
        policy=choice.policy,
        corrected=choice.corrected,
        reason=reason.strip(),
        changes=[change.as_row() for change in changes],
        made_at=at,
        made_by=by,
    )
    regrade.attempts.set(left)
    mark_attempts(
        _marked(left), by=by, at=at, cause=AttemptGrade.Cause.REGRADE, reason=reason.strip()[:300]
    )
    return regrade


def supposed_scores(choice: Choice, attempts: list[Attempt]) -> list[Remark]:
    """The marks that the choice would give these attempts, where they differ from today's."""
    try:
        remarks = suppose_marks(attempts, supposed=choice.supposed)
    except ValueError:
        raise Refusal(refusals.NOTHING_LEFT) from None
    return [remark for remark in remarks if remark.is_new and remark.last is not None]


def marked_attempts_left(choice: Choice, cohort: Cohort) -> list[Attempt]:
    """Of the attempts that no equal ruling covers, those that carry a mark."""
    return _marked(attempts_left(choice, cohort))


def _changes(choice: Choice, cohort: Cohort, attempts: list[Attempt]) -> list[Change]:
    remarks = [
        remark
        for remark in supposed_scores(choice, attempts)
        if remark.last is not None and _counts(remark, choice.version.pk)
    ]
    if not remarks:
        return []
    now = read_records(cohort)
    then = read_records(cohort, supposed={r.attempt.pk: r.score for r in remarks})
    active = {person.pk: person for person in now.enrolments}
    found = []
    for remark in remarks:
        person = active.get(remark.attempt.enrolment_id)
        found.append(
            Change(
                attempt=remark.attempt,
                before=remark.last.score if remark.last else Decimal(0),
                after=remark.score,
                fraction_before=remark.fraction_at(choice.version.pk, before=True),
                fraction_after=remark.fraction_at(choice.version.pk),
                outcome_before=now.outcome(person).code.value if person else "",
                outcome_after=then.outcome(person).code.value if person else "",
            )
        )
    return found


def _counts(remark: Remark, version: int) -> bool:
    """Whether a mark or the item's worth is another one, not only the ground that it stands on."""
    worth = remark.fraction_at(version) != remark.fraction_at(version, before=True)
    return worth or (remark.last is not None and remark.last.score != remark.score)


def _holding(choice: Choice) -> QuerySet[AttemptItem]:
    """The places where the version stands in attempts that count, seen in the face if one is."""
    items = AttemptItem.objects.filter(version=choice.version).exclude(
        attempt__state=states.CANCELLED
    )
    if choice.face:
        seen = AttemptStep.objects.filter(
            attempt=OuterRef("attempt"), position=OuterRef("position"), language=choice.face
        )
        items = items.filter(Exists(seen))
    return items


def _marked(attempts: Iterable[Attempt]) -> list[Attempt]:
    return [attempt for attempt in attempts if attempt.state in states.MARKED]
