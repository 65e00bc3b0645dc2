"""Reading case files: every shape that is meant, and each refusal with case and field."""

import json
from decimal import Decimal

import pytest

from assessments.outcome.attendance import Register
from assessments.outcome.casefile import read_cases
from assessments.outcome.decision import decide
from assessments.outcome.reading import CaseFileError
from assessments.outcome.record import Unmarked
from assessments.outcome.result import as_row
from assessments.outcome.ruleset import RULES_V1

LEVELS = ["3"] * 8  # 75
LOW = ["2"] * 8  # 50
CASE = {
    "id": "X1",
    "register": {"P": "30"},
    "quizzes": ["70"] * 12,
    "practicals_20": ["14"] * 4,
    "mt": {"s1": LEVELS, "s2": LEVELS},
    "E1": "70",
    "action_plan": True,
}


def read(**changes):
    return read_cases(json.dumps([CASE | changes]), rules=RULES_V1).records[0]


def row(**changes):
    return as_row(decide(read(**changes), rules=RULES_V1))


def test_comma_point_and_json_numbers_are_read_exactly():
    text = json.dumps([CASE | {"quizzes": ["58,5", "58.5", 58.1, 7, " 70 ", *["70"] * 7]}])
    quizzes = read_cases(text, rules=RULES_V1).records[0].quizzes
    assert [str(mark) for mark in quizzes[:5]] == ["58.5", "58.5", "58.1", "7", "70"]


def test_quizzes_excused_absent_and_with_attempts():
    quizzes = read(quizzes=["EXC", None, ["40", "90"], [], "exc", *["70"] * 7]).quizzes
    assert quizzes[:5] == (
        Unmarked.EXCUSED,
        Unmarked.NOT_ATTEMPTED,
        Decimal(90),
        Unmarked.NOT_ATTEMPTED,
        Unmarked.EXCUSED,
    )


@pytest.mark.parametrize(
    "rev",
    [{"s1": ["3"] * 8, "s2": LEVELS}, {"s1": LEVELS}, [LEVELS, LEVELS], [LEVELS, None]],
)
def test_revision_shapes(rev):
    assert row(mt={"s1": LOW, "s2": LEVELS, "rev": rev})["M"] == "75.00"


@pytest.mark.parametrize(
    "mt",
    [
        {"s1": LOW, "s2": LEVELS},
        {"s1": LEVELS},
        {"s1": LEVELS, "s2": None},
        {"s1": LEVELS, "s2": [*["3"] * 7, None]},
        {},
        {"s1": LOW, "s2": LEVELS, "rev": {"s1": LOW}},
        {"s1": [*["3"] * 7, "0"], "s2": [*["3"] * 7, "2"]},
    ],
)
def test_open_sheets_are_incomplete(mt):
    got = row(mt=mt)
    assert (got["outcome"], got["M"], got["A_min"], got["A_max"]) == (
        "INCOMPLETE",
        "",
        "100.00",
        "100.00",
    )


def test_third_sheet_resit_and_absences():
    assert row(mt={"s1": LOW, "s2": LEVELS, "rev": {"s1": LOW}, "s3": ["3"] * 8})["M"] == "75.00"
    again = {"s1": LOW, "s2": LEVELS, "rev": {"s1": LOW}, "s3": LOW}
    knocked_out = {"s1": [*["3"] * 7, "0"], "s2": [*["3"] * 7, "0"]}
    assert row(mt=knocked_out, mt_resit=again)["M"] == "50.00"
    assert row(mt=None, M_absence="justified")["outcome"] == "AJO"
    assert row(mt={"s1": None, "s2": None}, M_absence="justified")["outcome"] == "AJO"
    assert row(mt=None, M_absence="unjustified")["M"] == "0.00"
    assert row(E1=None, E_absence="justified")["outcome"] == "AJO"
    assert row(E1=None, E_absence="unjustified", E2="55")["E"] == "55.00"


