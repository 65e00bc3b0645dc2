"""Action plans: handed in by the trainee, validated by lead or registrar, then closed."""

import datetime

import pytest

from assessments.models import ActionPlan
from assessments.validating import can_validate_plans, plans_validated_by
from courses.models import Cohort
from tests.assessments.player.room import address, queries, signed_in
from tests.factories.courses import make_cohort, make_colleague, make_enrolment
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

PLAN = {
    "need": "Check digits are never computed at the post",
    "session_1": "M04, the machine-readable zone",
    "session_1_on": "2016-03-07",
    "session_2": "M07, open questions",
    "session_2_on": "2016-03-21",
    "men": "8",
    "women": "1",
    "co_trainer": "",
    "materials": "Flip-chart, UTO specimens",
    "support": "Two hours after the shift change",
    "risk": "",
    "indicator": "Doubt sheets a month",
    "coach": "",
    "visa": "",
}


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def trainee(cohort):
    return make_enrolment(cohort)


def own(language="en"):
    return address("action-plan", language=language)


def all_plans(code="OUA16"):
    return address("action-plans", code, language="en")


def test_a_plan_is_handed_in_changed_and_closed_by_its_validation(cohort, trainee):
    browser = signed_in(trainee.user)
    assert browser.post(own(), PLAN).status_code == 302
    plan = ActionPlan.objects.get()
    assert plan.answers == PLAN
    assert "You can change it until it is validated" in browser.get(own()).content.decode()
    browser.post(own(), {**PLAN, "need": "Another need"})
    lead = make_colleague(cohort, "lead")
    page = signed_in(lead).get(all_plans()).content.decode()
    assert "Another need" in page
    assert "7 March 2016" in page
    signed_in(lead).post(all_plans(), {"enrolment": trainee.pk})
    plan.refresh_from_db()
    assert plan.validated_by == lead
    assert "your plan is closed" in browser.get(own()).content.decode()
    assert browser.post(own(), PLAN).status_code == 409
    plan.refresh_from_db()
    assert plan.answers["need"] == "Another need"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"need": ""}, "required"),
        ({"session_2_on": "2016-03-01"}, "lies before the first"),
        ({"men": "0", "women": "0"}, "at least one colleague"),
        ({"session_1_on": "soon"}, "valid date"),
    ],
)
def test_a_plan_that_cannot_be_followed_is_sent_back_as_typed(trainee, changed, sentence):
    html = signed_in(trainee.user).post(own(), {**PLAN, **changed}).content.decode()
    assert sentence in html
    assert PLAN["indicator"] in html
    assert not ActionPlan.objects.exists()


def test_a_paper_plan_is_validated_too_and_a_second_time_changes_nothing(cohort, trainee):
    registrar, lead = make_colleague(cohort, "registrar"), make_colleague(cohort, "lead")
    for user in (registrar, lead):
        signed_in(user).post(all_plans(), {"enrolment": trainee.pk})
    assert ActionPlan.objects.get().validated_by == registrar


def test_a_frozen_cohort_takes_no_plan_and_no_validation(cohort, trainee):
    lead = make_colleague(cohort, "lead")
    at = datetime.datetime(2016, 2, 12, 13, tzinfo=datetime.UTC)
    Cohort.objects.filter(pk=cohort.pk).update(frozen_at=at)
    assert signed_in(trainee.user).post(own(), PLAN).status_code == 409
    browser = signed_in(lead)
    browser.post(all_plans(), {"enrolment": trainee.pk})
    assert "nothing can be changed" in browser.get(all_plans()).content.decode()
    assert not ActionPlan.objects.exists()


def test_permission_and_list_agree_for_every_persona(cohort, trainee):
    other = make_cohort("AUTRE")
    personas = [
        trainee.user,
        make_user("PERSONNE Aucune"),
        *(
            make_colleague(c, role)
            for c in (cohort, other)
            for role in ("facilitator", "lead", "assessor", "registrar", "donor", "technical")
        ),
    ]
    for user in personas:
        listed = set(plans_validated_by(user).values_list("code", flat=True))
        for one in (cohort, other):
            assert can_validate_plans(user, one) is (one.code in listed)
            expected = 200 if one.code in listed else 404
            assert signed_in(user).get(all_plans(one.code)).status_code == expected
    allowed = [user for user in personas if plans_validated_by(user).exists()]
    assert len(allowed) == 4


def test_a_trainee_of_another_cohort_cannot_be_validated_here(cohort):
    stranger = make_enrolment(make_cohort("AUTRE"), position=7)
    browser = signed_in(make_colleague(cohort, "lead"))
    for value in (stranger.pk, "x", "", "9" * 40):
        assert browser.post(all_plans(), {"enrolment": value}).status_code == 404


def test_staff_without_enrolment_have_no_plan(cohort):
    assert signed_in(make_colleague(cohort, "lead")).get(own()).status_code == 404


def test_the_list_takes_the_same_queries_for_one_and_three(cohort, trainee):
    browser = signed_in(make_colleague(cohort, "lead"))
    signed_in(trainee.user).post(own(), PLAN)
    one = queries(lambda: browser.get(all_plans()))
    for position in (2, 3):
        signed_in(make_enrolment(cohort, position=position).user).post(own(), PLAN)
    assert queries(lambda: browser.get(all_plans())) == one
