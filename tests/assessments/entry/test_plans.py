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
    "co_trainer": "Another certified trainer of the unit",
    "materials": "Flip-chart, UTO specimens",
    "support": "Two hours after the shift change",
    "risk": "A relief that does not come; a second date",
    "indicator": "Doubt sheets a month",
    "coach": "The focal point’s coach, in July",
    "visa": "Asked for on 1 March",
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


def hand_in(browser, changed=None):
    """From a page that shows what is stored."""
    plan = ActionPlan.objects.filter(saved_at__isnull=False).first()
    seen = saved_at(plan) if plan else ""
    return browser.post(own(), {**PLAN, **(changed or {}), "seen": seen})


def test_a_plan_is_handed_in_changed_and_closed_by_its_validation(cohort, trainee):
    browser = signed_in(trainee.user)
    assert hand_in(browser).status_code == 302
    plan = ActionPlan.objects.get()
    assert plan.answers == PLAN
    assert "You can change it until it is validated" in browser.get(own()).content.decode()
    hand_in(browser, {"need": "Another need"})
    lead = make_colleague(cohort, "lead")
    page = signed_in(lead).get(all_plans()).content.decode()
    assert "Another need" in page
    assert "7 March 2016" in page
    signed_in(lead).post(all_plans(), {"enrolment": trainee.pk})
    plan.refresh_from_db()
    assert plan.validated_by == lead
    assert "your plan is closed" in browser.get(own()).content.decode()
    assert hand_in(browser).status_code == 409
    plan.refresh_from_db()
    assert plan.answers["need"] == "Another need"


def keep(browser, changed=None, *, seen="", script=True):
    headers: dict[str, str] = {"HTTP_ACCEPT": "application/json"} if script else {}
    return browser.post(own(), {**PLAN, **(changed or {}), "seen": seen, "draft": "1"}, **headers)


def saved_at(plan):
    return plan.saved_at.isoformat()


def test_a_draft_keeps_whatever_was_typed_and_nobody_else_reads_it(cohort, trainee):
    browser = signed_in(trainee.user)
    typed = {"need": "Half a thou", "session_1_on": "early Mar", "men": "ten", "support": ""}
    said = keep(browser, typed).json()
    assert said["saved"] and "Saved on the server at" in said["message"]
    plan = ActionPlan.objects.get()
    assert (plan.answers, plan.handed_in_at) == ({**PLAN, **typed}, None)
    page = browser.get(own()).content.decode()
    assert all(value in page for value in ("Half a thou", "early Mar", "ten", said["seen"]))
    team = signed_in(make_colleague(cohort, "lead")).get(all_plans()).content.decode()
    assert "Half a thou" not in team and "Not handed in on screen" in team
    registrar = signed_in(make_colleague(cohort, "registrar"))
    assert "Half a thou" not in registrar.get(all_plans()).content.decode()
    # Complete and handed in it is the team's to read, and no draft any more.
    assert hand_in(browser).status_code == 302
    assert keep(browser, {"need": ""}, seen=said["seen"]).status_code == 409
    plan.refresh_from_db()
    assert plan.answers == PLAN


def test_a_second_device_does_not_undo_the_first(trainee):
    phone, tablet = signed_in(trainee.user), signed_in(trainee.user)
    first = keep(phone, {"need": "From the phone"}).json()
    late = keep(tablet, {"need": "From the tablet"})
    assert late.status_code == 409
    assert late.json()["stored"]["need"] == "From the phone"
    assert keep(tablet, {"need": "From the tablet"}, seen=first["seen"]).status_code == 200
    assert ActionPlan.objects.get().answers["need"] == "From the tablet"


def test_without_script_a_draft_is_kept_and_a_refused_one_stays_on_the_page(trainee):
    browser = signed_in(trainee.user)
    assert keep(browser, {"need": "First"}, script=False).status_code == 302
    html = keep(browser, {"need": "Second", "men": "many"}, script=False).content.decode()
    assert "Another device changed this meanwhile" in html
    assert "Second" in html and "many" in html
    assert ActionPlan.objects.get().answers["need"] == "First"


