"""How many items a quiz could draw today, beside each line of its blueprint."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from assessments.models import BlueprintLine, Pool, QuestionVersion, Quiz

Item = tuple[int, str, str]


@dataclass(frozen=True)
class PoolOfLine:
    """One blueprint line and the live items that fit it, on one day; `attempts` of the quiz."""

    line: BlueprintLine
    live: int
    attempts: int = 1

    @property
    def short(self) -> bool:
        """Whether fewer are live than wanted."""
        return self.live < self.line.count

    @property
    def repeated(self) -> int:
        """How many items a last attempt repeats (R4: it draws others while there are some)."""
        return 0 if self.short else max(0, self.line.count * self.attempts - self.live)


@dataclass(frozen=True)
class QuizRow:
    """A quiz in the list: items wanted in all, the lines that are short, and those that are long
    enough for the first attempt and not for the last."""

    quiz: Quiz
    wanted: int
    short: list[PoolOfLine]
    thin: list[PoolOfLine]


def pools_of(quiz: Quiz, *, on: datetime.date) -> list[PoolOfLine]:
    """Live items for each line, counted by themselves: lines that share items are not added up.

    Two queries, however many lines.
    """
    lines = quiz.blueprint.select_related("module").order_by("position")
    return _counted(lines, _live(quiz.pool, on), quiz.attempts_allowed)


def shortages(quizzes: QuerySet[Quiz], *, on: datetime.date) -> list[QuizRow]:
    """Every quiz with what its pool lacks today: one query for each pool, and two."""
    live = {pool: _live(pool, on) for pool in Pool.values}
    found = []
    for quiz in quizzes.prefetch_related("blueprint__module"):
        lines = list(quiz.blueprint.all())
        counted = _counted(lines, live[quiz.pool], quiz.attempts_allowed)
        short = [one for one in counted if one.short]
        thin = [one for one in counted if one.repeated]
        found.append(QuizRow(quiz, sum(line.count for line in lines), short, thin))
    return found


def _live(pool: str, on: datetime.date) -> list[Item]:
    rows = QuestionVersion.objects.live(on=on, pool=pool)
    return list(rows.values_list("question__module", "question__kind", "bloom"))


def _counted(lines: Iterable[BlueprintLine], live: list[Item], attempts: int) -> list[PoolOfLine]:
    return [
        PoolOfLine(
            line,
            sum(
                module == line.module_id and line.kind in ("", kind) and line.bloom in ("", bloom)
                for module, kind, bloom in live
            ),
            attempts,
        )
        for line in lines
    ]
