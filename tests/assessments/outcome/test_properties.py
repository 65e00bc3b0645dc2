"""What must hold for every record, by hypothesis."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.outcome.attendance import Register, attendance_interval
from assessments.outcome.components import after_resit, final_mark, mark_on20, quizzes_mark
from assessments.outcome.decision import decide
from assessments.outcome.lesson import Lesson
from assessments.outcome.passing import shortfalls
from assessments.outcome.record import Absence, TraineeRecord, Unmarked
from assessments.outcome.rounding import round_half_up, truncate
from assessments.outcome.ruleset import RULES_V1

marks = st.decimals(0, 100, places=2)
quizzes = st.lists(marks | st.sampled_from(Unmarked), min_size=12, max_size=12).map(tuple)
sheets = st.tuples(*[st.integers(0, 4)] * 8)
lessons = st.builds(
    Lesson, sheets | st.none(), sheets, sheets | st.none(), sheets | st.none(), sheets | st.none()
)
absences = st.none() | st.sampled_from(Absence)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    cuts = sorted(draw(st.lists(st.integers(0, 30), min_size=7, max_size=7)))
    return Register(*(b - a for a, b in zip([0, *cuts], [*cuts, 30], strict=True)))


records = st.builds(
    TraineeRecord,
    identifier=st.just("x"),
    register=registers(),
    quizzes=quizzes,
    practicals=st.tuples(*[st.integers(0, 40).map(lambda n: Decimal(n) / 2) | st.none()] * 4),
    teaching=st.none() | lessons,
    teaching_absence=absences,
    teaching_resit=st.none() | lessons,
    exam=st.none() | marks,
    exam_absence=absences,
    exam_resit=st.none() | marks,
    action_plan=st.booleans(),
)


@given(st.fractions(-1000, 1000))
def test_rounding_is_within_half_a_hundredth_and_away_from_zero(value):
    rounded = Fraction(round_half_up(value))
    assert abs(rounded - value) <= Fraction(1, 200)
    if abs(rounded - value) == Fraction(1, 200):
        assert abs(rounded) > abs(value)
    assert round_half_up(-value) == -round_half_up(value)
    assert 0 <= abs(value) - abs(Fraction(truncate(value))) < Fraction(1, 100)


@given(records)
def test_figures_are_bounded_and_the_outcome_agrees_with_what_is_printed(record):
    outcome = decide(record, rules=RULES_V1)
    figures = outcome.figures
    for value in (figures.a, figures.q, figures.p, figures.m, figures.e, figures.f):
        assert value is None or (0 <= value <= 100 and value.as_tuple().exponent == -2)
    if outcome.code == "INCOMPLETE":
        assert figures.a is None and outcome.reasons
        return
    assert figures.a is not None
    assert (figures.a < 80) == (outcome.code == "REL")
    if outcome.code in ("REL", "AJO"):
        assert outcome.reasons
        return
    assert figures.q is not None and figures.p is not None
    assert figures.m is not None and figures.e is not None
    assert figures.f is not None and figures.on20 is not None
    expected = final_mark(figures.q, figures.p, figures.m, figures.e, rules=RULES_V1)
    assert figures.f == expected
    assert Fraction(figures.on20) * 5 <= Fraction(figures.f)
    failed = bool(shortfalls(figures, rules=RULES_V1)) or outcome.knock_out
    assert outcome.passed == (not failed)


@given(quizzes, st.randoms(use_true_random=False))
def test_the_order_of_quizzes_is_irrelevant(entries, random):
    shuffled = list(entries)
    random.shuffle(shuffled)
    assert quizzes_mark(shuffled, rules=RULES_V1) == quizzes_mark(entries, rules=RULES_V1)


@given(marks, marks)
def test_a_resit_never_lowers_and_never_lifts_above_the_cap(first, resit):
    value = after_resit(first, resit, rules=RULES_V1)
    assert value >= Fraction(first)
    assert value <= max(Fraction(first), Fraction(60))


@given(records, lessons)
def test_a_teaching_resit_never_lowers_m(record, resit):
    before = decide(replace(record, teaching_resit=None), rules=RULES_V1).figures.m
    after = decide(replace(record, teaching_resit=resit), rules=RULES_V1).figures.m
    assert before is None or after is None or after >= before


@given(registers(), st.data())
def test_the_interval_contains_a_for_every_way_to_fill_in_the_unrecorded(register, data):
    interval = attendance_interval(register, rules=RULES_V1)
    if interval is None:
        assert register.cancelled == 30
        return
    present = data.draw(st.integers(0, register.unrecorded))
    filled = replace(
        register,
        present=register.present + present,
        unjustified=register.unjustified + register.unrecorded - present,
        unrecorded=0,
    )
    resolved = attendance_interval(filled, rules=RULES_V1)
    assert resolved is not None and resolved.low == resolved.high
    assert interval.low <= resolved.low <= interval.high


@given(st.integers(0, 10000))
def test_out_of_twenty_never_flatters(hundredths):
    final = Decimal(hundredths) / 100
    assert (mark_on20(final, rules=RULES_V1) >= 12) == (final >= 60)
