"""A cohort is prepared: its half-days have the sessions of the timetable, rules and a registrar."""

import pytest

from accounts import roles
from cms.cataloguing import write_catalogue
from cms.collecting import CONTENT, collect
from cms.preparing import prepare_cohort
from courses.models import HalfDaySession
from tests.factories.courses import AFTER, make_cohort
from tests.factories.people import make_user


@pytest.mark.django_db
def test_the_timetable_of_the_course_is_laid_out():
    course = write_catalogue(curriculum=collect(CONTENT))
    registrar = make_user("SAWADOGO Paul", roles=("registrar",))
    cohort = make_cohort(course=course)
    cohort.half_days.all().delete()
    prepare_cohort(cohort=cohort, by=registrar, at=AFTER)
    sessions = HalfDaySession.objects.filter(half_day__cohort=cohort)
    assert set(sessions.values_list("module__code", flat=True)) > {"M01", "M16"}
    assert cohort.rules.rule_set.version
    assert cohort.team.filter(user=registrar, role=roles.REGISTRAR).exists()
