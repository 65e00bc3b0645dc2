"""The acceptance cases of the completion rules, exactly."""

import json
from pathlib import Path

import pytest

from assessments.outcome.casefile import read_cases, read_record
from assessments.outcome.casewriting import write_case
from assessments.outcome.decision import decide
from assessments.outcome.result import as_row
from assessments.outcome.ruleset import RULES_V1

TEXT = (Path(__file__).parents[1] / "cases" / "completion_cases.json").read_text("utf-8")
EXPECTED = {case["id"]: case["expected"] for case in json.loads(TEXT)}
RECORDS = {one.identifier: one for one in read_cases(TEXT, rules=RULES_V1).records}


def test_every_case_was_read_and_every_field_understood():
    assert list(RECORDS) == list(EXPECTED)
    assert len(RECORDS) == 13
    assert read_cases(TEXT, rules=RULES_V1).ignored == ()


@pytest.mark.parametrize("identifier", EXPECTED)
def test_given_case(identifier):
    row = as_row(decide(RECORDS[identifier], rules=RULES_V1))
    blank = dict.fromkeys(["A", "Q", "P", "M", "E", "F", "on20"], "")
    assert row == {"id": identifier} | blank | EXPECTED[identifier]


@pytest.mark.parametrize("identifier", EXPECTED)
def test_a_written_case_reads_back_as_the_same_record(identifier):
    case = json.loads(json.dumps(write_case(RECORDS[identifier])))
    assert read_record(case, identifier=identifier, rules=RULES_V1) == RECORDS[identifier]


def test_t15_recorded_present_gives_exactly_the_minimum():
    case = next(c for c in json.loads(TEXT) if c["id"] == "T15")
    case["register"] = {"P": "24", "J": "6"}
    row = as_row(decide(read_record(case, identifier="T15", rules=RULES_V1), rules=RULES_V1))
    assert (row["A"], row["outcome"]) == ("80.00", "CR")


def test_t16_becomes_merit_once_the_action_plan_is_validated():
    case = next(c for c in json.loads(TEXT) if c["id"] == "T16") | {"action_plan": True}
    outcome = decide(read_record(case, identifier="T16", rules=RULES_V1), rules=RULES_V1)
    assert outcome.code == "CRM"
