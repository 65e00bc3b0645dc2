"""The editions in Wagtail's admin, the question « for whom », and what readers see of them."""

import dataclasses

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from cms.companionprinting import companion_pdf
from cms.companionreading import open_companion
from cms.drifting import publish_side
from cms.editioning import lock_edition
from cms.editionreading import edition_read
from cms.loading import load_curriculum
from cms.models import CompanionPage, EditionText, SourceChange
from courses.models import Edition
from tests.cms.companion_file import companion_file
from tests.cms.trial import lesson, make_reader, make_trial_cohort, trial
from tests.factories.courses import make_colleague
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
OLD, NEW = "Résumé du premier.", "Le résumé dit autre chose."
LESSON = "/fr/lessons/trial/m01/"


@pytest.fixture(scope="module", autouse=True)
def course(module_rows):
    load_curriculum(curriculum=dataclasses.replace(trial(), companions=[companion_file()]))


@pytest.fixture
def editor():
    return _staff(make_user("KONÉ Salif", roles=("editor",), language="fr"))


@pytest.fixture
def cohort():
    """A cohort that starts today, on an edition that was just locked."""
    cohort = make_trial_cohort(starts_on=timezone.localdate())
    lock_edition(edition=Edition.objects.get(), by=None, at=timezone.now())
    return cohort


@pytest.fixture
def reader(cohort):
    user, _ = make_reader(cohort)
    return user


def _staff(user):
    for group in user.groups.all():
        group.permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def _publish(page, editor, reach, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=editor)
    page.refresh_from_db()
    publish_side(
        page=page,
        kind="wording",
        reason="Vu au poste.",
        reach=reach,
        by=editor,
        at=timezone.now(),
    )


def _get(client, user, address):
    client.force_login(user)
    return client.get(address)


def test_the_question_asks_for_whom_and_chooses_nothing_beforehand(cohort, editor, client):
    client.force_login(editor)
    page = lesson("m01")
    page.summary = NEW
    page.save_revision(user=editor)
    address = reverse("parity-page", args=[page.pk])
    asked = client.get(address).content.decode()
    assert asked.count('name="reach"') == 2
    assert "2016 (ESSAI)" in asked
    assert " checked" not in asked.partition('name="reach"')[2].partition("</fieldset>")[0]
    answer = {"kind": "meaning", "reason": "Vu au poste."}
    assert client.post(address, answer).status_code == 409
    assert client.post(address, {**answer, "reach": "next"}).status_code == 302
    assert SourceChange.objects.get().reach == "next"
    log = client.get(reverse("parity-log")).content.decode()
    assert "garde le texte précédent" in log and "ESSAI" in log


def test_nothing_is_asked_where_no_edition_is_locked(editor, client):
    client.force_login(editor)
    page = lesson("m01")
    page.summary = NEW
    page.save_revision(user=editor)
    assert 'name="reach"' not in client.get(reverse("parity-page", args=[page.pk])).content.decode()


@pytest.mark.parametrize(
    ("role", "reads", "locks"),
    [
        ("editor", 200, True),
        ("lead", 200, False),
        ("registrar", 200, False),
        ("technical", 302, False),
    ],
)
def test_who_reads_the_editions_and_who_locks_them(cohort, editor, client, role, reads, locks):
    _publish(lesson("m01"), editor, "next", summary=NEW)
    edition = Edition.objects.get()
    user = (
        make_user("SOW Binta", roles=(role,), username=f"x-{role}")
        if role == "technical"
        else (editor if role == "editor" else make_colleague(cohort, role))
    )
    client.force_login(_staff(user))
    key = lesson("m01").translation_key
    for name, args in (
        ("edition-board", []),
        ("edition-page", [edition.pk]),
        ("edition-text", [edition.pk, key]),
    ):
        assert client.get(reverse(name, args=args)).status_code == reads, name
    opened = client.post(reverse("edition-open"), {"course": edition.course_id, "label": "2027"})
    assert (opened.headers["Location"] == reverse("edition-board")) is locks
    assert Edition.objects.filter(label="2027").exists() is locks
    if locks:
        client.post(reverse("edition-lock", args=[Edition.objects.get(label="2027").pk]))
        assert Edition.objects.get(label="2027").locked_by == user
    taken = client.post(reverse("edition-text", args=[edition.pk, key]), {"reason": "Utile."})
    assert taken.status_code == 302
    texts = EditionText.objects.filter(edition=edition, reason="Utile.")
    assert texts.exists() is locks


