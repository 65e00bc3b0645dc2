"""No page is live in one language alone, whichever way the other went down; its tests wait."""

import dataclasses
import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from assessments.attempting import start_attempt
from assessments.refusals import CONTENT_HELD, Refusal
from cms.editioning import lock_edition
from cms.models import CompanionPage, ModulePage
from courses.models import Edition, ModuleHold
from tests.cms.companion_file import companion_file
from tests.cms.test_drifting import NOW
from tests.cms.trial import lesson, load, make_reader, make_trial_cohort, trial
from tests.factories.assessments import make_question, make_quiz
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_course")]


@pytest.fixture
def editor(client):
    user = make_user("KONÉ Salif", roles=("editor",), language="fr")
    client.force_login(user)
    return user


@pytest.fixture
def sitting():
    cohort = make_trial_cohort()
    quiz = make_quiz(cohort, key="Q01", items=1)
    return make_reader(cohort)[1], quiz


def _can_start(sitting):
    enrolment, quiz = sitting
    try:
        start_attempt(enrolment=enrolment, quiz=quiz, seed="s", at=NOW)
    except Refusal as refusal:
        assert (refusal.code, refusal.details["modules"]) == (CONTENT_HELD, ["M01"])
        return False
    return True


def _by_hand(page, client):
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))


def _in_bulk(page, client):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    assert client.post(f"{address}?id={page.pk}").status_code == 302


def _by_timetable(page, client):
    ModulePage.objects.filter(pk=page.pk).update(
        expire_at=timezone.now() - datetime.timedelta(hours=1)
    )
    call_command("publish_scheduled")


def _deleted(page, client):
    assert client.post(reverse("wagtailadmin_pages:delete", args=[page.pk])).status_code == 302


def _by_a_script(page, client):
    page.delete()


def _with_its_course(page, client):
    page.get_parent().unpublish()
    page.unpublish()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "goes", [_by_hand, _in_bulk, _by_timetable, _deleted, _by_a_script, _with_its_course]
)
def test_the_other_language_goes_too_and_the_tests_close(editor, client, sitting, goes, language):
    page = lesson("m01", language)
    goes(page, client)
    live = ModulePage.objects.live()
    assert not live.filter(translation_key=page.translation_key).exists()
    assert not _can_start(sitting)
    assert live.filter(slug="m02").count() == 2


def test_the_tests_open_once_both_languages_are_live_again(editor, client, sitting):
    french, english = lesson("m01", "fr"), lesson("m01", "en")
    _by_hand(french, client)
    ModulePage.objects.get(pk=french.pk).save_revision(user=editor).publish()
    assert not _can_start(sitting)
    ModulePage.objects.get(pk=english.pk).save_revision(user=editor).publish()
    assert _can_start(sitting)
    assert ModuleHold.objects.get().released_at is not None


def test_the_editor_is_told_before_and_after(editor, client):
    address = reverse("wagtailadmin_pages:unpublish", args=[lesson("m01").pk])
    assert "une traduction" in client.get(address).content.decode()
    told = client.post(address, follow=True).content.decode()
    assert "Les deux langues de cette page sont retirées." in told and "M01" in told


def test_who_keeps_the_page_in_a_locked_edition_goes_on_with_the_tests(editor, sitting):
    lock_edition(edition=Edition.objects.get(), by=editor, at=NOW)
    lesson("m01", "en").unpublish()
    assert _can_start(sitting)


def test_a_companion_goes_in_both_languages_and_closes_no_test(editor, sitting):
    load(dataclasses.replace(trial(), companions=[companion_file()]))
    page = CompanionPage.objects.filter(locale__language_code="en").earliest("pk")
    page.unpublish()
    live = CompanionPage.objects.live()
    assert not live.filter(translation_key=page.translation_key).exists()
    assert _can_start(sitting)


def test_a_draft_that_is_deleted_takes_nothing_down(editor):
    make_question(lesson("m01").activity.module, "one")
    draft = lesson("m01", "en")
    ModulePage.objects.filter(pk=draft.pk).update(live=False)
    draft.delete()
    assert lesson("m01", "fr").live
    assert not ModuleHold.objects.exists()
