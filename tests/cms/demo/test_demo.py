"""The demo as a whole: what its files expect, what the rules say, and that it can be reset."""

import datetime
from collections import Counter

import pytest

from accounts.cards import check_pin
from accounts.models import PinCard, User
from assessments.blockers import find_blockers
from assessments.bridge import read_records
from assessments.deliberating import recomputed_digest
from assessments.models import Appeal, Freeze, FrozenOutcome, Mark
from certificates.models import Certificate
from cms.collecting import CONTENT, collect
from cms.demo.building import build_demo, demo_codes, is_loaded
from cms.demo.people import sign_in_name
from cms.demo.personas import list_personas
from cms.demo.reading import read
from cms.demo.timing import as_of, days_over, first_day
from cms.loading import load_curriculum
from cms.models import CompanionKind, CompanionPage, ModulePage
from cms.parity import find_faults
from courses.models import (
    Activity,
    Attendance,
    AttendanceChange,
    CatchUpTask,
    Cohort,
    Enrolment,
    HalfDay,
    HalfDaySession,
    RegisterSheet,
)
from courses.registerlog import Entry, replay

# A Wednesday: the running cohort's files say how it stood that morning, day 8.
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


@pytest.mark.django_db
def test_the_demo_holds_what_its_files_say_and_can_be_reset(demo_copy):
    # On SQLite this is a reset already.
    build_demo(at=NOW)
    _check_course()
    _check_outcomes()
    _check_running_cohort()
    _check_registers()
    _check_personas()
    before = _counts()

    mark = Mark.objects.filter(enrolment__cohort__code="NKC08").first()
    assert mark is not None
    mark.delete()
    assert _counts() != before
    build_demo(at=NOW, cohorts=("prepared",))
    assert _counts() == before
    assert is_loaded()


def _check_course() -> None:
    """The course itself is there whole, in both languages; loading it again changes nothing."""
    curriculum = collect(CONTENT)
    companions = len(CompanionKind) * len(curriculum.companions)
    assert ModulePage.objects.live().count() == 32
    assert CompanionPage.objects.live().count() == 2 * companions > 0
    assert set(Activity.objects.values_list("key", flat=True)) == {
        *(f"M{number:02}-lesson" for number in range(1, 17)),
        *(f"Q{number:02}" for number in range(1, 13)),
        *("P1 P2 P3 P4 MT EXAM AP PRE POST".split()),
    }
    assert find_faults(on=NOW.date()) == []
    again = load_curriculum(curriculum=curriculum)
    assert (len(again.written), len(again.kept)) == (0, 18 + companions)
    running = HalfDaySession.objects.filter(half_day__cohort__code="NIA24")
    assert set(running.values_list("module__code", flat=True)) > {"M01", "M16"}


def _check_outcomes() -> None:
    """Every trainee of the complete cohorts gets the outcome that the data file expects."""
    for name in ("historic", "prepared"):
        data = read(name)
        cohort = Cohort.objects.get(code=data["cohort"]["code"])
        records = read_records(cohort)
        by_name = {person.user.username: person for person in records.enrolments}
        for row in data["trainees"]:
            outcome = records.outcome(by_name[sign_in_name(row["id"])])
            assert outcome.code == row["expected"]["outcome"], row["id"]
        if name == "prepared":
            assert find_blockers(records, at=NOW) == []
    appeal = Appeal.objects.get()
    assert appeal.answered_by is not None
    assert (appeal.decision, appeal.answered_by.username) == ("rejected", "lead")
    freeze = Freeze.objects.get()
    assert freeze.cohort.code == "OUA16"
    assert recomputed_digest(freeze) == freeze.digest
    decided = Counter(FrozenOutcome.objects.values_list("decided", flat=True))
    kinds = Counter(Certificate.objects.values_list("kind", flat=True))
    assert set(decided) == {"CRD", "CRM", "CR", "ATT", "REL", "AJO"}
    assert kinds == {
        "distinction": decided["CRD"],
        "merit": decided["CRM"],
        "completion": decided["CR"],
        "participation": decided["ATT"],
        "attendance": decided["REL"],
    }


def _check_running_cohort() -> None:
    """Today is day 8; the attendance still possible is what the data file says."""
    data = read("running")
    cohort = Cohort.objects.get(code=data["cohort"]["code"])
    assert cohort.half_days.get(number=15).date == NOW.date()
    records = read_records(cohort)
    by_name = {person.user.username: person for person in records.enrolments}
    for row in data["trainees"]:
        outcome = records.outcome(by_name[sign_in_name(row["id"])])
        assert outcome.code == "INCOMPLETE"
        assert str(outcome.a_max) == row["attainable"], row["id"]


def _check_registers() -> None:
    """Every history replays to what stands; the running cohort shows each kind of event."""
    changes = AttendanceChange.objects.order_by("recorded_at", "pk")
    fields = ("enrolment_id", "half_day_id", "before", "after")
    standing = Attendance.objects.values_list("enrolment_id", "half_day_id", "status")
    assert replay(Entry(*change) for change in changes.values_list(*fields)) == {
        (person, half_day): status for person, half_day, status in standing
    }
    running = changes.filter(half_day__cohort__code="NIA24")
    assert {"paper", "catch-up", "facilitator"} == set(running.values_list("source", flat=True))
    assert running.filter(before="L", after="P").exclude(reason="").exists()
    cancelled = HalfDay.objects.filter(cohort__code="NIA24", cancelled_at__isnull=False)
    assert [half_day.number for half_day in cancelled] == [4]
    sheets = RegisterSheet.objects.filter(cohort__code="NIA24")
    assert [sheet.reference for sheet in sheets] == ["NIA24-J05-1"]
    tasks = CatchUpTask.objects.filter(enrolment__cohort__code="NIA24")
    assert {task.state(NOW.date()) for task in tasks} >= {"open", "handed-in", "validated"}


def _check_personas() -> None:
    """Every persona can sign in with what is printed."""
    for persona in list_personas():
        if persona.kind == "card":
            card = check_pin(code=persona.sign_in, pin=persona.secret, address="192.0.2.1", at=NOW)
            assert card.user.printed_name == persona.name
        else:
            user = User.objects.get(username=persona.sign_in)
            assert user.check_password(persona.secret)


def _counts() -> dict[str, int]:
    models = (Enrolment, Attendance, Mark, Certificate, PinCard, Freeze)
    counts = {model.__name__: model.objects.count() for model in models}
    return counts | {"cohorts": Cohort.objects.filter(code__in=demo_codes()).count()}


@pytest.mark.parametrize("day", range(1, 32))
def test_on_any_day_the_running_cohort_is_in_week_two_and_the_prepared_one_is_over(day):
    today = datetime.date(2026, 12, day)
    running = first_day(read("running")["cohort"], today=today)
    assert running.weekday() == 0
    assert 7 <= (today - running).days < 14
    over = days_over(running, today=today)
    assert over == 5 + min(today.weekday(), 5)
    prepared = first_day(read("prepared")["cohort"], today=today)
    last = prepared + datetime.timedelta(days=18)
    assert (prepared.weekday(), last.weekday()) == (0, 4)
    assert 1 <= (today - last).days <= 7


@pytest.mark.parametrize("over", range(5, 11))
def test_a_record_is_cut_or_goes_on(over):
    for row in read("running")["trainees"]:
        cut = as_of(row, over=over)
        assert len(cut["register"]) == 2 * over
        shared = min(len(row["register"]), 2 * over)
        assert cut["register"][:shared] == row["register"][:shared]
        assert cut["quizzes"][7] is None or over >= 8
