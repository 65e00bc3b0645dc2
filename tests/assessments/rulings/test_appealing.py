"""Appeals: terms in working days, answered by somebody who marked nothing of this trainee."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import refusals
from assessments.answersreading import collect_unmatched, read_answer
from assessments.appealing import answer_appeal, lodge_appeal, marking_acts
from assessments.models import (
    Appeal,
    AttemptGrade,
    Checklist,
    PracticalSheet,
    QuizWindow,
    UnmatchedAnswer,
)
from assessments.outcome.workingdays import add_working_days
from assessments.refusals import Refusal
from courses.models import Activity
from tests.assessments.player.room import address, signed_in
from tests.assessments.rulings.room import LATER, make_cohort, make_enrolment, short_quiz, take
from tests.factories.assessments import enter, make_assessor, make_complete
from tests.factories.courses import make_colleague

FRIDAY = datetime.date(2016, 2, 12)
NOW = datetime.datetime(2016, 3, 30, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("count", "day"), [(0, "2016-02-12"), (1, "2016-02-15"), (5, "2016-02-19"), (10, "2016-02-26")]
)
def test_working_days_skip_the_weekend(count, day):
    assert add_working_days(FRIDAY, count).isoformat() == day


@given(st.dates(max_value=datetime.date(9000, 1, 1)), st.integers(1, 60))
def test_a_term_ends_on_a_working_day_and_each_day_counts_once(day, count):
    end = add_working_days(day, count)
    assert end.weekday() <= 4
    between = [day + datetime.timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(one.weekday() <= 4 for one in between) == count


@pytest.fixture
def cohort(db):
    """Frozen on Friday 12 February 2016."""
    cohort = make_cohort()
    make_complete(make_enrolment(cohort))
    cohort.frozen_at = datetime.datetime(2016, 2, 12, 12, tzinfo=datetime.UTC)
    cohort.save()
    return cohort


@pytest.fixture
def registrar(cohort):
    return make_colleague(cohort, "registrar")


def lodge(cohort, registrar, day="2016-02-19"):
    return lodge_appeal(
        enrolment=cohort.enrolments.get(),
        ground="arithmetic",
        text="la somme est fausse",
        lodged_on=datetime.date.fromisoformat(day),
        by=registrar,
        at=NOW,
    )


def answer(appeal, user, decision="upheld", words="La somme est juste."):
    return answer_appeal(appeal=appeal, decision=decision, answer=words, by=user, at=NOW)


def test_five_days_to_lodge_ten_to_answer(cohort, registrar):
    appeal = lodge(cohort, registrar)
    assert (str(appeal.lodged_until), str(appeal.answer_due_on)) == ("2016-02-19", "2016-03-04")
    assert appeal.decision == ""


def test_one_day_late_is_recorded_as_out_of_time_and_not_answered(cohort, registrar):
    appeal = lodge(cohort, registrar, "2016-02-22")
    assert appeal.decision == Appeal.Decision.OUT_OF_TIME
    with pytest.raises(Refusal, match=refusals.OUT_OF_TIME):
        answer(appeal, registrar)


def test_a_release_starts_the_term_too_and_before_it_there_is_nothing_to_contest(cohort, registrar):
    with pytest.raises(Refusal, match=refusals.NO_RESULTS_YET):
        lodge(cohort, registrar, "2016-02-11")
    with pytest.raises(Refusal, match=refusals.LODGED_AHEAD):
        lodge(cohort, registrar, "2016-12-24")
    short_quiz(cohort)
    QuizWindow.objects.update(released_at=datetime.datetime(2016, 2, 1, 9, tzinfo=datetime.UTC))
    assert str(lodge(cohort, registrar, "2016-02-08").lodged_until) == "2016-02-08"
    assert lodge(cohort, registrar, "2016-02-09").decision == Appeal.Decision.OUT_OF_TIME


def test_an_answer_is_given_once_with_words_and_changes_no_mark(cohort, registrar):
    appeal = lodge(cohort, registrar)
    grades = AttemptGrade.objects.count()
    with pytest.raises(Refusal, match=refusals.REASON_MISSING):
        answer(appeal, registrar, words=" ")
    with pytest.raises(Refusal, match=refusals.OUT_OF_RANGE):
        answer(appeal, registrar, decision="out-of-time")
    answered = answer(appeal, registrar)
    assert (answered.decision, answered.answered_by) == ("upheld", registrar)
    with pytest.raises(Refusal, match=refusals.DECIDED):
        answer(appeal, registrar, decision="rejected")
    assert AttemptGrade.objects.count() == grades


def test_an_assessor_of_the_trainee_is_refused_by_name(cohort, registrar):
    appeal = lodge(cohort, registrar)
    with pytest.raises(Refusal, match=refusals.MARKED_THIS_TRAINEE) as refused:
        answer(appeal, make_assessor(1))
    assert refused.value.details == {"acts": ["sheet"]}


def test_whoever_entered_observed_or_read_has_marked(db):
    cohort = make_cohort("AUTRE")
    person, other = make_enrolment(cohort), make_enrolment(cohort, position=2)
    colleague = make_colleague(cohort, "facilitator")
    assert marking_acts(colleague, person) == []
    quiz = short_quiz(cohort)
    collect_unmatched(attempt=take(person, quiz, {"Q01-3": "interpol"}), at=LATER)
    take(other, quiz, {"Q01-3": "autre chose"})
    read_answer(
        answer=UnmatchedAnswer.objects.get(typed="interpol"), right=True, by=colleague, at=LATER
    )
    assert marking_acts(colleague, person) == ["reading"]
    assert marking_acts(colleague, other) == []
    enter(person, "EXAM", "50")
    person.marks.update(entered_by=colleague)
    checklist = Checklist.objects.create(activity=Activity.objects.get(key="P1"), version=1)
    PracticalSheet.objects.create(
        enrolment=person, checklist=checklist, assessor=colleague, saved_at=LATER
    )
    assert marking_acts(colleague, person) == ["mark-entry", "practical-sheet", "reading"]


def test_the_pages_lodge_show_the_overdue_and_answer(cohort, registrar):
    browser = signed_in(registrar)
    person = cohort.enrolments.get()
    sent = {"trainee": person.pk, "ground": "procedure", "text": "bruit", "lodged_on": "2016-02-15"}
    assert browser.post(address("appeals", cohort.code), sent).status_code == 302
    assert "En retard" in browser.get(address("appeals", cohort.code)).content.decode()
    where = address("appeal", cohort.code, Appeal.objects.get().pk)
    assert browser.post(where, {"decision": "rejected", "answer": ""}).status_code == 200
    assert browser.post(where, {"decision": "rejected", "answer": "Non."}).status_code == 302
    assert Appeal.objects.get().decision == "rejected"
