"""Where a language is written, what the other one changed stands above it, in words and marked."""

import re

import pytest
from django.urls import reverse
from wagtail_localize.models import Translation

from cms.drifting import publish_side
from tests.cms.test_drifting import NOW
from tests.cms.trial import lesson
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_course")]


@pytest.fixture
def editor(client):
    user = make_user("KONÉ Salif", roles=("editor",), language="en")
    client.force_login(user)
    return user


def _change(editor, language, summary, kind="meaning"):
    page = lesson("m01", language)
    page.summary = summary
    page.save_revision(user=editor)
    page.refresh_from_db()
    publish_side(page=page, kind=kind, reason="Vu au poste.", by=editor, at=NOW)


def _open(client, language):
    address = reverse("wagtailadmin_pages:edit", args=[lesson("m01", language).pk])
    return client.get(address).content.decode()


def _said(shown):
    """The words of the marks as they are read out, without tags."""
    part = shown.partition("parity-beside")[2].partition("Compare and approve")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", part).split())


@pytest.mark.parametrize(
    ("changed", "written", "summary", "before", "now"),
    [
        (
            "fr",
            "en",
            "Résumé du second.",
            "French, before Résumé du removed: premier.",
            "French, now Résumé du added: second.",
        ),
        (
            "en",
            "fr",
            "Summary of the second.",
            "English, before Summary of the removed: first.",
            "English, now Summary of the added: second.",
        ),
    ],
)
def test_both_sentences_are_shown_with_what_was_removed_and_added(
    editor, client, changed, written, summary, before, now
):
    kept = lesson("m01", written).summary
    _change(editor, changed, summary)
    shown = _open(client, written)
    is_translation = Translation.objects.filter(target_locale__language_code=written).exists()
    assert ("js-translation-editor" in shown) is is_translation
    said = _said(shown)
    assert before in said and now in said
    assert f"as it is to be {kept}" in said and "Vu au poste." in said
    assert "<del>" in shown and "<ins>" in shown
    assert "parity-beside" not in _open(client, changed)


def test_nothing_is_shown_where_nothing_has_to_follow(editor, client):
    _change(editor, "fr", "Résumé du tout premier.", kind="wording")
    assert "parity-beside" not in _open(client, "en")
    _change(editor, "fr", "Résumé d’autre chose.")
    publish_side(page=lesson("m01", "en"), kind="", reason="", by=editor, at=NOW)
    assert "parity-beside" not in _open(client, "en")
