"""The team's page: a look that stores nothing, the taking-in, and a sentence for every refusal."""

import datetime
import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments import refusals
from assessments.models import AnswerFile, Attempt, AttemptStep, LateStep
from assessments.presenting import read_trail
from assessments.refusals import Refusal
from assessments.wording import sentence_for
from courses.registering import post_to_cohort
from tests.assessments.player.room import (
    address,
    on_the_device,
    open_quiz,
    running_cohort,
    signed_in,
    start,
)
from tests.assessments.rescue.sealing import said_by, sealed
from tests.factories.courses import make_colleague, make_enrolment
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return running_cohort()


@pytest.fixture
def quiz(cohort):
    return open_quiz(cohort)


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.fixture
def attempt(cohort, quiz):
    attempt = start(signed_in(make_enrolment(cohort).user))
    begun = attempt.started_at.replace(microsecond=0) - datetime.timedelta(minutes=10)
    Attempt.objects.update(started_at=begun, deadline_at=begun + datetime.timedelta(minutes=90))
    attempt.refresh_from_db()
    return attempt


@pytest.fixture
def lead(cohort):
    return signed_in(make_colleague(cohort, "lead"))


@pytest.fixture
def raw(key, attempt):
    """Two answers to the first question, a flag and something that is no step."""
    steps = [
        on_the_device(1, "b", sequence=2, elapsed=60, action="answer", made=1),
        on_the_device(1, "c", sequence=3, elapsed=125, action="answer", made=2),
        on_the_device(2, "on", sequence=4, elapsed=130, action="flag", made=3),
        {"client_id": "x"},
    ]
    return sealed(key, said_by(attempt, steps))


def where(cohort, key="Q01", language="en"):
    return address("answer-files", cohort.code, key, language=language)


def look(browser, cohort, *files, **options):
    sent = [SimpleUploadedFile(f"answers-{n}.relais", raw) for n, raw in enumerate(files)]
    return browser.post(where(cohort, **options), {"chosen": sent})


def take(browser, cohort, page):
    tokens = [look.token for look in page.context["looks"] if look.token]
    return browser.post(where(cohort), {"token": tokens}, follow=True)


def test_a_look_says_everything_and_stores_nothing(cohort, lead, attempt, raw, folder):
    attempt.refresh_from_db()
    page = look(lead, cohort, raw)
    text = page.content.decode()
    start = attempt.started_at
    given = [start + datetime.timedelta(seconds=seconds) for seconds in (60, 125)]
    for words in (
        attempt.enrolment.user.printed_name,
        "answers-0.relais",
        "between {:%H:%M:%S} and {:%H:%M:%S}".format(*given),
        f"{attempt.deadline_at:%H:%M:%S}",
        "<dt>New, saved like any other</dt><dd>2</dd>",
        "<dt>Unreadable</dt><dd>1</dd>",
        "<dt>Questions whose answer changes</dt><dd>1</dd>",
        "Take this file in",
    ):
        assert words in text, words
    assert not AttemptStep.objects.filter(action="answer").exists()
    assert not AnswerFile.objects.exists()
    # It waits sealed, for this person alone.
    (kept,) = (folder / "imports").iterdir()
    assert kept.read_bytes() == raw


def test_what_was_looked_at_is_taken_in_once_and_recorded(cohort, lead, attempt, raw, folder):
    page = look(lead, cohort, raw)
    done = take(lead, cohort, page)
    assert "New, saved like any other (2)" in done.content.decode()
    trail = read_trail(attempt)
    assert trail.standing[1].response == ["c"] and trail.flagged == {2}
    record = AnswerFile.objects.get()
    assert record.attempt == attempt and record.taken_by.username == "lead-oua16"
    assert record.digest == hashlib.sha256(raw).hexdigest()
    assert record.digest in done.content.decode()
    assert not list((folder / "imports").iterdir())
    before = list(AttemptStep.objects.order_by("pk").values())
    # The same page sent again; the same file chosen again.
    assert "no longer here" in take(lead, cohort, page).content.decode()
    again = look(lead, cohort, raw)
    assert "<dt>Arrived before</dt><dd>2</dd>" in again.content.decode()
    take(lead, cohort, again)
    assert list(AttemptStep.objects.order_by("pk").values()) == before
    assert AnswerFile.objects.count() == 2


