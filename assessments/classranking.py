"""The rank of the class (R16), for a cohort whose results are frozen or complete."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from assessments.blockers import find_blockers
from assessments.bridge import read_records
from assessments.correcting import standing_result
from assessments.models import Freeze
from assessments.outcome.ranking import rank
from assessments.outcome.result import Figures, Outcome, OutcomeCode
from courses.models import Cohort, Enrolment

LETTERS = ("F", "M", "E", "P", "A")


@dataclass(frozen=True)
class Place:
    """A line of the ranking: the rank, who, the figures F, M, E, P, A as printed."""

    rank: int
    enrolment: Enrolment
    figures: list[tuple[str, str]]


def ranking_of(cohort: Cohort, *, at: datetime.datetime) -> list[Place] | None:
    """Those who passed, best first, equal ones in protocol order; None while something is open.

    A frozen cohort is ranked by what stands: frozen results with their corrections.
    """
    freeze = Freeze.objects.filter(cohort=cohort).first()
    people, outcomes = _frozen(freeze) if freeze is not None else _computed(cohort, at)
    if not people:
        return None
    return [
        Place(place.rank, people[place.identifier], _printed(outcomes[place.identifier]))
        for place in rank(outcomes.values())
    ]


def _computed(
    cohort: Cohort, at: datetime.datetime
) -> tuple[dict[str, Enrolment], dict[str, Outcome]]:
    records = read_records(cohort)
    if find_blockers(records, at=at):
        return {}, {}
    people = {str(person.pk): person for person in records.enrolments}
    return people, {key: records.outcome(person) for key, person in people.items()}


def _frozen(freeze: Freeze) -> tuple[dict[str, Enrolment], dict[str, Outcome]]:
    cases = {case["id"]: case for case in freeze.inputs}
    people, outcomes = {}, {}
    for frozen in freeze.outcomes.select_related("enrolment__user"):
        key = str(frozen.enrolment_id)
        standing = standing_result(frozen, case=cases.get(key, {}))
        figures = standing["figures"]
        values = {
            letter.lower(): Decimal(figures[letter]) if figures[letter] else None
            for letter in (*LETTERS, "Q")
        }
        people[key] = frozen.enrolment
        outcomes[key] = Outcome(key, OutcomeCode(standing["decided"]), Figures(**values))
    return people, outcomes


def _printed(outcome: Outcome) -> list[tuple[str, str]]:
    figures = outcome.figures
    values = (figures.f, figures.m, figures.e, figures.p, figures.a)
    return [
        (letter, format(value, "f") if value is not None else "")
        for letter, value in zip(LETTERS, values, strict=True)
    ]
