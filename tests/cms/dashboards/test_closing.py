"""The end of a course: who sees what is open, and a freeze that is refused with its reasons."""

import pytest

from assessments.models import Freeze
from cms.dashboards.closing import closings_visible_to
from tests.factories.assessments import enter, make_complete, tie_default_rules
from tests.factories.courses import make_cohort, make_colleague, make_enrolment
from tests.factories.jury import hold_jury

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    cohort = make_cohort()
    tie_default_rules(cohort)
    return cohort


@pytest.fixture
def registrar(cohort, client):
    registrar = make_colleague(cohort, "registrar")
    client.force_login(registrar)
    return registrar


def page(client, cohort, tail=""):
    return client.get(f"/en/cohort/{cohort.code}/end/{tail}")


def test_open_things_are_listed_with_the_way_there(cohort, client, registrar):
    trainee = make_enrolment(cohort)
    text = page(client, cohort).content.decode()
    assert "30 half-days not recorded: numbers 1–30." in text
    assert f"/en/cohort/{cohort.code}/register/1/" in text
    assert f"/en/cohort/{cohort.code}/practical/P1/" in text
    assert trainee.user.printed_name in text
    assert "Go to the freeze" not in text


def test_a_freeze_is_refused_with_the_reasons(cohort, client, registrar):
    make_enrolment(cohort)
    response = client.post(f"/en/cohort/{cohort.code}/end/freeze/")
    assert response.status_code == 409
    text = response.content.decode()
    assert "Nothing was frozen" in text
    assert "30 half-days not recorded" in text
    assert not Freeze.objects.exists()


def test_a_complete_cohort_is_proposed_frozen_and_shown(cohort, client, registrar):
    make_complete(make_enrolment(cohort))
    waiting = page(client, cohort).content.decode()
    assert "Go to the freeze" not in waiting
    assert f"/en/cohort/{cohort.code}/jury/" in waiting
    hold_jury(cohort)
    proposals = page(client, cohort).content.decode()
    assert "Go to the freeze" in proposals
    assert "Certificate of completion with merit" in proposals
    assert "No distinction: final mark, micro-teaching." in proposals
    assert "Freeze 1 result" in page(client, cohort, "freeze/").content.decode()
    response = client.post(f"/en/cohort/{cohort.code}/end/freeze/")
    assert response.headers["Location"] == f"/en/cohort/{cohort.code}/end/"
    freeze = Freeze.objects.get()
    assert freeze.frozen_by == registrar
    frozen = page(client, cohort).content.decode()
    assert freeze.digest in frozen
    assert "78.50" in frozen
    assert registrar.printed_name in frozen
    again = client.post(f"/en/cohort/{cohort.code}/end/freeze/")
    assert again.status_code == 409
    assert Freeze.objects.count() == 1


def test_the_frozen_figures_do_not_follow_the_rows(cohort, client, registrar):
    trainee = make_enrolment(cohort)
    make_complete(trainee)
    hold_jury(cohort)
    client.post(f"/en/cohort/{cohort.code}/end/freeze/")
    trainee.marks.update(value=1)
    assert "78.50" in page(client, cohort).content.decode()


@pytest.mark.parametrize(
    ("role", "end", "freeze"),
    [
        ("registrar", 200, 200),
        ("lead", 200, 404),
        ("facilitator", 404, 404),
        ("assessor", 404, 404),
        ("donor", 404, 404),
    ],
)
def test_who_ends_a_course(cohort, client, role, end, freeze):
    user = make_colleague(cohort, role)
    client.force_login(user)
    make_complete(make_enrolment(cohort))
    assert page(client, cohort).status_code == end
    assert page(client, cohort, "freeze/").status_code == freeze
    assert closings_visible_to(user).filter(pk=cohort.pk).exists() == (end == 200)
    if freeze == 404:
        client.post(f"/en/cohort/{cohort.code}/end/freeze/")
        assert not Freeze.objects.exists()


def test_a_knock_out_and_gaps_are_worded(cohort, client, registrar):
    trainee = make_enrolment(cohort)
    make_complete(trainee, mark="59.5")
    text = page(client, cohort).content.decode()
    assert "Below the minimum: final exam, by 0.50 points." in text
    enter(trainee, "EXAM", "70", reason="typing error")
    assert "Below the minimum" not in page(client, cohort).content.decode()


def test_the_index_names_every_door(cohort, client, registrar):
    make_cohort("NIA24")
    text = client.get("/en/end-of-course/").content.decode()
    for tail in ("end/", "people/", "cards/", "register/"):
        assert f"/en/cohort/{cohort.code}/{tail}" in text
    assert "NIA24" not in text
