"""Wagtail's admin for each role: nobody reaches people, other cohorts or more than needed."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from certificates.models import Signatory
from cms.granting import grant_editing
from courses.models import Cohort, FundingLine
from tests.cms.trial import lesson
from tests.factories.courses import make_cohort, make_colleague, make_enrolment
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_course")]

NAME = "ZUMRADA Inconnue"
ROLES = ("lead", "registrar", "editor")


@pytest.fixture
def cohorts():
    grant_editing()
    own, other = make_cohort("OUA16"), make_cohort("NIA24")
    make_enrolment(own, make_user(NAME, roles=("trainee",)))
    return own, other


def browser_of(role, cohort):
    browser = Client()
    browser.force_login(make_colleague(cohort, role))
    return browser


def text_of(response):
    return b"".join(response).decode(errors="replace")


PAGES = (
    "users/",
    "users/new/",
    "users/results/",
    "users/?q=ZUMRADA",
    "groups/",
    "groups/new/",
    "reports/site-history/",
    "reports/locked/",
    "reports/workflow/",
    "reports/aging-pages/",
    "images/",
    "documents/",
    "redirects/",
    "sites/",
    "collections/",
    "workflows/list/",
    "pages/search/?q=ZUMRADA",
    "api/main/pages/?fields=*",
    "",
)


@pytest.mark.parametrize("role", ROLES)
def test_no_trainee_is_named_in_the_admin(cohorts, role):
    browser = browser_of(role, cohorts[0])
    for page in PAGES:
        response = browser.get(f"/admin/{page}", follow=True)
        # The word searched for is echoed to its own searcher; the other one is nowhere.
        assert "Inconnue" not in text_of(response), page


@pytest.mark.parametrize("role", ROLES)
def test_people_groups_and_sites_are_closed(cohorts, role):
    browser = browser_of(role, cohorts[0])
    person = make_user("AUTRE Personne", roles=("trainee",))
    for page in ("users/", f"users/edit/{person.pk}/", "groups/", "sites/", "collections/"):
        assert browser.get(f"/admin/{page}").status_code in (302, 403), page


@pytest.mark.parametrize("role", ["facilitator", "assessor", "donor", "trainee"])
def test_others_do_not_enter_at_all(cohorts, role):
    browser = browser_of(role, cohorts[0])
    for page in ("", "users/", "cohort/", "pages/", "api/main/pages/", "reports/site-history/"):
        response = browser.get(f"/admin/{page}", follow=True)
        assert response.status_code in (403, 404), page


@pytest.mark.parametrize("role", ["lead", "editor"])
def test_only_registrars_see_cohorts_in_the_admin(cohorts, role):
    browser = browser_of(role, cohorts[0])
    for name in ("cohort", "post", "funding_line", "issuing_body", "signatory"):
        assert browser.get(f"/admin/{name}/").status_code in (302, 403), name


def test_a_registrar_sees_and_changes_the_own_cohorts_only(cohorts):
    own, other = cohorts
    words = {"fr": "Fonction", "en": "Office"}
    signatory = Signatory.objects.create(
        cohort=other, position=1, name="AILLEURS Zita", title=words
    )
    line = FundingLine.objects.create(cohort=other, grant_code="ZITA-9", wording=words)
    browser = browser_of("registrar", own)
    listed = text_of(browser.get("/admin/cohort/"))
    assert "OUA16" in listed and "NIA24" not in listed
    assert "Zita" not in text_of(browser.get("/admin/signatory/"))
    assert "ZITA-9" not in text_of(browser.get("/admin/funding_line/"))
    for kind, row in (("cohort", other), ("signatory", signatory), ("funding_line", line)):
        for act in ("edit", "delete", "history", "usage", "inspect"):
            page = f"/admin/{kind}/{act}/{row.pk}/"
            assert browser.get(page).status_code in (302, 403, 404), page
            assert browser.post(page, {}).status_code in (302, 403, 404, 405), page
    assert browser.get(f"/admin/cohort/edit/{own.pk}/").status_code == 200
    assert browser.get(f"/admin/cohort/inspect/{own.pk}/").status_code == 200
    assert browser.get(f"/admin/cohort/history/{own.pk}/").status_code == 200
    sent = {"position": 1, "name": "X", "title_0": "a", "title_1": "b", "cohort": other.pk}
    browser.post("/admin/signatory/new/", sent)
    assert list(Signatory.objects.all()) == [signatory]
    assert FundingLine.objects.count() == 1
    assert browser.post("/admin/signatory/new/", {**sent, "cohort": own.pk}).status_code == 302
    assert Signatory.objects.filter(cohort=own).count() == 1
    assert Cohort.objects.count() == 2


def test_a_registrar_gives_posts_on_own_cohorts_to_holders_of_the_role(cohorts):
    own, other = cohorts
    browser = browser_of("registrar", own)
    elsewhere = make_colleague(other, "assessor")
    lead = make_user("SANOGO Fatou", roles=("lead",))
    sent = {"cohort": own.pk, "user": lead.pk, "role": "lead", "until": ""}
    # Neither another's cohort, nor a role that the person does not hold, nor a trainee.
    trainee = make_user("ZONGO Awa", roles=("trainee",))
    for wrong in ({"cohort": other.pk}, {"role": "assessor"}, {"user": trainee.pk}):
        assert browser.post("/admin/post/new/", {**sent, **wrong}).status_code == 200, wrong
    assert set(own.team.values_list("role", flat=True)) == {"registrar"}
    assert browser.post("/admin/post/new/", sent).status_code == 302
    post = own.team.get(user=lead)
    assert (post.role, post.until) == ("lead", None)
    assert browser.post("/admin/post/new/", sent).status_code == 200, "given already"
    # Afterwards only the day changes, in a frozen cohort, too: appeals come then.
    Cohort.objects.filter(pk=own.pk).update(frozen_at=own.starts_on.isoformat() + "T12:00Z")
    ended = {**sent, "role": "registrar", "until": "2016-03-01"}
    assert browser.post(f"/admin/post/edit/{post.pk}/", ended).status_code == 302
    post.refresh_from_db()
    assert (post.role, str(post.until)) == ("lead", "2016-03-01")
    assert browser.post(f"/admin/post/delete/{post.pk}/").status_code in (302, 403, 404)
    assert own.team.filter(pk=post.pk).exists()
    foreign = other.team.get(user=elsewhere)
    assert browser.get(f"/admin/post/edit/{foreign.pk}/").status_code in (302, 404)
    listed = text_of(browser.get("/admin/post/"))
    assert "SANOGO" in listed and "Responsable pédagogique" in listed
    assert elsewhere.username not in listed
    # A cohort is never without a registrar: nobody could give the post back.
    own_post = own.team.get(role="registrar")
    leaving = {**sent, "until": "2016-03-01"}
    leave = f"/admin/post/edit/{own_post.pk}/"
    answer = browser.post(leave, leaving)
    assert answer.status_code == 200 and "Il ne resterait" in text_of(answer)
    follower = make_user("TRAORÉ Issa", roles=("registrar",))
    own.team.create(user=follower, role="registrar")
    with CaptureQueriesContext(connection) as asked:
        assert browser.post(leave, leaving).status_code == 302
    # Whether one stays is asked while the cohort is held, until the day is written: of two
    # registrars who end each other's post at the same moment, one is refused.
    said = [query["sql"] or "" for query in asked]
    begins = next(n for n, sql in enumerate(said) if sql.startswith("SAVEPOINT"))
    lock = "FOR UPDATE" if connection.features.has_select_for_update else 'FROM "courses_cohort"'
    held = next(n for n, sql in enumerate(said) if n > begins and lock in sql)
    stays = max(n for n, sql in enumerate(said) if "is_active" in sql and "until" in sql)
    written = next(n for n, sql in enumerate(said) if sql.startswith("UPDATE") and "until" in sql)
    assert begins < held < stays < written < said.index(f"RELEASE {said[begins]}")


def test_drafts_and_previews_are_for_editors(cohorts):
    page = lesson("m01")
    for browser in (Client(), browser_of("lead", cohorts[0]), browser_of("trainee", cohorts[0])):
        for act in ("view_draft", "edit", "history", "edit/preview"):
            answer = browser.get(f"/admin/pages/{page.pk}/{act}/")
            assert answer.status_code in (302, 403, 404), act
            assert "Ouverture" not in text_of(answer)
