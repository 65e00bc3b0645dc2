"""Editing in Wagtail's admin, and what frozen cohorts refuse there."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import Page

from accounts.models import User
from assessments.models import CohortRules
from cms.granting import REVIEW, grant_editing
from courses.models import Cohort, Edition, FundingLine, Module
from courses.registering import post_to_cohort
from tests.cms.trial import lesson, make_trial_cohort
from tests.factories.courses import AFTER
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_course")]


def _staff(role, name="KONÉ Salif"):
    user = make_user(name, roles=(role,), username=role)
    access = Permission.objects.get(codename="access_admin")
    user.groups.get(name=role).permissions.add(access)
    return user


def test_an_editor_edits_previews_and_submits_for_review(client):
    client.force_login(_staff("editor"))
    page = lesson("m01", "fr")
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    draft = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "Ouverture" in draft.content.decode()
    workflow = page.get_workflow()
    assert (workflow.name, page.has_workflow) == (REVIEW, True)


def test_granting_twice_changes_nothing():
    count = Permission.objects.filter(group__name="editor").count()
    grant_editing()
    assert Permission.objects.filter(group__name="editor").count() == count
    assert Page.objects.get(depth=1).group_permissions.count() == 5


def test_a_registrar_does_not_edit_pages(client):
    client.force_login(_staff("registrar"))
    response = client.get(reverse("wagtailadmin_pages:edit", args=[lesson("m01").pk]))
    assert response.status_code == 302


FIELDS = {
    "code": "NOUV26",
    "name_0": "Nouvelle cohorte",
    "name_1": "New cohort",
    "venue_city_0": "Niamey",
    "venue_city_1": "Niamey",
    "venue_country": "NER",
    "zone": "Africa/Niamey",
    "starts_on": "2026-06-01",
}


def test_a_registrar_opens_a_cohort_with_its_half_days(client):
    registrar = _staff("registrar")
    client.force_login(registrar)
    edition = Edition.objects.get(course__key="trial")
    fields = {**FIELDS, "edition": edition.pk}
    alone = client.post(reverse("cohort:add"), {**fields, "name_1": ""})
    assert alone.status_code == 200
    assert not Cohort.objects.exists()
    response = client.post(reverse("cohort:add"), fields)
    assert response.status_code == 302, response.context["form"].errors
    cohort = Cohort.objects.get()
    assert cohort.name.data == {"fr": "Nouvelle cohorte", "en": "New cohort"}
    assert cohort.half_days.count() == 30
    assert str(cohort.ends_on) == "2026-06-19"
    assert cohort.team.get().user == registrar
    assert CohortRules.objects.filter(cohort=cohort).exists()


def test_a_frozen_cohort_is_closed_here_too(client):
    registrar = _staff("registrar")
    client.force_login(registrar)
    cohort = make_trial_cohort(frozen_at=AFTER)
    post_to_cohort(cohort=cohort, user=registrar, role="registrar")
    line = FundingLine.objects.create(
        cohort=cohort, grant_code="G-1", wording={"fr": "Don", "en": "Grant"}
    )
    changed = client.post(
        reverse("cohort:edit", args=[cohort.pk]), {**FIELDS, "venue_country": "MLI"}
    )
    assert changed.status_code == 200
    part = {"position": 1, "grant_code": "G-2", "wording_0": "Don", "wording_1": "Grant"}
    client.post(reverse("funding_line:edit", args=[line.pk]), part)
    client.post(reverse("funding_line:add"), {**part, "cohort": cohort.pk})
    client.post(reverse("funding_line:delete", args=[line.pk]))
    cohort.refresh_from_db()
    assert cohort.venue_country == "BFA"
    assert FundingLine.objects.get().grant_code == "G-1"


def test_words_of_a_certificate_changed_in_one_language_alone_are_asked_about(client):
    registrar = _staff("registrar")
    client.force_login(registrar)
    cohort = make_trial_cohort()
    post_to_cohort(cohort=cohort, user=registrar, role="registrar")
    line = FundingLine.objects.create(
        cohort=cohort, grant_code="G-1", wording={"fr": "Don", "en": "Grant"}
    )
    address = reverse("funding_line:edit", args=[line.pk])
    sent = {"position": 1, "grant_code": "G-1", "wording_0": "Prêt", "wording_1": "Grant"}
    refused = client.post(address, sent)
    assert refused.status_code == 200
    said = refused.content.decode()
    assert "Seul le texte en français a changé" in said and "Prêt" in said
    assert 'aria-label="Formulation (anglais)"' in said
    assert '<label class="w-label-3" for="id_wording_1">anglais</label>' in said
    line.refresh_from_db()
    assert line.wording.data == {"fr": "Don", "en": "Grant"}
    for accepted in ({"wording_1": "Loan"}, {"wording_0": "Crédit", "wording_only": "on"}):
        sent = {**sent, "wording_1": "Loan", **accepted}
        assert client.post(address, sent).status_code == 302
    line.refresh_from_db()
    assert line.wording.data == {"fr": "Crédit", "en": "Loan"}
    # Nothing is asked where no words changed.
    del sent["wording_only"]
    assert client.post(address, {**sent, "grant_code": "G-2"}).status_code == 302


def test_a_title_of_the_catalogue_stays_in_both_languages(client):
    client.force_login(_staff("technical"))
    module = Module.objects.get(course__key="trial", code="M01")
    address = reverse("module:edit", args=[module.pk])
    before = module.title.data
    sent = {"title_0": before["fr"], "title_1": before["en"], "hours": "3", "days": "[1]"}
    for wrong in ({"title_1": ""}, {"title_1": "Something else"}):
        assert client.post(address, {**sent, **wrong}).status_code == 200, wrong
    module.refresh_from_db()
    assert module.title.data == before
    changed = client.post(address, {**sent, "title_0": "Autre", "title_1": "Other"})
    assert changed.status_code == 302, changed.context["form"].errors
    module.refresh_from_db()
    assert module.title.data == {"fr": "Autre", "en": "Other"}


@pytest.mark.parametrize("name", ["course", "module", "activity", "source"])
def test_the_catalogue_is_listed_to_editors(client, name):
    client.force_login(_staff("editor"))
    page = client.get(reverse(f"{name}:index"))
    assert page.status_code == 200
    if name != "source":
        assert client.get(reverse(f"{name}:add")).status_code in {302, 403}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_admin_speaks_the_language_of_the_person(client, language):
    editor = _staff("editor")
    User.objects.filter(pk=editor.pk).update(language=language)
    editor.refresh_from_db()
    client.force_login(editor)
    page = client.get(reverse("wagtailadmin_home"), headers={"accept-language": "de"})
    assert page.status_code == 200
    assert f'lang="{language}"' in page.content.decode()


def test_a_preview_may_stand_in_the_admins_frame(client):
    client.force_login(_staff("editor"))
    draft = client.get(reverse("wagtailadmin_pages:view_draft", args=[lesson("m01").pk]))
    assert draft.status_code == 200
    assert "frame-ancestors 'self'" in draft.headers["Content-Security-Policy"]
    front = client.get("/fr/verify/")
    assert "frame-ancestors 'none'" in front.headers["Content-Security-Policy"]
