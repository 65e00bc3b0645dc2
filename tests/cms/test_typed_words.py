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


def test_editors_alone_ask_and_by_post(client):
    _sign_in(client, "lead")
    assert _ask(client, "mots").status_code == 302
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


def test_the_editor_of_pages_brings_the_script(client):
    _sign_in(client, "editor")
    page = lesson("m01").get_parent()
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "typed-words" in shown and reverse("typed-words") in shown
