"""The order of R10, the boundaries of R10 and R11, and each missing part."""

from decimal import Decimal

import pytest

from assessments.outcome.attendance import Register
from assessments.outcome.decision import decide
from assessments.outcome.lesson import Lesson
from assessments.outcome.passing import second_chance_open
from assessments.outcome.record import Absence, Unmarked, best_of
from assessments.outcome.result import as_row
from assessments.outcome.ruleset import RULES_V1
from tests.assessments.outcome.samples import record, sheet

OPEN = Lesson(sheet(50), sheet(73))
KNOCKED_OUT = Lesson(sheet(80, c8=0), sheet(83, c8=0))
EXC, NONE = Unmarked.EXCUSED, Unmarked.NOT_ATTEMPTED
MANY_ABSENT = Register(present=20, justified=10)


def row(**changes):
    return as_row(decide(record(**changes), rules=RULES_V1))


def outcome(**changes):
    return decide(record(**changes), rules=RULES_V1)


def some(**figures):
    """The row of a plain record where only these figures are given."""
    return {"id": "plain"} | dict.fromkeys("A Q P M E F on20".split(), "") | figures


def test_open_sheets_come_before_attendance_and_print_nothing():
    assert row(teaching=OPEN, register=MANY_ABSENT) == some(
        outcome="INCOMPLETE", A_min="66.67", A_max="66.67"
    )


def test_unrecorded_comes_before_everything():
    got = outcome(register=Register(present=10, justified=19, unrecorded=1), action_plan=False)
    assert (got.code, got.reasons) == ("INCOMPLETE", ("attendance-unrecorded",))


def test_open_sheets_of_a_resit_are_open():
    got = outcome(teaching=KNOCKED_OUT, teaching_resit=Lesson(sheet(70), None))
    assert (got.code, got.reasons) == ("INCOMPLETE", ("teaching-open:sheet-missing",))


def test_attendance_comes_before_deferral():
    got = outcome(register=MANY_ABSENT, exam=None, exam_absence=Absence.JUSTIFIED)
    assert (got.code, got.figures.e, got.figures.f) == ("REL", None, None)


def test_deferral_comes_before_failure():
    assert outcome(action_plan=False, exam=Decimal(10)).code == "AJO"


def test_all_half_days_cancelled_decides_nothing():
    assert row(register=Register(cancelled=30)) == some(outcome="INCOMPLETE", A_min="", A_max="")


def test_teaching_missing():
    absent = row(teaching=None, teaching_absence=Absence.JUSTIFIED)
    assert absent == some(A="100.00", Q="70.00", P="70.00", E="70.00", outcome="AJO")
    for absence in (None, Absence.UNJUSTIFIED):
        got = row(teaching=None, teaching_absence=absence)
        assert (got["M"], got["F"], got["on20"], got["outcome"]) == ("0.00", "49.00", "9.80", "ATT")


def test_exam_missing():
    absent = row(exam=None, exam_absence=Absence.JUSTIFIED)
    assert absent == some(A="100.00", Q="70.00", P="70.00", M="70.00", outcome="AJO")
    for absence in (None, Absence.UNJUSTIFIED):
        got = row(exam=None, exam_absence=absence)
        assert (got["E"], got["F"], got["outcome"]) == ("0.00", "49.00", "ATT")


@pytest.mark.parametrize(
    ("first", "absence", "resit", "mark"),
    [
        ("57.5", None, "92.5", "60.00"),
        ("57.5", None, "58", "58.00"),
        ("57.5", None, "40", "57.50"),
        ("75", None, "90", "75.00"),
        (None, Absence.UNJUSTIFIED, "59.99", "59.99"),
        (None, Absence.UNJUSTIFIED, "80", "60.00"),
        (None, Absence.JUSTIFIED, "80", "80.00"),
    ],
)
def test_exam_resit(first, absence, resit, mark):
    first = None if first is None else Decimal(first)
    assert row(exam=first, exam_absence=absence, exam_resit=Decimal(resit))["E"] == mark


def test_knock_out_counts_zero_until_a_clean_resit():
    got = outcome(teaching=KNOCKED_OUT)
    assert (got.code, str(got.figures.m), got.reasons[0]) == ("ATT", "0.00", "knock-out")
    clean = Lesson(sheet(75), sheet(78))
    assert row(teaching=KNOCKED_OUT, teaching_resit=clean)["M"] == "60.00"
    again = outcome(teaching=KNOCKED_OUT, teaching_resit=KNOCKED_OUT)
    assert (again.knock_out, str(again.figures.m)) == (True, "0.00")
    weak = outcome(teaching=KNOCKED_OUT, teaching_resit=Lesson(sheet(50), sheet(50)))
    assert (weak.knock_out, str(weak.figures.m), weak.code) == (False, "50.00", "ATT")


