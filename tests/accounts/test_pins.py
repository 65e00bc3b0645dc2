"""Codes and PINs as people type them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.pins import (
    ALPHABET,
    canonical_code,
    canonical_pin,
    draw_pin,
    draw_suffix,
    is_pin,
    is_suffix,
    suffix_of,
)


@pytest.mark.parametrize(
    "typed",
    [
        "OUA16-7KM",
        "oua16-7km",
        "OUA16 7KM",
        "oua167km",
        " OUA16–7KM ",
        "0UA16-7KM",
        "OUAI6-7KM",
        "OUAl6-7KM",
    ],
)
def test_every_way_of_typing_a_code_is_the_same_code(typed):
    assert canonical_code(typed) == canonical_code("OUA16-7KM") == "0UA167KM"


def test_another_code_is_another_code():
    assert canonical_code("OUA16-7KN") != canonical_code("OUA16-7KM")


@pytest.mark.parametrize("typed", ["246810", "246 810", "24-68-1O", "2468l0", "٢٤٦٨١٠"])
def test_every_way_of_typing_a_pin_is_the_same_pin(typed):
    assert canonical_pin(typed) == "246810"


@pytest.mark.parametrize("text", ["24681", "2468100", "", "24681a", "²46810"])
def test_a_pin_is_six_digits(text):
    assert not is_pin(text)


def test_the_alphabet_has_no_lookalikes():
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


@given(st.integers())
def test_what_is_drawn_survives_being_typed(seed):
    chooser = random.Random(seed)
    suffix, pin = draw_suffix(chooser, taken=()), draw_pin(chooser)
    assert is_suffix(suffix)
    assert is_pin(pin)
    assert canonical_pin(pin) == pin
    assert suffix_of(canonical_code(f"OUA16-{suffix.lower()}")) == suffix


def test_a_taken_suffix_is_not_drawn_again():
    first = draw_suffix(random.Random(1), taken=())
    assert draw_suffix(random.Random(1), taken={first}) != first
