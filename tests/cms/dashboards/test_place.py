"""Where a cohort is: before, in a half-day, between two, in the evening, at the weekend, after."""

import datetime

import pytest

from cms.dashboards.place import locate
from tests.factories.courses import make_cohort

pytestmark = pytest.mark.django_db


def at(text, cohort):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=cohort.tz)


@pytest.mark.parametrize(
    ("moment", "state", "day", "number"),
    [
        ("2016-01-20 10:00", "before", None, 1),
        ("2016-01-25 07:00", "break", 1, 1),
        ("2016-01-25 07:45", "now", 1, 1),
        ("2016-01-25 12:30", "break", 1, 2),
        ("2016-01-25 15:00", "now", 1, 2),
        ("2016-01-25 20:00", "evening", 1, 3),
        ("2016-01-30 10:00", "free", None, 11),
        ("2016-02-03 09:00", "now", 8, 15),
        ("2016-02-12 17:30", "evening", 15, None),
        ("2016-02-13 09:00", "after", None, None),
    ],
)
def test_states(moment, state, day, number):
    cohort = make_cohort(zone="Africa/Niamey")
    half_days = list(cohort.half_days.order_by("number"))
    place = locate(half_days, cohort, at=at(moment, cohort))
    found = place.half_day.number if place.half_day else None
    assert (place.state, place.day, found, place.days) == (state, day, number, 15)


def test_a_cancelled_half_day_is_passed_over():
    cohort = make_cohort()
    moment = at("2016-01-25 09:00", cohort)
    cohort.half_days.filter(number=1).update(cancelled_at=moment)
    place = locate(list(cohort.half_days.order_by("number")), cohort, at=moment)
    assert (place.state, place.half_day) == ("break", cohort.half_days.get(number=2))


def test_no_timetable():
    cohort = make_cohort()
    assert locate([], cohort, at=at("2016-01-25 09:00", cohort)).state == "unplanned"
