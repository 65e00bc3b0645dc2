"""Short answers that no key matched: two readers who know nothing of each other, then a lead."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import refusals
from assessments.answersreading import (
    answers_waiting_for,
    collect_unmatched,
    propose_wording,
    read_answer,
)
from assessments.models import (
    AnswerReading,
    AttemptGrade,
    FaceFlag,
    QuizWindow,
    UnmatchedAnswer,
)
from assessments.outcome.verdict import Verdict, verdict_of
from assessments.refusals import Refusal
from courses.models import Cohort
from tests.assessments.rulings.room import (
    LATER,
    make_cohort,
    make_enrolment,
    readers_of,
    score_of,
    short_quiz,
    take,
)
from tests.factories.people import make_user


@given(st.lists(st.booleans(), max_size=3))
def test_the_order_of_readings_plays_no_part(readings):
    assert len({verdict_of(order) for order in permutations(readings)}) == 1


def test_two_that_agree_decide_and_two_that_differ_do_not():
    assert verdict_of([]) is verdict_of([True]) is Verdict.OPEN
    assert verdict_of([True, False]) is Verdict.SPLIT
    assert verdict_of([False, True, True]) is Verdict.RIGHT
    assert verdict_of([True, False, False]) is Verdict.WRONG


@pytest.fixture
def cohort(db):
    return make_cohort()


@pytest.fixture
def taken(cohort):
    """Two trainees write the same thing in two languages, one writes the key, one nothing."""
    quiz = short_quiz(cohort)
    words = [("Base  Interpol", "fr"), ("base INTERPOL", "en"), ("SLTD", "fr"), (None, "fr")]
    attempts = []
    for position, (typed, language) in enumerate(words, start=1):
        person = make_enrolment(cohort, position=position)
        answers: dict[str, object] = {"Q01-1": ["a"]}
        if typed:
            answers["Q01-3"] = typed
        attempt = take(person, quiz, answers, language=language)
        collect_unmatched(attempts=[attempt], at=LATER)
        attempts.append(attempt)
    return attempts


def test_a_wording_is_collected_once_for_a_cohort(taken):
    answer = UnmatchedAnswer.objects.get()
    assert (answer.normalised, answer.typed) == ("BASE INTERPOL", "Base  Interpol")
    collect_unmatched(attempts=[taken[1]], at=LATER)
    assert UnmatchedAnswer.objects.count() == 1


def test_two_readers_who_agree_mark_again_everyone_who_wrote_it(cohort, taken):
    first, second, _ = readers_of(cohort)
    answer = UnmatchedAnswer.objects.get()
    read_answer(answer=answer, right=True, by=first, at=LATER)
    assert [score_of(attempt) for attempt in taken] == ["33.33", "33.33", "66.67", "33.33"]
    read_answer(answer=answer, right=True, by=second, at=LATER)
    assert [score_of(attempt) for attempt in taken] == ["66.67", "66.67", "66.67", "33.33"]
    causes = AttemptGrade.objects.filter(cause="reading")
    assert causes.count() == 2
    answer.refresh_from_db()
    assert answer.right is True


def test_a_later_attempt_with_a_wording_found_right_is_worth_it_at_once(cohort, taken):
    first, second, _ = readers_of(cohort)
    for reader in (first, second):
        read_answer(answer=UnmatchedAnswer.objects.get(), right=True, by=reader, at=LATER)
    late = take(make_enrolment(cohort, position=9), taken[0].quiz, {"Q01-3": "BASE interpol"})
    assert score_of(late) == "33.33"
    collect_unmatched(attempts=[late], at=LATER)
    assert UnmatchedAnswer.objects.count() == 1


def test_found_wrong_changes_no_mark(cohort, taken):
    first, second, _ = readers_of(cohort)
    for reader in (first, second):
        read_answer(answer=UnmatchedAnswer.objects.get(), right=False, by=reader, at=LATER)
    assert not AttemptGrade.objects.filter(cause="reading").exists()
    assert UnmatchedAnswer.objects.get().right is False


def test_where_two_differ_the_lead_decides_as_a_third_person(cohort, taken):
    first, second, lead = readers_of(cohort)
    third = make_user("TRAORÉ Issa", roles=("facilitator",))
    cohort.team.create(user=third, role="facilitator")
    answer = UnmatchedAnswer.objects.get()
    assert answers_waiting_for(third, cohort_id=cohort.pk) == [answer]
    read_answer(answer=answer, right=True, by=first, at=LATER)
    assert answers_waiting_for(first, cohort_id=cohort.pk) == []
    assert answers_waiting_for(second, cohort_id=cohort.pk) == [answer]
    read_answer(answer=answer, right=False, by=second, at=LATER)
    with pytest.raises(Refusal, match=refusals.READ_ALREADY):
        read_answer(answer=answer, right=True, by=first, at=LATER)
    with pytest.raises(Refusal, match=refusals.LEAD_DECIDES):
        read_answer(answer=answer, right=True, by=third, at=LATER)
    # No other reader than the lead is asked now.
    assert answers_waiting_for(third, cohort_id=cohort.pk) == []
    assert answers_waiting_for(lead, cohort_id=cohort.pk) == [answer]
    read_answer(answer=answer, right=True, by=lead, at=LATER)
    assert UnmatchedAnswer.objects.get().right is True
    with pytest.raises(Refusal, match=refusals.DECIDED):
        read_answer(answer=answer, right=True, by=third, at=LATER)
    assert AnswerReading.objects.count() == 3


def test_a_lead_who_is_one_of_the_two_leaves_the_third_to_a_colleague(cohort, taken):
    first, second, lead = readers_of(cohort)
    answer = UnmatchedAnswer.objects.get()
    read_answer(answer=answer, right=True, by=lead, at=LATER)
    read_answer(answer=answer, right=False, by=first, at=LATER)
    read_answer(answer=answer, right=False, by=second, at=LATER)
    assert UnmatchedAnswer.objects.get().right is False


def test_the_same_words_in_another_cohort_wait_there_and_keep_their_mark(cohort, taken):
    first, second, _ = readers_of(cohort)
    other = Cohort.objects.get(code=f"{cohort.code}B")
    window = QuizWindow.objects.get(cohort=cohort)
    window.pk, window.cohort = None, other
    window.save()
    theirs = take(make_enrolment(other), taken[0].quiz, {"Q01-3": "base interpol"})
    collect_unmatched(attempts=[theirs], at=LATER)
    own = UnmatchedAnswer.objects.get(cohort=cohort)
    assert answers_waiting_for(second, cohort_id=cohort.pk) == [own]
    assert [one.cohort_id for one in answers_waiting_for(second, cohort_id=other.pk)] == [other.pk]
    # Whoever has no post there reads nothing there.
    assert answers_waiting_for(first, cohort_id=other.pk) == []
    for reader in (first, second):
        read_answer(answer=own, right=True, by=reader, at=LATER)
    assert (score_of(taken[0]), score_of(theirs)) == ("66.67", "0.00")
    assert {grade.reason for grade in AttemptGrade.objects.filter(cause="reading")} == {
        str(own.version)
    }


def test_a_wording_that_is_not_found_right_is_not_proposed(cohort, taken):
    first, _, _ = readers_of(cohort)
    answer = UnmatchedAnswer.objects.get()
    with pytest.raises(Refusal, match=refusals.NOT_RIGHT):
        propose_wording(answer=answer, language="fr", by=first, at=LATER)
    assert not FaceFlag.objects.exists()


def test_nothing_is_read_in_a_frozen_cohort(cohort, taken):
    first, _, _ = readers_of(cohort)
    cohort.frozen_at = LATER
    cohort.save()
    with pytest.raises(Refusal, match=refusals.FROZEN):
        read_answer(answer=UnmatchedAnswer.objects.get(), right=True, by=first, at=LATER)


def test_proposals_gather_on_one_flag_of_the_face(cohort, taken):
    first, second, _ = readers_of(cohort)
    answer = UnmatchedAnswer.objects.get()
    with pytest.raises(Refusal, match=refusals.NOT_RIGHT):
        propose_wording(answer=answer, language="fr", by=first, at=LATER)
    for reader in (first, second):
        read_answer(answer=answer, right=True, by=reader, at=LATER)
    for _ in range(2):
        propose_wording(answer=answer, language="fr", by=first, at=LATER)
    flag = FaceFlag.objects.get()
    assert (flag.reason, flag.remark, flag.face.language) == ("key", "Base  Interpol", "fr")
