"""The figures of a quiz as it was sat: which attempts count, languages, versions, options."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.authoring import approve_as_read, write_version
from assessments.itemanalysing import analyse_quiz
from assessments.itemreading import read_rows
from assessments.models import Attempt, AttemptGrade, Quiz
from assessments.publishing import publish_version
from assessments.statistics.figures import DRAWN_ITEMS, TOO_FEW
from assessments.statistics.verdicts import ITEM_VERDICTS
from courses.models import Activity
from tests.assessments.statistics.furnish import make_sat_quiz
from tests.factories.assessments import make_question
from tests.factories.courses import AFTER, make_cohort, make_enrolment
from tests.factories.sittings import Given, sit_quiz

pytestmark = pytest.mark.django_db

RIGHT, WRONG, NOTHING = Given(["a"], "1"), Given(["b"], "0"), Given(None, "0")
IN_ENGLISH = Given(["a"], "1", "en")


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def quiz(cohort):
    return Quiz.objects.create(activity=Activity.objects.get(key="Q01"))


def _questions(quiz, count):
    return [make_question(quiz.activity.module, f"item-{number}") for number in range(1, count + 1)]


def _people(cohort, count):
    return [make_enrolment(cohort, position=number) for number in range(1, count + 1)]


def _by_key(report):
    return {item.version.key: item for item in report.items}


def _sit(quiz, people, versions, rows, **more):
    return sit_quiz(quiz, people, versions, lambda person, item: rows[person][item], **more)


def test_marks_of_a_quiz_by_hand(cohort, quiz):
    versions, people = _questions(quiz, 2), _people(cohort, 4)
    _sit(quiz, people, versions, [[RIGHT, RIGHT], [RIGHT, WRONG], [RIGHT, RIGHT], [WRONG, NOTHING]])
    report = analyse_quiz(quiz=quiz, cohort=cohort)
    first, second = (_by_key(report)[f"item-{number}"] for number in (1, 2))
    assert report.statistics.n == 4
    assert report.statistics.mean.value == 1.25
    assert first.statistics.facility.value == 75.0
    assert second.statistics.facility.value == 50.0
    assert second.options is not None
    assert [option.chosen for option in second.options.options] == [2, 1, 0, 0]
    assert second.options.omitted == 1
    wrong = second.options.most_chosen_wrong
    assert wrong is not None and wrong.id == "b"
    assert second.options.idle == ("c", "d")


def test_which_attempts_count(cohort, quiz):
    versions, people = _questions(quiz, 2), _people(cohort, 2)
    _sit(quiz, people, versions, [[WRONG, WRONG], [RIGHT, RIGHT]], number=1)
    _sit(quiz, people, versions, [[RIGHT, WRONG], [RIGHT, WRONG]], number=2)
    means = {
        which: (report.statistics.n, report.statistics.mean.value)
        for which in ("first", "last", "best", "all")
        for report in [analyse_quiz(quiz=quiz, cohort=cohort, which=which)]
    }
    assert means == {"first": (2, 1.0), "last": (2, 1.0), "best": (2, 1.5), "all": (4, 1.0)}
    first = analyse_quiz(quiz=quiz, cohort=cohort)
    assert _by_key(first)["item-2"].statistics.facility.value == 50.0


def test_one_cohort_or_all(cohort, quiz):
    other = make_cohort("NIA24")
    versions = _questions(quiz, 2)
    _sit(quiz, _people(cohort, 2), versions, [[RIGHT, RIGHT], [WRONG, RIGHT]])
    _sit(quiz, _people(other, 2), versions, [[WRONG, WRONG], [WRONG, WRONG]])
    assert analyse_quiz(quiz=quiz, cohort=cohort).statistics.mean.value == 1.5
    assert analyse_quiz(quiz=quiz).statistics.mean.value == 0.75
    assert analyse_quiz(quiz=quiz, cohort=cohort).pooled == 4


def _grade_again(attempt, **changes):
    grade = AttemptGrade.objects.get(attempt=attempt)
    AttemptGrade.objects.create(
        attempt=attempt,
        score="100",
        items=[dict(entry, **changes) for entry in grade.items],
        graded_at=AFTER + datetime.timedelta(days=1),
        cause=AttemptGrade.Cause.REGRADE,
    )


def test_the_last_grade_counts(cohort, quiz):
    versions, people = _questions(quiz, 2), _people(cohort, 2)
    first, _ = _sit(quiz, people, versions, [[WRONG, WRONG]] * 2)
    _grade_again(first, fraction="1", because="new-key")
    report = analyse_quiz(quiz=quiz, cohort=cohort)
    assert (report.statistics.n, report.statistics.mean.value) == (2, 1.0)


@pytest.mark.parametrize("because", ["irregularity", "full", "left-out"])
def test_marks_that_a_decision_gave_say_nothing_about_an_item(cohort, quiz, because):
    versions, people = _questions(quiz, 2), _people(cohort, 3)
    first, *_ = _sit(quiz, people, versions, [[WRONG, WRONG]] * 3)
    _grade_again(first, fraction="1", because=because)
    report = analyse_quiz(quiz=quiz, cohort=cohort)
    assert (report.statistics.n, report.statistics.mean.value) == (2, 0.0)


def test_words_of_a_grade_that_look_like_the_end_of_an_entry_change_nothing(cohort, quiz):
    versions, people = _questions(quiz, 2), _people(cohort, 2)
    attempts = _sit(quiz, people, versions, [[RIGHT, WRONG], [WRONG, RIGHT]])
    rows = read_rows(quiz)
    _grade_again(attempts[0], scheme='a}, {"b')
    assert [row.entries for row in read_rows(quiz)] == [row.entries for row in rows]
    # A grade without any item is no attempt to judge.
    AttemptGrade.objects.filter(attempt=attempts[0]).update(items=[])
    assert [row.attempt for row in read_rows(quiz)] == [attempts[1].pk]


def test_languages_by_item_and_what_was_left_out_belongs_to_the_attempts_language(cohort, quiz):
    versions, people = _questions(quiz, 3), _people(cohort, 4)
    rows = [
        [IN_ENGLISH, IN_ENGLISH, NOTHING],
        [IN_ENGLISH, RIGHT, IN_ENGLISH],
        [RIGHT, RIGHT, RIGHT],
        [RIGHT, IN_ENGLISH, NOTHING],
    ]
    _sit(quiz, people, versions, rows)
    third = _by_key(analyse_quiz(quiz=quiz, cohort=cohort))["item-3"]
    french, english = third.languages
    # The last attempt is half and half: nobody knows the language of what it left out.
    assert (french.n, english.n) == (1, 2)
    assert english.facility.value == 50.0
    assert french.facility.why == TOO_FEW


def _correct(version, language, stem):
    faces = {
        face.language: {"stem": face.stem, "words": face.words} for face in version.faces.all()
    }
    faces[language] = {**faces[language], "stem": stem}
    new = write_version(
        question=version.question,
        structure=version.structure,
        faces=faces,
        details={"bloom": "remember", "points": "1", "sources": ["S1"]},
        by=None,
        at=AFTER,
    )
    approve_as_read(version=new, by=None, at=AFTER)
    publish_version(version=new, by=None, at=AFTER)
    new.refresh_from_db()
    return new


def test_a_corrected_word_keeps_the_item_and_leaves_old_answers_out_of_fairness(cohort, quiz):
    versions, people = _questions(quiz, 2), _people(cohort, 8)
    answers = [[IN_ENGLISH, IN_ENGLISH], [RIGHT, WRONG]]
    _sit(quiz, people[:4], versions, [answers[at % 2] for at in range(4)])
    corrected = _correct(versions[0], "en", "item-1 choice, said better?")
    _sit(quiz, people[4:], [corrected, versions[1]], [answers[at % 2] for at in range(4)])
    first = _by_key(analyse_quiz(quiz=quiz, cohort=cohort))["item-1"]
    assert first.statistics.n == 8
    assert first.version.id == corrected.pk
    # The French words did not change: all four; the English ones did: only the last two.
    assert (first.fairness.reference, first.fairness.focal) == (4, 2)


def test_another_key_is_another_item(cohort, quiz):
    version, people = make_question(quiz.activity.module, "item-1"), _people(cohort, 4)
    _sit(quiz, people[:2], [version], [[RIGHT], [RIGHT]])
    faces = {
        face.language: {"stem": face.stem, "words": face.words} for face in version.faces.all()
    }
    other = write_version(
        question=version.question,
        structure={**version.structure, "key": ["b"]},
        faces=faces,
        details={"bloom": "remember", "points": "1", "sources": ["S1"]},
        by=None,
        at=AFTER,
    )
    other.refresh_from_db()
    _sit(quiz, people[2:], [other], [[WRONG], [WRONG]])
    report = analyse_quiz(quiz=quiz, cohort=cohort)
    assert [item.statistics.n for item in report.items] == [2, 2]


def test_drawn_items_are_judged_on_whoever_had_them(cohort, quiz):
    versions, people = _questions(quiz, 3), _people(cohort, 4)
    sit_quiz(quiz, people[:2], versions[:2], lambda person, item: RIGHT if person else WRONG)
    sit_quiz(quiz, people[2:], versions[1:], lambda person, item: RIGHT if person else WRONG)
    report = analyse_quiz(quiz=quiz, cohort=cohort)
    assert {key: item.statistics.n for key, item in _by_key(report).items()} == {
        "item-1": 2,
        "item-2": 4,
        "item-3": 2,
    }
    assert {item.statistics.effective_weight.why for item in report.items} == {DRAWN_ITEMS}
    assert report.statistics.alpha.value is not None


def test_other_kinds_name_their_wrong_answers(cohort, quiz):
    question = make_question(quiz.activity.module, "typed")
    question.question.kind = "short-text"
    question.question.save()
    question.structure = {"key": {"fr": ["Niamey"], "en": ["Niamey"], "ignore": ""}}
    question.scheme = "short-text-v1"
    question.save()
    given = [Given("Niamey", "1"), Given("niamé", "0"), Given("NIAME", "0"), Given("Zinder", "0")]
    sit_quiz(quiz, _people(cohort, 4), [question], lambda person, item: given[person])
    (item,) = analyse_quiz(quiz=quiz, cohort=cohort).items
    assert item.options is None
    # What marking forgives is one wording.
    assert item.wrong == [("NIAME", 2), ("ZINDER", 1)]


def test_nobody_sat_it(cohort, quiz):
    report = analyse_quiz(quiz=quiz, cohort=cohort)
    assert report.statistics.n == 0 and report.items == []
    _sit(quiz, _people(cohort, 1), _questions(quiz, 1), [[RIGHT]])
    alone = analyse_quiz(quiz=quiz, cohort=cohort)
    assert alone.items[0].verdict == "item-too-few"


def test_queries_do_not_grow(cohort):
    counts = []
    for key, people, items in (("Q01", 3, 2), ("Q02", 12, 8)):
        quiz, _, _ = make_sat_quiz(make_cohort(key), people=people, items=items, key=key)
        with CaptureQueriesContext(connection) as captured:
            analyse_quiz(quiz=quiz)
        counts.append(len(captured))
    assert counts == [4, 4]


def test_what_needs_attention_stands_first(cohort):
    quiz, _, _ = make_sat_quiz(cohort, people=60, items=10)
    report = analyse_quiz(quiz=quiz, cohort=cohort)
    order = [list(ITEM_VERDICTS).index(item.verdict) for item in report.items]
    assert order == sorted(order)
    # Nobody ever chooses d.
    assert all(item.options and item.options.idle == ("d",) for item in report.items)


def test_nothing_is_written(cohort):
    quiz, _, _ = make_sat_quiz(cohort, people=6, items=3)
    before = (Attempt.objects.count(), AttemptGrade.objects.count())
    analyse_quiz(quiz=quiz)
    assert (Attempt.objects.count(), AttemptGrade.objects.count()) == before
