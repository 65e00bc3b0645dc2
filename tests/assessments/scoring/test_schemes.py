"""Schemes of 5.1: tables, malformed responses, and properties."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring.keys import MalformedKey
from assessments.scoring.numbers import parse_number
from assessments.scoring.schemes import SCHEMES, UnknownScheme, key_is_readable, score
from assessments.scoring.total import attempt_score, attempt_total

W1H = {
    "fr": ["QQOQCCP", "QQOQCP", "CQQCOQP"],
    "en": ["5W1H", "5W+H", "5W and 1H", "five Ws and one H"],
    "ignore": " .-+",
}
MRZ = "NDIAYE<OUEDRAOGO<<AISSATA"
KEYS = {
    "single-v1": ["a"],
    "true-false-v1": ["false"],
    "multiple-v1": ["a", "c"],
    "weighted-v1": {"a": "1/2", "b": "-1/2", "c": "1/3", "d": "-1"},
    "matching-v1": {"1": "b", "2": "c", "3": "a"},
    "ordering-v1": ["c", "a", "b", "d"],
    "short-text-v1": W1H,
    "mrz-v1": [MRZ],
    "numeric-v1": "0.50",
    "document-v1": {"task": "name", "answer": "BAH<<HAWA"},
}


@pytest.mark.parametrize(
    ("scheme", "response", "fraction"),
    [
        ("single-v1", "a", "1"),
        ("single-v1", ["a"], "1"),
        ("single-v1", "b", "0"),
        ("single-v1", ["a", "b"], "0"),
        ("single-v1", "zz", "0"),
        ("true-false-v1", False, "1"),
        ("true-false-v1", "false", "1"),
        ("true-false-v1", True, "0"),
        ("true-false-v1", 0, "0"),
        ("multiple-v1", ["c", "a"], "1"),
        ("multiple-v1", ["a"], "1/2"),
        ("multiple-v1", ["a", "a"], "1/2"),
        ("multiple-v1", ["a", "c", "b"], "1/2"),
        ("multiple-v1", ["a", "b"], "0"),
        ("multiple-v1", ["b", "d"], "0"),
        ("multiple-v1", ["a", "unknown"], "0"),
        ("multiple-v1", [], "0"),
        ("weighted-v1", ["a"], "1/2"),
        ("weighted-v1", ["a", "a", "c"], "5/6"),
        ("weighted-v1", ["a", "b"], "0"),
        ("weighted-v1", ["c", "d"], "0"),
        ("weighted-v1", ["c", "unknown"], "1/3"),
        ("matching-v1", {"1": "b", "2": "c", "3": "a"}, "1"),
        ("matching-v1", {"1": "b", "2": "a"}, "1/3"),
        ("matching-v1", {"1": "b", "9": "c", "2": ["c"]}, "1/3"),
        ("ordering-v1", ["c", "a", "b", "d"], "1"),
        ("ordering-v1", ["c", "a", "d", "b"], "1/2"),
        ("ordering-v1", ["c", None, "", "d"], "1/2"),
        ("ordering-v1", ["c", "c", "c", "c"], "0"),
        ("ordering-v1", {"c": 1, "a": 2, "b": 3, "d": 4}, "1"),
        ("ordering-v1", {"c": 1, "a": 1, "b": 3}, "1/4"),
        ("ordering-v1", {"c": 1, "a": 9, "b": True}, "1/4"),
        ("ordering-v1", ["c", "a", "b", "d", "e"], "0"),
        ("short-text-v1", "qqoqccp", "1"),
        ("short-text-v1", " Q.Q.O.Q.C.P. ", "1"),
        ("short-text-v1", "five ws and one h", "1"),
        ("short-text-v1", "5 W + 1 H", "1"),
        ("short-text-v1", "5W", "0"),
        ("short-text-v1", "", "0"),
        ("mrz-v1", " ndiaye<ouedraogo<<aissata ", "1"),
        ("mrz-v1", "NDIAYE OUEDRAOGO<<AISSATA", "0"),
        ("mrz-v1", "NDIAYE<OUÉDRAOGO<<AÏSSATA", "0"),
        ("mrz-v1", MRZ + "<", "0"),
        ("numeric-v1", "1/2", "1"),
        ("numeric-v1", "50\u202f%", "1"),
        ("numeric-v1", "0,51", "0"),
    ],
)
def test_fractions(scheme, response, fraction):
    assert score(scheme, KEYS[scheme], response) == Fraction(fraction)


@pytest.mark.parametrize(
    "typed", ["L’État", "l'etat", " L´ÉTAT ", "ＬʼE\u0301tat", "L\u2019e\u0301tat"]
)
def test_short_text_forgives_accents_case_and_apostrophes(typed):
    assert score("short-text-v1", ["L'État"], typed) == 1


def test_short_text_unifies_spaces_but_keeps_them():
    assert score("short-text-v1", ["première ligne"], "Premiere\u00a0 LIGNE\u202f") == 1
    assert score("short-text-v1", ["première ligne"], "premiereligne") == 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[(text, "1/2") for text in ("0,5", "0.5", "0,50", ".5", ",5", "1/2", " 1 / 2 ")],
        *[(text, "1/2") for text in ("50 %", "50%", "50\u00a0%", "50\u202f%", "1⁄2", "+0.5")],
        ("5", "5"),
        ("5.", "5"),
        ("-3", "-3"),
        ("\u2212.5", "-1/2"),
        ("1 000,5", "2001/2"),
        ("1\u202f000\u202f000", "1000000"),
        ("1.000", "1"),
        ("12,5 %", "1/8"),
        (7, "7"),
        (Decimal("0.5"), "1/2"),
    ],
)
def test_numbers_as_people_write_them(text, value):
    assert parse_number(text) == Fraction(value)


@pytest.mark.parametrize(
    "text",
    [
        *["", " ", ".", "%", "1/0", "1e3", "0x1", "1,000.5", "10 00", "1½", "٣", "nan", "5 5"],
        *["9" * 5000, 0.5, True, None, [], Decimal("NaN"), Decimal("Infinity"), "1/2 %", "1_0"],
    ],
)
def test_what_is_no_number(text):
    assert parse_number(text) is None


def test_numeric_tolerance():
    key = {"value": "2,5", "tolerance": "0.1"}
    assert [score("numeric-v1", key, text) for text in ("2.4", "2,6", "2.61")] == [1, 1, 0]


@pytest.mark.parametrize(
    ("scheme", "key"),
    [
        ("single-v1", ["a", "b"]),
        ("single-v1", None),
        ("true-false-v1", "maybe"),
        ("multiple-v1", []),
        ("matching-v1", {}),
        ("matching-v1", {"1": 2}),
        ("ordering-v1", ["a", "a"]),
        ("short-text-v1", []),
        ("short-text-v1", {"fr": "x"}),
        ("short-text-v1", {"fr": ["-"], "ignore": "-"}),
        ("weighted-v1", {}),
        ("weighted-v1", {"a": "half"}),
        ("mrz-v1", [" "]),
        ("numeric-v1", "five"),
        ("numeric-v1", {"value": "1", "tolerance": "-1"}),
        ("document-v1", {"task": "guess", "answer": "7"}),
        ("document-v1", {"task": "digit", "answer": ""}),
        ("document-v1", "7"),
    ],
)
def test_a_bad_key_is_an_error(scheme, key):
    assert not key_is_readable(scheme, key)
    with pytest.raises(MalformedKey) as caught:
        score(scheme, key, "a")
    assert caught.value.scheme == scheme


def test_an_unknown_scheme_is_an_error():
    with pytest.raises(UnknownScheme):
        score("single-v0", "a", "a")
    assert set(KEYS) == set(SCHEMES)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from("abcd"),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.sampled_from(sorted(KEYS)), json_values)
def test_no_response_raises_or_leaves_the_bounds(scheme, response):
    fraction = score(scheme, KEYS[scheme], response)
    assert isinstance(fraction, Fraction)
    assert 0 <= fraction <= 1


@given(st.permutations(["a", "b", "c", "d"]), st.sets(st.sampled_from("abcd")))
def test_the_order_of_ticks_is_irrelevant(order, ticks):
    ticked = [option for option in order if option in ticks]
    assert score("multiple-v1", ["a", "c"], ticked) == score(
        "multiple-v1", ["c", "a"], sorted(ticks)
    )


def test_total_is_exact_and_rounded_once():
    thirds = [(Fraction(1, 3), 1)] * 3
    assert attempt_total(thirds) == Fraction(100, 3)
    assert str(attempt_score(thirds)) == "33.33"
    assert str(attempt_score([(Fraction(1, 2), Decimal("2.5")), (1, Decimal("7.5"))])) == "87.50"
    assert str(attempt_score([(Fraction(2, 3), 1)])) == "66.67"


@pytest.mark.parametrize("items", [[], [(1, 0)], [(Fraction(3, 2), 1)], [(1, -1)]])
def test_an_impossible_total_is_an_error(items):
    with pytest.raises(ValueError, match="point"):
        attempt_total(items)


def test_a_binary_float_never_enters_a_total():
    half: Any = 0.5
    with pytest.raises(TypeError):
        attempt_total([(half, 1)])


@given(st.lists(st.tuples(st.fractions(0, 1), st.integers(1, 5)), min_size=1, max_size=10))
def test_a_total_is_within_bounds_and_blind_to_order(items):
    assert 0 <= attempt_total(items) <= 100
    assert attempt_total(items) == attempt_total(items[::-1])