def test_quizzes_excused_are_left_out_and_not_attempted_count_zero():
    marks = (Decimal(70),) * 9
    assert row(quizzes=(*marks, Decimal(70), EXC, EXC))["Q"] == "70.00"
    assert row(quizzes=(*marks, NONE, EXC, EXC))["Q"] == "63.00"
    third = outcome(quizzes=(*marks, EXC, EXC, EXC))
    assert (third.code, third.reasons) == ("AJO", ("excused-quizzes-above-maximum",))
    nothing = row(quizzes=(EXC,) * 12)
    assert (nothing["Q"], nothing["F"], nothing["outcome"]) == ("", "", "AJO")


def test_a_missed_practical_counts_zero():
    assert row(practicals=(Decimal("14.5"), Decimal(14), None, Decimal(14)))["P"] == "53.13"


def test_best_of_two_attempts():
    assert best_of([Decimal(40), Decimal(90)]) == 90
    assert best_of([]) is Unmarked.NOT_ATTEMPTED


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"quizzes": (Decimal(50),) * 12}, "CR"),
        ({"quizzes": (Decimal("49.99"),) * 12}, "ATT"),
        ({"quizzes": (Decimal("49.995"),) * 12}, "CR"),  # what is printed is judged (R1.4)
        ({"practicals": (Decimal(10),) * 4}, "CR"),
        ({"practicals": (Decimal("9.5"), *(Decimal(10),) * 3)}, "ATT"),
        ({"teaching": Lesson(sheet(60), sheet(60))}, "CR"),
        ({"teaching": Lesson(sheet(60), sheet(59))}, "ATT"),
        ({"exam": Decimal(60)}, "CR"),
        ({"exam": Decimal("59.99")}, "ATT"),
        ({"exam": Decimal("59.995")}, "CR"),
        ({"register": Register(present=24, justified=6)}, "CR"),
        ({"register": Register(present=23, half=1, justified=6)}, "REL"),
        ({"register": Register(present=20, caught_up=4, justified=6)}, "REL"),
        ({"register": Register(present=20, caught_up=3, late=1, justified=6)}, "CR"),
    ],
)
def test_minima(changes, code):
    assert outcome(**changes).code == code


HIGH = {
    "quizzes": (Decimal(85),) * 12,
    "practicals": (Decimal(17),) * 4,
    "teaching": Lesson(sheet(85), sheet(85)),
    "exam": Decimal(85),
}
GOOD = {
    "quizzes": (Decimal(75),) * 12,
    "practicals": (Decimal(15),) * 4,
    "teaching": Lesson(sheet(75), sheet(75)),
    "exam": Decimal(75),
}


@pytest.mark.parametrize(
    ("base", "changes", "code"),
    [
        (HIGH, {}, "CRD"),
        (HIGH, {"exam": Decimal("84.95")}, "CRM"),  # F 84.99
        (HIGH, {"teaching": Lesson(sheet(80), sheet(80)), "exam": Decimal(90)}, "CRD"),
        (HIGH, {"teaching": Lesson(sheet(80), sheet(79)), "exam": Decimal(100)}, "CRM"),
        (HIGH, {"register": Register(present=27, justified=3)}, "CRD"),
        (HIGH, {"register": Register(present=26, half=1, justified=3)}, "CRM"),
        (HIGH, {"register": Register(present=29, unjustified=1)}, "CRM"),
        (HIGH, {"exam_resit": Decimal(10)}, "CR"),
        (HIGH, {"teaching_resit": Lesson(sheet(60), sheet(60))}, "CR"),
        (GOOD, {}, "CRM"),
        (GOOD, {"exam": Decimal("74.95")}, "CR"),  # F 74.99
        (GOOD, {"teaching": Lesson(sheet(70), sheet(70)), "exam": Decimal(80)}, "CRM"),
        (GOOD, {"teaching": Lesson(sheet(70), sheet(69)), "exam": Decimal(90)}, "CR"),
        (GOOD, {"register": Register(present=25, half=1, justified=4)}, "CRM"),  # A 85.00
        (GOOD, {"register": Register(present=25, justified=5)}, "CR"),
        (GOOD, {"register": Register(present=28, unjustified=2)}, "CRM"),
        (GOOD, {"register": Register(present=27, unjustified=3)}, "CR"),
    ],
)
def test_mentions(base, changes, code):
    assert outcome(**(base | changes)).code == code


def test_the_jury_may_raise_one_narrow_failure_only():
    narrow = outcome(exam=Decimal("59.00"))
    assert {name: str(gap) for name, gap in narrow.gaps.items()} == {"E": "1.00"}
    assert second_chance_open(narrow, rules=RULES_V1)
    assert not second_chance_open(outcome(exam=Decimal("58.99")), rules=RULES_V1)
    both = outcome(exam=Decimal("59.5"), quizzes=(Decimal("49.5"),) * 12)
    assert not second_chance_open(both, rules=RULES_V1)
    assert not second_chance_open(outcome(teaching=KNOCKED_OUT), rules=RULES_V1)
    assert not second_chance_open(outcome(register=MANY_ABSENT), rules=RULES_V1)
