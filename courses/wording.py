"""Sentences for the codes of `courses.refusals`, in the reader's language."""

from django.utils.translation import gettext as _

from courses import refusals
from courses.refusals import Refused


def sentence_for(refused: Refused) -> str:
    """What to tell the person whose act was refused."""
    sentences = {
        refusals.FROZEN: _("The results of this cohort are frozen: nothing can be changed."),
        refusals.CANCELLED_HALF_DAY: _("This half-day was cancelled for the whole cohort."),
        refusals.REASON_MISSING: _("Give the reason of the change."),
        refusals.ALREADY_ENROLLED: _("This person is already enrolled in the cohort."),
        refusals.OTHER_COHORT: _("This person is not enrolled in the cohort."),
        refusals.NOT_BEGUN: _("The register of this half-day is not open yet."),
        refusals.UNKNOWN_STATUS: _("Choose one of the statuses of the register."),
    }
    return sentences[refused.code]
