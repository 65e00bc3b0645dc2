"""A team that may assess by every rule, turns and their sheets."""

import datetime

from accounts.models import User
from assessments.calibrating import submit_calibration
from assessments.models import SampleLesson, TeachingSheet, TeachingTurn
from courses.models import Cohort, Enrolment
from tests.factories.assessments import make_rubric
from tests.factories.courses import make_colleague
from tests.factories.people import make_user

AT = datetime.datetime(2016, 2, 10, 9, tzinfo=datetime.UTC)


def make_samples() -> list[SampleLesson]:
    """Three sample lessons, 50 points each."""
    rubric = make_rubric()
    return [
        SampleLesson.objects.get_or_create(
            key=f"sample-{number}",
            defaults={
                "rubric": rubric,
                "position": number,
                "title": {"fr": f"Leçon {number}", "en": f"Lesson {number}"},
                "transcript": {"fr": "Il était 00:00.", "en": "It was 00:00."},
                "seconds": 900,
                "reference": [2] * 8,
                "reasons": {"C1": {"fr": "raison secrète", "en": "secret reason"}},
            },
        )[0]
        for number in (1, 2, 3)
    ]


def calibrate(person: User) -> None:
    """The person marks all sample lessons as the reference does."""
    for sample in make_samples():
        submit_calibration(sample=sample, person=person, levels=sample.reference, at=AT)


def make_team(cohort: Cohort) -> dict[str, User]:
    """Lead, two assessors, observer, registrar; the blind two are calibrated."""
    team = {}
    for key, role, name, country in (
        ("first", "facilitator", "SANOGO Fatou", "MLI"),
        ("second", "assessor", "HAÏDARA Oumar", "TCD"),
        ("lead", "lead", "KOUDOUGOU Salimata", "MRT"),
        ("registrar", "registrar", "NODJIGOTO Rachel", "TCD"),
    ):
        team[key] = make_colleague(cohort, role, name)
        User.objects.filter(pk=team[key].pk).update(country=country, service="police")
        team[key].refresh_from_db()
    for key in ("first", "second", "lead"):
        calibrate(team[key])
    return team


def make_trainee(name: str = "ZONGO Rasmata", country: str = "BFA") -> User:
    """A person to enrol, of a country and a service."""
    return make_user(name, roles=("trainee",), country=country, service="police")


def make_turn(enrolment: Enrolment, team: dict[str, User], **fields) -> TeachingTurn:
    """The lesson of a trainee before the team, the lead observing."""
    values = {"first": team["first"], "second": team["second"], "observer": team["lead"]}
    return TeachingTurn.objects.create(enrolment=enrolment, **{**values, **fields})


def levels_of(mark: str) -> list[int]:
    """Levels of a sheet worth this mark, taken from the examples of domain 4.3."""
    return {
        "50": [2] * 8,
        "58": [3, 3, 2, 2, 2, 2, 2, 2],
        "60": [3, 3, 2, 2, 3, 2, 2, 2],
        "70": [3, 3, 3, 3, 3, 3, 2, 2],
        "75": [3] * 8,
    }[mark]


def sheets_in(enrolment: Enrolment) -> list[tuple[int, int]]:
    """(seat, round) of the closed sheets that count."""
    return sorted(
        TeachingSheet.objects.filter(
            enrolment=enrolment, submitted_at__isnull=False, annulled_at__isnull=True
        ).values_list("seat", "round")
    )
