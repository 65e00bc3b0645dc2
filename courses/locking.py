"""The one guard against changing a frozen cohort; every verb passes through it."""

from courses.models import Cohort
from courses.refusals import FROZEN, Refused


def lock_open_cohort(cohort_id: int) -> Cohort:
    """The cohort, locked until the transaction ends. Raises Refused(FROZEN) once it is frozen.

    The lock closes the race between a last correction and the freeze: whoever comes second sees
    what the first one did. Call it inside a transaction.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort_id)
    if cohort.is_frozen:
        raise Refused(FROZEN)
    return cohort
