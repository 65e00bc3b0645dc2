"""The shared tablet: what it lets in, what it shows, what it can never do."""

import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.cards import issue_card
from accounts.refusals import MISMATCH, WAIT
from accounts.refusals import Refused as CardRefused
from courses import refusals
from courses.attending import record_half_day
from courses.models import Attendance, RegisterTablet
from courses.refusals import Refused
from courses.tableting import (
    end_tablets,
    open_tablet,
    places_of,
    sign_on_tablet,
    start_tablet,
    tablet_of,
)
from tests.factories.courses import make_cohort, make_colleague, make_enrolment

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2016, 1, 25, 8, 20, tzinfo=datetime.UTC)
URL = "/en/tablet/"
PIN = "271828"


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def lead(cohort):
    return make_colleague(cohort, "facilitator")


@pytest.fixture
def two(cohort):
    found = [make_enrolment(cohort, position=n) for n in (1, 2)]
    for enrolment, suffix in zip(found, ("7KM", "4TZ"), strict=True):
        issue_card(user=enrolment.user, group_code="OUA16", by=None, at=AT, pin=PIN, suffix=suffix)
    return found


def refused(expected, act, **more):
    with pytest.raises(Refused) as caught:
        act(**more)
    assert caught.value.code == expected


def opened(cohort, lead, *, at=AT, number=1):
    half_day = cohort.half_days.get(number=number)
    open_tablet(half_day=half_day, code="ABCD2345", by=lead, at=at)
    return start_tablet(code="abcd 2345", key="the key", at=at)


def sign(place=1, *, code="", pin=PIN, at=AT, key="the key"):
    return sign_on_tablet(key=key, place=place, code=code, pin=pin, address="192.0.2.7", at=at)


def test_place_number_or_card_and_pin_sign_by_the_clock(cohort, lead, two):
    tablet = opened(cohort, lead)
    assert places_of(tablet) == [1, 2]
    entry = sign(1)
    assert (entry.enrolment, entry.status, entry.arrived_at) == (two[0], "L", AT)
    change = two[0].attendance_changes.get()
    assert (change.source, change.recorded_by) == ("tablet", two[0].user)
    hour = datetime.timedelta(hours=1)
    assert sign(None, code="oua16 4tz", at=AT + hour).status == "H"
    assert sign(1, at=AT + hour).status == "L"
    assert Attendance.objects.count() == 2


def test_a_wrong_pin_slows_this_card_down_and_no_other(cohort, lead, two):
    opened(cohort, lead)
    for expected in [MISMATCH] * 5 + [WAIT]:
        with pytest.raises(CardRefused) as caught:
            sign(1, pin="000000")
        assert caught.value.code == expected
    with pytest.raises(CardRefused):
        sign(1)
    assert sign(2).status == "L"


def test_a_code_starts_one_device_once_and_for_ten_minutes(cohort, lead):
    opened(cohort, lead)
    refused(refusals.TABLET_CODE, start_tablet, code="ABCD2345", key="another", at=AT)
    refused(refusals.TABLET_CODE, start_tablet, code="WRONG234", key="another", at=AT)
    half_day = cohort.half_days.get(number=1)
    open_tablet(half_day=half_day, code="ZZZZ9999", by=lead, at=AT)
    late = AT + datetime.timedelta(minutes=10)
    refused(refusals.TABLET_CODE, start_tablet, code="ZZZZ9999", key="another", at=late)


def test_it_ends_by_itself_with_the_half_day_or_when_the_team_says(cohort, lead, two):
    tablet = opened(cohort, lead)
    ends = tablet.half_day.ends_at
    assert tablet_of(key="the key", at=ends - datetime.timedelta(seconds=1))
    refused(refusals.TABLET_ENDED, tablet_of, key="the key", at=ends)
    refused(refusals.TABLET_ENDED, sign, at=ends)
    assert end_tablets(half_day=tablet.half_day, at=AT) == 1
    refused(refusals.TABLET_ENDED, sign)
    refused(refusals.TABLET_ENDED, tablet_of, key="", at=AT)
    assert not Attendance.objects.exists()


