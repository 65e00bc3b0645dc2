"""What a frozen cohort still lacks, composed but not issued; and the file of one certificate."""

import datetime
import random as chance
from dataclasses import replace

from assessments.models import Freeze, FrozenOutcome
from certificates import refusals
from certificates.badges.places import BLOCKS
from certificates.codes import new_number
from certificates.composing import words_of
from certificates.credential import attached
from certificates.documentreading import decided_kind, lacking, standing_outcomes
from certificates.keyring import KeyFileProblem
from certificates.models import Certificate
from certificates.payload import CertificatePayload
from certificates.refusals import Problem, Refusal
from certificates.rendering import LayoutOverflow, render_certificate
from certificates.signing import SigningProblem, signed_pdf, signing_identity
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
    outcomes = standing_outcomes(freeze.cohort)
    missing = lacking(outcomes.select_related("enrolment__user", "freeze__cohort__edition__course"))
    drafts = [
        (
            outcome,
            words.payload_for(
                user=outcome.enrolment.user,
                kind=kind,
                number=new_number(prefix, random_bytes=random.randbytes),
            ),
        )
        for outcome in missing
        if (kind := decided_kind(outcome))
    ]
    places = free_places(len(drafts), random=random)
    return [
        (outcome, replace(payload, made_at=at, status_place=place))
        for (outcome, payload), place in zip(drafts, places, strict=True)
    ]


def free_places(count: int, *, random: chance.Random = SYSTEM_CHANCE) -> list[int]:
    """Places in the status lists that no certificate has, drawn by chance.

    A list is left half empty, so that a draw ends soon and a full list does not tell that all its
    places were given. The unique constraint refuses what two registrars drew at once.
    """
    taken = set(
        Certificate.objects.exclude(status_place=None).values_list("status_place", flat=True)
    )
    drawn: list[int] = []
    while len(drawn) < count:
        first = (len(taken) // (BLOCKS // 2)) * BLOCKS
        place = random.randrange(first, first + BLOCKS)
        if place not in taken:
            taken.add(place)
            drawn.append(place)
    return drawn


def rendered(payload: CertificatePayload) -> bytes:
    """The file of one certificate as it is stored: the page, its credential, its signature.

    The same payload and keys give the same bytes. Raises Refusal(OVERFLOW) with the holder's name,
    Refusal(KEYS).
    """
    try:
        identity = signing_identity()
        pdf = render_certificate(payload, attachments=attached(payload))
    except (KeyFileProblem, SigningProblem) as error:
        raise Refusal(refusals.KEYS) from error
    except LayoutOverflow as error:
        problem = Problem(payload.holder_name, "layout")
        raise Refusal(refusals.OVERFLOW, (problem,)) from error
    at = payload.made_at
    # Out of its dates it would only make readers warn; `manage.py check` names it.
    if at is None or identity is None or not identity.valid_at(at):
        return pdf
    return signed_pdf(pdf, at=at, identity=identity)
