"""Lets a half-day of the served demo's running cohort go on right now; prints its number. The
cohort of 24 becomes one of 30: as many as a course takes.

Run as `python -m tests.journeys.furnish_register`, in the environment of a site that is not served
yet. A demo loaded on a weekend or in the evening has no half-day under way.
"""

import datetime

import django
from django.utils import timezone

if __name__ == "__main__":
    django.setup()
    # Models can be imported only now.
    from accounts.models import User
    from courses.models import Enrolment, HalfDay
    from courses.registering import enrol
    from tests.personas import RUNNING

    now = timezone.now()
    half_day = (
        HalfDay.objects.filter(
            cohort__code=RUNNING, attendance__isnull=True, cancelled_at__isnull=True
        )
        .select_related("cohort")
        .order_by("number")
        .first()
    )
    assert half_day is not None
    half_day.date = now.astimezone(half_day.cohort.tz).date()
    half_day.opens_at = now - datetime.timedelta(minutes=20)
    half_day.starts_at = now - datetime.timedelta(minutes=5)
    half_day.ends_at = now + datetime.timedelta(hours=3)
    half_day.save()
    first = Enrolment.objects.filter(cohort=half_day.cohort).count() + 1
    for position in range(first, 31):
        person = User.objects.create_user(printed_name=f"VENU Tard {'ABCDEFGHIJ'[30 - position]}")
        enrol(user=person, cohort=half_day.cohort, position=position, by=None, at=now)
    print(half_day.number)
