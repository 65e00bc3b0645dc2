"""The calibration exercise: goes at sample lessons, and who has done it."""

import datetime
from collections.abc import Iterable, Sequence

from django.db import transaction

from accounts.models import User
from assessments import refusals
from assessments.bridge import rules_of
from assessments.models import CalibrationSheet, SampleLesson
from assessments.outcome.calibration import (
    LESSONS_NEEDED,
    Calibration,
    Distance,
    calibration_of,
    distance,
)
from assessments.outcome.ruleset import RULES_V1, RuleSet
from assessments.permissions import teaching_marked_by
from assessments.refusals import Refusal
from courses.models import Cohort


@transaction.atomic
def submit_calibration(
    *, sample: SampleLesson, person: User, levels: Sequence[int], at: datetime.datetime
) -> CalibrationSheet:
    """Keep one go. It may be repeated; every go stays, the first one was blind.

    Raises Refusal LEVELS_MISSING for a sheet with other levels than 0 to 4 for every criterion.
    """
    if len(levels) != len(sample.reference) or any(level not in range(5) for level in levels):
        raise Refusal(refusals.LEVELS_MISSING)
    return CalibrationSheet.objects.create(
        sample=sample, person=person, levels=list(levels), submitted_at=at
    )


def all_goes(people: Iterable[User]) -> dict[int, dict[int, list[CalibrationSheet]]]:
    """Person → sample lesson → goes, the first one first. One query."""
    found: dict[int, dict[int, list[CalibrationSheet]]] = {}
    goes = CalibrationSheet.objects.filter(person__in=list(people)).select_related("sample")
    for go in goes.order_by("submitted_at", "pk"):
        found.setdefault(go.person_id, {}).setdefault(go.sample_id, []).append(go)
    return found


def newest_goes(people: Iterable[User]) -> dict[int, dict[int, CalibrationSheet]]:
    """Person → sample lesson → newest go. One query."""
    return {
        person: {sample: goes[-1] for sample, goes in samples.items()}
        for person, samples in all_goes(people).items()
    }


def distance_of(go: CalibrationSheet, *, rules: RuleSet) -> Distance:
    """How far a go lies from its reference."""
    return distance(tuple(go.levels), tuple(go.sample.reference), rules=rules)


def rules_marked_by(person: User) -> list[tuple[list[Cohort], RuleSet]]:
    """The rule sets of the cohorts in which the person marks, each with these cohorts: the open
    ones, or all where none is open. Version 1 for whoever marks in none.
    """
    marked = teaching_marked_by(person).select_related("rules__rule_set").order_by("-starts_on")
    cohorts = list(marked)
    found: dict[str, tuple[list[Cohort], RuleSet]] = {}
    for cohort in [one for one in cohorts if not one.is_frozen] or cohorts:
        rules = rules_of(cohort)
        found.setdefault(rules.digest(), ([], rules))[0].append(cohort)
    return list(found.values()) or [([], RULES_V1)]


def calibrated_among(people: Iterable[User], *, rules: RuleSet) -> dict[int, Calibration]:
    """Person id → how they stand; empty while there are too few sample lessons. Two queries."""
    team = list(people)
    if SampleLesson.objects.count() < LESSONS_NEEDED:
        return {}
    goes = all_goes(team)

    def distances(person: User, number: int) -> dict[int, Distance]:
        samples = goes.get(person.pk, {})
        return {key: distance_of(of_one[number], rules=rules) for key, of_one in samples.items()}

    return {
        person.pk: calibration_of(distances(person, 0), distances(person, -1), rules=rules)
        for person in team
    }
