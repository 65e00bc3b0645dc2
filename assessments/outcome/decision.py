"""The decision (R10, R11): one trainee's record and a rule set give one outcome."""

from decimal import Decimal

from assessments.outcome.attendance import attendance_interval, caught_up_over_limit
from assessments.outcome.components import (
    Sitting,
    exam_component,
    final_mark,
    mark_on20,
    practicals_mark,
    quizzes_mark,
    teaching_component,
)
from assessments.outcome.passing import mention_refusals, shortfalls
from assessments.outcome.record import TraineeRecord, Unmarked
from assessments.outcome.result import Figures, Outcome, OutcomeCode
from assessments.outcome.rounding import round_half_up
from assessments.outcome.ruleset import RuleSet


def decide(record: TraineeRecord, *, rules: RuleSet) -> Outcome:
    """The outcome by R10 in its order: INCOMPLETE, REL, AJO, a pass with its mention, ATT.

    Reasons are codes, listed in docs/scoring.md. The jury's own powers (R15) come afterwards and
    are not decided here.
    """
    interval = attendance_interval(record.register, rules=rules)
    teaching = _teaching(record, rules)
    exam = exam_component(record.exam, record.exam_resit, record.exam_absence, rules=rules)
    blocking = _blocking(record, teaching, held=interval is not None)
    if blocking or interval is None:
        return Outcome(
            record.identifier,
            OutcomeCode.INCOMPLETE,
            a_min=interval.low if interval else None,
            a_max=interval.high if interval else None,
            reasons=blocking,
        )
    figures = _figures(record, interval.low, teaching, exam, rules)
    code, reasons = _judge(record, figures, teaching, exam, rules)
    return Outcome(
        record.identifier,
        code,
        figures=figures,
        reasons=reasons,
        gaps=shortfalls(figures, rules=rules),
        knock_out=teaching.knock_out,
        notices=_notices(record, teaching, rules),
    )


def _teaching(record: TraineeRecord, rules: RuleSet) -> Sitting:
    if record.teaching_zeroed:
        return Sitting(round_half_up(0, rules.decimal_places))
    return teaching_component(
        record.teaching, record.teaching_resit, record.teaching_absence, rules=rules
    )


def _blocking(record: TraineeRecord, teaching: Sitting, *, held: bool) -> tuple[str, ...]:
    reasons = []
    if record.register.unrecorded:
        reasons.append("attendance-unrecorded")
    if not held:
        reasons.append("no-half-day-held")
    reasons += [f"teaching-open:{lesson.state}" for lesson in teaching.open_lessons]
    return tuple(reasons)


def _figures(
    record: TraineeRecord, a: Decimal, teaching: Sitting, exam: Sitting, rules: RuleSet
) -> Figures:
    q = quizzes_mark(record.quizzes, rules=rules)
    p = practicals_mark(record.practicals, rules=rules)
    if q is None or teaching.value is None or exam.value is None:
        return Figures(a=a, q=q, p=p, m=teaching.value, e=exam.value)
    final = final_mark(q, p, teaching.value, exam.value, rules=rules)
    on20 = mark_on20(final, rules=rules)
    return Figures(a=a, q=q, p=p, m=teaching.value, e=exam.value, f=final, on20=on20)


def _judge(
    record: TraineeRecord, figures: Figures, teaching: Sitting, exam: Sitting, rules: RuleSet
) -> tuple[OutcomeCode, tuple[str, ...]]:
    if figures.a is None or figures.a < rules.attendance_minimum:
        return OutcomeCode.REL, ("attendance-below-minimum",)
    if deferring := _deferring(record, teaching, exam, rules):
        return OutcomeCode.AJO, deferring
    failing = [f"below-minimum:{name}" for name in shortfalls(figures, rules=rules)]
    if teaching.knock_out:
        failing.insert(0, "knock-out")
    if failing:
        return OutcomeCode.ATT, tuple(failing)
    resit = teaching.resit or exam.resit
    refused: tuple[str, ...] = ()
    for mention in (OutcomeCode.CRD, OutcomeCode.CRM):
        refusals = mention_refusals(
            mention,
            figures,
            unjustified=record.register.unjustified,
            resit=resit,
            rules=rules,
        )
        if not refusals:
            return mention, refused
        refused += refusals
    return OutcomeCode.CR, refused


def _deferring(
    record: TraineeRecord, teaching: Sitting, exam: Sitting, rules: RuleSet
) -> tuple[str, ...]:
    reasons = []
    if teaching.missing:
        reasons.append("teaching-missing-justified")
    if exam.missing:
        reasons.append("exam-missing-justified")
    if sum(quiz is Unmarked.EXCUSED for quiz in record.quizzes) > rules.excused_max:
        reasons.append("excused-quizzes-above-maximum")
    if not record.action_plan:
        reasons.append("action-plan-open")
    return tuple(reasons)


def _notices(record: TraineeRecord, teaching: Sitting, rules: RuleSet) -> tuple[str, ...]:
    notices = [str(flag) for lesson in teaching.lessons for flag in lesson.flags]
    if record.register.late:
        notices.append("late-arrivals")
    if caught_up_over_limit(record.register, rules=rules):
        notices.append("catch-up-above-maximum")
    return tuple(notices)
