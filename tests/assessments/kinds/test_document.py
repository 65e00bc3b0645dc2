"""Content drawn for each attempt: stored with it, and marked from what is stored."""

import datetime
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from assessments.authoring import approve_as_read, write_version
from assessments.closing import submit_attempt
from assessments.evidencing import evidence_of
from assessments.exporting import export_questions
from assessments.kinds.base import settled
from assessments.kinds.registry import kind_of
from assessments.models import (
    Attempt,
    AttemptItem,
    BlueprintLine,
    Question,
    QuestionVersion,
    Quiz,
    QuizWindow,
)
from assessments.mrz.exercises import TASKS, exercise
from assessments.mrz.reading import findings
from assessments.presenting import bundle_of, present_item, slots_of
from assessments.publishing import publish_version
from assessments.regrading import Choice, supposed_scores
from assessments.reviewing import review_attempt
from assessments.scoring.schemes import score
from courses.models import Activity, Cohort
from tests.assessments.rulings.room import LATER, NOON, score_of, take
from tests.factories.assessments import LONG_AGO
from tests.factories.courses import AFTER, make_cohort, make_enrolment

KIND = kind_of("document")
FORMATS = ["TD1", "TD2", "TD3"]


def write(question: Question, *, task: str, stem: str, at: datetime.datetime) -> QuestionVersion:
    """A published version of a drawn question."""
    version = write_version(
        question=question,
        structure={"task": task, "formats": FORMATS},
        faces={
            language: {"stem": f"{stem} {language}", "words": {"feedback": f"retour {language}"}}
            for language in ("fr", "en")
        },
        details={"bloom": "apply", "points": "1", "sources": ["S31"]},
        by=None,
        at=at,
    )
    approve_as_read(version=version, by=None, at=at)
    publish_version(version=version, by=None, at=at)
    version.refresh_from_db()
    return version


@pytest.fixture
def cohort():
    return make_cohort()


def quiz_of_documents(cohort: Cohort) -> Quiz:
    """A quiz of one item for each task."""
    activity = Activity.objects.get(course=cohort.edition.course, key="Q01")
    for task in TASKS:
        question = Question.objects.create(key=task, module=activity.module, kind="document")
        write(question, task=task, stem=f"Q {task}", at=LONG_AGO)
    quiz = Quiz.objects.create(activity=activity)
    assert activity.module is not None
    BlueprintLine.objects.create(quiz=quiz, position=1, module=activity.module, count=len(TASKS))
    QuizWindow.objects.create(cohort=cohort, quiz=quiz, opens_at=LONG_AGO, closes_at=AFTER)
    return quiz


def drawn_in(attempt: Attempt) -> dict[str, Any]:
    """Question key → what was drawn for it."""
    rows = attempt.items.values_list("version__question__key", "drawn")
    return dict(rows)


def drawn_at(attempt: Attempt) -> dict[int, Any]:
    """Position → what was drawn for it."""
    return dict(attempt.items.values_list("position", "drawn"))


@pytest.mark.django_db
def test_every_attempt_draws_its_own_and_the_right_answers_are_worth_all(cohort):
    quiz = quiz_of_documents(cohort)
    first = take(make_enrolment(cohort), quiz, {}, submit=False)
    drawn = drawn_in(first)
    assert {one["generator"] for one in drawn.values()} == {"uto-v1"}
    assert len({one["seed"] for one in drawn.values()}) == len(TASKS)
    # Drawn before the answers are known: the same seed draws the same for another trainee.
    right = take(make_enrolment(cohort), quiz, {key: one["answer"] for key, one in drawn.items()})
    assert drawn_in(right) == drawn
    assert score_of(right) == "100.00"
    half = dict.fromkeys(TASKS[:3], "nothing") | {key: drawn[key]["answer"] for key in TASKS[3:]}
    assert score_of(take(make_enrolment(cohort), quiz, half)) == "50.00"
    submit_attempt(attempt=first, at=NOON)
    assert score_of(first) == "0.00"


