"""The first page after sign-in, by role."""

import pytest

from tests.factories.courses import make_cohort, make_colleague
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "page"),
    [
        ("trainee", "/fr/today/"),
        ("facilitator", "/fr/cohorts/"),
        ("lead", "/fr/cohorts/"),
        ("registrar", "/fr/end-of-course/"),
        ("assessor", "/fr/home/sheets/"),
        ("editor", "/admin/"),
        ("technical", "/admin/"),
        ("donor", "/fr/home/aggregates/"),
        ("cascade-trainer", "/fr/home/welcome/"),
    ],
)
def test_every_role_has_a_first_page(client, role, page):
    client.force_login(make_user("PERSONNE Une", roles=(role,)))
    assert client.get("/fr/home/").headers["Location"] == page


def test_a_visitor_goes_to_the_public_page(client):
    assert client.get("/en/home/").headers["Location"] == "/en/"


def test_an_assessor_of_one_cohort_goes_straight_to_its_sheets(client):
    cohort = make_cohort()
    client.force_login(make_colleague(cohort, "assessor"))
    assert client.get("/fr/home/sheets/").headers["Location"] == "/fr/cohort/OUA16/teaching/"


def test_plain_pages(client):
    client.force_login(make_user("PERSONNE Une", roles=("donor",)))
    for page in ("aggregates", "welcome", "sheets"):
        assert client.get(f"/fr/home/{page}/").status_code == 200
