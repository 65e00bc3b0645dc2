"""The lead's pages: what is typed is venue time, acts have pages of their own, others see none."""

import datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from assessments.models import (
    BlueprintLine,
    Extension,
    Question,
    Quiz,
    QuizWindow,
    TestFormItem,
)
from assessments.permissions import assessments_managed_by, can_manage_assessments
from courses.models import Activity, Cohort, Module
from tests.assessments.player.room import address, open_quiz, queries, running_cohort, signed_in
from tests.factories.assessments import make_question
from tests.factories.courses import make_colleague, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return running_cohort(zone="Africa/Niamey")


@pytest.fixture
def quiz(cohort):
    return open_quiz(cohort)


@pytest.fixture
def lead(cohort):
    return signed_in(make_colleague(cohort, "lead"))


def page(cohort, *more, name="quiz-sittings"):
    return address(name, cohort.code, "Q01", *more, language="en")


def test_times_are_those_of_the_venue(lead, cohort, quiz):
    sent = {"open": "1", "new-opens_at": "2030-02-01T08:30", "new-closes_at": "2030-02-01T10:00"}
    assert lead.post(page(cohort), sent).status_code == 302
    window = QuizWindow.objects.get(number=2)
    niamey = ZoneInfo("Africa/Niamey")
    assert window.opens_at == datetime.datetime(2030, 2, 1, 8, 30, tzinfo=niamey)
    text = lead.get(page(cohort)).content.decode()
    assert "1 February 2030, 08:30" in text or "8:30" in text
    moving = lead.get(page(cohort, 2, name="sitting-move")).content.decode()
    assert 'value="2030-02-01T08:30"' in moving


def test_what_was_typed_is_not_lost(lead, cohort, quiz):
    sent = {"open": "1", "new-opens_at": "2030-02-01T10:00", "new-closes_at": "2030-02-01T08:00"}
    text = lead.post(page(cohort), sent).content.decode()
    assert "The end must come after the beginning." in text
    assert 'value="2030-02-01T10:00"' in text and 'href="#id_new-closes_at"' in text
    assert QuizWindow.objects.count() == 1


def test_a_grant_names_the_trainee_and_can_be_taken_back(lead, cohort, quiz):
    enrolment = make_enrolment(cohort)
    sent = {
        "grant": "1",
        "grant-enrolment": enrolment.pk,
        "grant-extra_minutes": "15",
        "grant-extra_attempts": "0",
        "grant-reason": "Panne de tablette",
    }
    assert lead.post(page(cohort), {**sent, "grant-extra_minutes": "0"}).status_code == 200
    assert not Extension.objects.exists()
    lead.post(page(cohort), sent)
    grant = Extension.objects.get()
    assert grant.granted_by is not None
    assert (grant.extra_minutes, grant.granted_by.username) == (15, "lead-oua16")
    assert enrolment.user.printed_name in lead.get(page(cohort)).content.decode()
    lead.post(page(cohort, grant.pk, name="withdraw-grant"))
    grant.refresh_from_db()
    assert grant.withdrawn_at is not None


def test_a_trainee_of_another_cohort_cannot_be_granted_anything(lead, cohort, quiz):
    other = make_enrolment(running_cohort("NIA24"))
    sent = {"grant": "1", "grant-enrolment": other.pk, "grant-extra_minutes": "5"}
    assert lead.post(page(cohort), sent | {"grant-reason": "x"}).status_code == 200
    assert not Extension.objects.exists()


@pytest.mark.parametrize("act", ["cancel", "release"])
def test_an_act_says_what_will_happen_and_asks(lead, cohort, quiz, act):
    where = page(cohort, 1, name=f"sitting-{act}")
    assert "What will happen" in lead.get(where).content.decode()
    assert lead.post(where, {"reason": "Alerte"}).status_code == 302
    window = QuizWindow.objects.get()
    assert (window.cancelled_at is not None) == (act == "cancel")
    assert (window.released_at is not None) == (act == "release")
    assert lead.get(page(cohort)).status_code == 200


def test_a_refusal_stays_on_the_page(lead, cohort, quiz):
    where = page(cohort, 1, name="sitting-cancel")
    assert "This field is required" in lead.post(where, {"reason": ""}).content.decode()
    Cohort.objects.update(frozen_at=datetime.datetime.now(tz=datetime.UTC))
    assert "frozen" in lead.post(where, {"reason": "x"}).content.decode()
    assert QuizWindow.objects.get().cancelled_at is None


@pytest.mark.parametrize("role", ["facilitator", "assessor", "registrar"])
def test_nobody_else_manages_sittings(cohort, quiz, role):
    user = make_colleague(cohort, role)
    assert not can_manage_assessments(user, cohort)
    assert not assessments_managed_by(user).exists()
    browser = signed_in(user)
    for where in (page(cohort), page(cohort, 1, name="sitting-cancel")):
        assert browser.post(where, {"reason": "x"}).status_code == 404


def test_the_list_takes_as_many_queries_for_one_quiz_as_for_three(lead, cohort):
    counts = []
    for key in ("Q01", "Q02", "Q03"):
        open_quiz(cohort, key=key)
        where = address("sittings", cohort.code)
        counts.append(queries(partial(lead.get, where)))
    assert counts[0] == counts[1] == counts[2]


def test_forms_are_assembled_and_assigned_by_a_button(lead, cohort):
    module = Module.objects.get(course=cohort.edition.course, code="M01")
    for number in range(6):
        make_question(module, f"TE-{number}")
    Question.objects.update(pool="test")
    activity = Activity.objects.get(course=cohort.edition.course, key="PRE")
    quiz = Quiz.objects.create(activity=activity, pool="test", policy="test", forms="first")
    BlueprintLine.objects.create(quiz=quiz, position=1, module=module, count=2)
    for position in (1, 2):
        make_enrolment(cohort, position=position)
    where = address("quiz-sittings", cohort.code, "PRE", language="en")
    assert "not assembled yet" in lead.get(where).content.decode()
    lead.post(where, {"forms": "1"})
    html = lead.get(where).content.decode()
    assert "1 start with form A, 1 with form B" in html
    assert "would not be drawn today" not in html
    # An item is withdrawn before anybody has begun: the page says so and offers other forms.
    item = TestFormItem.objects.select_related("version").first()
    assert item is not None
    Question.objects.filter(pk=item.version.question_id).update(retired_at=timezone.now())
    assert "1 was withdrawn" in lead.get(where).content.decode()
    assert "1 a été retirée" in lead.get(where.replace("/en/", "/fr/")).content.decode()
    lead.post(where, {"anew": "1"})
    html = lead.get(where).content.decode()
    assert "1 start with form A, 1 with form B" in html
    assert "would not be drawn today" not in html
