"""Section 4.3: examples of the rules, and every open, void and flagged way."""

from fractions import Fraction

import pytest

from assessments.outcome.closest import closest_mark
from assessments.outcome.lesson import Flag, Lesson, State
from assessments.outcome.microteaching import combine, sheet_mark
from assessments.outcome.quality import quality_watch
from assessments.outcome.ruleset import RULES_V1
from tests.assessments.outcome.samples import sheet

APART = (4, 4, 4, 3, 1, 3, 4, 3), (4, 4, 4, 3, 4, 3, 4, 3)  # one criterion three levels apart


def combined(*sheets, **parts):
    return combine(Lesson(*sheets, **parts), rules=RULES_V1)


@pytest.mark.parametrize(
    ("lesson", "mark", "state"),
    [
        (Lesson(sheet(68), sheet(73)), "70.5", State.AGREED),
        (Lesson(sheet(57), sheet(63)), "60", State.AGREED),
        (
            Lesson(sheet(50), sheet(73), second_revised=sheet(67), reserve=sheet(58)),
            "54",
            State.THIRD_MARK,
        ),
        (Lesson(sheet(50), sheet(70), reserve=sheet(60)), "60", State.THIRD_MARK),
        (
            Lesson(sheet(66, c8=0), sheet(72, c8=2), reserve=sheet(70, c8=2)),
            "69",
            State.AGREED,
        ),
        (Lesson(sheet(60), sheet(70)), "65", State.AGREED),  # exactly the gap
        (
            Lesson(sheet(50), sheet(73), sheet(57), sheet(67)),
            "62",
            State.CONCILIATED,
        ),
    ],
)
def test_examples(lesson, mark, state):
    result = combine(lesson, rules=RULES_V1)
    assert (result.mark, result.state, result.is_open) == (Fraction(mark), state, False)


@pytest.mark.parametrize(
    ("lesson", "state"),
    [
        (Lesson(sheet(70), None), State.SHEET_MISSING),
        (Lesson(None, None, reserve=sheet(70)), State.SHEET_MISSING),
        (Lesson(sheet(60), sheet(71)), State.CONCILIATION_NEEDED),
        (Lesson(*APART), State.CONCILIATION_NEEDED),
        (Lesson(sheet(50), sheet(73), second_revised=sheet(67)), State.THIRD_NEEDED),
        (
            Lesson(sheet(50), sheet(73), second_revised=sheet(67), reserve_absent=True),
            State.REPEAT_NEEDED,
        ),
        (Lesson(sheet(66, c8=0), sheet(72, c8=2)), State.THIRD_NEEDED),
        (Lesson(sheet(66, c8=0), sheet(72, c8=3)), State.CONCILIATION_NEEDED),
    ],
)
def test_open_sheets(lesson, state):
    result = combine(lesson, rules=RULES_V1)
    assert (result.state, result.mark, result.is_open) == (state, None, True)


def test_knock_out_by_both_is_void_even_without_conciliation():
    t10 = (4, 3, 4, 4, 3, 4, 3, 0), (4, 4, 4, 3, 4, 4, 3, 0)
    assert [sheet_mark(one, rules=RULES_V1) for one in t10] == [80, 83]
    assert combined(*t10).state is State.KNOCK_OUT
    far = combined(sheet(40, c8=0), sheet(80, c8=0))
    assert (far.state, far.mark) == (State.KNOCK_OUT, None)


def test_knock_out_by_one_is_confirmed_or_not_by_the_reserve():
    one, other = sheet(66, c8=0), sheet(72, c8=2)
    assert combined(one, other, reserve=sheet(66, c8=0)).state is State.KNOCK_OUT
    assert combined(other, one, reserve=sheet(66, c8=0)).state is State.KNOCK_OUT
    assert Flag.KNOCK_OUT_NOT_CONFIRMED in combined(one, other, reserve=sheet(70)).flags


def test_a_zero_taken_back_in_conciliation_knocks_nobody_out():
    first, second = sheet(66, c8=0), sheet(72, c8=3)
    assert combined(first, second, first_revised=sheet(69, c8=1)).mark == Fraction("70.5")


def test_the_reserve_alone_knocks_nobody_out_but_is_flagged():
    result = combined(sheet(50), sheet(70), reserve=sheet(60, c8=0))
    assert result.mark == 60
    assert Flag.KNOCK_OUT_BY_RESERVE_ONLY in result.flags


def test_criteria_still_apart_after_conciliation_do_not_call_a_third():
    one, other = APART
    assert combined(one, other, first_revised=one).state is State.CONCILIATED


def test_a_revision_nobody_called_for_does_not_count():
    result = combined(sheet(68), sheet(73), first_revised=sheet(73))
    assert result.mark == Fraction("70.5")
    assert result.flags == (Flag.REVISION_NOT_CALLED_FOR,)


def test_a_sealed_reserve_sheet_stays_sealed_when_the_two_agree():
    assert combined(sheet(68), sheet(73), reserve=sheet(30)).counted == ("s1", "s2")


def test_straddling_is_a_flag_and_the_mean_decides():
    assert combined(sheet(57), sheet(63)).flags == (Flag.STRADDLES_MINIMUM,)
    assert combined(sheet(60), sheet(63)).flags == ()


@pytest.mark.parametrize(
    ("marks", "mark", "counted"),
    [
        ((50, 67, 58), "54", ("s1", "s3")),
        ((50, 67, 59), "63", ("s2", "s3")),
        ((50, 70, 60), "60", ("s3",)),
        ((50, 70, 50), "50", ("s1", "s3")),
        ((50, 61, 100), "55.5", ("s1", "s2")),
        ((50, 62, 74), "62", ("s2",)),
        ((80, 60, 85), "82.5", ("s1", "s3")),
    ],
)
def test_two_closest_of_three(marks, mark, counted):
    named = {f"s{n}": Fraction(value) for n, value in enumerate(marks, start=1)}
    assert closest_mark(named) == (Fraction(mark), counted)


@pytest.mark.parametrize("levels", [(4,) * 7, (4,) * 9, (5,) + (4,) * 7, (-1,) + (4,) * 7])
def test_a_sheet_off_the_rubric_is_refused(levels):
    with pytest.raises(ValueError, match="expected"):
        sheet_mark(levels, rules=RULES_V1)


def test_quality_watch_counts_pairs_conciliations_and_thirds():
    lessons = [
        (("a", "b"), Lesson(sheet(68), sheet(73))),
        (("b", "a"), Lesson(sheet(70), sheet(70))),
        (("a", "c"), Lesson(sheet(50), sheet(73), second_revised=sheet(67), reserve=sheet(58))),
        (("a", "c"), Lesson(sheet(60), None)),
    ]
    watch = quality_watch(lessons, rules=RULES_V1)
    assert watch.lessons == 3
    assert {pair: str(gap) for pair, gap in watch.difference_by_pair.items()} == {
        ("a", "b"): "2.50",
        ("a", "c"): "23.00",
    }
    assert (str(watch.conciliation_share), str(watch.third_mark_share)) == ("33.33", "33.33")
    assert watch.recalibrate
    assert not quality_watch(lessons[:2], rules=RULES_V1).recalibrate
    # More than 20 %: one conciliation in four lessons, not in five.
    assert quality_watch([*lessons, lessons[0]], rules=RULES_V1).recalibrate
    assert not quality_watch([*lessons, *lessons[:2]], rules=RULES_V1).recalibrate
    assert quality_watch([], rules=RULES_V1).conciliation_share is None
