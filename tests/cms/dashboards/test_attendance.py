"""Attendance pages: intervals counted by hand (R2, R3), one's own half-days and nobody else's."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.dashboards.attendance import cohort_lines, own_attendance
from courses.cancelling import cancel_half_day
from courses.catchingup import set_catch_up
from tests.factories.courses import (
    AFTER,
    fill_register,
    make_cohort,
    make_colleague,
    make_enrolment,
)

pytestmark = pytest.mark.django_db

# In the afternoon of day 2: three half-days are over.
AT = datetime.datetime(2016, 1, 26, 15, tzinfo=datetime.UTC)


@pytest.fixture
def cohort():
    return make_cohort()


def low_and_high(line):
    assert line.interval is not None
    return line.interval.low, line.interval.high


def test_an_interval_while_anything_is_unknown(cohort):
    complete, unknown = (make_enrolment(cohort, position=n) for n in (1, 2))
    fill_register(complete, ["P"] * 22 + ["C", "C"] + ["J"] * 4 + ["N"] * 2)  # T05
    fill_register(unknown, ["P"] * 23 + ["J"] * 6 + ["U"])  # T15
    first, second = cohort_lines(cohort, at=AFTER)
    assert first.is_known
    assert low_and_high(first) == (Decimal("80.00"), Decimal("80.00"))
    assert (first.standing.needed, first.standing.credits) == (Decimal(24), Decimal(24))
    assert not second.is_known
    assert low_and_high(second) == (Decimal("76.67"), Decimal("80.00"))
    assert second.counts == {"P": 23, "J": 6, "U": 1}


def test_cancelled_half_days_leave_the_denominator(cohort):
    trainee = make_enrolment(cohort)
    fill_register(trainee, ["P"] * 20 + ["L", "L", "H"] + ["J"] * 5 + ["N", "P"])  # T06
    lead = make_colleague(cohort, "lead")
    for number in (29, 30):
        half_day = cohort.half_days.get(number=number)
        cancel_half_day(half_day=half_day, reason="strike", by=lead, at=AFTER)
    (line,) = cohort_lines(cohort, at=AFTER)
    assert low_and_high(line) == (Decimal("80.36"), Decimal("80.36"))
    assert line.counts["X"] == 2


def test_own_half_days_tell_still_to_come_from_not_recorded(cohort):
    trainee = make_enrolment(cohort)
    fill_register(trainee, "PJU")
    lead = make_colleague(cohort, "lead")
    set_catch_up(
        enrolment=trainee,
        half_day=cohort.half_days.get(number=2),
        task="One page",
        by=lead,
        at=AT,
    )
    own = own_attendance(trainee, at=AT)
    assert [row.letter for row in own.half_days[:5]] == ["P", "J", "U", "F", "F"]
    assert [(row.half_day.number, row.task_state) for row in own.half_days if row.task] == [
        (2, "open")
    ]
    assert own.catch_ups_left == 3


def test_a_trainee_sees_the_own_page_only(client, cohort):
    mine, other = (make_enrolment(cohort, position=n) for n in (1, 2))
    fill_register(mine, "PPH")
    client.force_login(mine.user)
    text = client.get("/en/my-attendance/").content.decode()
    assert "Half presence" in text and other.user.printed_name not in text
    assert client.get("/en/cohort/OUA16/attendance/").status_code == 404
    task = set_catch_up(
        enrolment=_absent(other),
        half_day=cohort.half_days.get(number=1),
        task="One page",
        by=make_colleague(cohort, "lead"),
        at=AT,
    )
    assert client.get(f"/en/my-attendance/catch-up/{task.pk}/").status_code == 404


def _absent(enrolment):
    fill_register(enrolment, "J")
    return enrolment


def test_a_task_is_handed_in_and_validated_on_its_pages(client, cohort):
    trainee = _absent(make_enrolment(cohort))
    # The half-day is today's: pages take the moment from the clock.
    today = datetime.datetime.now(tz=datetime.UTC).date()
    cohort.half_days.filter(number=1).update(date=today)
    lead = make_colleague(cohort, "lead")
    client.force_login(lead)
    assert "Set a task" in client.get("/en/cohort/OUA16/catch-ups/").content.decode()
    url = f"/en/cohort/OUA16/catch-ups/1/{trainee.pk}/"
    assert "This field is required" in client.post(url, {"task": ""}).content.decode()
    assert client.post(url, {"task": "One page on M02"}).status_code == 302
    assert "already a catch-up task" in client.post(url, {"task": "Two"}).content.decode()
    task = trainee.catch_ups.get()
    client.force_login(trainee.user)
    own = f"/en/my-attendance/catch-up/{task.pk}/"
    assert "One page on M02" in client.get("/en/today/").content.decode()
    client.post(own, {"answer": "Three rules …"})
    client.force_login(lead)
    listed = client.get("/en/cohort/OUA16/catch-ups/").content.decode()
    assert "Three rules …" in listed
    client.post("/en/cohort/OUA16/catch-ups/", {"task": task.pk, "act": "validate"})
    assert trainee.attendance.get().status == "C"
    nonsense = {"task": task.pk, "act": "burn"}
    assert client.post("/en/cohort/OUA16/catch-ups/", nonsense).status_code == 404


@pytest.mark.parametrize("path", ["attendance/", "register/1/", "catch-ups/", "register/history/"])
def test_as_many_queries_for_one_as_for_three(client, cohort, path):
    client.force_login(make_colleague(cohort, "lead"))
    counts = []
    for position in (1, 2, 3):
        fill_register(make_enrolment(cohort, position=position), "PPJ")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/en/cohort/OUA16/{path}?all=1").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[2], counts
