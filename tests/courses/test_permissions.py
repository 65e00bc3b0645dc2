"""Each permission of the course side agrees with its list, over personas × cohorts."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from courses import permissions
from courses.models import CatchUpTask
from courses.registering import post_to_cohort
from tests.factories.courses import make_cohort, make_colleague, make_enrolment
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

PAIRS = [
    (permissions.boards_visible_to, permissions.can_see_board),
    (permissions.registers_open_to, permissions.can_record_attendance),
    (permissions.managed_by, permissions.can_manage),
    (permissions.timetables_steered_by, permissions.can_cancel_half_day),
    (permissions.papers_entered_by, permissions.can_enter_paper),
]
ROLES = ("facilitator", "lead", "registrar", "assessor", "editor", "donor", "technical")
# What each post opens in its own cohort: board, register, managing, cancelling, paper.
OPENS = {
    "facilitator": (True, True, False, False, False),
    "lead": (True, True, False, True, True),
    "registrar": (True, True, True, True, True),
    "assessor": (False, False, False, False, False),
    "editor": (False, False, False, False, False),
    "donor": (False, False, False, False, False),
    "technical": (False, False, False, False, False),
}


@pytest.fixture
def cohorts():
    return [make_cohort("OUA16"), make_cohort("NIA24")]


@pytest.fixture
def personas(cohorts):
    first, second = cohorts
    team = {role: make_colleague(first, role) for role in ROLES}
    # Leads one cohort, assesses in the other: the post decides, not the person.
    both = make_colleague(second, "lead", "SOMÉ Alice")
    post_to_cohort(cohort=first, user=both, role="assessor")
    left = make_user("YAMÉOGO Paul", roles=("lead",))
    yesterday = datetime.date(2016, 1, 1)
    post_to_cohort(cohort=first, user=left, role="lead", until=yesterday)
    gone = make_user("BARRY Oumou", roles=("lead",), is_active=False)
    post_to_cohort(cohort=first, user=gone, role="lead")
    others = {
        "both": both,
        "left": left,
        "inactive": gone,
        "trainee": make_enrolment(first).user,
        "superuser": make_user("ROOT Ada", is_superuser=True),
        "visitor": AnonymousUser(),
    }
    return team | others


def test_pairs_agree(cohorts, personas):
    for several, one in PAIRS:
        for name, user in personas.items():
            listed = set(several(user).values_list("pk", flat=True))
            for cohort in cohorts:
                assert one(user, cohort) == (cohort.pk in listed), (one.__name__, name, cohort.code)


def test_each_post_opens_what_the_table_says(cohorts, personas):
    for role, expected in OPENS.items():
        found = tuple(one(personas[role], cohorts[0]) for _, one in PAIRS)
        assert found == expected, role
        assert not any(one(personas[role], cohorts[1]) for _, one in PAIRS), role


def test_a_post_elsewhere_or_ended_opens_nothing(cohorts, personas):
    for name in ("both", "left", "inactive", "trainee", "superuser", "visitor"):
        assert not any(one(personas[name], cohorts[0]) for _, one in PAIRS), name
    assert permissions.can_see_board(personas["both"], cohorts[1])


def test_own_enrolments(cohorts):
    mine, other = make_enrolment(cohorts[0]), make_enrolment(cohorts[0], position=2)
    assert list(permissions.own_enrolments(mine.user)) == [mine]
    assert permissions.is_own_enrolment(mine.user, mine)
    assert not permissions.is_own_enrolment(mine.user, other)
    mine.withdrawn_at = datetime.datetime(2016, 2, 1, tzinfo=datetime.UTC)
    mine.save()
    assert not permissions.own_enrolments(mine.user).exists()
    assert not permissions.is_own_enrolment(mine.user, mine)
    assert not permissions.own_enrolments(AnonymousUser()).exists()


def test_own_catch_ups(cohorts):
    mine, other = make_enrolment(cohorts[0]), make_enrolment(cohorts[0], position=2)
    lead = make_colleague(cohorts[0], "lead")
    tasks = [
        CatchUpTask.objects.create(
            enrolment=enrolment,
            half_day=cohorts[0].half_days.get(number=1),
            task="…",
            due_on=datetime.date(2016, 1, 28),
            set_at=datetime.datetime(2016, 1, 25, 12, tzinfo=datetime.UTC),
            set_by=lead,
        )
        for enrolment in (mine, other)
    ]
    for user in (mine.user, other.user, lead, AnonymousUser()):
        listed = list(permissions.own_catch_ups(user))
        assert listed == [t for t in tasks if permissions.is_own_catch_up(user, t)], user
    assert list(permissions.own_catch_ups(mine.user)) == tasks[:1]
