"""Which tests a held module closes."""

from assessments import refusals
from assessments.models import BlueprintLine, Quiz
from assessments.refusals import Refusal
from courses.models import Module, ModuleHold


def open_holds(quiz: Quiz, *, edition: int) -> list[ModuleHold]:
    """The open holds on modules that the quiz draws from, the oldest first.

    Without those that spare the edition: its cohorts do not read what changed.
    """
    modules = BlueprintLine.objects.filter(quiz=quiz).values("module")
    holds = ModuleHold.objects.filter(released_at__isnull=True, module__in=modules)
    return list(holds.exclude(spared=edition).select_related("module"))


def check_not_held(quiz: Quiz, *, edition: int) -> None:
    """Raises Refusal(CONTENT_HELD) with `modules` and `since` while a module is held for a cohort
    on this edition (its id)."""
    holds = open_holds(quiz, edition=edition)
    if holds:
        codes = sorted({hold.module.code for hold in holds})
        raise Refusal(refusals.CONTENT_HELD, modules=codes, since=holds[0].held_at)


def quizzes_drawing_from(module: Module) -> list[Quiz]:
    """Every quiz, test and exam whose blueprint draws from a module."""
    return list(
        Quiz.objects.filter(blueprint__module=module)
        .select_related("activity")
        .distinct()
        .order_by("activity__position")
    )
