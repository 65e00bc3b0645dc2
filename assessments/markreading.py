"""The marks that people gave one trainee, as evidence: sheets, checklists, entered marks.

For whoever has to answer an appeal (`assessments.attemptreading` reads what was sat).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from accounts.models import User
from assessments.bridge import rules_of
from assessments.lessonreading import read_lessons
from assessments.models import (
    ChecklistLine,
    Criterion,
    Mark,
    PracticalSheet,
    TeachingSheet,
)
from assessments.outcome.lesson import Combination, Lesson, State
from assessments.outcome.microteaching import combine, sheet_mark
from assessments.outcome.ruleset import RuleSet
from courses.models import Enrolment


@dataclass(frozen=True)
class FiledLesson:
    """One lesson whose two blind sheets are in: by criterion the level of each sheet, in the order
    of `sheets`, and what they came to. A reserve sheet that 4.3 did not open is not among them, nor
    one revision of two: what the other one made of the exchange stays there until both are in.

    Where the reserve sheet was opened for the knock-out alone, nothing else of it is told: its
    other levels and its mark are None.
    """

    number: int
    sheets: list[TeachingSheet]
    rows: list[tuple[Criterion, list[int | None]]]
    marks: list[Fraction | None]
    combination: Combination

    @property
    def has_third_mark(self) -> bool:
        """Whether the reserve sheet counts as a whole."""
        return self.combination.state is State.THIRD_MARK


@dataclass(frozen=True)
class FiledPractical:
    """One observer's closed checklist: each line with the points given."""

    sheet: PracticalSheet
    rows: list[tuple[ChecklistLine, str]]


@dataclass(frozen=True)
class MarksFile:
    """Everything that people marked of one trainee; entered marks with those they replaced."""

    lessons: list[FiledLesson]
    practicals: list[FiledPractical]
    entered: list[Mark]


def read_marks(enrolment: Enrolment, *, viewer: User) -> MarksFile:
    """The marks of a trainee by hand. A fixed number of queries; fetch the cohort.

    A lesson that the viewer still has to mark is left out.
    """
    rules = rules_of(enrolment.cohort)
    blind = None if enrolment.cohort.is_frozen else viewer
    lessons, _ = read_lessons([enrolment.pk], rules, viewer=blind)
    closed = list(
        TeachingSheet.objects.filter(
            enrolment=enrolment, annulled_at__isnull=True, submitted_at__isnull=False
        )
        .select_related("assessor", "entered_by")
        .order_by("lesson", "round", "seat")
    )
    criteria = list(
        Criterion.objects.filter(rubric__in={one.rubric_id for one in closed}).order_by("position")
    )
    practicals = (
        PracticalSheet.objects.filter(enrolment=enrolment, submitted_at__isnull=False)
        .select_related("checklist__activity", "assessor")
        .prefetch_related("checklist__lines")
        .order_by("checklist__activity__position", "submitted_at")
    )
    return MarksFile(
        lessons=[
            _lesson(number, lesson, closed, criteria, rules)
            for number, lesson in sorted(lessons.get(enrolment.pk, {}).items())
        ],
        practicals=[
            FiledPractical(one, list(zip(one.checklist.lines.all(), one.points, strict=True)))
            for one in practicals
        ],
        entered=list(
            enrolment.marks.select_related("activity", "entered_by").order_by(
                "activity__position", "sitting", "entered_at"
            )
        ),
    )


def _lesson(
    number: int,
    lesson: Lesson,
    closed: Sequence[TeachingSheet],
    criteria: Sequence[Criterion],
    rules: RuleSet,
) -> FiledLesson:
    own_sheets = [one for one in closed if one.lesson == number]
    revised = lesson.first_revised is not None or lesson.second_revised is not None
    sheets = [
        one
        for one in own_sheets
        if (one.seat < 3 or lesson.reserve is not None) and (one.round == 1 or revised)
    ]
    own = [one for one in criteria if one.rubric_id == sheets[0].rubric_id]
    combination = combine(lesson, rules=rules)
    whole = [one.seat < 3 or combination.state is State.THIRD_MARK for one in sheets]
    return FiledLesson(
        number=number,
        sheets=sheets,
        rows=[
            (
                criterion,
                [
                    sheet.levels[at] if told or criterion.knock_out else None
                    for sheet, told in zip(sheets, whole, strict=True)
                ],
            )
            for at, criterion in enumerate(own)
        ],
        marks=[
            sheet_mark(tuple(sheet.levels), rules=rules) if told else None
            for sheet, told in zip(sheets, whole, strict=True)
        ],
        combination=combination,
    )