def test_when_it_can_be_opened(cohort, lead):
    half_day = cohort.half_days.get(number=1)

    def act(at):
        return open_tablet(half_day=half_day, code=f"{at:%d%H%M}", by=lead, at=at)

    assert act(AT.replace(hour=6))
    refused(refusals.NOT_BEGUN, act, at=AT - datetime.timedelta(days=1))
    refused(refusals.HALF_DAY_OVER, act, at=half_day.ends_at)
    cohort.half_days.filter(number=1).update(cancelled_at=AT)
    refused(refusals.CANCELLED_HALF_DAY, act, at=AT)
    cohort.frozen_at = AT
    cohort.save()
    refused(refusals.FROZEN, act, at=AT)


def test_an_absence_that_the_team_recorded_is_not_signed_away(cohort, lead, two):
    opened(cohort, lead)
    record_half_day(
        half_day=cohort.half_days.get(number=1), statuses={two[0].pk: "N"}, by=lead, at=AT
    )
    refused(refusals.OTHER_STATUS, sign)
    assert Attendance.objects.get().status == "N"


def test_a_card_of_another_cohort_signs_nothing(cohort, lead, two):
    other = make_enrolment(make_cohort("NIA24"), position=3)
    issue_card(user=other.user, group_code="NIA24", by=None, at=AT, pin=PIN, suffix="9XY")
    opened(cohort, lead)
    refused(refusals.OTHER_COHORT, sign, place=None, code="NIA24-9XY")


def test_a_place_is_a_place_of_this_cohort(cohort, lead, two):
    elsewhere = make_cohort("NIA24")
    make_enrolment(elsewhere, two[1].user, position=1)
    opened(cohort, lead)
    assert sign(1).enrolment == two[0]
    assert sign(2).enrolment == two[1]
    # Two people with one place sign with their cards.
    two[1].position = 1
    two[1].save()
    with pytest.raises(CardRefused):
        sign(1, at=AT + datetime.timedelta(minutes=1))


@pytest.fixture
def today(cohort):
    """The first half-day goes on right now."""
    now = timezone.now()
    quarter = datetime.timedelta(minutes=15)
    cohort.half_days.filter(number=1).update(
        date=now.astimezone(cohort.tz).date(),
        opens_at=now - quarter,
        starts_at=now - quarter / 3,
        ends_at=now + quarter,
    )


def test_the_device_is_nobodys(client, cohort, lead, two, today):
    cache.clear()
    client.force_login(lead)
    page = client.post("/en/cohort/OUA16/register/1/tablet/", {"here": "1"})
    assert page["Location"] == URL
    assert "_auth_user_id" not in client.session
    # The cookie of the tablet opens no page of the team and none of a trainee.
    for path in ("/en/cohort/OUA16/register/1/", "/en/today/", "/en/cohort/OUA16/"):
        assert client.get(path).status_code == 302, path
    text = client.get(URL).content.decode()
    assert [text.count(name) for name in (two[0].user.printed_name, "Present")] == [0, 0]
    own = ("/static/", "/en/tablet/", "/fr/tablet/", "?place=", "?card")
    links = [part.split('"')[0] for part in text.split('href="')[1:]]
    assert all(link.startswith(own) for link in links), links
    signed = client.post(URL, {"place": "1", "pin": PIN}).content.decode()
    assert two[0].user.printed_name in signed and "Present" in signed
    assert "_auth_user_id" not in client.session
    # What one person signed is not shown to the next.
    assert client.get(URL).content.decode().count(two[0].user.printed_name) == 0
    cohort.half_days.filter(number=1).update(ends_at=timezone.now())
    assert "This tablet has ended" in client.get(URL).content.decode()


def test_another_device_starts_with_the_code(client, cohort, lead, two, today):
    client.force_login(lead)
    text = client.post("/en/cohort/OUA16/register/1/tablet/").content.decode()
    code = text.split("data-opening>")[1].split("<")[0]
    device = Client()
    assert "opens no tablet" in device.post(URL, {"code": "AAAA AAAA"}).content.decode()
    assert device.post(URL, {"code": code})["Location"] == URL
    wrong = device.post(URL, {"place": "1", "pin": "000000"}).content.decode()
    assert "do not belong together" in wrong
    assert "Sign" in device.post(URL, {"code": "OUA16-4TZ", "pin": PIN}).content.decode()
    assert Attendance.objects.get().enrolment == two[1]
    assert RegisterTablet.objects.get().started_at
    client.post("/en/cohort/OUA16/register/1/tablet/", {"end": "1"})
    assert "This tablet has ended" in device.get(URL).content.decode()
