"""Sentences for what the pairing rules find (`assessments.outcome.pairing`)."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from accounts.models import User
from assessments.outcome import pairing
from assessments.outcome.pairing import Finding


def finding_sentences(found: Iterable[Finding], people: Mapping[int, User]) -> list[str]:
    """One sentence for each finding, with the name of whom it concerns."""
    return list(dict.fromkeys(_sentence(finding, people) for finding in found))


def _sentence(finding: Finding, people: Mapping[int, User]) -> str:
    person = people.get(finding.person) if finding.person is not None else None
    name = person.printed_name if person else _("the trainee")
    sentences = {
        pairing.ONE_PERSON_TWO_SEATS: _("%(name)s holds two seats: one person, one seat."),
        pairing.OWN_LESSON: _("%(name)s gives this lesson and cannot assess it."),
        pairing.TIE_DECLARED: _("%(name)s is declared of the trainee’s own chain of command."),
        pairing.TIE_ASSUMED: _(
            "%(name)s is of the trainee’s own country and service: own chain of command."
        ),
        pairing.SAME_NATIONALITY: _(
            "Both assessors are of the trainee’s nationality: at least one must be of another."
        ),
        pairing.NOT_CALIBRATED: _("%(name)s has not done the calibration exercise."),
        pairing.NOBODY_NEW: _("Both assessed the first lesson: a re-sit needs a new assessor."),
        pairing.NOT_ALL_NEW: _(
            "%(name)s assessed the annulled lesson: its repetition needs two new assessors."
        ),
        pairing.COUNTRY_UNKNOWN: _(
            "The country of %(name)s is not known: check the chain of command and nationality."
        ),
        pairing.SERVICE_UNKNOWN: _(
            "%(name)s is of the trainee’s country and a service is not known: check the chain of "
            "command."
        ),
        pairing.CALIBRATION_UNKNOWN: _(
            "No sample lessons are loaded: the calibration of %(name)s cannot be checked."
        ),
        pairing.OBSERVER_NOT_CALIBRATED: _(
            "%(name)s, reserve observer, has not done the calibration exercise."
        ),
        pairing.KNEW_THE_REFERENCE: _(
            "%(name)s came near enough in the calibration exercise only after the reference had "
            "been shown: talk the lesson over before you rely on it."
        ),
    }
    return sentences[finding.code] % {"name": name}
