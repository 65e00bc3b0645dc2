"""Lays out the open quiz of the running cohort anew: one item of each of the seven kinds.

Run as `python -m tests.journeys.furnish_kinds`, in the environment of a site that is not served
yet. Prints the items that can be drawn: their stems in both languages, and the right answer as a
form sends it.
"""

import html
import json
from typing import Any

import django
from django.utils.html import strip_tags

SEVEN = ("single", "multiple", "true-false", "matching", "ordering", "short-text", "numeric")


def right_answer(kind: str, structure: dict[str, Any]) -> list[str]:
    """Values of the form that are worth the whole mark."""
    key = structure["key"]
    match kind:
        case "matching":
            return [f"{left}:{right}" for left, right in key.items()]
        case "ordering":
            return [f"{element}:{place}" for place, element in enumerate(key, start=1)]
        case "short-text":
            return [key["fr"][0]]
        case "numeric":
            return [str(key["value"])]
    return list(key)


if __name__ == "__main__":
    django.setup()
    # Models can be imported only now.
    from assessments.models import Question, Quiz
    from courses.models import Cohort
    from tests.personas import RUNNING

    cohort = Cohort.objects.get(code=RUNNING)
    quiz = Quiz.objects.get(activity__key="Q08", activity__course=cohort.edition.course)
    quiz.blueprint.all().delete()
    told = []
    for position, kind in enumerate(SEVEN, start=1):
        pool = Question.objects.filter(kind=kind, pool="quiz", module__isnull=False)
        module = pool.order_by("key")[0].module
        assert module is not None
        quiz.blueprint.create(position=position, module=module, kind=kind, count=1)
        for question in pool.filter(module=module):
            version = question.versions.filter(published_at__isnull=False).latest("number")
            stems = {
                face.language: " ".join(html.unescape(strip_tags(face.stem)).split())
                for face in version.faces.all()
            }
            answer = right_answer(kind, version.structure)
            told.append({"kind": kind, "stems": stems, "answer": answer})
    print(json.dumps(told))
