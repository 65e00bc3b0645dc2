"""R12 through the verbs and on the lead's screens: nobody repeats what the rules do not allow."""

import datetime
from decimal import Decimal

import pytest

from assessments import refusals
from assessments.autosaving import save_draft
from assessments.marking import submit_sheet
from assessments.models import Extension, TeachingTurn
from assessments.opening import grant_extension
from assessments.outcome.pairing import NOBODY_NEW
from assessments.outcome.resits import Bar, Barred
from assessments.refusals import Refusal
from assessments.seating import plan_turn, propose_turns
from courses.models import ActivityKind
from tests.assessments.player.room import address, marked_cohort, signed_in
from tests.factories.assessments import enter, make_quiz, make_rubric
from tests.factories.courses import AFTER, fill_register, make_colleague, make_enrolment
from tests.factories.teaching import levels_of, make_team, make_trainee, make_turn

pytestmark = pytest.mark.django_db
CODE = "OUA16"
LOST = "P" * 23 + "J" * 7  # 76.67
OPEN = "P" * 23 + "J" * 6  # 76.67 to 80.00


@pytest.fixture
def cohort():
    return marked_cohort()


@pytest.fixture
def team(cohort):
    return make_team(cohort)


@pytest.fixture
def trainee(cohort):
    return make_enrolment(cohort, make_trainee())


@pytest.fixture
def exam(cohort):
    quiz = make_quiz(cohort, key="Q01", items=1)
    activity = cohort.edition.course.activities.get(kind=ActivityKind.EXAM)
    quiz.activity, quiz.policy, quiz.attempts_allowed = activity, "exam", 1
    quiz.save()
    return quiz


def give(enrolment, team, mark, *, lesson=1, seats=("first", "second")):
    for number, seat in enumerate(seats, start=1):
        submit_sheet(
            enrolment=enrolment,
            seat=number,
            assessor=team[seat],
            rubric=make_rubric(),
            levels=levels_of(mark),
            by=team[seat],
            at=AFTER,
            lesson=lesson,
        )


def plan(enrolment, team, *, by=None, lesson=2, first="lead"):
    return plan_turn(
        enrolment=enrolment,
        lesson=lesson,
        room="1",
        starts_at=None,
        theme=None,
        first=team[first],
        second=team["second"],
        observer=None,
        by=by or team["registrar"],
        at=AFTER,
    )


def why(call, *args, **kwargs):
    """The bar that a refused act names; the code where it names none."""
    with pytest.raises(Refusal) as caught:
        call(*args, **kwargs)
    barred = caught.value.details.get("barred")
    return barred.why if isinstance(barred, Barred) else caught.value.code


def grant(enrolment, quiz, **more):
    values = {"extra_attempts": 1, "reason": "R12", "by": None, "at": AFTER, **more}
    return grant_extension(enrolment=enrolment, quiz=quiz, **values)


def test_a_second_lesson_is_planned_after_a_failed_one_only(team, trainee):
    assert why(plan, trainee, team) == Bar.NO_FIRST
    give(trainee, team, "75")
    assert why(plan, trainee, team) == Bar.PASSED
    assert not TeachingTurn.objects.exists()


def test_a_failed_lesson_is_given_again_unless_attendance_is_lost(team, trainee):
    fill_register(trainee, LOST)
    give(trainee, team, "58")
    assert why(plan, trainee, team) == Bar.ATTENDANCE
    trainee.attendance.filter(half_day__number=30).delete()
    turn, _found = plan(trainee, team)
    assert turn.lesson == 2
    # What was planned goes on: a turn that stands is changed whatever the register became.
    fill_register(trainee, "U" * 29 + "J")
    assert plan(trainee, team)[0].pk == turn.pk


def test_the_two_who_marked_the_failed_lesson_do_not_both_sit_again(team, trainee):
    give(trainee, team, "58")
    with pytest.raises(Refusal, match=refusals.PAIRING) as caught:
        plan(trainee, team, first="first")
    assert NOBODY_NEW in repr(caught.value.details["findings"])
    assert plan(trainee, team)[0].second == team["second"]


def test_a_justified_absence_leaves_a_first_lesson_whatever_the_attendance(team, trainee):
    fill_register(trainee, LOST)
    enter(trainee, "MT", None, absence="justified")
    assert plan(trainee, team)[0].lesson == 2


def test_whoever_still_marks_the_first_lesson_learns_nothing_by_planning(team, trainee):
    make_turn(trainee, team)  # the lead observes and has not handed the reserve sheet in
    give(trainee, team, "75")
    assert why(plan, trainee, team, by=team["lead"]) == Bar.NO_FIRST
    assert why(plan, trainee, team) == Bar.PASSED


def test_an_unplanned_second_sheet_is_refused_without_the_reason(team, trainee):
    for seat in ("first", "second", "lead"):
        assert why(give, trainee, team, "75", lesson=2, seats=(seat,)) == refusals.NO_RESIT
    give(trainee, team, "75")
    draft = {"enrolment": trainee, "seat": 1, "rubric": make_rubric(), "at": AFTER, "lesson": 2}
    mine = {"assessor": team["first"], "by": team["first"], "levels": [None] * 8}
    assert why(save_draft, **draft, **mine) == refusals.NO_RESIT
    page = signed_in(team["first"]).get(address("teaching-sheets", CODE)).content.decode()
    assert "lesson=2" not in page