@pytest.mark.django_db
def test_the_mark_is_computed_from_what_is_stored_not_from_a_second_drawing(cohort):
    quiz = quiz_of_documents(cohort)
    attempt = take(make_enrolment(cohort), quiz, {"digit": "42"})
    item = AttemptItem.objects.get(attempt=attempt, version__question__key="digit")
    item.drawn = {**(item.drawn or {}), "answer": "42", "generator": "one that is long gone"}
    item.save()
    (found,) = [one for one in evidence_of([attempt])[attempt.pk] if one.position == item.position]
    assert found.keyed.fraction(found.response) == 1


@pytest.mark.django_db
def test_player_bundle_and_result_show_what_was_drawn_and_no_key_before(cohort):
    quiz = quiz_of_documents(cohort)
    attempt = take(make_enrolment(cohort), quiz, {"digit": "1"})
    drawn = drawn_at(attempt)
    slots = slots_of(attempt)
    for language in ("fr", "en"):
        with translation.override(language):
            bundle = bundle_of(attempt, slots, language=language)
            for slot in slots:
                item = present_item(slot, language=language, response=None)
                page = render_to_string(item.template, {"item": item})
                kept = bundle.items[slot.position]
                assert page == render_to_string(kept.template, {"item": kept})
                for line in drawn[slot.position]["lines"]:
                    assert line.replace("<", "&lt;") in page
                if item.parts["page"].target == "name":
                    assert drawn[slot.position]["answer"].replace("<", "&lt;") not in page
            review = review_attempt(attempt, language=language)
            ids = []
            for reviewed in review.items:
                page = render_to_string(reviewed.template, {"item": reviewed})
                assert (
                    str(drawn[reviewed.position]["answer"]).replace("<", "&lt;") in page
                    or (reviewed.parts["solution"]["right"])
                )
                ids += [part.split('"')[0] for part in page.split(' id="')[1:]]
            assert len(ids) == len(set(ids))


@pytest.mark.django_db
def test_a_new_version_of_the_words_leaves_what_was_drawn_to_mark(cohort):
    quiz = quiz_of_documents(cohort)
    attempt = take(make_enrolment(cohort), quiz, {})
    drawn = drawn_in(attempt)
    other = take(make_enrolment(cohort), quiz, {"digit": drawn["digit"]["answer"]})
    question = Question.objects.get(key="digit")
    pinned = question.versions.get()
    corrected = write(question, task="digit", stem="Q autre", at=LATER)
    choice = Choice(pinned, "new-key", corrected)
    remarks = supposed_scores(choice, [attempt, other])
    assert [remark.fraction_at(pinned.pk) for remark in remarks] == ["0", "1"]


@pytest.mark.parametrize("task", TASKS)
def test_what_is_drawn_says_its_seed_and_is_drawn_again_from_it(task):
    structure = {"task": task, "formats": FORMATS}
    drawn: dict[str, Any] = KIND.draw(structure, "seed") or {}
    again = exercise(drawn["seed"], task=task, formats=FORMATS, generator=drawn["generator"])
    assert drawn["lines"] == list(again.shown) and drawn["answer"] == again.answer
    whole = settled(structure, drawn)
    key = KIND.scored_key(whole)
    assert score("document-v1", key, drawn["answer"]) == 1
    assert score("document-v1", key, f" {drawn['answer'].lower()} ") == 1
    assert score("document-v1", key, "none" if drawn["answer"] != "none" else "7") == 0


def test_kinds_that_draw_nothing_are_left_as_they_are():
    structure = {"options": ["a", "b"], "key": ["a"]}
    assert kind_of("single").draw(structure, "seed") is None
    assert settled(structure, None) is structure


@pytest.mark.django_db
@pytest.mark.parametrize("format", ["gift", "moodle-xml", "aiken", "qti"])
def test_no_file_carries_it_and_the_export_names_it(cohort, format):
    module = cohort.edition.course.modules.get(code="M01")
    question = Question.objects.create(key="drawn", module=module, kind="document")
    faces = list(write(question, task="digit", stem="Q", at=LONG_AGO).faces.filter(language="fr"))
    done = export_questions(faces, format=format)
    assert done.left_out == ["drawn"] and done.count == 0


def test_the_example_of_a_preview_is_a_sound_exercise():
    shown = KIND.show({"task": "wrong-digit", "formats": ["TD3"]}, {}, [], None)
    assert len(shown["page"].options) == 6
    assert len(findings(shown["page"].lines)) <= 1