def test_the_screens_say_which_text_an_edition_has(cohort, editor, client):
    _publish(lesson("m01"), editor, "next", summary=NEW)
    edition = Edition.objects.get()
    client.force_login(editor)
    assert "1 sur 12" in client.get(reverse("edition-board")).content.decode()
    page = client.get(reverse("edition-page", args=[edition.pk]) + "?only=differing")
    assert page.content.decode().count("un texte antérieur") == 1
    key = lesson("m01").translation_key
    text = client.get(reverse("edition-text", args=[edition.pk, key])).content.decode()
    assert "<del>" in text and "<ins>" in text
    unsaid = client.post(reverse("edition-text", args=[edition.pk, key]), {"reason": " "})
    assert unsaid.status_code == 409


def test_an_older_text_says_its_edition_and_its_date(reader, editor, client):
    assert "edition-line" not in _get(client, reader, LESSON).content.decode()
    _publish(lesson("m01"), editor, "next", summary=NEW)
    for place in ("", "1/", "whole/"):
        assert "Édition 2016 – texte du" in _get(client, reader, LESSON + place).content.decode()
    page = _get(client, reader, LESSON).content.decode()
    assert OLD in page and NEW not in page
    assert NEW in _get(client, editor, LESSON).content.decode()


def test_companions_and_their_files_are_those_of_the_edition(reader, editor, client):
    page = CompanionPage.objects.get(kind="sheet", locale__language_code="fr")
    before = page.title
    _publish(page, editor, "next", title="Une autre feuille")
    kept = open_companion(
        user=reader,
        course_key="trial",
        slug="m01",
        kind="sheet",
        language="fr",
        edition=edition_read(reader, course_key="trial", today=timezone.localdate()),
    )
    assert kept is not None and kept.title == before
    live = CompanionPage.objects.get(kind="sheet", locale__language_code="fr")
    assert companion_pdf(kept, {}) != companion_pdf(live, {})
    shown = _get(client, reader, f"{LESSON}sheet/").content.decode()
    assert "Une autre feuille" not in shown and "Édition 2016" in shown
    assert _get(client, reader, f"{LESSON}sheet.pdf").content == companion_pdf(kept, {})
    for language in ("fr", "en"):
        page.get_translations(inclusive=True).get(locale__language_code=language).delete()
    assert before in _get(client, reader, f"{LESSON}sheet/").content.decode()


def test_a_companion_that_became_narrower_is_closed_in_the_edition_too(reader, editor, client):
    page = CompanionPage.objects.get(kind="sheet", locale__language_code="fr")
    _publish(page, editor, "next", title="Une autre feuille")
    page.refresh_from_db()
    page.sensitivity = "instructors"
    page.save_revision(user=editor).publish()
    assert _get(client, reader, f"{LESSON}sheet/").status_code == 404


def test_one_query_more_for_an_edition_and_not_one_for_each_page(
    reader, editor, client, django_assert_max_num_queries
):
    _publish(lesson("m01"), editor, "next", summary=NEW)
    _get(client, reader, LESSON + "1/")
    Edition.objects.update(locked_at=None)
    with django_assert_max_num_queries(50) as live:
        client.get(LESSON + "1/")
    Edition.objects.update(locked_at=timezone.now())
    with django_assert_max_num_queries(len(live) + 1):
        client.get(LESSON + "1/")


def test_a_page_that_was_taken_down_is_taken_out_on_the_screen_and_the_log_tells_it(
    reader, editor, client
):
    client.force_login(editor)
    page, edition = lesson("m01"), Edition.objects.get()
    address = reverse("edition-text", args=[edition.pk, page.translation_key])
    down = client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), follow=True)
    assert "retirez-la" in down.content.decode()
    assert OLD in _get(client, reader, LESSON).content.decode()
    client.force_login(editor)
    assert client.post(address, {"act": "out", "reason": " "}).status_code == 409
    sent = client.post(address, {"act": "out", "reason": "Une fuite.", "everywhere": "1"})
    assert sent.headers["Location"] == reverse("edition-page", args=[edition.pk])
    log = client.get(reverse("parity-log")).content.decode()
    assert "Une fuite." in log and "retirée d’une édition" in log and "ESSAI" in log
    assert _get(client, reader, LESSON).status_code == 404
