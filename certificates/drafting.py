"""What a frozen cohort still lacks, composed but not issued; writes nothing."""

import datetime
import random as chance

from assessments.models import Freeze, FrozenOutcome
from certificates import refusals
from certificates.codes import new_number
from certificates.composing import words_of
from certificates.eligibility import kind_for
from certificates.payload import CertificatePayload
from certificates.refusals import Problem, Refusal
from certificates.rendering import LayoutOverflow, render_certificate
from courses.models import Cohort

SYSTEM_CHANCE = chance.SystemRandom()


def draft_missing(
    *, cohort: Cohort, at: datetime.datetime, random: chance.Random = SYSTEM_CHANCE
) -> list[tuple[FrozenOutcome, CertificatePayload]]:
    """What would be issued now, with its payload, in protocol order; writes nothing.

    Raises Refusal as `issue_cohort`, short of proofreading and layout.
    """
    freeze = (
        Freeze.objects.filter(cohort=cohort, cohort__frozen_at__isnull=False)
        .select_related("rule_set", "cohort__edition__course")
        .first()
    )
    if freeze is None:
        raise Refusal(refusals.NOT_FROZEN)
    words = words_of(freeze.cohort, freeze=freeze, at=at)
    prefix = freeze.cohort.edition.course.certificate_prefix
    missing = (
        freeze.outcomes.filter(enrolment__certificate__isnull=True)
        .select_related("enrolment__user", "freeze__cohort__edition__course")
        .prefetch_related("corrections")
        .order_by("enrolment__position", "enrolment_id")
    )
    return [
        (
            outcome,
            words.payload_for(
                user=outcome.enrolment.user,
                kind=kind,
                number=new_number(prefix, random_bytes=random.randbytes),
            ),
        )
        for outcome in missing
        if (kind := kind_for(outcome.standing_decision))
    ]


def rendered(payload: CertificatePayload) -> bytes:
    """The PDF of one certificate. Raises Refusal(OVERFLOW) with the holder's name."""
    try:
        return render_certificate(payload)
    except LayoutOverflow as error:
        problem = Problem(payload.holder_name, "layout")
        raise Refusal(refusals.OVERFLOW, (problem,)) from error
