"""Whatever is done to a register in whatever order: its history replays to what stands, and the
counts are those of the rules."""

import datetime
from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.outcome.attendance import STATUS_FIELDS, attendance_interval
from assessments.outcome.attendance import Register as Counts
from assessments.outcome.ruleset import RULES_V1
from courses.attending import record_half_day, sign_in
from courses.cancelling import cancel_half_day, restore_half_day
from courses.catchingup import hand_in_catch_up, set_catch_up, validate_catch_up
from courses.models import Attendance, AttendanceChange, CatchUpTask, HalfDayChange
from courses.refusals import Refused
from courses.registerlog import Entry, replay
from courses.reports import read_register
from courses.undoing import undo_entries
from tests.factories.courses import make_cohort, make_colleague, make_enrolment

pytestmark = pytest.mark.django_db

ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["record", "record", "record", "sign", "undo", "cancel", "restore", "set", "validate"]
        ),
        st.integers(0, 1),  # who
        st.integers(1, 5),  # half-day
        st.sampled_from("PLHJJJN"),
        st.sampled_from(["", "letter received"]),
        st.sampled_from([0, 2, 90, 60 * 26]),  # minutes that pass before
    ),
    max_size=30,
)


@pytest.fixture
def room():
    cohort = make_cohort()
    people = [make_enrolment(cohort, position=n) for n in (1, 2)]
    return cohort, people, make_colleague(cohort, "lead")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_any_sequence_of_acts(room, acts):
    cohort, people, lead = room
    with transaction.atomic():
        play(cohort, people, lead, acts)
        check(cohort, people)
        transaction.set_rollback(True)


def play(cohort, people, lead, acts):
    half_days = {h.number: h for h in cohort.half_days.all()}
    at = half_days[1].starts_at
    for act, who, number, status, reason, minutes in acts:
        at += datetime.timedelta(minutes=minutes)
        half_day, person = half_days[number], people[who]
        common = {"by": lead, "at": at}
        try:
            with transaction.atomic():
                if act == "record":
                    record_half_day(
                        half_day=half_day, statuses={person.pk: status}, reason=reason, **common
                    )
                elif act == "sign":
                    sign_in(half_day=half_day, enrolment=person, at=at)
                elif act == "undo":
                    undo_entries(half_day=half_day, enrolments=[person.pk], **common)
                elif act == "cancel":
                    cancel_half_day(half_day=half_day, reason=reason, **common)
                elif act == "restore":
                    restore_half_day(half_day=half_day, reason=reason, **common)
                elif act == "set":
                    set_catch_up(enrolment=person, half_day=half_day, task="…", **common)
                else:
                    task = CatchUpTask.objects.get(enrolment=person, half_day=half_day)
                    hand_in_catch_up(task=task, answer="…", **common)
                    validate_catch_up(task=task, **common)
        except (Refused, CatchUpTask.DoesNotExist):
            continue


def check(cohort, people):
    changes = AttendanceChange.objects.order_by("pk").values_list(
        "enrolment_id", "half_day__number", "before", "after"
    )
    standing = replay(Entry(*change) for change in changes)
    assert standing == {
        (person, number): status
        for person, number, status in Attendance.objects.values_list(
            "enrolment_id", "half_day__number", "status"
        )
    }
    cancelled: dict = {}
    for number, so in HalfDayChange.objects.order_by("pk").values_list(
        "half_day__number", "cancelled"
    ):
        assert cancelled.get(number, False) != so
        cancelled[number] = so
    off = {number for number, so in cancelled.items() if so}
    assert off == set(
        cohort.half_days.filter(cancelled_at__isnull=False).values_list("number", flat=True)
    )
    register = read_register(cohort)
    for person in people:
        letters = Counter(
            "X" if number in off else standing.get((person.pk, number), "U")
            for number in range(1, 31)
        )
        assert register.counts(person.pk) == dict(letters)
        assert letters["C"] <= 3
        counts = Counts(**{STATUS_FIELDS[one]: n for one, n in letters.items()})
        interval = attendance_interval(counts, rules=RULES_V1)
        assert interval is not None
        assert 0 <= interval.low <= interval.high <= 100
        assert (interval.low == interval.high) == (letters["U"] == 0)
