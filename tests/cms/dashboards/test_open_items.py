"""Open items: who owes what, what it holds up, who is led where, and what stays blind."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments import states
from assessments.attempting import start_attempt
from assessments.models import ActionPlan, TeachingTurn
from certificates.nameproving import report_wrong_name, sign_name
from certificates.namereading import form_of
from cms.dashboards.closing import closing_of
from cms.dashboards.open_items import open_items
from tests.factories.assessments import make_complete, make_quiz, tie_default_rules
from tests.factories.courses import AFTER, make_cohort, make_colleague, make_enrolment
from tests.factories.jury import hold_jury
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    cohort = make_cohort()
    tie_default_rules(cohort)
    return cohort


def items(client, cohort, query=""):
    answer = client.get(f"/en/cohort/{cohort.code}/open/{query}")
    assert answer.status_code == 200
    return answer.context["items"]


def complete(cohort, name="TRAORÉ Aminata", position=1):
    enrolment = make_enrolment(cohort, make_user(name, roles=("trainee",)), position=position)
    make_complete(enrolment)
    return enrolment


def test_a_complete_record_leaves_the_name_alone(client, cohort):
    enrolment = complete(cohort)
    hold_jury(cohort)
    client.force_login(make_colleague(cohort, "registrar"))
    (name,) = items(client, cohort)
    assert (name.owed_by, name.holds_up) == ("trainee", "print")
    assert name.url == f"/en/cohort/{cohort.code}/names/"
    sign_name(enrolment=enrolment, shown=form_of(enrolment), by=enrolment.user, at=AFTER)
    assert items(client, cohort) == []


def test_a_wrong_name_is_the_registrars_with_the_way_to_it(client, cohort):
    enrolment = complete(cohort)
    hold_jury(cohort)
    report_wrong_name(
        enrolment=enrolment,
        shown=form_of(enrolment),
        remark="accent",
        by=enrolment.user,
        at=AFTER,
    )
    client.force_login(make_colleague(cohort, "registrar"))
    (name,) = items(client, cohort)
    assert name.owed_by == "registrar"
    assert name.url == f"/en/cohort/{cohort.code}/people/{enrolment.pk}/"


def test_a_plan_decides_the_outcome_and_changes_hands(client, cohort):
    enrolment = complete(cohort)
    client.force_login(make_colleague(cohort, "lead"))
    plans = ActionPlan.objects.filter(enrolment=enrolment)
    plans.update(handed_in_at=None, validated_at=None)
    hold_jury(cohort)
    plan, name = items(client, cohort)
    assert (plan.owed_by, plan.holds_up) == ("trainee", "outcome")
    # The lead validates plans; of names the lead reads who signed, and changes nothing.
    assert plan.url
    page = client.get(name.url)
    assert page.status_code == 200
    assert enrolment.user.printed_name in page.content.decode()
    assert 'name="reference"' not in page.content.decode()
    assert client.post(name.url, {"reference": "x"}).status_code == 404
    plans.update(handed_in_at=AFTER)
    assert items(client, cohort)[0].owed_by == "lead"


def test_what_the_course_still_brings_is_nobodys_debt_yet(client, cohort):
    enrolment = make_enrolment(cohort)
    half_days = list(cohort.half_days.order_by("number"))
    reader = make_colleague(cohort, "lead")

    def read(at):
        found = open_items(closing_of(cohort, viewer=reader, at=at), user=reader, at=at)
        return [item.words for item in found.due], [item.words for item in found.later]

    third = half_days[2]
    before = read(third.ends_at - datetime.timedelta(minutes=1))
    assert "1–2" in " ".join(before[0]) and "3–30" in " ".join(before[1])
    after = read(third.ends_at)
    assert "1–3" in " ".join(after[0]) and "4–30" in " ".join(after[1])
    # Nothing is lost between the two lists: on the last day all is due.
    due, later = read(AFTER)
    assert later == [] and "1–30" in " ".join(due)
    begins = half_days[20].starts_at
    TeachingTurn.objects.create(enrolment=enrolment, lesson=1, room="1", starts_at=begins)
    kind = "Micro-teaching"
    for at, place in ((begins - datetime.timedelta(minutes=1), 1), (begins, 0)):
        found = open_items(closing_of(cohort, viewer=reader, at=at), user=reader, at=at)
        lists = (found.due, found.later)
        assert any(kind in item.kind for item in lists[place])
        assert not any(kind in item.kind for item in lists[1 - place])


def test_what_is_not_due_has_a_list_of_its_own(client, cohort, monkeypatch):
    make_enrolment(cohort)
    client.force_login(make_colleague(cohort, "lead"))
    early = datetime.datetime(2016, 1, 25, 6, tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: early)
    answer = client.get(f"/en/cohort/{cohort.code}/open/")
    later = items(client, cohort, "?owes=later")
    assert answer.context["later"] == len(later) > 0
    assert f"Not due yet {len(later)}" in answer.content.decode()
    assert not set(later) & set(answer.context["items"])


def test_counts_and_filter_agree_and_no_sheet_names_its_assessor(client, cohort):
    make_enrolment(cohort)
    assessor = make_colleague(cohort, "facilitator", "SANOU Paul")
    client.force_login(make_colleague(cohort, "registrar", "GREFFE Un"))
    answer = client.get(f"/en/cohort/{cohort.code}/open/")
    assert sum(number for _, number in answer.context["counts"]) == len(answer.context["items"])
    for ower, number in answer.context["counts"]:
        found = items(client, cohort, f"?owes={ower}")
        assert len(found) == number and {item.owed_by for item in found} == {ower}
    assert items(client, cohort, "?owes=nobody") == answer.context["items"]
    assert assessor.printed_name not in answer.content.decode()


def test_the_same_queries_for_one_and_three(client, cohort):
    client.force_login(make_colleague(cohort, "lead"))
    counts = []
    for position in (1, 2, 3):
        complete(cohort, f"NOM Numéro {'ABC'[position - 1]}", position)
        items(client, cohort)
        with CaptureQueriesContext(connection) as queries:
            items(client, cohort)
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_the_board_leads_there_from_day_ten_on(client, cohort, monkeypatch):
    make_enrolment(cohort)
    client.force_login(make_colleague(cohort, "lead"))
    link = f"/en/cohort/{cohort.code}/open/"
    for day, shown in ((9, False), (10, True)):
        date = cohort.half_days.get(day=day, part="am").starts_at + datetime.timedelta(hours=1)
        monkeypatch.setattr("django.utils.timezone.now", lambda now=date: now)
        page = client.get(f"/en/cohort/{cohort.code}/").content.decode()
        assert (link in page) is shown


@pytest.mark.parametrize("page", ["open/", "end/", "jury/", "sittings/"])
def test_an_attempt_whose_time_is_over_is_over_for_the_team_too(client, cohort, page):
    enrolment = make_enrolment(cohort)
    quiz = make_quiz(cohort, minutes=15)
    start = datetime.datetime(2016, 1, 26, 12, tzinfo=datetime.UTC)
    attempt = start_attempt(enrolment=enrolment, quiz=quiz, seed="s", at=start)
    client.force_login(make_colleague(cohort, "lead"))
    assert client.get(f"/en/cohort/{cohort.code}/{page}").status_code == 200
    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_at) == (states.TIMED_OUT, attempt.deadline_at)
