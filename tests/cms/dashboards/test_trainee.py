"""A trainee's home and results: the own ones only, with what is due and where one stands."""

import datetime
import re
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from assessments.attempting import start_attempt
from assessments.closing import submit_attempt
from assessments.marking import submit_sheet
from assessments.models import Attempt, QuizWindow
from assessments.opening import release_results
from certificates.nameproving import sign_name
from certificates.namereading import form_of
from cms.dashboards.due import current_first, quiz_tasks
from cms.dashboards.results import results_of
from cms.dashboards.today import Today, today_of
from tests.factories.assessments import (
    enter,
    make_assessor,
    make_complete,
    make_quiz,
    make_rubric,
    tie_default_rules,
)
from tests.factories.courses import AFTER, fill_register, make_cohort, make_enrolment
from tests.factories.jury import freeze_confirmed
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2016, 2, 3, 10, tzinfo=datetime.UTC)


@pytest.fixture
def trainee():
    return make_enrolment(make_cohort())


def home_of(trainee, at=NOON, **more) -> Today:
    home = today_of(trainee.user, language="fr", at=at, **more)
    assert home is not None
    return home


def kinds(trainee, at=NOON):
    return [task.kind for task in quiz_tasks(trainee, at=at)]


def test_an_open_quiz_then_its_attempt_then_the_second_after_twelve_hours(trainee):
    quiz = make_quiz(trainee.cohort)
    assert kinds(trainee) == ["quiz"]
    attempt = start_attempt(enrolment=trainee, quiz=quiz, seed="s", at=NOON)
    assert kinds(trainee) == ["resume"]
    submit_attempt(attempt=attempt, at=NOON)
    assert kinds(trainee) == []
    twelve = NOON + datetime.timedelta(hours=12)
    assert kinds(trainee, at=twelve) == ["second"]
    second = start_attempt(enrolment=trainee, quiz=quiz, seed="t", at=twelve)
    submit_attempt(attempt=second, at=twelve)
    assert kinds(trainee, at=twelve + datetime.timedelta(days=1)) == []


def test_a_closed_quiz_is_not_due(trainee):
    make_quiz(trainee.cohort)
    QuizWindow.objects.update(closes_at=NOON)
    assert kinds(trainee) == []


def test_an_attempt_whose_time_is_over_is_not_resumed(trainee):
    quiz = make_quiz(trainee.cohort, minutes=15)
    start_attempt(enrolment=trainee, quiz=quiz, seed="s", at=NOON)
    assert kinds(trainee, at=NOON + datetime.timedelta(minutes=14)) == ["resume"]
    assert kinds(trainee, at=NOON + datetime.timedelta(minutes=16)) == []
    assert Attempt.objects.get().state == "in-progress"


def test_today_of(trainee):
    fill_register(trainee, "P" * 14)
    home = home_of(trainee)
    assert (home.place.state, home.place.day, home.place.half_day) == (
        "now",
        8,
        trainee.cohort.half_days.get(number=15),
    )
    assert (home.standing.needed, home.standing.credits) == (Decimal(24), Decimal(14))
    assert home.standing.left == 16
    assert today_of(make_user("AUTRE Personne"), language="fr", at=NOON) is None


def test_nothing_is_due_in_a_frozen_cohort(trainee):
    make_quiz(trainee.cohort)
    trainee.cohort.frozen_at = NOON
    trainee.cohort.save()
    # Only the name is still signed, until its certificate is issued.
    assert [task.kind for task in home_of(trainee).tasks] == ["name"]


def test_the_running_cohort_comes_first(trainee):
    later = make_enrolment(make_cohort("OLD15", starts_on=datetime.date(2015, 1, 5)), trainee.user)
    assert current_first([later, trainee], at=NOON) == [trainee, later]
    home = home_of(trainee, code="OLD15")
    assert home.enrolment == later
    assert home.others == [trainee]


