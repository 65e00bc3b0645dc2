"""How many items a quiz could draw today, beside each line of its blueprint."""

import datetime
from dataclasses import dataclass

from assessments.models import BlueprintLine, QuestionVersion, Quiz


@dataclass(frozen=True)
class PoolOfLine:
    """One blueprint line and the live items that fit it, on one day."""

    line: BlueprintLine
    live: int

    @property
    def short(self) -> bool:
        """Whether fewer are live than wanted."""
        return self.live < self.line.count


def pools_of(quiz: Quiz, *, on: datetime.date) -> list[PoolOfLine]:
    """Live items for each line, counted by themselves: lines that share items are not added up.

    Two queries, however many lines.
    """
    live = list(
        QuestionVersion.objects.live(on=on, pool=quiz.pool)
        .filter(question__module__in=quiz.blueprint.values("module"))
        .values_list("question__module", "question__kind", "bloom")
    )
    return [
        PoolOfLine(
            line,
            sum(
                module == line.module_id and line.kind in ("", kind) and line.bloom in ("", bloom)
                for module, kind, bloom in live
            ),
        )
        for line in quiz.blueprint.select_related("module").order_by("position")
    ]
