"""The report on the marking of a cohort's micro-teaching (4.3.7), as values."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from accounts.models import User
from assessments.bridge import rules_of
from assessments.claiming import must_stay_blind
from assessments.lessonreading import read_lessons
from assessments.models import Criterion, Rubric, TeachingSheet, TeachingTurn
from assessments.outcome.lesson import Lesson, Sheet
from assessments.outcome.microteaching import sheet_mark
from assessments.outcome.quality import Watch, quality_watch
from assessments.statistics.agreement import Agreement, agree
from assessments.statistics.severity import Severity, severities
from courses.models import Cohort, Enrolment

# Below this many points a difference of severity is not worth a word.
NOTICEABLE_POINTS = 5.0


@dataclass(frozen=True)
class PairRow:
    """Two assessors who sat together: over `n` lessons, mean difference of their marks."""

    one: User
    other: User
    n: int
    difference: Decimal


@dataclass(frozen=True)
class TeachingReport:
    """How the assessors marked. `levels` over all criteria; `by_criterion` one by one."""

    watch: Watch
    pairs: list[PairRow]
    levels: Agreement
    by_criterion: list[tuple[Criterion, Agreement]]
    severity: list[tuple[User, Severity]]


def teaching_report(cohort: Cohort, *, viewer: User) -> TeachingReport:
    """Blind sheets of every lesson whose two are in; a fixed number of queries.

    Lessons that the viewer still has to mark are left out: a mean over one lesson is its marks.
    """
    rules = rules_of(cohort)
    ids = list(Enrolment.objects.active().filter(cohort=cohort).values_list("pk", flat=True))
    lessons, _ = read_lessons(ids, rules)
    turns = {
        (turn.enrolment_id, turn.lesson): turn
        for turn in TeachingTurn.objects.filter(enrolment__in=ids, annulled_at__isnull=True)
    }
    sheets: dict[tuple[int, int], list[TeachingSheet]] = defaultdict(list)
    for sheet in TeachingSheet.objects.filter(
        enrolment__in=ids, annulled_at__isnull=True, submitted_at__isnull=False, round=1
    ).select_related("assessor"):
        sheets[sheet.enrolment_id, sheet.lesson].append(sheet)
    people: dict[str, User] = {}
    watched: list[tuple[tuple[str, str], Lesson]] = []
    first: list[Sheet] = []
    second: list[Sheet] = []
    marks: list[tuple[str, str, float]] = []
    rubrics: set[int] = set()
    for place, mine in sheets.items():
        lesson = lessons.get(place[0], {}).get(place[1])
        if lesson is None or must_stay_blind(viewer, turns.get(place), mine):
            continue
        blind = sorted((one for one in mine if one.seat < 3), key=lambda one: one.seat)
        keys = [str(one.assessor_id) for one in blind]
        people |= {str(one.assessor_id): one.assessor for one in blind}
        rubrics |= {one.rubric_id for one in blind}
        watched.append(((keys[0], keys[1]), lesson))
        first.append(tuple(blind[0].levels))
        second.append(tuple(blind[1].levels))
        marks += [
            (f"{place}", key, float(sheet_mark(tuple(one.levels), rules=rules)))
            for key, one in zip(keys, blind, strict=True)
        ]
    watch = quality_watch(watched, rules=rules)
    scale = range(rules.rubric_level_max + 1)
    return TeachingReport(
        watch=watch,
        pairs=_pairs(watched, people, watch),
        levels=agree([x for s in first for x in s], [x for s in second for x in s], levels=scale),
        by_criterion=[
            (criterion, agree([s[n] for s in first], [s[n] for s in second], levels=scale))
            for n, criterion in enumerate(_criteria(rubrics))
        ],
        severity=[
            (people[one.assessor], one) for one in severities(marks, noticeable=NOTICEABLE_POINTS)
        ],
    )


def _criteria(rubrics: set[int]) -> list[Criterion]:
    """Those that the sheets were marked by, whatever rubric came since."""
    rubric = Rubric.objects.filter(pk__in=rubrics).order_by("-version").first()
    return list(rubric.criteria.order_by("position")) if rubric else []


def _pairs(
    watched: list[tuple[tuple[str, str], Lesson]], people: dict[str, User], watch: Watch
) -> list[PairRow]:
    counted: dict[tuple[str, str], int] = defaultdict(int)
    for (one, other), _ in watched:
        counted[min(one, other), max(one, other)] += 1
    rows = [
        PairRow(people[one], people[other], counted[one, other], difference)
        for (one, other), difference in watch.difference_by_pair.items()
    ]
    return sorted(rows, key=lambda row: (-row.difference, row.one.printed_name))
