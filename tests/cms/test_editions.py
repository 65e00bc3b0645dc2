"""Editions: what is locked stays, a correction moves, a change for the next edition does not."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import translation

from assessments.attempting import start_attempt
from assessments.authoring import approve_as_read, write_version
from assessments.holdreading import check_not_held
from assessments.models import QuestionVersion
from assessments.publishing import publish_version
from assessments.refusals import CONTENT_HELD, Refusal
from assessments.versionlisting import cohorts_by_version
from cms import parityrefusals
from cms.agreeing import words_of
from cms.changelisting import edition_steps, log_entries
from cms.drifting import publish_side
from cms.editioning import current_texts, lock_due_editions, lock_edition, take_into_edition
from cms.editionreading import edition_read
from cms.editionwithdrawing import take_out_of_editions
from cms.models import EditionText, KeptText, SourceChange
from cms.parityrefusals import ParityRefusal
from cms.reading import lesson_page, open_lesson
from cms.searching import search
from cms.shelving import shelves_of
from courses import refusals
from courses.models import Course, Edition, Module
from courses.opening import open_edition
from courses.refusals import Refused
from tests.cms.trial import lesson, load, make_reader, make_trial_cohort, trial
from tests.factories.assessments import make_question, make_quiz
from tests.factories.courses import FIRST_DAY, make_colleague
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_course")]
NOW = datetime.datetime.combine(FIRST_DAY, datetime.time(9), tzinfo=datetime.UTC)
TODAY = NOW.date()
OLD, NEW = "Résumé du premier.", "Le résumé dit autre chose."
OLD_EN, NEW_EN = "Summary of the first.", "The summary says something else."


@pytest.fixture
def editor():
    return make_user("KONÉ Salif", roles=("editor",))


@pytest.fixture
def old(editor):
    """A reader of a cohort on the locked edition."""
    user, _ = make_reader()
    lock_edition(edition=Edition.objects.get(), by=editor, at=NOW)
    return user


@pytest.fixture
def new(old, editor):
    """A reader of a cohort on the edition after it."""
    edition = open_edition(course=Course.objects.get(), label="2027", by=editor, at=NOW)
    cohort = make_trial_cohort("NEUVE")
    cohort.edition = edition
    cohort.save()
    user, _ = make_reader(cohort)
    return user


def _draft(page, editor, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=editor)
    page.refresh_from_db()
    return page


def _publish(editor, language="fr", *, slug="m01", kind="", reach="", **fields):
    page = _draft(lesson(slug, language), editor, **fields)
    return publish_side(page=page, kind=kind, reason="Vu au poste.", reach=reach, by=editor, at=NOW)


def _change_both(editor, reach):
    _publish(editor, kind="meaning", reach=reach, summary=NEW)
    return _publish(editor, "en", reach=reach, summary=NEW_EN)


def _open(user, language="fr", slug="m01"):
    reading = open_lesson(user=user, course_key="trial", slug=slug, language=language, today=TODAY)
    assert reading is not None
    return reading


def _read(user, language="fr", slug="m01"):
    return _open(user, language, slug).lesson.summary


def _is_closed(user, slug="m01"):
    return not open_lesson(user=user, course_key="trial", slug=slug, language="fr", today=TODAY)


def _page(user):
    page = lesson_page(
        user=user,
        course_key="trial",
        slug="m01",
        language="fr",
        edition=edition_read(user, course_key="trial", today=TODAY),
    )
    assert page is not None
    return page


def test_lock_records_every_page_in_both_languages(old, editor):
    edition = Edition.objects.get()
    assert (edition.locked_at, edition.locked_by) == (NOW, editor)
    assert current_texts().filter(kind="").count() == 4
    with pytest.raises(Refused) as refused:
        lock_edition(edition=edition, by=editor, at=NOW)
    assert refused.value.code == refusals.EDITION_LOCKED


@pytest.mark.parametrize(
    ("label", "code"), [(" ", refusals.LABEL_MISSING), ("2016", refusals.LABEL_TAKEN)]
)
def test_the_next_edition_has_a_name_of_its_own(old, editor, label, code):
    with pytest.raises(Refused) as refused:
        open_edition(course=Course.objects.get(), label=label, by=editor, at=NOW)
    assert refused.value.code == code


@pytest.mark.parametrize(("days", "locked"), [(11, 0), (10, 1), (-3, 1)])
def test_an_edition_is_due_ten_days_before_its_first_cohort(days, locked):
    make_trial_cohort()
    at = NOW - datetime.timedelta(days=days)
    assert len(lock_due_editions(at=at)) == locked
    assert [one.locked_at for one in Edition.objects.all()] == [at if locked else None]
    assert lock_due_editions(at=at) == []


def test_the_nightly_command_says_what_it_locked(capsys):
    make_trial_cohort()
    # A program of its own starts in French; here another test may have left English behind.
    with translation.override("fr"):
        call_command("lock_editions")
        assert capsys.readouterr().out == "locked: Cours d’essai · 2016\n1 edition locked\n"
        call_command("lock_editions")
    assert capsys.readouterr().out == "0 editions locked\n"


def test_one_edition_is_open_at_a_time(editor):
    with pytest.raises(Refused) as refused:
        open_edition(course=Course.objects.get(), label="2027", by=editor, at=NOW)
    assert refused.value.code == refusals.EDITION_OPEN


def test_a_change_for_the_next_edition_is_read_by_the_next_only(old, new, editor):
    _change_both(editor, "next")
    assert (_read(old), _read(old, "en")) == (OLD, OLD_EN)
    assert (_read(new), _read(new, "en")) == (NEW, NEW_EN)
    assert _read(editor) == NEW


def test_a_correction_is_read_by_both_and_what_was_read_stays_on_record(old, new, editor):
    _change_both(editor, "correction")
    assert (_read(old), _read(old, "en")) == (NEW, NEW_EN)
    assert (_read(new), _read(new, "en")) == (NEW, NEW_EN)
    texts = EditionText.objects.filter(slug="m01", kind="", language="fr").order_by(
        "taken_at", "pk"
    )
    assert [one.text.content["summary"] for one in texts] == [OLD, NEW]
    assert [one.replaced_at for one in texts] == [NOW, None]


def test_both_languages_stay_in_step_while_one_waits(old, editor):
    _publish(editor, kind="meaning", reach="next", summary=NEW)
    reading = _open(old, "en")
    assert (reading.lesson.summary, reading.stale_since) == (OLD_EN, None)
    _publish(editor, "en", kind="wording", reach="correction", method="Another method.")
    assert _read(old, "en") == OLD_EN
    reading = _open(old, "en")
    assert reading.lesson.method == "Another method."


def test_a_later_correction_does_not_drag_the_next_edition_along(old, new, editor):
    _change_both(editor, "next")
    page = lesson("m01")
    sections = page.sections.get_prep_value()
    sections[0]["value"]["title"] = "Un titre corrigé"
    _publish(editor, kind="wording", reach="correction", sections=sections)
    reading = _open(old)
    assert (reading.lesson.summary, reading.lesson.sections[0].title) == (OLD, "Un titre corrigé")
    with pytest.raises(ParityRefusal) as refused:
        _publish(editor, kind="wording", reach="correction", summary="Encore autre chose.")
    assert (refused.value.code, refused.value.details) == (
        parityrefusals.KEPT_BACK,
        {"editions": ["2016"]},
    )


def test_nobody_is_passed_over_in_silence(old, editor):
    with pytest.raises(ParityRefusal) as refused:
        _publish(editor, kind="wording", summary="Résumé.")
    assert refused.value.code == parityrefusals.NO_REACH
    assert lesson("m01").summary == OLD


def test_what_comes_past_the_question_is_a_correction(editor):
    now = datetime.datetime.now(datetime.UTC)
    old, _ = make_reader(make_trial_cohort(starts_on=now.date()))
    lock_edition(edition=Edition.objects.get(), by=None, at=now)
    page = lesson("m01")
    page.summary = NEW
    page.save_revision(user=editor).publish()
    change = SourceChange.objects.get()
    assert (change.reach, change.declared) == ("correction", False)
    assert _read(old) == NEW


def test_a_loaded_file_is_a_correction_by_nobody(editor):
    now = datetime.datetime.now(datetime.UTC)
    old, _ = make_reader(make_trial_cohort(starts_on=now.date()))
    lock_edition(edition=Edition.objects.get(), by=None, at=now)
    curriculum = trial()
    curriculum.modules[0]["summary"] = {"fr": NEW, "en": NEW_EN}
    load(curriculum)
    assert (_read(old), _read(old, "en")) == (NEW, NEW_EN)
    changes = SourceChange.objects.all()
    assert {(one.reach, one.changed_by) for one in changes} == {("correction", None)}


def test_an_edition_that_is_over_keeps_its_last_text(old, new, editor):
    old_cohort = make_trial_cohort("APRES", starts_on=FIRST_DAY + datetime.timedelta(days=100))
    old_cohort.edition = Edition.objects.get(label="2027")
    old_cohort.save()
    later = NOW + datetime.timedelta(days=100)
    page = _draft(lesson("m01"), editor, summary=NEW)
    publish_side(page=page, kind="wording", reason="Plus clair.", by=editor, at=later)
    assert (_read(old), _read(new)) == (OLD, NEW)


def test_deleted_pages_and_purged_revisions_take_nothing_from_an_edition(old, editor):
    _change_both(editor, "next")
    call_command("purge_revisions", verbosity=0)
    assert (_read(old), _read(old, "en")) == (OLD, OLD_EN)
    for page in lesson("m01").get_translations(inclusive=True):
        page.delete()
    assert (_read(old), _read(old, "en")) == (OLD, OLD_EN)
    (shelf,) = shelves_of(user=old, language="fr", today=TODAY)
    assert [entry.page.slug for entry in shelf.entries] == ["m01", "m02"]
    assert _page(old).summary == OLD
    assert KeptText.objects.filter(places__slug="m01").count() == 2


def test_a_page_of_the_next_edition_is_not_in_the_locked_one(editor):
    new = lesson("m02", "fr")
    new.unpublish()
    old, _ = make_reader()
    edition = Edition.objects.get()
    lock_edition(edition=edition, by=editor, at=NOW)
    for page in new.get_translations(inclusive=True):
        page.specific.save_revision(user=editor).publish()
    assert _is_closed(old, "m02")
    (shelf,) = shelves_of(user=old, language="fr", today=TODAY)
    assert [entry.page.slug for entry in shelf.entries] == ["m01"]
    take_into_edition(
        edition=edition, key=new.translation_key, reason="Manquait.", by=editor, at=NOW
    )
    assert _read(old, slug="m02")


def test_taking_a_page_into_an_edition_brings_what_was_kept_back(old, editor):
    change = _change_both(editor, "next")
    edition, key = Edition.objects.get(), lesson("m01").translation_key
    with pytest.raises(Refused) as refused:
        take_into_edition(edition=edition, key=key, reason=" ", by=editor, at=NOW)
    assert refused.value.code == refusals.REASON_MISSING
    later = NOW + datetime.timedelta(days=1)
    assert take_into_edition(edition=edition, key=key, reason="Utile.", by=editor, at=later) == 2
    assert (_read(old), _read(old, "en")) == (NEW, NEW_EN)
    assert change is None  # English followed French: the one change in the log is the French one.
    reach = SourceChange.objects.get().reaches.get()
    assert reach.reached_at == later


@pytest.mark.parametrize("is_live", [True, False])
def test_a_page_taken_out_is_gone_for_readers_and_stays_on_record(old, new, editor, is_live):
    edition, key = Edition.objects.get(label="2016"), lesson("m01").translation_key
    if not is_live:
        lesson("m01").unpublish()
        assert _read(old) == OLD
    with pytest.raises(Refused) as refused:
        take_out_of_editions(editions=[edition], key=key, reason=" ", by=editor, at=NOW)
    assert refused.value.code == refusals.REASON_MISSING
    out = {"editions": [edition], "key": key, "reason": "Faux.", "by": editor, "at": NOW}
    assert take_out_of_editions(**out) == 2
    assert _is_closed(old)
    (shelf,) = shelves_of(user=old, language="fr", today=TODAY)
    assert [entry.page.slug for entry in shelf.entries] == ["m02"]
    assert search(user=old, words="résumé premier", language="fr", today=TODAY).total == 0
    assert _is_closed(new) is not is_live
    ended = EditionText.objects.filter(translation_key=key)
    assert {(one.ending, one.ended_by, one.replaced_at) for one in ended} == {
        ("Faux.", editor, NOW)
    }


def test_no_page_is_taken_out_of_an_edition_that_is_open(new, editor):
    edition, key = Edition.objects.get(label="2027"), lesson("m01").translation_key
    with pytest.raises(Refused) as refused:
        take_out_of_editions(editions=[edition], key=key, reason="Faux.", by=editor, at=NOW)
    assert refused.value.code == refusals.EDITION_UNLOCKED


def test_the_log_says_what_was_taken_into_an_edition_and_out_of_it(old, editor):
    edition, key = Edition.objects.get(), lesson("m02").translation_key
    more = {"key": key, "by": editor}
    take_out_of_editions(editions=[edition], reason="Faux.", at=NOW, **more)
    later = [NOW + datetime.timedelta(days=days) for days in (1, 2)]
    take_into_edition(edition=edition, reason="Corrigé.", at=later[0], **more)
    _publish(editor, slug="m02", kind="wording", reach="next", summary="Résumé tout neuf.")
    take_into_edition(edition=edition, reason="Utile.", at=later[1], **more)
    steps = edition_steps()
    assert [(one.at, one.is_in, one.had_text, one.reason, one.by) for one in steps] == [
        (later[1], True, True, "Utile.", editor),
        (later[0], True, False, "Corrigé.", editor),
        (NOW, False, False, "Faux.", editor),
    ]
    assert [(one.module, one.readers.label, one.readers.both) for one in steps] == [
        ("M02", "2016", ["ESSAI"])
    ] * 3
    assert [len(edition_steps(module=code)) for code in ("M02", "M01")] == [3, 0]


def test_the_label_of_today_holds_and_is_never_weaker(old, editor):
    _change_both(editor, "next")
    for language in ("fr", "en"):
        page = lesson("m01", language)
        page.sensitivity = "instructors"
        page.save_revision(user=editor).publish()
    assert _is_closed(old)
    cohort = Edition.objects.get().cohorts.get()
    assert _read(make_colleague(cohort, "facilitator")) == OLD


def test_tests_of_cohorts_that_do_not_read_the_change_go_on(old, new, editor):
    quiz = make_quiz(old.enrolments.get().cohort, key="Q01", items=1)
    _publish(editor, kind="meaning", reach="next", summary=NEW)
    assert start_attempt(enrolment=old.enrolments.get(), quiz=quiz, seed="s", at=NOW)
    with pytest.raises(Refusal) as refused:
        check_not_held(quiz, edition=new.enrolments.get().cohort.edition_id)
    assert refused.value.code == CONTENT_HELD


def test_a_question_for_the_next_edition_is_not_drawn_by_the_one_before(old, new, editor):
    """Neither a new one nor the next version of an old one; a correction reaches both."""
    quiz = make_quiz(old.enrolments.get().cohort, key="Q01", items=1)
    QuestionVersion.objects.update(published_at=NOW - datetime.timedelta(days=9))
    first, second = QuestionVersion.objects.order_by("question__key")
    later = NOW + datetime.timedelta(hours=1)

    def next_version(version, *, only_next):
        faces = {
            face.language: {"stem": f"{face.stem} !", "words": face.words}
            for face in version.faces.all()
        }
        found = write_version(
            question=version.question,
            structure=version.structure,
            faces=faces,
            details={"bloom": "remember", "sources": ["S1"]},
            by=editor,
            at=NOW,
        )
        approve_as_read(version=found, by=editor, at=NOW)
        publish_version(version=found, by=editor, at=later, only_next=only_next)
        return found

    corrected = next_version(first, only_next=False)
    kept_back = next_version(second, only_next=True)
    added = make_question(Module.objects.get(code="M01"), "ajout")
    QuestionVersion.objects.filter(pk=added.pk).update(for_next=True, published_at=later)

    def pool(user):
        edition = user.enrolments.get().cohort.edition_id
        return set(QuestionVersion.objects.live(on=TODAY, edition=edition))

    assert pool(old) == {corrected, second}
    assert pool(new) == {corrected, kept_back, added}
    attempt = start_attempt(enrolment=old.enrolments.get(), quiz=quiz, seed="s", at=NOW)
    met = attempt.items.get().version
    assert met in {corrected, second}
    assert cohorts_by_version(met.question) == {met.pk: ["ESSAI"]}


def test_the_log_says_which_edition_reads_which_text(old, new, editor):
    _publish(editor, kind="wording", reach="next", summary="Résumé du tout premier.")
    _publish(editor, slug="m02", kind="wording", reach="correction", summary="Résumé tout neuf.")
    correction, kept_back = log_entries()
    assert [(one.label, one.before, one.both) for one in kept_back.readers] == [
        ("2027", [], ["NEUVE"]),
        ("2016", ["ESSAI"], []),
    ]
    assert [(one.label, one.before, one.both) for one in correction.readers] == [
        ("2027", [], ["NEUVE"]),
        ("2016", [], ["ESSAI"]),
    ]


def test_search_shows_no_word_that_the_edition_does_not_have(old, new, editor):
    _publish(editor, kind="meaning", reach="next", summary="Une licorne.")

    def hits(user, words):
        return search(user=user, words=words, language="fr", today=TODAY).total

    assert (hits(old, "licorne"), hits(new, "licorne")) == (0, 1)
    assert (hits(old, "résumé premier"), hits(new, "résumé premier")) == (1, 0)


def test_an_unchanged_page_is_not_stored_twice(old, editor):
    before = KeptText.objects.count()
    edition = open_edition(course=Course.objects.get(), label="2027", by=editor, at=NOW)
    lock_edition(edition=edition, by=editor, at=NOW)
    assert KeptText.objects.count() == before


def test_an_edition_keeps_all_words_of_a_page(old):
    page = lesson("m01")
    EditionText.objects.update(is_behind=True)
    kept = _page(old)
    assert kept.kept is not None and words_of(kept) == words_of(page)