def test_one_case_alone_and_unknown_fields():
    text = json.dumps(
        CASE | {"E_absense": "justified", "mt": {"s1": LEVELS, "s2": LEVELS, "note": "x"}}
    )
    cases = read_cases(text, rules=RULES_V1)
    assert cases.ignored == ("X1: E_absense", "X1: mt.note")
    assert cases.records[0].register == Register(present=30)
    assert read_cases("[]", rules=RULES_V1).records == ()


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"register": {"P": "29"}}, "wrong-sum", "register"),
        ({"register": {"P": "29", "Z": "1"}}, "unknown-status", "register"),
        ({"register": {"P": "-1", "J": "31"}}, "out-of-range", "register.P"),
        ({"register": {"P": "29.5", "J": "0.5"}}, "not-a-whole-number", "register.P"),
        ({"register": None}, "not-an-object", "register"),
        ({"quizzes": ["70"] * 11}, "wrong-length", "quizzes"),
        ({"quizzes": ["70"] * 11 + ["100.01"]}, "out-of-range", "quizzes[12]"),
        ({"quizzes": ["70"] * 11 + ["good"]}, "not-a-number", "quizzes[12]"),
        ({"quizzes": ["70"] * 11 + [True]}, "not-a-number", "quizzes[12]"),
        ({"quizzes": ["70"] * 11 + [["1", "2", "3"]]}, "too-many-attempts", "quizzes[12]"),
        ({"quizzes": "70"}, "not-a-list", "quizzes"),
        ({"practicals_20": ["14"] * 3 + ["20.5"]}, "out-of-range", "practicals_20[4]"),
        ({"practicals_20": ["14"] * 3 + ["13.3"]}, "not-a-half-point", "practicals_20[4]"),
        ({"mt": {"s1": ["3"] * 7, "s2": LEVELS}}, "wrong-length", "mt.s1"),
        ({"mt": {"s1": ["5"] + ["3"] * 7, "s2": LEVELS}}, "out-of-range", "mt.s1.C1"),
        ({"mt": {"s1": ["2.5"] + ["3"] * 7, "s2": LEVELS}}, "not-a-whole-number", "mt.s1.C1"),
        ({"mt": LEVELS}, "not-an-object", "mt"),
        ({"mt": {"s1": LOW, "s2": LEVELS, "rev": [LOW]}}, "wrong-length", "mt.rev"),
        ({"mt": {"s1": LOW, "s2": LEVELS, "rev": {"s9": LOW}}}, "unknown-fields", "mt.rev"),
        ({"mt_resit": "75"}, "not-an-object", "mt_resit"),
        ({"E1": "101"}, "out-of-range", "E1"),
        ({"E2": "1e2"}, "not-a-number", "E2"),
        ({"E1": [70]}, "not-a-number", "E1"),
        ({"E1": None, "E_absence": "maybe"}, "not-an-absence", "E_absence"),
        ({"M_absence": True}, "not-an-absence", "M_absence"),
        ({"action_plan": "yes"}, "not-true-or-false", "action_plan"),
        ({"pre": "-1"}, "out-of-range", "pre"),
    ],
)
def test_the_impossible_is_refused_with_case_and_field(changes, code, field):
    with pytest.raises(CaseFileError) as caught:
        read(**changes)
    assert (caught.value.code, caught.value.case, caught.value.field) == (code, "X1", field)
    assert str(caught.value).startswith(f"case X1: {field}: {code}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not-json"),
        ("[" * 100_000, "not-json"),
        ('[{"id": "a", "id": "b"}]', "given-twice"),
        ('[{"id": NaN}]', "not-a-number"),
        ("[1]", "not-an-object"),
        ("[{}]", "missing"),
        ('[{"id": 5}]', "missing"),
        (json.dumps([CASE, CASE]), "given-twice"),
    ],
)
def test_a_broken_file_is_refused(text, code):
    with pytest.raises(CaseFileError) as caught:
        read_cases(text, rules=RULES_V1)
    assert caught.value.code == code
