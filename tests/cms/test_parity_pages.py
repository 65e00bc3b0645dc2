"""The way of editor and translator through Wagtail's own screens and the parity pages."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from cms.models import SourceChange
from tests.cms.trial import lesson, make_reader
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_course")]


@pytest.fixture
def editor(client):
    user = make_user("KONÉ Salif", roles=("editor",), language="en")
    access = Permission.objects.get(codename="access_admin")
    user.groups.get(name="editor").permissions.add(access)
    client.force_login(user)
    return user


def _post_french(client, **fields):
    """Publish the front page in Wagtail's editor: it has plain fields only."""
    page = _home("fr")
    data = {
        "title": page.title,
        "slug": page.slug,
        "lede": page.lede,
        "protection": page.protection,
        "action-publish": "x",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "comments-MIN_NUM_FORMS": 0,
        "comments-MAX_NUM_FORMS": "",
        **fields,
    }
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def _home(language):
    return lesson("m01", language).get_parent().get_parent().specific


def _url(page):
    return reverse("parity-page", args=[page.pk])


def test_publishing_asks_first_and_loses_nothing(editor, client):
    before = _home("fr").lede
    answer = _post_french(client, lede="Un accueil tout neuf.")
    page = _home("fr")
    assert answer.headers["Location"] == _url(page)
    assert page.lede == before
    assert page.get_latest_revision_as_object().lede == "Un accueil tout neuf."

    asked = client.get(_url(page)).content.decode()
    assert "<ins>" in asked and "<del>" in asked
    unanswered = client.post(_url(page), {"reason": "Plus clair."})
    assert unanswered.status_code == 409
    assert "Plus clair." in unanswered.content.decode()
    assert _home("fr").lede == before

    done = client.post(_url(page), {"kind": "wording", "reason": "Plus clair."})
    assert done.headers["Location"] == reverse("parity-board")
    assert _home("fr").lede == "Un accueil tout neuf."
    change = SourceChange.objects.get()
    assert (change.kind, change.reason, change.changed_by) == ("wording", "Plus clair.", editor)


def test_nothing_changed_nothing_asked(editor, client):
    answer = _post_french(client)
    assert "/parity/" not in answer.headers["Location"]
    assert not SourceChange.objects.exists()


def test_the_translator_approves_and_trainees_see_the_notice_till_then(editor, client):
    page = lesson("m01", "fr")
    page.summary = "Le résumé dit autre chose."
    page.save_revision(user=editor)
    client.post(_url(page), {"kind": "meaning", "reason": "La règle a changé."})
    reader, _ = make_reader()
    url = lesson("m01", "en").get_url()
    client.force_login(reader)
    assert "changed in meaning" in client.get(url).content.decode()
    client.force_login(editor)

    board = client.get(reverse("parity-board") + "?language=en").content.decode()
    assert "parity-stale" in board
    english = lesson("m01", "en")
    translation = Translation.objects.get(source__object_id=page.translation_key)
    (owed,) = [
        segment
        for segment in translation.source.stringsegment_set.annotate_translation(
            translation.target_locale
        )
        if segment.translation is None
    ]
    StringTranslation.objects.create(
        translation_of=owed.string,
        context=owed.context,
        locale=translation.target_locale,
        data="The summary says human smuggling.",
        last_translated_by=editor,
    )
    edit = reverse("wagtailadmin_pages:edit", args=[english.pk])
    assert client.post(edit, {"action": "publish"}).headers["Location"] == _url(english)
    assert lesson("m01", "en").summary == "Summary of the first."
    shown = client.get(_url(english)).content.decode()
    assert "La règle a changé." in shown
    assert "trafficking in persons" in shown

    client.post(_url(english))
    assert lesson("m01", "en").summary == "The summary says human smuggling."
    log = client.get(reverse("parity-log")).content.decode()
    assert "La règle a changé." in log and "Other language approved" in log
    client.force_login(reader)
    assert "changed in meaning" not in client.get(url).content.decode()


def test_a_lead_reads_and_a_registrar_does_not(editor, client):
    page = lesson("m01", "fr")
    page.save_revision(user=editor)
    for role, status in (("lead", 200), ("registrar", 302)):
        user = make_user("SOW Awa", roles=(role,), username=role)
        user.groups.get(name=role).permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)
        for url in (reverse("parity-board"), reverse("parity-log"), _url(page)):
            assert client.get(url).status_code == status
        assert client.post(_url(page)).status_code == 302


def test_declaring_afterwards(editor, client):
    page = lesson("m01", "fr")
    page.summary = "Résumé du tout premier."
    page.save_revision(user=editor).publish()
    change = SourceChange.objects.get()
    url = reverse("parity-declare", args=[change.pk])
    client.post(url, {"reason": ""})
    change.refresh_from_db()
    assert change.is_open
    client.post(url, {"reason": "Une coquille."})
    change.refresh_from_db()
    assert (change.kind, change.reason, change.is_open) == ("wording", "Une coquille.", False)
