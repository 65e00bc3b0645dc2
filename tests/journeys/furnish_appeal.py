"""An exam of nine items that the trainee of the demo has sat and whose results are released.

Run as `python -m tests.journeys.furnish_appeal`, in the environment of a site. It prints the name
of the trainee and the text of the answer to the first question of single choice.
"""

import datetime
import uuid

import django
from django.utils import timezone

if __name__ == "__main__":
    django.setup()
    # Models can be imported only now.
    from assessments.attempting import save_step, start_attempt
    from assessments.closing import submit_attempt
    from assessments.models import QuestionFace, Quiz
    from assessments.opening import open_sitting, release_results
    from courses.models import Cohort, Enrolment
    from tests.personas import RUNNING, TRAINEE

    cohort = Cohort.objects.get(code=RUNNING)
    exam = Quiz.objects.get(activity__key="EXAM", activity__course=cohort.edition.course)
    exam.blueprint.exclude(module__code="M01").delete()
    exam.blueprint.update(count=5)
    now, hour = timezone.now(), datetime.timedelta(hours=1)
    window = open_sitting(cohort=cohort, quiz=exam, opens_at=now - 3 * hour, closes_at=now + hour)
    began = now - 2 * hour
    enrolment = Enrolment.objects.get(user__username=TRAINEE.username, cohort=cohort)
    attempt = start_attempt(enrolment=enrolment, quiz=exam, seed="appeal", at=began)
    said = ""
    for item in attempt.items.select_related("version__question").order_by("position"):
        if item.version.question.kind != "single":
            continue
        chosen = item.version.structure["options"][0]
        save_step(
            attempt=attempt,
            client_id=uuid.uuid4(),
            sequence=item.position,
            action="answer",
            position=item.position,
            response=[chosen],
            language="fr",
            elapsed=30 * item.position,
            at=began + datetime.timedelta(seconds=30 * item.position),
        )
        face = QuestionFace.objects.get(version=item.version, language="fr")
        said = said or face.words["options"][chosen]
    submit_attempt(attempt=attempt, at=began + hour)
    window.closes_at = now - datetime.timedelta(minutes=1)
    window.save()
    release_results(window=window, by=None, at=now)
    print(f"{enrolment.user.printed_name}\t{said}")
