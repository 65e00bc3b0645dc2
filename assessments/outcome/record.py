"""One trainee's record: everything the completion rules read, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from assessments.outcome.attendance import Register
from assessments.outcome.lesson import Lesson
from assessments.outcome.rounding import Exact, exact


class Unmarked(StrEnum):
    """A quiz without a mark (R4): excused, or simply not attempted."""

    EXCUSED = "excused"
    NOT_ATTEMPTED = "not-attempted"


class Absence(StrEnum):
    """Why the micro-teaching or the exam is missing (R10, step 3)."""

    JUSTIFIED = "justified"
    UNJUSTIFIED = "unjustified"


Mark = Decimal | Fraction
QuizEntry = Decimal | Fraction | Unmarked


@dataclass(frozen=True)
class TraineeRecord:
    """The inputs of a decision. Marks are exact; quizzes and exam out of 100, practicals out of 20.

    `quizzes` and `practicals` list every planned one: a quiz left out of the list would be left
    out of the mean. A practical of None was missed and not redone. A missing exam or lesson is
    None with its absence; without a recorded absence it counts as unjustified (R10, step 3).
    `teaching_zeroed`: an irregularity sets M to 0, whatever sheets there are (R17). Every other
    component that one sets to 0 simply stands here as 0.
    """

    identifier: str
    register: Register
    quizzes: tuple[QuizEntry, ...] = ()
    practicals: tuple[Mark | None, ...] = ()
    teaching: Lesson | None = None
    teaching_absence: Absence | None = None
    teaching_resit: Lesson | None = None
    exam: Mark | None = None
    exam_absence: Absence | None = None
    exam_resit: Mark | None = None
    action_plan: bool = False
    pre: Mark | None = None
    post: Mark | None = None
    teaching_zeroed: bool = False


def best_of(attempts: Iterable[Exact]) -> QuizEntry:
    """The quiz mark that counts among its attempts, uncapped (R4); none made: NOT_ATTEMPTED."""
    marks = [exact(mark) for mark in attempts]
    return max(marks) if marks else Unmarked.NOT_ATTEMPTED
