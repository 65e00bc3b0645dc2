"""Thresholds are data: stored exactly, refused by name, and each one matters."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assessments.outcome.attendance import Register
from assessments.outcome.decision import decide
from assessments.outcome.lesson import Lesson
from assessments.outcome.record import Unmarked
from assessments.outcome.ruleset import RULES_V1, RuleSet, RuleSetError
from assessments.outcome.stored_values import stored
from assessments.scoring.schemes import SCHEMES
from tests.assessments.outcome.samples import record, sheet

DOC = Path(__file__).parents[3] / "docs" / "scoring.md"


def doc_table(heading):
    section = DOC.read_text("utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return {cells[1].strip(" `"): cells[2].strip(" `") for cells in (x.split("|") for x in lines)}


def test_the_documented_thresholds_are_those_of_the_code():
    values = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in RULES_V1.to_json().items()
    }
    assert doc_table("Rule set `relais-2016`, version 1") == values


def test_the_documented_schemes_are_those_of_the_code():
    assert list(doc_table("Schemes for items")) == list(SCHEMES)


def test_json_round_trip_and_digest():
    data = json.loads(json.dumps(RULES_V1.to_json()))
    assert RuleSet.from_json(data) == RULES_V1
    assert RuleSet.from_json(data).digest() == RULES_V1.digest()
    assert replace(RULES_V1, resit_cap=Decimal("60.00")).digest() == RULES_V1.digest()
    assert replace(RULES_V1, resit_cap=Decimal("60.01")).digest() != RULES_V1.digest()
    assert stored(Decimal("100")) == "100"


def test_version_1_is_frozen():
    # A changed digest means a changed version 1, which no cohort may ever see.
    assert RULES_V1.digest() == "37c5fe1105b0860fb91a2d60b6cec661188f9bed2961e17294a36ebcee9c4515"


@pytest.mark.parametrize(
    ("change", "code", "name"),
    [
        ({"bonus": "1"}, "unknown-fields", "bonus"),
        ({"resit_cap": 60}, "wrong-type", "resit_cap"),
        ({"resit_cap": 60.0}, "wrong-type", "resit_cap"),
        ({"resit_cap": "NaN"}, "wrong-type", "resit_cap"),
        ({"excused_max": "2"}, "wrong-type", "excused_max"),
        ({"excused_max": True}, "wrong-type", "excused_max"),
        ({"merit_resit_allowed": 0}, "wrong-type", "merit_resit_allowed"),
        ({"rubric_weights": [4, 4, "4"]}, "wrong-type", "rubric_weights"),
        ({"rubric_weights": [25, 1]}, "impossible-value", "rubric_weights"),
        ({"weight_q": "0.3"}, "impossible-value", "weight_q"),
        ({"knock_out_criterion": 9}, "impossible-value", "knock_out_criterion"),
        ({"excused_max": -1}, "impossible-value", "excused_max"),
        ({"on20_divisor": "0"}, "impossible-value", "on20_divisor"),
    ],
)
def test_a_bad_rule_set_is_refused_by_name(change, code, name):
    with pytest.raises(RuleSetError) as caught:
        RuleSet.from_json(RULES_V1.to_json() | change)
    assert caught.value.code == code
    assert name in caught.value.names


def test_a_missing_threshold_is_never_defaulted():
    data = RULES_V1.to_json()
    del data["minimum_e"]
    with pytest.raises(RuleSetError, match="missing-fields: minimum_e"):
        RuleSet.from_json(data)


EXCUSED = (*(Decimal(70),) * 10, Unmarked.EXCUSED, Unmarked.EXCUSED)
GOOD = {
    "quizzes": (Decimal(80),) * 12,
    "practicals": (Decimal(16),) * 4,
    "teaching": Lesson(sheet(80), sheet(80)),
    "exam": Decimal(80),
}


@pytest.mark.parametrize(
    ("threshold", "value", "changes"),
    [
        ("attendance_minimum", "80.01", {"register": Register(present=24, justified=6)}),
        ("credit_half", "0.4", {"register": Register(present=23, half=2, justified=5)}),
        ("catch_up_max", 1, {"register": Register(present=22, caught_up=2, justified=6)}),
        ("excused_max", 1, {"quizzes": EXCUSED}),
        ("minimum_q", "70.01", {}),
        ("minimum_p", "70.01", {}),
        ("minimum_m", "70.01", {}),
        ("minimum_e", "70.01", {}),
        ("minimum_f", "70.01", {}),
        ("practical_out_of", "40", {}),
        ("conciliation_gap", "9", {"teaching": Lesson(sheet(65), sheet(75))}),
        ("criterion_gap", 1, {"teaching": Lesson(sheet(68), sheet(73))}),
        ("knock_out_criterion", 7, {"teaching": Lesson(sheet(80, c8=0), sheet(80, c8=0))}),
        ("resit_cap", "59", {"exam": Decimal(50), "exam_resit": Decimal(90)}),
        ("merit_f", "80.01", GOOD),
        ("merit_m", "80.01", GOOD),
        ("merit_a", "93.34", GOOD | {"register": Register(present=28, unjustified=2)}),
        ("merit_unjustified_max", 1, GOOD | {"register": Register(present=28, unjustified=2)}),
        ("merit_resit_allowed", True, GOOD | {"exam_resit": Decimal(50)}),
        ("distinction_f", "80", GOOD),
    ],
)
def test_moving_one_threshold_moves_the_decision(threshold, value, changes):
    moved = Decimal(value) if isinstance(value, str) else value
    before = decide(record(**changes), rules=RULES_V1)
    after = decide(
        record(**changes), rules=RuleSet.from_json(RULES_V1.to_json() | {threshold: stored(moved)})
    )
    assert before.code != after.code
