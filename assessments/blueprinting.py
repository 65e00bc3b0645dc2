"""Verb: the blueprint of a quiz as an editor has it now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from assessments.models import BlueprintLine, Quiz
from courses.models import Module


@dataclass(frozen=True)
class Wanted:
    """One line: so many items of a module, of any kind and level where these are empty."""

    module: Module
    count: int
    kind: str = ""
    bloom: str = ""


@transaction.atomic
def lay_blueprint(*, quiz: Quiz, lines: Iterable[Wanted]) -> None:
    """Replace the blueprint; attempts that were drawn keep what they drew.

    Race: the quiz's row is locked, so that of two editors the second replaces all of the first's.
    """
    Quiz.objects.select_for_update().get(pk=quiz.pk)
    quiz.blueprint.all().delete()
    BlueprintLine.objects.bulk_create(
        BlueprintLine(
            quiz=quiz,
            position=position,
            module=line.module,
            count=line.count,
            kind=line.kind,
            bloom=line.bloom,
        )
        for position, line in enumerate(lines, start=1)
    )
