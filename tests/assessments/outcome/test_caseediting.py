"""A frozen case as fields: everything stays as it was but for what is written."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.outcome.caseediting import edited_case, field_name, fields_of
from assessments.outcome.casefile import read_cases, read_record
from assessments.outcome.casewriting import write_case
from assessments.outcome.reading import CaseFileError
from assessments.outcome.ruleset import RULES_V1

GIVEN = Path(__file__).parent.parent / "cases" / "completion_cases.json"
CASES = [write_case(record) for record in read_cases(GIVEN.read_text(), rules=RULES_V1).records]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_what_is_sent_back_unchanged_changes_nothing(case):
    values = {field.name: field.value for field in fields_of(case)}
    assert edited_case(case, values) == case
    assert edited_case(case, {}) == case


@given(st.sampled_from(CASES), st.data())
def test_one_field_changes_one_place(case, data):
    field = data.draw(st.sampled_from([f for f in fields_of(case) if f.part == "quiz"]))
    edited = edited_case(case, {field.name: "41,5"})
    assert edited["quizzes"][int(field.place) - 1] == "41.5"
    edited["quizzes"][int(field.place) - 1] = case["quizzes"][int(field.place) - 1]
    assert edited == case


def test_every_part_is_brought_in():
    case = copy.deepcopy(next(case for case in CASES if case["mt"]))
    case["mt"]["rev"] = {"s1": ["2"] * 8}
    edited = edited_case(
        case,
        {
            "register-P": "28", "register-N": "2", "practical-2": "", "exam": "12,5",
            "exam-resit": "60", "mt-s1": "4 4 4 4 4 4 4 4", "mt-rev-s1": "1 1 1 1 1 1 1 1",
            "M_zeroed": "1", "action_plan": "",
        },
    )  # fmt: skip
    assert (edited["register"]["P"], edited["register"]["N"]) == ("28", "2")
    assert edited["practicals_20"][1] is None
    assert (edited["E1"], edited["E2"]) == ("12.5", "60")
    assert edited["mt"]["s1"] == ["4"] * 8
    assert edited["mt"]["rev"]["s1"] == ["1"] * 8
    assert edited["M_zeroed"] is True
    assert edited["action_plan"] is False


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"register-P": "99"}, "register-P"),
        ({"register-P": "1"}, ""),
        ({"quiz-3": "101"}, "quiz-3"),
        ({"practical-1": "12,3"}, "practical-1"),
        ({"mt-s2": "1 2 3"}, "mt-s2"),
        ({"mt-s2": "1 2 3 4 5 1 1 1"}, "mt-s2"),
        ({"exam": "viel"}, "exam"),
        ({"exam-resit": "-1"}, "exam-resit"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(values, name):
    case = next(case for case in CASES if case["mt"])
    with pytest.raises(CaseFileError) as refused:
        read_record(edited_case(case, values), identifier="x", rules=RULES_V1)
    assert field_name(refused.value.field) == name


def test_fields_are_named_once():
    for case in CASES:
        names = [field.name for field in fields_of(case)]
        assert len(names) == len(set(names))
        json.dumps(edited_case(case, {}))
