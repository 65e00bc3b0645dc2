"""Micro-teaching (section 4.3): two blind sheets, conciliation, reserve sheet, knock-out."""

from fractions import Fraction

from assessments.outcome.closest import closest_mark
from assessments.outcome.lesson import Combination, Flag, Lesson, Sheet, State
from assessments.outcome.ruleset import RuleSet


def sheet_mark(sheet: Sheet, *, rules: RuleSet) -> Fraction:
    """Sum of level × weight (4.1), out of 100. Raises ValueError for a sheet off the rubric."""
    if len(sheet) != len(rules.rubric_weights):
        raise ValueError(f"{len(rules.rubric_weights)} levels expected: {sheet!r}")
    if any(not 0 <= level <= rules.rubric_level_max for level in sheet):
        raise ValueError(f"levels from 0 to {rules.rubric_level_max} expected: {sheet!r}")
    pairs = zip(sheet, rules.rubric_weights, strict=True)
    return Fraction(sum(level * weight for level, weight in pairs))


def conciliation_called_for(first: Sheet, second: Sheet, *, rules: RuleSet) -> bool:
    """4.3, step 3: totals too far apart, or one criterion."""
    gap = abs(sheet_mark(first, rules=rules) - sheet_mark(second, rules=rules))
    if gap > Fraction(rules.conciliation_gap):
        return True
    pairs = zip(first, second, strict=True)
    return any(abs(one - other) >= rules.criterion_gap for one, other in pairs)


def knock_out_confirmed(
    first: Sheet, second: Sheet, reserve: Sheet | None, *, rules: RuleSet
) -> bool:
    """4.3, step 5: level 0 of C8 by one of the two alone, and by the third sheet.

    The question is asked for itself, before steps 2 to 4: there is nothing left to conciliate.
    """
    criterion = rules.knock_out_criterion - 1
    one_alone = (first[criterion] == 0) != (second[criterion] == 0)
    return one_alone and reserve is not None and reserve[criterion] == 0


def combine(lesson: Lesson, *, rules: RuleSet) -> Combination:
    """4.3, steps 2 to 6, on the sheets that stand.

    The sheets that stand are the revised ones when a conciliation was called for, otherwise the
    first ones: nobody may revise without one. An opened reserve sheet means that the
    conciliation has been held, with or without a change.
    """
    if lesson.first is None or lesson.second is None:
        return Combination(State.SHEET_MISSING)
    called_for = conciliation_called_for(lesson.first, lesson.second, rules=rules)
    revised = lesson.first_revised is not None or lesson.second_revised is not None
    flags: list[Flag] = []
    if revised and not called_for:
        flags.append(Flag.REVISION_NOT_CALLED_FOR)
    use_revision = revised and called_for
    one = (lesson.first_revised if use_revision else None) or lesson.first
    two = (lesson.second_revised if use_revision else None) or lesson.second
    return _combine_standing(
        one, two, lesson=lesson, called_for=called_for, held=use_revision, flags=flags, rules=rules
    )


def _combine_standing(
    one: Sheet,
    two: Sheet,
    *,
    lesson: Lesson,
    called_for: bool,
    held: bool,
    flags: list[Flag],
    rules: RuleSet,
) -> Combination:
    reserve = lesson.reserve
    marks = {"s1": sheet_mark(one, rules=rules), "s2": sheet_mark(two, rules=rules)}
    if reserve is not None:
        marks["s3"] = sheet_mark(reserve, rules=rules)
    criterion = rules.knock_out_criterion - 1
    zeros = [one, two]
    against = sum(sheet[criterion] == 0 for sheet in zeros)
    reserve_against = reserve is not None and reserve[criterion] == 0
    if against == 2 or (against == 1 and reserve_against):
        return Combination(State.KNOCK_OUT, marks=marks, flags=tuple(flags))
    if called_for and not held and reserve is None:
        return Combination(State.CONCILIATION_NEEDED, marks=marks, flags=tuple(flags))
    gap = abs(marks["s1"] - marks["s2"])
    third_called_for = gap > Fraction(rules.conciliation_gap)
    if (against == 1 or third_called_for) and reserve is None:
        state = State.REPEAT_NEEDED if lesson.reserve_absent else State.THIRD_NEEDED
        return Combination(state, marks=marks, flags=tuple(flags))
    pass_mark = Fraction(rules.minimum_m)
    if min(marks["s1"], marks["s2"]) < pass_mark <= max(marks["s1"], marks["s2"]):
        flags.append(Flag.STRADDLES_MINIMUM)
    if against == 1:
        flags.append(Flag.KNOCK_OUT_NOT_CONFIRMED)
    elif reserve_against:
        flags.append(Flag.KNOCK_OUT_BY_RESERVE_ONLY)
    if not third_called_for:
        state = State.CONCILIATED if called_for else State.AGREED
        mean = (marks["s1"] + marks["s2"]) / 2
        return Combination(state, mean, ("s1", "s2"), marks, tuple(flags))
    mark, counted = closest_mark(marks)
    flags.append(Flag.EQUIDISTANT if len(counted) == 1 else Flag.DISTANT_MARK_SET_ASIDE)
    return Combination(State.THIRD_MARK, mark, counted, marks, tuple(flags))
