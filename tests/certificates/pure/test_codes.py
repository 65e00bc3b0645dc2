"""Certificate numbers: round trip, tolerance, and the two errors the check must always catch."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from certificates.codes import (
    ALPHABET,
    BadPrefix,
    check_character,
    new_number,
    parse_number,
)

numbers = st.binary(min_size=5, max_size=5).map(
    lambda chance: new_number("FDF", random_bytes=lambda size: chance)
)


def bare(number: str) -> str:
    return number.replace("-", "")


@given(numbers)
def test_a_new_number_is_canonical(number):
    assert parse_number(number) == number
    assert [len(part) for part in number.split("-")] == [3, 4, 4]


@given(numbers, st.integers(0, 10), st.sampled_from(ALPHABET))
def test_every_single_substitution_is_caught(number, place, symbol):
    symbols = bare(number)
    assume(symbols[place] != symbol)
    assert parse_number(symbols[:place] + symbol + symbols[place + 1 :]) is None


@given(numbers, st.integers(0, 10), st.integers(0, 10))
def test_every_exchange_of_two_symbols_is_caught(number, one, other):
    symbols = list(bare(number))
    assume(symbols[one] != symbols[other])
    symbols[one], symbols[other] = symbols[other], symbols[one]
    assert parse_number("".join(symbols)) is None


def test_the_check_is_exhaustive_over_neighbouring_pairs():
    """All 32 × 31 pairs at all ten places of the symbols that are checked."""
    for place in range(9):
        for one in ALPHABET:
            for other in ALPHABET:
                if one == other:
                    continue
                rest = "7" * (8 - place)
                right = "K" * place + one + other + rest
                wrong = "K" * place + other + one + rest
                assert check_character(right) != check_character(wrong)


def test_symbols_are_spread_over_the_whole_alphabet():
    high = new_number("FDF", random_bytes=lambda size: b"\xff" * size)
    low = new_number("FDF", random_bytes=lambda size: b"\0" * size)
    assert bare(high)[3:10] == "Z" * 7
    assert bare(low)[3:10] == "0" * 7


@given(numbers, st.sampled_from(["-", "", " ", " - ", "–", "—", "‑", "−", "\u00a0", "\u202f"]))
def test_reading_tolerates_case_and_separators(number, separator):
    assert parse_number(f"  {number.lower().replace('-', separator)} ") == number


def test_reading_tolerates_misread_letters_and_full_width():
    number = new_number("FDF", random_bytes=lambda size: bytes([0, 0, 0, 4, 1]))
    assert "0" in number
    assert "1" in number
    for one in "iIlL":
        assert parse_number(number.replace("0", "o").replace("1", one)) == number
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in number)
    assert parse_number(wide) == number


@pytest.mark.parametrize(
    "text", ["", "FDF", "FDF-7K3M-92Q", "FDF-7K3M-92QX-0", "é" * 11, "000-0000-0000"]
)
def test_what_cannot_be_a_number_is_none(text):
    assert parse_number(text) is None


@pytest.mark.parametrize("prefix", ["", "FD", "FDFF", "fdf", "TOT", "F1F", "ILU", "ÉDF"])
def test_a_prefix_is_three_unambiguous_letters(prefix):
    with pytest.raises(BadPrefix):
        new_number(prefix, random_bytes=lambda size: bytes(size))
