"""Rows → values of the pairing rules: the team, the trainee, what happened before."""

from collections.abc import Iterable

from django.utils import timezone

from accounts import roles
from accounts.models import User
from assessments.bridge import rules_of
from assessments.calibrating import calibrated_among
from assessments.models import CommandTie, TeachingSheet, TeachingTurn
from assessments.outcome.calibration import Calibration
from assessments.outcome.pairing import Assessor, Finding, History, Seating, Teacher, findings
from courses.models import Cohort, CohortStaff, Enrolment

BLIND_SEATS = (1, 2)
# Enrolment id and number of the lesson.
Place = tuple[int, int]


def team_of(cohort: Cohort) -> list[User]:
    """Everybody who may mark lessons in this cohort today, in order of their names."""
    today = timezone.localdate()
    posts = CohortStaff.objects.filter(
        cohort=cohort, role__in=roles.roles_with(roles.MARK_TEACHING)
    ).exclude(until__lt=today)
    people = User.objects.filter(pk__in=posts.values("user"), is_active=True)
    return list(people.order_by("sort_key", "printed_name", "pk"))


def assessors_from(people: Iterable[User], cohort: Cohort) -> dict[int, Assessor]:
    """The people as the rules see them, by id. Two queries."""
    team = list(people)
    standing = calibrated_among(team, rules=rules_of(cohort))
    return {user.pk: _assessor(user, standing.get(user.pk)) for user in team}


def _assessor(user: User, standing: Calibration | None) -> Assessor:
    return Assessor(
        user.pk,
        user.country,
        user.service,
        calibrated=None if standing is None else standing.is_done,
        knew_the_reference=standing is Calibration.AFTER_REFERENCE,
    )


def teachers_from(enrolments: Iterable[Enrolment]) -> dict[int, Teacher]:
    """Trainees as the rules see them, by enrolment id. One query."""
    people = list(enrolments)
    ties: dict[int, set[int]] = {}
    for tie in CommandTie.objects.filter(enrolment__in=people):
        ties.setdefault(tie.enrolment_id, set()).add(tie.person_id)
    return {
        one.pk: Teacher(
            one.user_id, one.user.country, one.user.service, frozenset(ties.get(one.pk, ()))
        )
        for one in people
    }


def histories_of(enrolments: Iterable[Enrolment], lesson: int) -> dict[int, History]:
    """Who assessed before, by enrolment id. One query."""
    first: dict[int, set[int]] = {}
    annulled: dict[int, set[int]] = {}
    sheets = TeachingSheet.objects.filter(
        enrolment__in=list(enrolments), seat__in=BLIND_SEATS, submitted_at__isnull=False
    )
    for owner, number, person, gone in sheets.values_list(
        "enrolment_id", "lesson", "assessor_id", "annulled_at"
    ):
        if number == lesson and gone is not None:
            annulled.setdefault(owner, set()).add(person)
        if number == 1 and lesson > 1 and gone is None:
            first.setdefault(owner, set()).add(person)
    return {
        owner: History(frozenset(first.get(owner, ())), frozenset(annulled.get(owner, ())))
        for owner in {*first, *annulled}
    }


def seating_of(turn: TeachingTurn, people: dict[int, Assessor], history: History) -> Seating:
    """A turn's seats; whoever left the team is known by id alone."""
    first, second, observer = (
        None if key is None else people.get(key, Assessor(key))
        for key in (turn.first_id, turn.second_id, turn.observer_id)
    )
    return Seating(first, second, observer, history)


def findings_for(turns: Iterable[TeachingTurn], cohort: Cohort) -> dict[Place, list[Finding]]:
    """What the rules say about each turn as it stands, by enrolment id and lesson.

    A fixed number of queries; the turns need not be stored, and at most one of a lesson is given.
    """
    known = list(turns)
    people = assessors_from(_seated(known), cohort)
    enrolments = [turn.enrolment for turn in known]
    teachers = teachers_from(enrolments)
    histories = {lesson: histories_of(enrolments, lesson) for lesson in (1, 2)}
    return {
        (turn.enrolment_id, turn.lesson): findings(
            teachers[turn.enrolment_id],
            seating_of(turn, people, histories[turn.lesson].get(turn.enrolment_id, History())),
        )
        for turn in known
    }


def _seated(turns: list[TeachingTurn]) -> list[User]:
    keys = {key for turn in turns for key in (turn.first_id, turn.second_id, turn.observer_id)}
    return list(User.objects.filter(pk__in=[key for key in keys if key is not None]))
