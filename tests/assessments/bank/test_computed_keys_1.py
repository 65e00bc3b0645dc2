"""Every numeric and MRZ key of M01 to M06 and of their specimen, computed again from the item.

The functions here are written apart from the application on purpose.
"""

import datetime
import unicodedata
from fractions import Fraction

import pytest

from tests.assessments.bank.items_1 import MODULES, own_items, read_specimen

VALUES = {c: n for n, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}
ITEMS = [*own_items(), *(item for item in read_specimen() if item["module"] in MODULES)]
COMPUTED = [item for item in ITEMS if "computed" in item]
each_item = pytest.mark.parametrize("item", COMPUTED, ids=[item["key"] for item in COMPUTED])


def check_digit(field):
    """ICAO Doc 9303: weights 7, 3, 1, repeated; the sum modulo 10."""
    return sum(VALUES[c] * (7, 3, 1)[n % 3] for n, c in enumerate(field)) % 10


def mrz(part):
    """A part of a name: no accents, no apostrophes, a filler for a hyphen."""
    plain = unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode()
    return plain.replace("'", "").replace("-", "<").upper()


def result(rule, data):
    match rule:
        case "digit_of":
            return check_digit(data)
        case "difference":
            return data[0] - sum(data[1:])
        case "product":
            return Fraction(str(data[0])) * Fraction(str(data[1]))
        case "quotient":
            return Fraction(data[0], data[1])
        case "percent":
            return Fraction(100 * data[0], data[1])
        case "sum":
            return sum(data)
        case "surplus":
            taken, receipts, each = data
            return taken - receipts * each
        case "day_number":
            first, number = data
            return (first + datetime.timedelta(days=number - 1)).day
    raise AssertionError(rule)


def test_the_check_digit_is_that_of_the_published_specimens():
    specimen = {"L898902C3": 6, "740812": 2, "120415": 9, "520727": 3, "AB2134<<<": 5}
    assert {field: check_digit(field) for field in specimen} == specimen
    line = "L898902C36" + "7408122" + "1204159" + "ZE184226B<<<<<1"
    assert check_digit(line) == 0


def test_every_numeric_key_says_where_it_comes_from():
    for item in ITEMS:
        exact = item["kind"] == "numeric" or item.get("normalise") == "mrz"
        assert not exact or "computed" in item, item["key"]


@each_item
def test_the_key_is_the_one_computed(item):
    ((rule, data),) = item["computed"].items()
    if rule == "name":
        identifiers = f"{mrz(data['surname'])}<<{mrz(data['given'])}"
        assert item["answers"] == {"fr": [identifiers], "en": [identifiers]}
    elif rule == "digits":
        (right,) = (option["id"] for option in item["options"] if option["right"])
        assert [o for o, (field, printed) in data.items() if check_digit(field) != printed] == [
            right
        ]
    elif rule == "swaps":
        (right,) = (option["id"] for option in item["options"] if option["right"])
        unseen = [o for o, (a, b) in data.items() if (VALUES[a] - VALUES[b]) % 10 == 0]
        assert unseen == [right]
    elif rule == "written":
        right = [option["id"] for option in item["options"] if option["right"]]
        assert [o for o, (name, shown) in data.items() if mrz(name) == shown] == right
        for option in item["options"]:
            for text in option["text"].values():
                said = text.replace("’", "'").split()
                assert [said[0], said[-1]] == data[option["id"]]
    elif rule == "values":
        texts = {column["id"]: column["text"]["fr"] for column in item["left"] + item["right"]}
        pairs = {texts[left]: int(texts[right]) for left, right in item["pairs"].items()}
        assert pairs == data == {letter: VALUES[letter] for letter in data}
    else:
        assert Fraction(item["answer"]) == result(rule, data)


@each_item
def test_the_stem_gives_what_the_computation_takes(item):
    ((rule, data),) = item["computed"].items()
    given = []
    if rule == "digit_of":
        given = [data]
    elif rule == "name":
        given = [data["surname"], data["given"]]
    for language in ("fr", "en"):
        stem = item["stem"][language].replace("’", "'")
        assert all(part in stem for part in given)
