"""The glossary's answer while a page is typed."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.cms.trial import lesson
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_course")]


def _sign_in(client, role):
    user = make_user("KONÉ Salif", roles=(role,), language="fr")
    user.groups.get(name=role).permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)


def _ask(client, text, language="fr", **more):
    return client.post(
        reverse("typed-words"), {"page": lesson("m01", language).pk, "text": text, **more}
    )


@pytest.mark.parametrize(
    ("text", "language", "hits"),
    [
        ("La formation des formateurs.", "fr", 1),
        ("La formation des formateurs.", "en", 0),
        ("Le mot « formation des formateurs » est cité.", "fr", 0),
        ("Le poste ouvre à 7 h.", "fr", 0),
    ],
)
def test_forbidden_variants_of_the_language_of_the_page_are_named(client, text, language, hits):
    _sign_in(client, "editor")
    answer = _ask(client, text, language)
    assert answer.status_code == 200
    assert len(answer.json()["hits"]) == hits


def test_without_a_page_there_is_no_language(client):
    _sign_in(client, "editor")
    for page in ("0", "x", ""):
        assert _ask(client, "mots", page=page).status_code == 400


def test_a_field_with_a_language_of_its_own_needs_no_page(client):
    """Questions, titles and certificate texts are written in both languages on one screen."""
    _sign_in(client, "registrar")
    for language, hits in (("fr", 1), ("en", 0)):
        sent = {"text": "La formation des formateurs.", "language": language}
        assert len(client.post(reverse("typed-words"), sent).json()["hits"]) == hits
    sent = {"text": "mots", "language": "ar"}
    assert client.post(reverse("typed-words"), sent).status_code == 400


def test_who_is_not_admitted_to_the_admin_asks_nothing_and_nobody_by_get(client):
    client.force_login(make_user("DIALLO Mariam", roles=("trainee",)))
    assert _ask(client, "mots").status_code == 302
    _sign_in(client, "editor")
    assert client.get(reverse("typed-words")).status_code == 405


@pytest.mark.parametrize("depth", [0, 1])
def test_no_control_of_the_page_editor_hides_a_property_of_its_form(client, depth):
    """Wagtail's autosave reads `form.method` and `form.action`."""
    _sign_in(client, "editor")
    page = lesson("m01") if depth == 0 else lesson("m01").get_parent()
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    names = set(re.findall(r'\bname="([^"]+)"', shown))
    assert "method_text" in names
    assert names & {"method", "action"} == set()


def test_each_form_of_words_brings_the_script(client):
    _sign_in(client, "editor")
    page = lesson("m01").get_parent()
    registrar = make_user("SOW Awa", roles=("registrar",))
    for address in (
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("bank-write", args=["single", "Q-9"]),
        reverse("cohort:add"),
    ):
        if address == reverse("cohort:add"):
            client.force_login(registrar)
        shown = client.get(address).content.decode()
        assert "typed-words" in shown and reverse("typed-words") in shown, address
        assert address.startswith("/admin/pages") or 'lang="fr"' in shown.partition("<main")[2]
