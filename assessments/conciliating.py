"""When an assessor is asked to look again (domain 4.3, step 3)."""

from accounts.models import User
from assessments.bridge import rules_of
from assessments.models import TeachingSheet
from assessments.outcome.lesson import Lesson, State
from assessments.outcome.microteaching import combine
from courses.models import Cohort

BLIND_SEATS = (1, 2)


def conciliations_open_to(user: User, cohort: Cohort) -> set[tuple[int, int]]:
    """(enrolment id, lesson) of the lessons whose own sheet the person may revise once.

    Both blind sheets must be in and far apart, and this person's one revision not made. Three
    queries. Nothing of the other sheet leaves this function.
    """
    closed = TeachingSheet.objects.filter(
        enrolment__cohort=cohort, submitted_at__isnull=False, annulled_at__isnull=True
    )
    own = closed.filter(assessor=user, seat__in=BLIND_SEATS)
    rounds: dict[tuple[int, int], set[int]] = {}
    for enrolment, lesson, number in own.values_list("enrolment_id", "lesson", "round"):
        rounds.setdefault((enrolment, lesson), set()).add(number)
    waiting = {place for place, numbers in rounds.items() if numbers == {1}}
    sheets: dict[tuple[int, int], dict[int, tuple[int, ...]]] = {}
    blind = closed.filter(
        round=1, seat__in=BLIND_SEATS, enrolment__in={enrolment for enrolment, _ in waiting}
    )
    for enrolment, lesson, seat, levels in blind.values_list(
        "enrolment_id", "lesson", "seat", "levels"
    ):
        sheets.setdefault((enrolment, lesson), {})[seat] = tuple(levels)
    rules = rules_of(cohort)
    return {
        place
        for place in waiting
        if combine(Lesson(sheets[place].get(1), sheets[place].get(2)), rules=rules).state
        is State.CONCILIATION_NEEDED
    }
