"""The register: what may be recorded, with which history, and what is refused."""

import datetime

import pytest

from courses import refusals
from courses.attending import record_half_day, sign_in
from courses.cancelling import cancel_half_day
from courses.models import Attendance, AttendanceChange
from courses.refusals import Refused
from courses.reports import count_entries, read_register
from courses.signals import register_changed
from courses.timetable import plan_half_days, teaching_dates
from tests.factories.courses import AFTER, FIRST_DAY, make_cohort, make_colleague, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def lead(cohort):
    return make_colleague(cohort, "lead")


@pytest.fixture
def trainee(cohort):
    return make_enrolment(cohort)


def half_day(cohort, number=1):
    return cohort.half_days.get(number=number)


def record(cohort, trainee, status, *, by=None, **more):
    return record_half_day(
        half_day=half_day(cohort), statuses={trainee.pk: status}, by=by, at=AFTER, **more
    )


def test_a_first_entry_needs_no_reason_and_leaves_history(cohort, trainee, lead):
    assert record(cohort, trainee, "P", by=lead, source="paper", sheet_reference="F-01") == 1
    change = AttendanceChange.objects.get()
    assert (change.before, change.after, change.recorded_by) == ("U", "P", lead)
    assert (change.source, change.sheet_reference, change.reason) == ("paper", "F-01", "")


def test_a_change_needs_a_reason(cohort, trainee):
    record(cohort, trainee, "P")
    with pytest.raises(Refused, match=refusals.REASON_MISSING):
        record(cohort, trainee, "N", reason="  ")
    assert Attendance.objects.get().status == "P"
    assert record(cohort, trainee, "J", reason="letter received") == 1
    assert list(AttendanceChange.objects.values_list("before", "after")) == [("U", "P"), ("P", "J")]


def test_the_same_status_again_changes_nothing(cohort, trainee):
    record(cohort, trainee, "P")
    assert record(cohort, trainee, "P") == 0
    assert AttendanceChange.objects.count() == 1


def test_all_or_nothing(cohort, trainee):
    stranger = make_enrolment(make_cohort("NIA24"), position=2)
    with pytest.raises(Refused, match=refusals.OTHER_COHORT):
        record_half_day(
            half_day=half_day(cohort),
            statuses={trainee.pk: "P", stranger.pk: "P"},
            by=None,
            at=AFTER,
        )
    with pytest.raises(Refused, match=refusals.UNKNOWN_STATUS):
        record(cohort, trainee, "U")
    assert not Attendance.objects.exists()


def test_a_cancelled_half_day_is_x_whatever_was_recorded(cohort, trainee, lead):
    record(cohort, trainee, "N")
    with pytest.raises(Refused, match=refusals.REASON_MISSING):
        cancel_half_day(half_day=half_day(cohort), reason=" ", by=lead, at=AFTER)
    cancel_half_day(half_day=half_day(cohort), reason="power cut", by=lead, at=AFTER)
    register = read_register(cohort)
    assert register.line(trainee.pk)[:2] == ["X", "U"]
    assert register.counts(trainee.pk) == {"X": 1, "U": 29}
    with pytest.raises(Refused, match=refusals.CANCELLED_HALF_DAY):
        record(cohort, trainee, "P", reason="x")


# The second and third half-day begins while it is another day in UTC.
@pytest.mark.parametrize("zone", ["Africa/Niamey", "Pacific/Auckland", "Pacific/Pago_Pago"])
@pytest.mark.parametrize(
    ("clock", "status"),
    [("07:45", "P"), ("08:15", "P"), ("08:16", "L"), ("09:00", "L"), ("09:01", "H")],
)
def test_signing_in_reads_the_venue_clock(zone, clock, status):
    cohort = make_cohort(zone=zone)
    trainee = make_enrolment(cohort)
    at = datetime.datetime.combine(
        FIRST_DAY, datetime.time.fromisoformat(clock), tzinfo=cohort.tz
    ).astimezone(datetime.UTC)
    assert sign_in(half_day=half_day(cohort), enrolment=trainee, at=at) == status
    assert sign_in(half_day=half_day(cohort), enrolment=trainee, at=AFTER) == status
    assert AttendanceChange.objects.count() == 1


def test_signing_before_the_register_opens_is_refused(cohort, trainee):
    early = half_day(cohort).opens_at - datetime.timedelta(seconds=1)
    with pytest.raises(Refused, match=refusals.NOT_BEGUN):
        sign_in(half_day=half_day(cohort), enrolment=trainee, at=early)


def test_a_frozen_cohort_refuses_every_verb(cohort, trainee, lead):
    cohort.frozen_at = AFTER
    cohort.save()
    for act in (
        lambda: record(cohort, trainee, "P"),
        lambda: sign_in(half_day=half_day(cohort), enrolment=trainee, at=AFTER),
        lambda: cancel_half_day(half_day=half_day(cohort), reason="x", by=lead, at=AFTER),
    ):
        with pytest.raises(Refused, match=refusals.FROZEN):
            act()
    assert not Attendance.objects.exists()


def test_a_change_is_announced_after_commit(cohort, trainee, django_capture_on_commit_callbacks):
    heard = []
    register_changed.connect(
        lambda half_day, **_: heard.append(half_day.number), weak=False, dispatch_uid="test"
    )
    try:
        with django_capture_on_commit_callbacks(execute=True):
            record(cohort, trainee, "P")
            record(cohort, trainee, "P")
    finally:
        register_changed.disconnect(dispatch_uid="test")
    assert heard == [1]


def test_entries_count_filled_and_blank_lines(cohort, trainee, django_assert_num_queries):
    gone = make_enrolment(cohort, position=2)
    record(cohort, gone, "P")
    gone.withdrawn_at = AFTER
    gone.save()
    at = half_day(cohort, 3).starts_at
    with django_assert_num_queries(2):
        entries = count_entries(cohort, at=at)
    assert [(e.filled, e.blank, e.state) for e in entries[:4]] == [
        (0, 1, "missing"),
        (0, 1, "missing"),
        (0, 1, "missing"),
        (0, 1, "ahead"),
    ]


def test_the_timetable_leaves_weekends_out_and_moves_fridays():
    cohort = make_cohort("NIA24", zone="Africa/Niamey")
    half_days = list(cohort.half_days.order_by("number"))
    assert [h.number for h in half_days] == list(range(1, 31))
    assert (half_days[0].date, half_days[-1].date) == (
        datetime.date(2016, 1, 25),
        datetime.date(2016, 2, 12),
    )
    assert cohort.ends_on == datetime.date(2016, 2, 12)
    assert {h.date.weekday() for h in half_days} == {0, 1, 2, 3, 4}
    thursday, friday = half_days[7], half_days[9]
    local = [h.starts_at.astimezone(cohort.tz).strftime("%a %H:%M") for h in (thursday, friday)]
    assert local == ["Thu 14:00", "Fri 14:30"]
    assert friday.starts_at.astimezone(datetime.UTC).strftime("%H:%M") == "13:30"


def test_a_course_can_begin_on_any_weekday():
    friday = datetime.date(2016, 1, 29)
    assert list(teaching_dates(friday, 2)) == [friday, datetime.date(2016, 2, 1)]
    ramadan = {"am": ("08:00", "08:30", "12:00"), "pm": ("12:15", "12:30", "14:30")}
    cohort = make_cohort()
    planned = plan_half_days(friday, days=1, zone=cohort.tz, friday=ramadan)
    assert [p.starts_at.strftime("%H:%M") for p in planned] == ["08:30", "12:30"]
