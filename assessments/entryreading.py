"""Marks as the rules read them: attempts by their last grade, marks of people, absences, zeroes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from django.db.models import OuterRef, QuerySet, Subquery

from assessments import states
from assessments.models import Attempt, AttemptGrade, Irregularity, Mark
from assessments.outcome.rounding import round_half_up


@dataclass(frozen=True)
class Entry:
    """Everything marked for one trainee and one activity: values out of 100 by sitting.

    `zeroed`: an irregularity in force counts the whole component as 0 (R17), whatever was marked.
    """

    values: dict[int, Decimal] = field(default_factory=dict)
    absence: str = ""
    zeroed: bool = False

    @property
    def best(self) -> Decimal | None:
        """The highest value, or None."""
        return max(self.values.values(), default=None)


def zeroing() -> QuerySet[Irregularity]:
    """Irregularities in force that set a whole component to 0."""
    return Irregularity.objects.filter(activity__isnull=False, lifted_at__isnull=True)


def read_entries(
    ids: list[int], supposed: Mapping[int, Decimal], zeroed: set[tuple[int, int]]
) -> dict[tuple[int, int], Entry]:
    """Marks from attempts (their last grade) and from people, brought to 100.

    A sitting is the rank of an attempt among those that were not cancelled: a cancelled first
    attempt does not make the next one a re-sit.
    """
    values: dict[tuple[int, int], dict[int, Decimal]] = defaultdict(dict)
    absences: dict[tuple[int, int], str] = {}
    ranks: dict[tuple[int, int], int] = defaultdict(int)
    standing = AttemptGrade.objects.filter(attempt=OuterRef("pk")).order_by("-graded_at", "-pk")
    attempts = (
        Attempt.objects.filter(enrolment__in=ids)
        .exclude(state=states.CANCELLED)
        .order_by("number", "pk")
        .annotate(score=Subquery(standing.values("score")[:1]))
    )
    for pk, owner, activity, score in attempts.values_list(
        "pk", "enrolment_id", "quiz__activity_id", "score"
    ):
        ranks[owner, activity] += 1
        if score is not None:
            values[owner, activity][ranks[owner, activity]] = supposed.get(pk, score)
    marks = Mark.objects.filter(enrolment__in=ids, superseded=False)
    for owner, activity, sitting, value, out_of, absence in marks.values_list(
        "enrolment_id", "activity_id", "sitting", "value", "out_of", "absence"
    ):
        if value is None:
            absences.setdefault((owner, activity), absence)
            continue
        # Out of 100 a mark is a printed figure, rounded like every other one (R1.2).
        brought = round_half_up(Fraction(value) * 100 / Fraction(out_of))
        sittings = values[owner, activity]
        sittings[sitting] = max(brought, sittings.get(sitting, brought))
    return {
        key: Entry({1: Decimal(0)}, zeroed=True)
        if key in zeroed
        else Entry(dict(values.get(key, {})), absences.get(key, ""))
        for key in set(values) | set(absences) | zeroed
    }