def test_the_draw_of_second_lessons_takes_those_who_may(cohort, team, trainee):
    other = make_enrolment(cohort, make_trainee("DIARRA Awa", "NER"), position=2)
    give(trainee, team, "58")
    give(other, team, "75")
    slots = [datetime.datetime(2016, 2, 11, hour, tzinfo=datetime.UTC) for hour in (8, 9, 10)]
    drawn = propose_turns(
        cohort=cohort, slots=slots, rooms=["1"], seed="s", by=None, at=AFTER, lesson=2
    )
    assert [turn.enrolment_id for turn in drawn] == [trainee.pk]


def test_an_attempt_is_granted_after_a_failed_exam_only(trainee, exam):
    assert why(grant, trainee, exam) == Bar.NO_FIRST
    enter(trainee, "EXAM", "60")
    assert why(grant, trainee, exam) == Bar.PASSED
    enter(trainee, "EXAM", "59.99", reason="typed wrongly")
    assert grant(trainee, exam).extra_attempts == 1
    # Minutes beside an attempt that was granted are no second grant of it.
    enter(trainee, "EXAM", "55", sitting=2)
    assert grant(trainee, exam, extra_minutes=10).extra_minutes == 10
    Extension.objects.all().delete()
    assert why(grant, trainee, exam) == Bar.TAKEN
    # Time and windows are no re-sit.
    assert grant(trainee, exam, extra_attempts=0, extra_minutes=10).extra_minutes == 10


def test_no_exam_again_once_attendance_is_lost(trainee, exam):
    enter(trainee, "EXAM", "40")
    fill_register(trainee, LOST)
    assert why(grant, trainee, exam) == Bar.ATTENDANCE
    assert why(enter, trainee, "EXAM", "70", sitting=2) == Bar.ATTENDANCE
    trainee.attendance.filter(half_day__number=30).delete()
    enter(trainee, "EXAM", "70", sitting=2)
    # A mark that was entered is corrected, whatever the register became.
    fill_register(trainee, "U" * 29 + "J")
    enter(trainee, "EXAM", "71", sitting=2, reason="typed wrongly")
    assert trainee.marks.get(sitting=2, superseded=False).value == Decimal(71)


def test_the_turns_show_the_button_or_the_reason(team, trainee):
    turn = make_turn(trainee, team, observer=None)
    lead = signed_in(team["lead"])
    page, form = address("turns", CODE, language="en"), address("turn", CODE, trainee.pk)
    assert "comes before it" in lead.get(page).content.decode()
    give(trainee, team, "75")
    html = lead.get(page).content.decode()
    assert "the first result reached the minimum" in html
    assert "Plan a re-sit" not in html
    assert "<select" not in lead.get(f"{form}?lesson=2").content.decode()
    assert lead.post(f"{form}?lesson=2", {"room": "1"}).status_code == 409
    trainee.teaching_sheets.all().delete()
    give(trainee, team, "58")
    assert "Plan a re-sit" in lead.get(page).content.decode()
    fill_register(trainee, LOST)
    html = lead.get(page).content.decode()
    assert "can no longer reach 80.00%: 76.67% at most" in html
    assert "Plan a re-sit" not in html
    french = lead.get(address("turns", CODE, language="fr")).content.decode()
    assert "76,67" in french
    # The lead who sits in the lesson and has not marked it reads what stood before.
    TeachingTurn.objects.filter(pk=turn.pk).update(observer=team["lead"])
    assert "comes before it" in lead.get(page).content.decode()


def test_the_exam_page_lists_who_may_sit_again_and_why_others_not(cohort, team, trainee, exam):
    others = [
        make_enrolment(cohort, make_trainee(name), position=n)
        for n, name in ((2, "DIARRA Awa"), (3, "TRAORÉ Ali"))
    ]
    enter(trainee, "EXAM", "40")
    enter(others[0], "EXAM", "40")
    enter(others[1], "EXAM", "80")
    fill_register(others[0], LOST)
    lead = signed_in(team["lead"])
    page = address("quiz-sittings", CODE, "EXAM", language="en")
    html = lead.get(page).content.decode()
    section = html[html.index('id="resits"') : html.index('id="grants"')]
    assert f"?resit={trainee.pk}#grant" in section
    assert f"?resit={others[0].pk}#grant" not in section
    assert "can no longer reach 80.00%" in section
    assert "TRAORÉ Ali" not in section
    proposed = lead.get(f"{page}?resit={trainee.pk}").content.decode()
    assert f'value="{trainee.pk}" selected' in proposed
    sent = {"grant": "1", "grant-enrolment": others[1].pk, "grant-extra_attempts": "1"}
    sent |= {"grant-extra_minutes": "0", "grant-reason": "Wishes to do better"}
    refused = lead.post(page, sent).content.decode()
    assert "the first result reached the minimum" in refused
    assert "Wishes to do better" in refused
    assert not Extension.objects.exists()


def test_paper_marks_of_a_second_exam_show_the_reason(cohort, trainee):
    enter(trainee, "EXAM", "80")
    lead = signed_in(make_colleague(cohort, "registrar", "NODJI Rachel"))
    page = address("paper-marks", CODE, "EXAM", language="en") + "?sitting=2"
    html = lead.get(page).content.decode()
    assert "the first result reached the minimum" in html
    assert f'name="value-{trainee.pk}"' not in html
