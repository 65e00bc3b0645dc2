"""Catch-up tasks: in time, at most three, only for what is justified; each refusal by its code."""

import datetime

import pytest

from courses import refusals
from courses.attending import record_half_day
from courses.cancelling import cancel_half_day
from courses.catchingup import hand_in_catch_up, set_catch_up, validate_catch_up
from courses.models import Attendance, AttendanceChange
from courses.refusals import Refused
from courses.registering import set_register_rules
from tests.factories.courses import fill_register, make_cohort, make_colleague, make_enrolment

pytestmark = pytest.mark.django_db

MONDAY = datetime.datetime(2016, 1, 25, 18, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def trainee(cohort):
    trainee = make_enrolment(cohort)
    fill_register(trainee, "JJJJPP")
    return trainee


@pytest.fixture
def lead(cohort):
    return make_colleague(cohort, "lead")


def give(trainee, lead, number=1, *, at=MONDAY, task="One page"):
    half_day = trainee.cohort.half_days.get(number=number)
    return set_catch_up(enrolment=trainee, half_day=half_day, task=task, by=lead, at=at)


def complete(task, lead, *, at=MONDAY):
    hand_in_catch_up(task=task, answer="Done", by=lead, at=at)
    return validate_catch_up(task=task, by=lead, at=at)


def refused(code, act, *args, **more):
    with pytest.raises(Refused) as caught:
        act(*args, **more)
    assert caught.value.code == code


def test_a_task_set_handed_in_and_validated_makes_the_absence_up(trainee, lead):
    task = give(trainee, lead)
    assert task.due_on == datetime.date(2016, 1, 28)
    complete(task, lead, at=MONDAY + 3 * DAY)
    assert Attendance.objects.get(half_day__number=1).status == "C"
    change = AttendanceChange.objects.get()
    assert (change.before, change.after, change.source) == ("J", "C", "catch-up")
    assert (change.reason, change.recorded_by) == ("One page", lead)


def test_the_fourth_working_day_is_too_late(trainee, lead):
    task = give(trainee, lead)
    late = MONDAY + 4 * DAY
    refused(refusals.TASK_LATE, give, trainee, lead, 2, at=late)
    refused(refusals.TASK_LATE, hand_in_catch_up, task=task, answer="x", by=lead, at=late)
    hand_in_catch_up(task=task, answer="x", by=lead, at=MONDAY)
    refused(refusals.TASK_LATE, validate_catch_up, task=task, by=lead, at=late)
    assert Attendance.objects.get(half_day__number=1).status == "J"


def test_the_last_day_is_the_venues(lead):
    cohort = make_cohort("NIA24", zone="Africa/Niamey")
    trainee = make_enrolment(cohort)
    fill_register(trainee, "J")
    task = give(trainee, lead)
    before_midnight = datetime.datetime(2016, 1, 28, 22, 59, tzinfo=datetime.UTC)
    hand_in_catch_up(task=task, answer="x", by=lead, at=before_midnight)
    after = before_midnight + datetime.timedelta(minutes=1)
    refused(refusals.TASK_LATE, validate_catch_up, task=task, by=lead, at=after)
    validate_catch_up(task=task, by=lead, at=before_midnight)


def test_three_places_and_a_lapsed_task_gives_its_place_back(trainee, lead):
    for number in (1, 2, 3):
        complete(give(trainee, lead, number), lead)
    refused(refusals.TASKS_USED_UP, give, trainee, lead, 4)
    other = make_enrolment(trainee.cohort, position=2)
    fill_register(other, "JJJJJJJJ")
    for number in (1, 2, 7):
        give(other, lead, number)
    refused(refusals.TASKS_USED_UP, give, other, lead, 8)
    # On Friday the two of Monday have lapsed.
    assert give(other, lead, 8, at=MONDAY + 4 * DAY).due_on == datetime.date(2016, 2, 2)


def test_the_figures_come_from_the_rules(trainee, lead, cohort):
    set_register_rules(cohort=cohort, late_after=15, half_after=60, catch_up_max=1, catch_up_days=1)
    assert give(trainee, lead).due_on == datetime.date(2016, 1, 26)
    refused(refusals.TASKS_USED_UP, give, trainee, lead, 2)


def test_what_is_refused_and_why(trainee, lead, cohort):
    refused(refusals.TASK_MISSING, give, trainee, lead, task="  ")
    refused(refusals.NOT_JUSTIFIED, give, trainee, lead, 5)
    refused(refusals.NOT_JUSTIFIED, give, trainee, lead, 9)
    task = give(trainee, lead)
    refused(refusals.TASK_GIVEN, give, trainee, lead)
    refused(refusals.NOT_HANDED_IN, validate_catch_up, task=task, by=lead, at=MONDAY)
    complete(task, lead)
    refused(refusals.TASK_VALIDATED, validate_catch_up, task=task, by=lead, at=MONDAY)
    refused(refusals.TASK_VALIDATED, hand_in_catch_up, task=task, answer="", by=lead, at=MONDAY)
    other = make_enrolment(make_cohort("NIA24"), position=2)
    half_day = cohort.half_days.get(number=2)
    refused(
        refusals.OTHER_COHORT,
        set_catch_up,
        enrolment=other,
        half_day=half_day,
        task="x",
        by=lead,
        at=MONDAY,
    )
    second = give(trainee, lead, 2)
    hand_in_catch_up(task=second, answer="", by=lead, at=MONDAY)
    cancel_half_day(half_day=half_day, reason="strike", by=lead, at=MONDAY)
    refused(refusals.CANCELLED_HALF_DAY, validate_catch_up, task=second, by=lead, at=MONDAY)
    third = give(trainee, lead, 3)
    hand_in_catch_up(task=third, answer="", by=lead, at=MONDAY)
    record_half_day(
        half_day=cohort.half_days.get(number=3),
        statuses={trainee.pk: "N"},
        by=lead,
        at=MONDAY,
        reason="no letter came",
    )
    refused(refusals.NOT_JUSTIFIED, validate_catch_up, task=third, by=lead, at=MONDAY)


def test_made_up_is_not_entered_by_hand(trainee, lead, cohort):
    refused(
        refusals.MADE_UP_BY_TASK,
        record_half_day,
        half_day=cohort.half_days.get(number=1),
        statuses={trainee.pk: "C"},
        by=lead,
        at=MONDAY,
        reason="x",
    )


def record(trainee, status, lead, *, number=1, reason="typed wrongly", at=MONDAY + DAY):
    half_day = trainee.cohort.half_days.get(number=number)
    return record_half_day(
        half_day=half_day, statuses={trainee.pk: status}, by=lead, at=at, reason=reason
    )


def test_made_up_and_lost_by_mistake_comes_back(trainee, lead):
    """A C that somebody changed to J: its task cannot be validated twice, the line can be."""
    complete(give(trainee, lead), lead)
    assert record(trainee, "J", lead) == 1
    refused(refusals.REASON_MISSING, record, trainee, "C", lead, reason=" ", at=MONDAY + 2 * DAY)
    assert record(trainee, "C", lead, at=MONDAY + 9 * DAY) == 1
    assert Attendance.objects.get(half_day__number=1).status == "C"
    last = AttendanceChange.objects.latest("pk")
    assert (last.before, last.after, last.reason) == ("J", "C", "typed wrongly")


def test_made_up_comes_back_only_where_its_task_was_validated(trainee, lead):
    complete(give(trainee, lead), lead)
    hand_in_catch_up(task=give(trainee, lead, 2), answer="x", by=lead, at=MONDAY)
    refused(refusals.MADE_UP_BY_TASK, record, trainee, "C", lead, number=2)
    other = make_enrolment(trainee.cohort, position=2)
    fill_register(other, "J")
    refused(refusals.MADE_UP_BY_TASK, record, other, "C", lead)
    record(trainee, "N", lead)
    refused(refusals.MADE_UP_BY_TASK, record, trainee, "C", lead)
    record(trainee, "J", lead)
    record(trainee, "C", lead)


def test_the_register_offers_it_back_there_alone(client, trainee, lead):
    client.force_login(lead)
    page = "/en/cohort/OUA16/register/1/"
    made_up = f'name="status-{trainee.pk}" value="C"'
    assert made_up not in client.get(page).content.decode()
    complete(give(trainee, lead), lead)
    record(trainee, "J", lead)
    assert made_up in client.get(page).content.decode()
    sent = {f"status-{trainee.pk}": "C", f"was-{trainee.pk}": "J", "source": "facilitator"}
    assert client.post(page, sent | {"reason": "typed wrongly"}).status_code == 302
    assert Attendance.objects.get(half_day__number=1).status == "C"


def test_a_frozen_cohort_refuses(trainee, lead, cohort):
    task = give(trainee, lead)
    cohort.frozen_at = MONDAY
    cohort.save()
    refused(refusals.FROZEN, give, trainee, lead, 2)
    refused(refusals.FROZEN, hand_in_catch_up, task=task, answer="", by=lead, at=MONDAY)
    refused(refusals.FROZEN, validate_catch_up, task=task, by=lead, at=MONDAY)
    refused(
        refusals.FROZEN,
        cancel_half_day,
        half_day=cohort.half_days.get(number=1),
        reason="x",
        by=lead,
        at=MONDAY,
    )
