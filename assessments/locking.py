"""The guard against changing a frozen cohort, as the verbs of assessment say it."""

from assessments.refusals import Refusal
from courses import locking
from courses.models import Cohort
from courses.refusals import Refused


def lock_open_cohort(cohort_id: int) -> Cohort:
    """The cohort, locked until the transaction ends. Raises Refusal(FROZEN) once it is frozen."""
    try:
        return locking.lock_open_cohort(cohort_id)
    except Refused as refused:
        raise Refusal(refused.code) from None
