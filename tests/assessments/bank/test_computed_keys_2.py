"""The keys of numeric items are computed anew from the figures of their stems."""

import datetime
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from assessments.scoring.numbers import parse_number
from tests.assessments.bank.second_half import numbers
from tests.assessments.bank.test_content_2 import ITEMS, MODULES, SPECIMEN

OURS = {item["key"]: item for item in SPECIMEN if item["module"] in MODULES}
NUMERIC = {name: i for name, i in {**ITEMS, **OURS}.items() if i["kind"] == "numeric"}
# Seconds or minutes in the next unit, per hundred, per thousand: constants, not data of a stem.
CONSTANTS = {60, 100, 1000}


def compute(value: Any) -> Fraction:
    """The figure that a `computed` entry describes: a number, or one operation on figures."""
    if not isinstance(value, dict):
        return Fraction(str(value))
    ((operation, arguments),) = value.items()
    if operation == "full_years":
        return Fraction(full_years(*arguments))
    if operation == "minutes_between":
        start, end = (int(time[:2]) * 60 + int(time[3:]) for time in arguments)
        return Fraction(end - start)
    return OPERATIONS[operation](*(compute(one) for one in arguments))


def full_years(start: datetime.date, end: datetime.date) -> int:
    """Whole years from one day to another: an anniversary not reached does not count."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


OPERATIONS: dict[str, Callable[..., Fraction]] = {
    "sum": lambda *parts: sum(parts, Fraction(0)),
    "product": lambda *parts: math.prod(parts, start=Fraction(1)),
    "difference": lambda a, b: a - b,
    "quotient": lambda a, b: a / b,
    "normalised_gain": lambda before, after: (after - before) / (100 - before),
}


def figures(value: Any) -> list[Any]:
    """What a `computed` entry starts from."""
    if isinstance(value, dict):
        return [one for part in value.values() for one in figures(part)]
    if isinstance(value, list):
        return [one for part in value for one in figures(part)]
    return [value]


@pytest.mark.parametrize("name", NUMERIC)
def test_the_key_is_what_the_figures_give(name):
    item = NUMERIC[name]
    assert parse_number(item["answer"]) == compute(item["computed"])


@pytest.mark.parametrize("name", NUMERIC)
def test_the_figures_are_those_of_the_stem(name):
    item = NUMERIC[name]
    for language in ("fr", "en"):
        stated = numbers(item["stem"][language], language)
        for figure in figures(item["computed"]):
            if isinstance(figure, datetime.date):
                assert {figure.day, figure.year} <= set(stated)
            elif isinstance(figure, str):
                assert {int(figure[:2]), int(figure[3:])} <= set(stated)
            else:
                assert figure in CONSTANTS or figure in stated


def test_some_items_are_computed():
    assert len(NUMERIC) >= 8
