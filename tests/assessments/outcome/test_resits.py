"""R12 in full: who may take the lesson or the exam again, and why not."""

from decimal import Decimal

import pytest

from assessments.outcome.attendance import Register
from assessments.outcome.lesson import Lesson
from assessments.outcome.record import Absence
from assessments.outcome.resits import Bar, exam_resit_barred, teaching_resit_barred
from assessments.outcome.ruleset import RULES_V1, RuleSet
from tests.assessments.outcome.samples import record, sheet

FAILED = Lesson(sheet(58), sheet(58))
KNOCKED_OUT = Lesson(sheet(80, c8=0), sheet(80, c8=0))
APART = Lesson(sheet(50), sheet(70))
NO_RESITS = RuleSet(version=2, resits_per_component=0)
TWO_RESITS = RuleSet(version=2, resits_per_component=2)


def why(barred):
    return barred.why if barred else None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"teaching": FAILED}, None),
        ({"teaching": KNOCKED_OUT}, None),
        ({"teaching": Lesson(sheet(60), sheet(60))}, Bar.PASSED),
        ({"teaching": Lesson(sheet(59), sheet(60))}, None),  # 59.50
        ({"teaching": APART}, Bar.NO_FIRST),  # conciliation is still to come
        ({"teaching": None}, Bar.NO_FIRST),
        # Absent with a justification: what comes is a first lesson (R10.3); without one it is 0.
        ({"teaching": None, "teaching_absence": Absence.JUSTIFIED}, None),
        ({"teaching": None, "teaching_absence": Absence.UNJUSTIFIED}, None),
        ({"teaching": FAILED, "teaching_zeroed": True}, Bar.ZEROED),
        # A second lesson that was held changes nothing about the first.
        ({"teaching": FAILED, "teaching_resit": Lesson(sheet(75), sheet(75))}, None),
    ],
)
def test_the_second_lesson(changes, expected):
    assert why(teaching_resit_barred(record(**changes), rules=RULES_V1)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"exam": Decimal("59.99")}, None),
        ({"exam": Decimal("60.00")}, Bar.PASSED),
        ({"exam": None}, Bar.NO_FIRST),
        ({"exam": None, "exam_absence": Absence.JUSTIFIED}, None),
        ({"exam": None, "exam_absence": Absence.UNJUSTIFIED}, None),
        ({"exam": Decimal(40), "exam_resit": Decimal(55)}, Bar.TAKEN),
    ],
)
def test_the_second_exam(changes, expected):
    assert why(exam_resit_barred(record(**changes), rules=RULES_V1)) == expected


@pytest.mark.parametrize(
    ("register", "barred"),
    [
        (Register(present=24, justified=6), False),  # exactly 80.00
        (Register(present=23, justified=7), True),  # 76.67
        (Register(present=23, justified=6, unrecorded=1), False),  # 76.67 to 80.00
        (Register(present=22, justified=7, unrecorded=1), True),
        (Register(present=23, justified=5, cancelled=2), False),  # 82.14 of 28 held
        (Register(cancelled=30), False),  # nothing held yet says nothing
    ],
)
def test_neither_once_attendance_cannot_reach_the_minimum(register, barred):
    person = record(register=register, teaching=FAILED, exam=Decimal(40))
    expected = Bar.ATTENDANCE if barred else None
    for ask in (teaching_resit_barred, exam_resit_barred):
        assert why(ask(person, rules=RULES_V1)) == expected
    if barred:
        found = exam_resit_barred(person, rules=RULES_V1)
        assert found is not None
        assert (str(found.reachable), found.minimum) == ("76.67", Decimal(80))
    # A justified absentee's first lesson is no re-sit: attendance does not bar it.
    absent = record(register=register, teaching=None, teaching_absence=Absence.JUSTIFIED)
    assert teaching_resit_barred(absent, rules=RULES_V1) is None


def test_how_many_is_the_rule_sets_to_say():
    person = record(teaching=FAILED, exam=Decimal(40))
    assert why(teaching_resit_barred(person, rules=NO_RESITS)) == Bar.TAKEN
    assert why(exam_resit_barred(person, rules=NO_RESITS)) == Bar.TAKEN
    again = record(exam=Decimal(40), exam_resit=Decimal(50))
    assert exam_resit_barred(again, rules=TWO_RESITS) is None
