"""Three open faults of wagtail-localize are the bar (docs/parity.md): none of them is here."""

import html

import pytest
from django.urls import reverse
from wagtail_localize.models import StringSegment, Translation

from cms.drifting import publish_side
from cms.models import AgreedWords, ModulePage
from cms.paritylisting import APPROVED, STALE, parity_rows
from tests.cms.test_drifting import NOW
from tests.cms.trial import lesson, lose_face
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_course")]


@pytest.fixture
def editor(client):
    user = make_user("KONÉ Salif", roles=("editor",))
    client.force_login(user)
    return user


def _rewrite(editor, page, summary):
    page.summary = summary
    page.save_revision(user=editor)
    page.refresh_from_db()
    publish_side(page=page, kind="meaning", reason="Vu.", by=editor, at=NOW)


def _owed(page):
    """The sentences that the translators of a page have before them without a translation."""
    translation = Translation.objects.get(source__object_id=page.translation_key)
    segments = StringSegment.objects.filter(source=translation.source)
    owed = segments.annotate_translation(translation.target_locale).filter(translation=None)
    return [segment.string.data for segment in owed.select_related("string")]


@pytest.mark.parametrize("is_synchronised", [True, False])
@pytest.mark.parametrize(("changed", "behind"), [("fr", "en"), ("en", "fr")])
def test_832_one_table_shows_every_page_that_is_out_of_step(
    editor, changed, behind, is_synchronised
):
    Translation.objects.update(enabled=is_synchronised)
    _rewrite(editor, lesson("m01", changed), "Autre chose, something else.")
    sides = {
        (row.code, row.title, side.language): side.state
        for row in parity_rows(editor)
        for side in row.sides
    }
    assert sides.pop(("M01", lesson("m01", "fr").title, behind)) == STALE
    assert set(sides.values()) == {APPROVED}
    assert len({(code, title) for code, title, _language in sides}) == 4


def test_823_the_third_change_reaches_the_translators_like_the_first(editor):
    """And nobody pressed a button for it."""
    for summary in ("Une première fois.", "Une deuxième fois.", "Une troisième fois."):
        _rewrite(editor, lesson("m01", "fr"), summary)
        assert _owed(lesson("m01", "fr")) == [summary]
        english = lesson("m01", "en")
        english.summary = f"In English: {summary}"
        english.save_revision(user=editor)
        english.refresh_from_db()
        publish_side(page=english, kind="", reason="", by=editor, at=NOW)


@pytest.mark.parametrize("is_agreed", [True, False])
def test_623_a_translation_begins_from_the_text_of_today(editor, client, is_agreed):
    """Also of a page on which the languages never agreed yet: its first one is under way."""
    french = lesson("m01", "fr")
    if not is_agreed:
        AgreedWords.objects.filter(translation_key=french.translation_key).delete()
        lose_face("m01", "en")
    french.summary = "Le texte d’aujourd’hui."
    french.save_revision(user=editor).publish()
    assert _owed(french) == ["Le texte d’aujourd’hui."]
    english = ModulePage.objects.get(slug="m01", locale__language_code="en")
    edit = reverse("wagtailadmin_pages:edit", args=[english.pk])
    props = html.unescape(client.get(edit).content.decode())
    assert r"Le texte d\u2019aujourd\u2019hui." in props
