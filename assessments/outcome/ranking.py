"""Ranking of those who passed (R16), only where the host asks for one."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from assessments.outcome.result import Outcome


@dataclass(frozen=True)
class Ranked:
    """A rank, 1 first; equal results share it and the next rank is skipped (1, 2, 2, 4)."""

    rank: int
    identifier: str


def rank(outcomes: Iterable[Outcome]) -> list[Ranked]:
    """CR, CRM and CRD by F, then M, E, P, A, all descending; equal ones keep the order given.

    Nothing else is compared: never age, grade, name or country. Raises ValueError when a pass
    lacks one of these figures.
    """
    passed = sorted((outcome for outcome in outcomes if outcome.passed), key=_results, reverse=True)
    ranked: list[Ranked] = []
    for position, outcome in enumerate(passed, start=1):
        same = position > 1 and _results(outcome) == _results(passed[position - 2])
        place = ranked[-1].rank if same else position
        ranked.append(Ranked(place, outcome.identifier))
    return ranked


def _results(outcome: Outcome) -> tuple[Decimal, ...]:
    figures = outcome.figures
    given = (figures.f, figures.m, figures.e, figures.p, figures.a)
    results = tuple(value for value in given if value is not None)
    if len(results) < len(given):
        raise ValueError(f"a pass without all its figures cannot be ranked: {outcome.identifier}")
    return results
