"""A specimen: the certificate of nobody with a cohort's words as they stand, stamped as such."""

import datetime

from certificates import refusals
from certificates.codes import NOBODYS_NUMBER
from certificates.composing import specimen_payload
from certificates.copying import stamped_copy
from certificates.proofreading import unprintable
from certificates.refusals import Problem, Refusal
from certificates.rendering import LayoutOverflow, render_certificate
from courses.models import Cohort


def specimen_pdf(cohort: Cohort, *, at: datetime.datetime) -> bytes:
    """The PDF, front and back, as it would be signed at `at`. Writes nothing but its fingerprint.

    Raises Refusal as issuing does: NO_ISSUING_BODY, NO_SIGNATORY, TOO_MANY_SIGNATORIES,
    BAD_SETTING, UNPRINTABLE, OVERFLOW.
    """
    payload = specimen_payload(cohort, number=NOBODYS_NUMBER, at=at)
    problems = unprintable([payload])
    if problems:
        raise Refusal(refusals.UNPRINTABLE, problems)
    try:
        pdf = render_certificate(payload)
    except LayoutOverflow as error:
        problem = Problem(payload.holder_name, "layout")
        raise Refusal(refusals.OVERFLOW, (problem,)) from error
    return stamped_copy(pdf, stamp="specimen", entry=None)
