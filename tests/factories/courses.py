"""A small course, its cohorts and trainees."""

import datetime
from collections.abc import Iterable

from accounts.models import User
from courses.models import (
    Activity,
    ActivityKind,
    Attendance,
    Cohort,
    Course,
    Edition,
    Enrolment,
    Module,
)
from courses.registering import enrol, lay_out_half_days, post_to_cohort
from tests.factories.people import make_user

MODULES = [f"M{number:02}" for number in range(1, 13)]
FIRST_DAY = datetime.date(2016, 1, 25)
AFTER = datetime.datetime(2016, 2, 12, 18, tzinfo=datetime.UTC)


def make_course(key: str = "tot") -> Course:
    """Twelve modules with lesson and quiz, four practicals, MT, EXAM, AP, PRE and POST."""
    course, created = Course.objects.get_or_create(
        key=key,
        defaults={
            "title": {"fr": "Formation de formateurs", "en": "Training of trainers"},
            "hours": "90",
            "days": 15,
            "certificate_prefix": "FDF",
        },
    )
    if not created:
        return course
    modules = {
        code: Module.objects.create(
            course=course,
            code=code,
            position=number,
            title={"fr": f"Module {number}", "en": f"Module {number}"},
            hours="4",
            days=[number],
        )
        for number, code in enumerate(MODULES, start=1)
    }
    kinds = ActivityKind
    plan: list[tuple[str | None, str, str]] = [
        *((code, f"{code}-lesson", kinds.LESSON) for code in MODULES),
        *((code, code.replace("M", "Q"), kinds.QUIZ) for code in MODULES),
        *((None, f"P{number}", kinds.PRACTICAL) for number in range(1, 5)),
        (None, "MT", kinds.MICRO_TEACHING),
        (None, "EXAM", kinds.EXAM),
        (None, "AP", kinds.ACTION_PLAN),
        (None, "PRE", kinds.PRE_TEST),
        (None, "POST", kinds.POST_TEST),
    ]
    Activity.objects.bulk_create(
        Activity(
            course=course,
            module=modules[module] if module else None,
            key=activity,
            kind=kind,
            title={"fr": activity, "en": activity},
            position=position,
            day=1,
        )
        for position, (module, activity, kind) in enumerate(plan, start=1)
    )
    return course


def make_cohort(
    code: str = "OUA16",
    *,
    course: Course | None = None,
    starts_on: datetime.date = FIRST_DAY,
    zone: str = "Africa/Ouagadougou",
    **fields,
) -> Cohort:
    """A cohort with its thirty half-days."""
    course = course or make_course()
    edition, _ = Edition.objects.get_or_create(
        course=course, label="2016", defaults={"opened_on": FIRST_DAY}
    )
    cohort = Cohort.objects.create(
        code=code,
        edition=edition,
        name={"fr": f"Cohorte {code}", "en": f"Cohort {code}"},
        venue_city={"fr": "Ouagadougou", "en": "Ouagadougou"},
        venue_country="BFA",
        zone=zone,
        starts_on=starts_on,
        ends_on=starts_on,
        **fields,
    )
    lay_out_half_days(cohort=cohort, programme={})
    cohort.refresh_from_db()
    return cohort


def make_enrolment(cohort: Cohort, user: User | None = None, *, position: int = 1) -> Enrolment:
    """A trainee of the cohort."""
    user = user or make_user(
        f"STAGIAIRE Numéro {chr(64 + (position % 26 or 26))}", roles=("trainee",)
    )
    at = datetime.datetime.combine(cohort.starts_on, datetime.time(6), tzinfo=datetime.UTC)
    return enrol(cohort=cohort, user=user, position=position, by=None, at=at)


def make_colleague(cohort: Cohort, role: str, name: str = "KABORÉ Issa") -> User:
    """A member of the cohort's team with one role."""
    user = make_user(name, roles=(role,), username=f"{role}-{cohort.code}".lower())
    post_to_cohort(cohort=cohort, user=user, role=role)
    return user


def fill_register(enrolment: Enrolment, statuses: Iterable[str]) -> None:
    """Statuses of half-days 1, 2, …; U leaves the line blank."""
    half_days = {h.number: h for h in enrolment.cohort.half_days.all()}
    Attendance.objects.bulk_create(
        Attendance(enrolment=enrolment, half_day=half_days[number], status=status)
        for number, status in enumerate(statuses, start=1)
        if status != "U"
    )
