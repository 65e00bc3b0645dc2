"""Appeals: terms in working days, answered by somebody who marked nothing of this trainee."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import refusals
from assessments.amending import amend_result, standing_of
from assessments.answersreading import collect_unmatched, read_answer
from assessments.appealing import answer_appeal, answerers_of, lodge_appeal, marking_acts
from assessments.closing import submit_attempt
from assessments.disputing import lift_irregularity, record_irregularity
from assessments.latecoming import decide_late_steps
from assessments.models import (
    Appeal,
    AttemptGrade,
    Checklist,
    FrozenOutcome,
    PracticalSheet,
    QuizWindow,
    Regrade,
    TeachingSheet,
    UnmatchedAnswer,
)
from assessments.outcome.workingdays import add_working_days
from assessments.refusals import Refusal
from assessments.regrading import Choice, regrade_cohort
from courses.models import Activity
from courses.registering import post_to_cohort
from tests.assessments.player.room import address, signed_in
from tests.assessments.rulings.room import (
    LATER,
    come_late,
    correct_key,
    make_cohort,
    make_enrolment,
    short_quiz,
    take,
)
from tests.factories.assessments import enter, make_assessor, make_complete, tie_default_rules
from tests.factories.courses import make_colleague
from tests.factories.jury import freeze_confirmed
from tests.factories.people import make_user

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


def lodge(cohort, registrar, day="2016-02-19", text="la somme est fausse"):
    return lodge_appeal(
        enrolment=cohort.enrolments.get(),
        ground="arithmetic",
        text=text,
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


def test_an_appeal_is_in_writing(cohort, registrar):
    with pytest.raises(Refusal, match=refusals.REASON_MISSING):
        lodge(cohort, registrar, text=" ")
    assert not Appeal.objects.exists()


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
    answered = take(person, quiz, {"Q01-3": "interpol"})
    collect_unmatched(attempts=[answered], at=LATER)
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


def test_whoever_admitted_or_refused_late_answers_took_part(db):
    cohort = make_cohort("AUTRE")
    attempt = take(make_enrolment(cohort), short_quiz(cohort), {})
    for admitted in (True, False):
        colleague = make_colleague(cohort, "lead" if admitted else "registrar")
        step = come_late(attempt, "Q01-1", ["a"])
        decide_late_steps(
            attempt=attempt,
            steps=[step],
            admitted=admitted,
            reason="coupure",
            by=colleague,
            at=LATER,
        )
        assert marking_acts(colleague, attempt.enrolment) == ["late-answers"]
        assert marking_acts(colleague, make_enrolment(cohort, position=8 + admitted)) == []


def test_whoever_ruled_on_an_irregularity_or_lifted_it_took_part(db):
    cohort = make_cohort("AUTRE")
    person = make_enrolment(cohort)
    lead, registrar = (make_colleague(cohort, role) for role in ("lead", "registrar"))
    row = record_irregularity(
        enrolment=person,
        activity=Activity.objects.get(key="EXAM"),
        item=None,
        facts="une antisèche",
        heard_on=LATER.date(),
        hearing="il le reconnaît",
        reason="fraude",
        by=lead,
        at=LATER,
    )
    assert marking_acts(registrar, person) == []
    lift_irregularity(irregularity=row, reason="erreur", by=registrar, at=LATER)
    for colleague in (lead, registrar):
        assert marking_acts(colleague, person) == ["irregularity"]


def test_a_regrade_is_an_act_on_those_whose_attempt_it_changed_or_who_were_sitting(db):
    cohort = make_cohort("AUTRE")
    lead = make_colleague(cohort, "lead")
    quiz = short_quiz(cohort)
    given = {"changed": ["b"], "unchanged": ["c"], "sitting": ["c"]}
    attempts = {
        name: take(
            make_enrolment(cohort, position=position),
            quiz,
            {"Q01-1": option, "Q01-3": "SLTD"},
            submit=name != "sitting",
        )
        for position, (name, option) in enumerate(given.items(), start=1)
    }
    absent = make_enrolment(cohort, position=9)
    version = attempts["changed"].items.get(version__question__key="Q01-1").version
    choice = Choice(version, Regrade.Policy.NEW_KEY, correct_key(version, "b"))
    regrade_cohort(choice=choice, cohort=cohort, reason="clé fausse", by=lead, at=LATER)
    submit_attempt(attempt=attempts["sitting"], at=LATER + datetime.timedelta(minutes=1))
    assert marking_acts(lead, attempts["changed"].enrolment) == ["regrade"]
    assert marking_acts(lead, attempts["sitting"].enrolment) == ["regrade"]
    assert marking_acts(lead, attempts["unchanged"].enrolment) == []
    assert marking_acts(lead, absent) == []
    other = make_colleague(make_cohort("AILLE"), "lead")
    assert marking_acts(other, attempts["changed"].enrolment) == []


def test_whoever_typed_a_sheet_in_annulled_a_lesson_or_corrected_took_part(cohort, registrar):
    person = cohort.enrolments.get()
    person.teaching_sheets.filter(seat=1).update(entered_by=registrar)
    assert marking_acts(registrar, person) == ["mark-entry"]
    lead = make_colleague(cohort, "lead")
    person.teaching_sheets.update(annulled_by=lead)
    assert marking_acts(lead, person) == ["annulment"]


def test_whoever_corrected_the_frozen_result_is_told_so_on_the_page(db):
    cohort = make_cohort("AUTRE")
    tie_default_rules(cohort)
    person = make_enrolment(cohort)
    make_complete(person)
    freeze_confirmed(cohort)
    outcome = FrozenOutcome.objects.select_related("freeze__rule_set").get(enrolment=person)
    registrar = make_colleague(cohort, "registrar")
    frozen_at = outcome.freeze.frozen_at
    appeal = lodge(cohort, registrar, str(frozen_at.astimezone(cohort.tz).date()))
    amend_result(
        outcome=outcome,
        values={"exam": "95"},
        seen=standing_of(outcome)[1],
        reason="Recours fondé",
        by=registrar,
        at=frozen_at,
    )
    page = signed_in(registrar).get(address("appeal", cohort.code, appeal.pk, language="en"))
    assert "(a correction after the freeze): somebody who did not has to answer" in (
        page.content.decode()
    )
    with pytest.raises(Refusal, match=refusals.MARKED_THIS_TRAINEE):
        answer(appeal, registrar)


def test_where_everybody_took_part_another_is_given_a_post_and_answers(cohort, registrar):
    appeal = lodge(cohort, registrar)
    where = address("appeal", cohort.code, appeal.pk)
    lead = make_colleague(cohort, "lead")
    person = cohort.enrolments.get()
    assert {one.pk for one in answerers_of(person)} == {lead.pk, registrar.pk}
    page = signed_in(registrar).get(where).content.decode()
    assert lead.printed_name in page and "donnez" not in page
    for one in (lead, registrar):
        TeachingSheet.objects.filter(enrolment=person).update(annulled_by=one)
        if one == lead:
            assert answerers_of(person) == [registrar]
            person.marks.update(entered_by=lead)
    assert answerers_of(person) == []
    assert "donnez un tel poste" in signed_in(lead).get(where).content.decode()
    another = make_user("SANOGO Fatou", roles=("lead",), username="second-lead")
    post_to_cohort(cohort=cohort, user=another, role="lead")
    assert answerers_of(person) == [another]
    answer(appeal, another)


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
