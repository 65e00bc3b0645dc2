"""The components Q, P, M, E and the final mark F (R4 to R9, R12), each rounded once."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.outcome.lesson import Combination, Lesson
from assessments.outcome.microteaching import combine
from assessments.outcome.record import Absence, Mark, QuizEntry, Unmarked
from assessments.outcome.rounding import Exact, exact, round_half_up, truncate
from assessments.outcome.ruleset import RuleSet


@dataclass(frozen=True)
class Sitting:
    """M or E after re-sit. `value` is None while the part is missing or its sheets are open."""

    value: Decimal | None
    missing: bool = False
    resit: bool = False
    knock_out: bool = False
    open_lessons: tuple[Combination, ...] = ()
    lessons: tuple[Combination, ...] = ()


def quizzes_mark(quizzes: Sequence[QuizEntry], *, rules: RuleSet) -> Decimal | None:
    """Q (R4): mean of the counted quizzes; not attempted counts 0, excused is left out.

    None when every quiz is excused: a mean of nothing is not a zero.
    """
    counted = [quiz_value(quiz) for quiz in quizzes if quiz is not Unmarked.EXCUSED]
    if quizzes and not counted:
        return None
    scale = Fraction(100) / exact(rules.quiz_out_of)
    return _rounded(_mean(counted) * scale, rules)


def quiz_value(quiz: QuizEntry) -> Fraction:
    """What a counted quiz is worth in the mean: a quiz not attempted is worth 0."""
    return Fraction(0) if isinstance(quiz, Unmarked) else exact(quiz)


def practicals_mark(practicals: Sequence[Mark | None], *, rules: RuleSet) -> Decimal:
    """P (R5): mean of the practicals brought to 100; a missed one counts 0."""
    marks = [Fraction(0) if mark is None else exact(mark) for mark in practicals]
    return _rounded(_mean(marks) * 100 / exact(rules.practical_out_of), rules)


def exam_points(fractions: Sequence[Exact], *, rules: RuleSet) -> Fraction:
    """R7: the exact exam mark, items × points per item, from the fractions of 5.1."""
    return sum((exact(part) for part in fractions), Fraction(0)) * exact(rules.exam_item_points)


def after_resit(first: Exact, resit: Exact, *, rules: RuleSet) -> Fraction:
    """R12: max(first, min(re-sit, cap)). A lower re-sit never lowers the mark."""
    return max(exact(first), min(exact(resit), exact(rules.resit_cap)))


def exam_component(
    first: Mark | None, resit: Mark | None, absence: Absence | None, *, rules: RuleSet
) -> Sitting:
    """E (R7, R12). A justified absentee's later sitting is a first one, uncapped."""
    if first is None and absence is Absence.JUSTIFIED:
        if resit is None:
            return Sitting(None, missing=True)
        return Sitting(_rounded(exact(resit), rules))
    value = Fraction(0) if first is None else exact(first)
    if resit is not None:
        value = after_resit(value, resit, rules=rules)
    return Sitting(_rounded(value, rules), resit=resit is not None)


def teaching_component(
    first: Lesson | None, resit: Lesson | None, absence: Absence | None, *, rules: RuleSet
) -> Sitting:
    """M (R6, R12, 4.3). A knock-out counts 0 and stands until a re-sit without knock-out."""
    if first is None and absence is Absence.JUSTIFIED:
        if resit is None:
            return Sitting(None, missing=True)
        first, resit = resit, None
    one = combine(first, rules=rules) if first is not None else None
    two = combine(resit, rules=rules) if resit is not None else None
    lessons = tuple(lesson for lesson in (one, two) if lesson is not None)
    still_open = tuple(lesson for lesson in lessons if lesson.is_open)
    if still_open:
        return Sitting(None, resit=two is not None, open_lessons=still_open, lessons=lessons)
    value = _lesson_value(one)
    knock_out = one is not None and one.is_knock_out
    if two is not None:
        value = after_resit(value, _lesson_value(two), rules=rules)
        knock_out = knock_out and two.is_knock_out
    return Sitting(
        _rounded(value, rules), resit=two is not None, knock_out=knock_out, lessons=lessons
    )


def final_mark(q: Decimal, p: Decimal, m: Decimal, e: Decimal, *, rules: RuleSet) -> Decimal:
    """F (R9) from the rounded components, as a jury member recomputes it (R1.3)."""
    weighted = (
        exact(rules.weight_q) * exact(q)
        + exact(rules.weight_p) * exact(p)
        + exact(rules.weight_m) * exact(m)
        + exact(rules.weight_e) * exact(e)
    )
    return _rounded(weighted, rules)


def mark_on20(final: Decimal, *, rules: RuleSet) -> Decimal:
    """F/5, truncated for display only (R1.5): 59.98 never prints as 12.00."""
    return truncate(exact(final) / exact(rules.on20_divisor), rules.decimal_places)


def _lesson_value(lesson: Combination | None) -> Fraction:
    return lesson.mark if lesson is not None and lesson.mark is not None else Fraction(0)


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values) if values else Fraction(0)


def _rounded(value: Fraction, rules: RuleSet) -> Decimal:
    return round_half_up(value, rules.decimal_places)