def test_the_action_plan_and_the_name_come_in_time(trainee):
    home = home_of(trainee)
    # The factory's plan is due on day 1; the name is asked for from the enrolment on.
    assert [task.kind for task in home.tasks] == ["plan", "name"]
    day_ten = datetime.datetime(2016, 2, 5, 10, tzinfo=datetime.UTC)
    assert home_of(trainee, at=day_ten).tasks[0].kind == "name"
    sign_name(enrolment=trainee, shown=form_of(trainee), by=trainee.user, at=day_ten)
    assert "name" not in [t.kind for t in home_of(trainee, at=day_ten).tasks]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_says_the_three_figures(client, language):
    today = timezone.localdate()
    cohort = make_cohort("NOW", starts_on=today - datetime.timedelta(days=today.weekday()))
    trainee = make_enrolment(cohort)
    client.force_login(trainee.user)
    text = client.get(f"/{language}/today/").content.decode()
    assert re.findall(r"<dd>([\d.,]+)</dd>", text)[:2] == ["24", "0"]
    assert f'lang="{language}"' in text


def test_pages_of_somebody_without_a_cohort(client):
    client.force_login(make_user("SEULE Personne", roles=("trainee",)))
    for page in ("today", "my-results"):
        response = client.get(f"/fr/{page}/")
        assert response.status_code == 200
        assert 'class="empty"' in response.content.decode()


def test_visitors_are_sent_to_the_card(client):
    for page in ("today", "my-results"):
        assert client.get(f"/fr/{page}/").headers["Location"].startswith("/fr/card/")


def test_results_show_the_best_quiz_and_no_teaching_mark_before_the_freeze(trainee):
    tie_default_rules(trainee.cohort)
    make_complete(trainee)
    enter(trainee, "Q01", "95", sitting=2)
    before = results_of(trainee, at=AFTER)
    first = before.quizzes[0]
    assert first.value == 95
    assert (first.attempts, first.state) == (2, "marked")
    assert before.practicals[0].value == 16
    others = {line.activity.key: line for line in before.others}
    assert (others["MT"].state, others["MT"].value) == ("received", None)
    assert (others["AP"].state, before.outcome) == ("validated", None)
    assert "PRE" not in others
    freeze_confirmed(trainee.cohort)
    trainee.cohort.refresh_from_db()
    after = results_of(trainee, at=AFTER)
    assert {line.activity.key: line.value for line in after.others}["MT"] == 75
    assert after.outcome is not None
    assert after.outcome.decided == "CRM"


def test_one_sheet_alone_is_not_received(trainee):
    assessor = make_assessor(1)
    submit_sheet(
        enrolment=trainee,
        seat=1,
        assessor=assessor,
        rubric=make_rubric(),
        levels=[3] * 8,
        by=assessor,
        at=AFTER,
    )
    others = {line.activity.key: line for line in results_of(trainee, at=AFTER).others}
    assert others["MT"].state == "open"


def test_the_page_shows_nobody_else(client, trainee):
    other = make_enrolment(trainee.cohort, make_user("N’DIAYE Aïssata"), position=2)
    enter(other, "Q01", "77.5")
    enter(trainee, "Q01", "66.5")
    client.force_login(trainee.user)
    with translation.override("fr"):
        text = client.get("/fr/my-results/").content.decode()
    assert "66,50" in text or "66,5" in text
    # with its comma: two digits alone also stand in one random token out of sixty
    assert "77,5" not in text and "77.5" not in text
    assert "DIAYE" not in text


@pytest.mark.parametrize(("policy", "at_first"), [("practice", True), ("exam", False)])
def test_a_mark_from_paper_is_released_with_the_sitting(client, trainee, policy, at_first):
    quiz = make_quiz(trainee.cohort)
    quiz.policy = policy
    quiz.save()
    enter(trainee, "Q01", "66.5")
    client.force_login(trainee.user)

    def shows():
        return "66,5" in client.get("/fr/my-results/").content.decode()

    assert shows() is at_first
    release_results(window=quiz.windows.get(), by=None, at=AFTER)
    assert shows()