def test_a_plan_goes_back_with_a_remark_and_comes_again(cohort, trainee):
    browser, lead = signed_in(trainee.user), make_colleague(cohort, "lead")
    team = signed_in(lead)
    hand_in(browser)
    empty = team.post(all_plans(), {"enrolment": trainee.pk, "send_back": "1", "remark": "  "})
    assert empty.status_code == 409
    assert "Say what is to change" in empty.content.decode()
    remark = {"enrolment": trainee.pk, "send_back": "1", "remark": "Two dates are holidays"}
    assert team.post(all_plans(), remark).status_code == 302
    plan = ActionPlan.objects.get()
    assert (plan.is_sent_back, plan.returned_by, plan.answers) == (True, lead, PLAN)
    assert "Two dates are holidays" in browser.get(own()).content.decode()
    page = team.get(all_plans()).content.decode()
    assert "Sent back on" in page and "Validate" not in page
    assert keep(browser, {"need": "Ano"}, seen=saved_at(plan)).status_code == 200
    assert hand_in(browser, {"session_1_on": "2016-03-08"}).status_code == 302
    plan.refresh_from_db()
    assert (plan.is_sent_back, plan.remark) == (False, "Two dates are holidays")
    assert "Two dates are holidays" not in browser.get(own()).content.decode()
    # Nothing handed in: nothing to send back.
    ActionPlan.objects.update(handed_in_at=None)
    assert "No plan is handed in" in team.post(all_plans(), remark).content.decode()


def test_a_plan_that_changed_under_the_readers_eyes_is_not_validated_unseen(cohort, trainee):
    browser, team = signed_in(trainee.user), signed_in(make_colleague(cohort, "lead"))
    hand_in(browser)
    read = ActionPlan.objects.get().edition
    hand_in(browser, {"need": "Something else"})
    sent = {"enrolment": trainee.pk, "read": read}
    refused = team.post(all_plans(), sent)
    assert refused.status_code == 409
    assert "changed while you read it" in refused.content.decode()
    assert "Something else" in refused.content.decode()
    sent["read"] = ActionPlan.objects.get().edition
    assert team.post(all_plans(), sent).status_code == 302
    assert ActionPlan.objects.get().validated_at


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
    html = hand_in(signed_in(trainee.user), {**changed}).content.decode()
    assert sentence in html
    assert PLAN["indicator"] in html
    assert not ActionPlan.objects.exists()


@pytest.mark.parametrize("name", ["co_trainer", "materials", "risk", "coach", "visa"])
def test_all_ten_fields_of_the_module_card_are_asked_for(trainee, name):
    html = hand_in(signed_in(trainee.user), {name: " "}).content.decode()
    assert "required" in html
    assert not ActionPlan.objects.exists()


@pytest.mark.parametrize(
    "text", ["call +227 20 72 00 00", "P<UTOKONE<<AWA<<<<", "14.0512, -1.4021"]
)
def test_what_looks_like_a_number_of_somebody_is_warned_of_and_stored(trainee, text):
    browser = signed_in(trainee.user)
    assert "looks like a telephone" not in browser.get(own()).content.decode()
    assert hand_in(browser, {"coach": text}).status_code == 302
    html = browser.get(own()).content.decode()
    warning = html[html.index("looks like a telephone") :]
    assert "Coach" in warning[:120]
    assert ActionPlan.objects.get().answers["coach"] == text


def test_a_paper_plan_is_validated_too_and_a_second_time_changes_nothing(cohort, trainee):
    registrar, lead = make_colleague(cohort, "registrar"), make_colleague(cohort, "lead")
    for user in (registrar, lead):
        signed_in(user).post(all_plans(), {"enrolment": trainee.pk})
    assert ActionPlan.objects.get().validated_by == registrar


def test_a_frozen_cohort_takes_no_plan_and_no_validation(cohort, trainee):
    lead = make_colleague(cohort, "lead")
    at = datetime.datetime(2016, 2, 12, 13, tzinfo=datetime.UTC)
    Cohort.objects.filter(pk=cohort.pk).update(frozen_at=at)
    assert hand_in(signed_in(trainee.user)).status_code == 409
    browser = signed_in(lead)
    for act in ({}, {"send_back": "1", "remark": "Too late"}):
        browser.post(all_plans(), {"enrolment": trainee.pk, **act})
    assert keep(signed_in(trainee.user)).status_code == 409
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
    hand_in(signed_in(trainee.user))
    one = queries(lambda: browser.get(all_plans()))
    for position in (2, 3):
        hand_in(signed_in(make_enrolment(cohort, position=position).user))
    assert queries(lambda: browser.get(all_plans())) == one
