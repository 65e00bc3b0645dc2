"""Verbs of the shared tablet: opened by the team for one half-day, started once, ended with it.

The device holds a key of its own and nobody's session: what it can do is in `sign_on_tablet`.
"""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from accounts.cards import check_pin
from accounts.models import PinCard, User
from accounts.pins import canonical_code
from courses import refusals
from courses.attending import sign_in
from courses.locking import lock_open_cohort
from courses.models import Attendance, Enrolment, HalfDay, RegisterTablet, Status
from courses.refusals import Refused

# How long the opening code waits for a device.
CODE_LASTS = datetime.timedelta(minutes=10)
SIGNED = (Status.PRESENT, Status.LATE, Status.HALF)


@transaction.atomic
def open_tablet(*, half_day: HalfDay, code: str, by: User, at: datetime.datetime) -> RegisterTablet:
    """Let one device, which gives `code` within ten minutes, take signatures for this half-day.

    Possible on the day itself, until the half-day ends. Refused: FROZEN, CANCELLED_HALF_DAY,
    NOT_BEGUN (another day), HALF_DAY_OVER.
    """
    cohort = lock_open_cohort(half_day.cohort_id)
    half_day = HalfDay.objects.get(pk=half_day.pk)
    if half_day.cancelled_at:
        raise Refused(refusals.CANCELLED_HALF_DAY)
    if at >= half_day.ends_at:
        raise Refused(refusals.HALF_DAY_OVER)
    if at.astimezone(cohort.tz).date() < half_day.date:
        raise Refused(refusals.NOT_BEGUN)
    return RegisterTablet.objects.create(
        half_day=half_day,
        code_digest=_digest("code", canonical_code(code)),
        opened_at=at,
        opened_by=by,
    )


def start_tablet(*, code: str, key: str, at: datetime.datetime) -> RegisterTablet:
    """Give the device that typed the code its key. Refused(TABLET_CODE) for any other code.

    Race: a code starts one device, whoever sends it first.
    """
    started = RegisterTablet.objects.filter(
        code_digest=_digest("code", canonical_code(code)),
        started_at__isnull=True,
        ended_at__isnull=True,
        opened_at__gt=at - CODE_LASTS,
        half_day__ends_at__gt=at,
    ).update(key_digest=_digest("key", key), started_at=at)
    if not started:
        raise Refused(refusals.TABLET_CODE)
    return tablet_of(key=key, at=at)


def tablet_of(*, key: str, at: datetime.datetime) -> RegisterTablet:
    """The tablet that this device is. Refused(TABLET_ENDED): with the half-day, or ended before."""
    tablet = (
        RegisterTablet.objects.select_related("half_day__cohort")
        .filter(key_digest=_digest("key", key), ended_at__isnull=True)
        .first()
    )
    if tablet is None or at >= tablet.half_day.ends_at or tablet.half_day.cohort.is_frozen:
        raise Refused(refusals.TABLET_ENDED)
    return tablet


def end_tablets(*, half_day: HalfDay, at: datetime.datetime) -> int:
    """End every tablet of a half-day at once, started or not; returns how many."""
    return RegisterTablet.objects.filter(half_day=half_day, ended_at__isnull=True).update(
        ended_at=at
    )


def sign_on_tablet(
    *, key: str, place: int | None, code: str, pin: str, address: str, at: datetime.datetime
) -> Attendance:
    """A trainee signs with the place number, or the card's code, and the PIN; returns the entry.

    The PIN is checked as at sign-in, with the same throttling, and opens no session. Refused:
    TABLET_ENDED, NO_PLACE (nobody has a card there), OTHER_COHORT (the card is of another one),
    OTHER_STATUS (the team recorded an absence), and as `sign_in`. Raises accounts.refusals.Refused
    as `check_pin`.
    """
    tablet = tablet_of(key=key, at=at)
    half_day = tablet.half_day
    if place is not None:
        # An empty place is checked like a full one: the tablet tells nobody who has a card.
        code = _code_at(half_day, place) or f"none-{place}"
    card = check_pin(code=code, pin=pin, address=address, at=at)
    enrolment = (
        Enrolment.objects.active()
        .filter(cohort_id=half_day.cohort_id, user=card.user)
        .select_related("user")
        .first()
    )
    if enrolment is None:
        raise Refused(refusals.OTHER_COHORT)
    if sign_in(half_day=half_day, enrolment=enrolment, at=at) not in SIGNED:
        raise Refused(refusals.OTHER_STATUS)
    return Attendance.objects.select_related("enrolment__user").get(
        half_day=half_day, enrolment=enrolment
    )


def places_of(tablet: RegisterTablet) -> list[int]:
    """The place numbers of the cohort, without names and without what anybody has signed."""
    trainees = Enrolment.objects.active().filter(cohort_id=tablet.half_day.cohort_id)
    return sorted(set(trainees.values_list("position", flat=True)))


def _code_at(half_day: HalfDay, place: int) -> str:
    """The code of the card in force of whoever has this place; "" where it is nobody's alone."""
    people = Enrolment.objects.active().filter(cohort_id=half_day.cohort_id, position=place)
    cards = PinCard.objects.filter(
        group_code=half_day.cohort.code,
        withdrawn_at__isnull=True,
        user__in=list(people.values_list("user_id", flat=True)),
    )
    codes = list(cards.values_list("code", flat=True))
    return codes[0] if len(codes) == 1 else ""


def _digest(kind: str, text: str) -> str:
    return salted_hmac(
        f"register-tablet-{kind}", text, secret=settings.REGISTER_KEY, algorithm="sha256"
    ).hexdigest()
