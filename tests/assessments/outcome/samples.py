"""Values the outcome tests share: sheets of a wanted total, a plain passing record."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Any

from assessments.outcome.attendance import Register
from assessments.outcome.lesson import Lesson, Sheet
from assessments.outcome.record import TraineeRecord
from assessments.outcome.ruleset import RULES_V1


@cache
def sheet(total: int, *, c8: int | None = None) -> Sheet:
    """A sheet of this total with levels as even as they can be, and this level of C8."""
    base = min(total // 25, 3)
    best: tuple[int, Sheet] | None = None
    for steps in product((-1, 0, 1), repeat=8):
        levels = [base + step for step in steps]
        if c8 is not None:
            levels[7] = c8
        if not all(0 <= level <= 4 for level in levels):
            continue
        weighted = zip(levels, RULES_V1.rubric_weights, strict=True)
        if sum(level * weight for level, weight in weighted) == total:
            uneven = sum(abs(step) for step in steps)
            if best is None or uneven < best[0]:
                best = uneven, tuple(levels)
    assert best is not None, f"no sheet of {total} with C8={c8}"
    return best[1]


PLAIN = TraineeRecord(
    identifier="plain",
    register=Register(present=30),
    quizzes=(Decimal(70),) * 12,
    practicals=(Decimal(14),) * 4,
    teaching=Lesson(sheet(70), sheet(70)),
    exam=Decimal(70),
    action_plan=True,
)


def record(**changes: Any) -> TraineeRecord:
    """A plain CR with these fields changed."""
    return replace(PLAIN, **changes)
