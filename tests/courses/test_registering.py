"""Enrolling, admitting, names, withdrawing, and progress that repeats without effect."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from courses import refusals
from courses.admitting import admit_newcomer, correct_name
from courses.models import Activity, ActivityCompletion, Enrolment, SectionProgress
from courses.progressing import complete_activity, finish_section, finished_sections
from courses.refusals import Refused
from courses.registering import Programme, enrol, lay_out_half_days, withdraw
from courses.signals import activity_completed
from tests.factories.courses import AFTER, make_cohort, make_colleague, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def registrar(cohort):
    return make_colleague(cohort, "registrar")


def freeze(cohort):
    cohort.frozen_at = AFTER
    cohort.save()


def test_nobody_is_enrolled_twice(cohort, registrar):
    trainee = make_enrolment(cohort)
    with pytest.raises(Refused, match=refusals.ALREADY_ENROLLED):
        enrol(cohort=cohort, user=trainee.user, position=2, by=registrar, at=AFTER)
    assert Enrolment.objects.count() == 1


def test_a_newcomer_needs_a_name_only_and_comes_last(cohort, registrar):
    make_enrolment(cohort, position=4)
    enrolment = admit_newcomer(
        cohort=cohort, details={"printed_name": "N’DIAYE Aïssata"}, by=registrar, at=AFTER
    )
    assert (enrolment.position, enrolment.enrolled_by) == (5, registrar)
    assert enrolment.user.roles == {"trainee"}
    assert not enrolment.user.has_usable_password()


def test_a_refused_name_leaves_nobody_behind(cohort, registrar):
    with pytest.raises(ValidationError):
        admit_newcomer(cohort=cohort, details={"printed_name": "R2-D2"}, by=registrar, at=AFTER)
    assert not Enrolment.objects.exists()


def test_a_name_is_corrected_until_the_freeze(cohort):
    trainee = make_enrolment(cohort)
    correct_name(enrolment=trainee, details={"printed_name": "MINT SIDI Khadijetou"})
    trainee.user.refresh_from_db()
    assert trainee.user.printed_name == trainee.user.sort_key == "MINT SIDI Khadijetou"
    with pytest.raises(ValidationError):
        correct_name(enrolment=trainee, details={"printed_name": "12"})
    freeze(cohort)
    with pytest.raises(Refused, match=refusals.FROZEN):
        correct_name(enrolment=trainee, details={"printed_name": "AUTRE Nom"})
    trainee.user.refresh_from_db()
    assert trainee.user.printed_name == "MINT SIDI Khadijetou"


def test_a_frozen_cohort_admits_and_releases_nobody(cohort, registrar):
    trainee = make_enrolment(cohort)
    freeze(cohort)
    for act in (
        lambda: admit_newcomer(
            cohort=cohort, details={"printed_name": "TARD Venu"}, by=registrar, at=AFTER
        ),
        lambda: withdraw(enrolment=trainee, reason="x", at=AFTER),
    ):
        with pytest.raises(Refused, match=refusals.FROZEN):
            act()
    trainee.refresh_from_db()
    assert trainee.withdrawn_at is None


def test_withdrawing_keeps_the_row(cohort):
    trainee = make_enrolment(cohort)
    withdraw(enrolment=trainee, reason="family", at=AFTER)
    trainee.refresh_from_db()
    assert (trainee.withdrawn_at, trainee.withdrawn_reason) == (AFTER, "family")
    assert not Enrolment.objects.active().exists()


def test_half_days_are_laid_out_once(cohort):
    before = list(cohort.half_days.values_list("pk", flat=True))
    again = lay_out_half_days(cohort=cohort, programme={})
    assert [h.pk for h in again] == before


def test_sessions_come_from_the_programme():
    cohort = make_cohort("NIA24")
    cohort.half_days.all().delete()
    programme: Programme = {
        (1, "am"): [
            {"module": None, "activity": "pretest", "title": {"fr": "a", "en": "a"}, "minutes": 60},
            {"module": "M01", "activity": "lesson", "title": {"fr": "b", "en": "b"}, "minutes": 90},
        ]
    }
    first = lay_out_half_days(cohort=cohort, programme=programme)[0]
    assert [(s.position, s.module and s.module.code) for s in first.sessions.all()] == [
        (1, None),
        (2, "M01"),
    ]


def test_progress_counts_the_first_time(cohort, django_capture_on_commit_callbacks):
    trainee = make_enrolment(cohort)
    lesson = Activity.objects.get(key="M01-lesson")
    later = AFTER + datetime.timedelta(days=1)
    heard = []
    activity_completed.connect(
        lambda activity, **_: heard.append(activity.key), weak=False, dispatch_uid="test"
    )
    try:
        with django_capture_on_commit_callbacks(execute=True):
            for at in (AFTER, later):
                finish_section(enrolment=trainee, activity=lesson, section="one", at=at)
                complete_activity(enrolment=trainee, activity=lesson, at=at)
    finally:
        activity_completed.disconnect(dispatch_uid="test")
    assert finished_sections(enrolment=trainee, activity=lesson) == {"one"}
    assert SectionProgress.objects.get().finished_at == AFTER
    assert ActivityCompletion.objects.get().completed_at == AFTER
    assert heard == ["M01-lesson"]
