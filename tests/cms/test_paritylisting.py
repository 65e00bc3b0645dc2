"""The translators' queue: each state that a language of a page can be in."""

import pytest
from wagtail_localize.models import StringTranslation

from cms.drifting import publish_side
from cms.paritylisting import APPROVED, MACHINE, MISSING, REVIEW, STALE, parity_rows
from tests.cms.test_drifting import NOW
from tests.cms.trial import lesson, lose_face
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_course")]


@pytest.fixture
def editor():
    return make_user("KONÉ Salif", roles=("editor",))


def _unpublished(editor):
    lose_face("m02", "en")


def _changed_in_meaning(editor):
    page = lesson("m02", "fr")
    page.summary = "Autre chose."
    page.save_revision(user=editor)
    page.refresh_from_db()
    publish_side(page=page, kind="meaning", reason="Vu.", by=editor, at=NOW)


def _translated_by_a_machine(editor):
    mine = StringTranslation.objects.filter(
        context__object_id=lesson("m02", "en").translation_key, locale__language_code="en"
    )
    StringTranslation.objects.filter(pk=mine.earliest("pk").pk).update(
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE
    )


def _drafted(editor):
    page = lesson("m02", "en")
    page.summary = "A draft."
    page.save_revision(user=editor)


def _nothing(editor):
    pass


@pytest.mark.parametrize(
    ("happens", "state"),
    [
        (_unpublished, MISSING),
        (_changed_in_meaning, STALE),
        (_translated_by_a_machine, MACHINE),
        (_drafted, REVIEW),
        (_nothing, APPROVED),
    ],
)
def test_a_language_is_in_one_state_and_the_rest_is_approved(editor, happens, state):
    happens(editor)
    sides = {
        (row.code, row.title, side.language): side.state
        for row in parity_rows(editor)
        for side in row.sides
    }
    title = lesson("m02", "fr").title
    assert sides.pop(("M02", title, "en")) == state
    assert set(sides.values()) == {APPROVED}


def test_titles_are_in_the_readers_language(editor):
    titles = {row.title for row in parity_rows(editor, language="en")}
    assert lesson("m02", "en").title in titles
    assert lesson("m02", "fr").title not in titles