def test_late_ones_wait_and_the_page_leads_to_them(cohort, lead, attempt, raw):
    ended = attempt.started_at + datetime.timedelta(minutes=5)
    Attempt.objects.update(deadline_at=ended)
    page = look(lead, cohort, raw)
    assert "<dt>Came after the end: for you to decide</dt><dd>2</dd>" in page.content.decode()
    assert "<dt>Questions whose answer changes</dt><dd>–</dd>" in page.content.decode()
    take(lead, cohort, page)
    assert LateStep.objects.undecided().count() == 2
    late = lead.get(address("late-answers", cohort.code, language="en")).content.decode()
    assert late.count("Given in time") == 2
    assert address("late-answers", cohort.code, language="en") in page.content.decode()


def test_a_bad_file_beside_a_good_one_is_named_and_left_out(cohort, lead, attempt, raw):
    page = look(lead, cohort, raw[:-1], raw, b"")
    text = page.content.decode()
    assert text.count("note-error") == 2
    assert "This file is damaged" in text and "This is no file of answers" in text
    assert text.count('name="token"') == 1
    take(lead, cohort, page)
    assert AnswerFile.objects.get().attempt == attempt


def test_a_file_of_another_quiz_is_refused(cohort, lead, attempt, raw):
    open_quiz(cohort, key="Q02")
    page = look(lead, cohort, raw, key="Q02")
    assert "belongs to another test" in page.content.decode()
    assert attempt.enrolment.user.printed_name not in page.content.decode()


def test_nobody_elses_look_can_be_taken_in(cohort, lead, attempt, raw):
    page = look(lead, cohort, raw)
    colleague = make_user("OUÉDRAOGO Awa", roles=("lead",))
    post_to_cohort(cohort=cohort, user=colleague, role="lead")
    other = signed_in(colleague)
    assert "no longer here" in take(other, cohort, page).content.decode()
    assert not AnswerFile.objects.exists()


@pytest.mark.parametrize("role", ["facilitator", "registrar", "assessor"])
def test_only_who_decides_about_sittings_finds_the_page(cohort, attempt, raw, role):
    colleague = signed_in(make_colleague(cohort, role))
    assert colleague.get(where(cohort)).status_code == 404
    assert look(colleague, cohort, raw).status_code == 404
    assert not AttemptStep.objects.filter(action="answer").exists()


def test_a_frozen_cohort_has_no_form_and_takes_nothing_in(cohort, lead, attempt, raw):
    page = look(lead, cohort, raw)
    cohort.frozen_at = datetime.datetime.now(tz=datetime.UTC)
    cohort.save()
    assert 'type="file"' not in lead.get(where(cohort)).content.decode()
    assert "are frozen" in take(lead, cohort, page).content.decode()
    assert "are frozen" in look(lead, cohort, raw).content.decode()
    assert not AttemptStep.objects.filter(action="answer").exists()


def test_without_a_file_and_with_too_many_the_form_says_so(cohort, quiz, lead, monkeypatch):
    assert "This field is required" in look(lead, cohort).content.decode()
    monkeypatch.setattr("assessments.forms.answerfiles.MOST_FILES", 1)
    assert "at most 1 files" in look(lead, cohort, b"a", b"b").content.decode()


def test_every_refusal_has_its_own_sentence():
    codes = [
        refusals.FILE_TOO_LARGE,
        refusals.NOT_AN_ANSWER_FILE,
        refusals.FILE_KEY_UNKNOWN,
        refusals.FILE_DAMAGED,
        refusals.FILE_NOT_SEALED,
        refusals.FILE_ELSEWHERE,
        refusals.FILE_EMPTY,
        refusals.ATTEMPT_CANCELLED,
    ]
    sentences = {sentence_for(Refusal(code)) for code in codes}
    assert len(sentences) == len(codes) and not sentences & set(codes)


def test_the_pages_of_an_attempt_carry_the_key_where_there_is_one(
    cohort, attempt, key, settings, tmp_path
):
    browser = signed_in(attempt.enrolment.user)
    pages = [
        address("attempt-item", attempt.public_id, 1),
        address("attempt-review", attempt.public_id),
    ]
    for page in pages:
        text = browser.get(page).content.decode()
        assert f'data-key="{key.identifier}" data-modulus="{key.modulus}"' in text
        assert "assessments/rescue.js" in text and "PRIVATE" not in text
        assert 'data-name="reponses-Q01-' in text
    settings.KEYS_DIR = tmp_path
    for page in pages:
        text = browser.get(page).content.decode()
        assert "data-rescue" not in text and "rescue.js" not in text
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "20160110T080000Z-ABCDEFGH.pem").write_text("spoilt")
    assert "data-rescue" not in browser.get(pages[0]).content.decode()
