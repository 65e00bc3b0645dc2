"""Opens a short exam for the running cohort, now: nine items, ninety minutes.

Run as `python -m tests.journeys.furnish_exam`, in the environment of a site.
"""

import datetime

import django
from django.utils import timezone

LINES = {"M01": 3, "M02": 2, "M03": 4}

if __name__ == "__main__":
    django.setup()
    # Models can be imported only now.
    from assessments.models import Quiz
    from assessments.opening import open_sitting
    from courses.models import Cohort
    from tests.personas import RUNNING

    cohort = Cohort.objects.get(code=RUNNING)
    exam = Quiz.objects.get(activity__key="EXAM", activity__course=cohort.edition.course)
    exam.blueprint.exclude(module__code__in=LINES).delete()
    for line in exam.blueprint.all():
        line.count = LINES[line.module.code]
        line.save()
    now = timezone.now()
    open_sitting(
        cohort=cohort,
        quiz=exam,
        opens_at=now - datetime.timedelta(minutes=1),
        closes_at=now + datetime.timedelta(minutes=89),
    )
