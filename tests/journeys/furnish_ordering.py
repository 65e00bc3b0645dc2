"""Opens an exam of two items for the running cohort, now: one of them asks for an order.

Run as `python -m tests.journeys.furnish_ordering`, in the environment of a site.
"""

import datetime

import django
from django.utils import timezone

if __name__ == "__main__":
    django.setup()
    # Models can be imported only now.
    from assessments.models import Question, Quiz
    from assessments.opening import open_sitting
    from courses.models import Cohort
    from tests.personas import RUNNING

    cohort = Cohort.objects.get(code=RUNNING)
    exam = Quiz.objects.get(activity__key="EXAM", activity__course=cohort.edition.course)
    exam.blueprint.all().delete()
    for position, kind in enumerate(("ordering", "single"), start=1):
        question = Question.objects.filter(kind=kind, pool="exam").order_by("key").first()
        assert question is not None and question.module is not None
        exam.blueprint.create(position=position, module=question.module, kind=kind, count=1)
    now = timezone.now()
    open_sitting(
        cohort=cohort,
        quiz=exam,
        opens_at=now - datetime.timedelta(minutes=1),
        closes_at=now + datetime.timedelta(minutes=89),
    )
