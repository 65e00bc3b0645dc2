"""Quality watch over micro-teaching sheets (4.3, step 7): where assessors drift apart."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.outcome.lesson import Lesson, State
from assessments.outcome.microteaching import combine, conciliation_called_for, sheet_mark
from assessments.outcome.rounding import exact, round_half_up
from assessments.outcome.ruleset import RuleSet

Pair = tuple[str, str]


@dataclass(frozen=True)
class Watch:
    """Figures of one cohort. Shares in per cent; differences in points, of the blind sheets."""

    lessons: int
    difference_by_pair: dict[Pair, Decimal]
    conciliation_share: Decimal | None
    third_mark_share: Decimal | None
    recalibrate: bool


def quality_watch(lessons: Iterable[tuple[Pair, Lesson]], *, rules: RuleSet) -> Watch:
    """4.3, step 7, over (assessor pair, lesson); lessons with a sheet missing are left out.

    The pair is unordered: who sat in which seat does not matter.
    """
    gaps: dict[Pair, list[Fraction]] = defaultdict(list)
    conciliations = thirds = 0
    for (one, other), lesson in lessons:
        if lesson.first is None or lesson.second is None:
            continue
        first, second = (sheet_mark(sheet, rules=rules) for sheet in (lesson.first, lesson.second))
        gaps[min(one, other), max(one, other)].append(abs(first - second))
        conciliations += conciliation_called_for(lesson.first, lesson.second, rules=rules)
        thirds += combine(lesson, rules=rules).state in (State.THIRD_MARK, State.THIRD_NEEDED)
    total = sum(len(values) for values in gaps.values())
    if total == 0:
        return Watch(0, {}, None, None, recalibrate=False)
    share = Fraction(100 * conciliations, total)
    return Watch(
        lessons=total,
        difference_by_pair={
            pair: round_half_up(sum(values, Fraction(0)) / len(values))
            for pair, values in gaps.items()
        },
        conciliation_share=round_half_up(share),
        third_mark_share=round_half_up(Fraction(100 * thirds, total)),
        recalibrate=round_half_up(share) > exact(rules.recalibration_share),
    )
