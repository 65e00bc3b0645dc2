"""The pools of M01 to M06: large enough, parallel where they must be, and no item twice."""

import re
import unicodedata
from collections import Counter

import pytest

from tests.assessments.bank.items_1 import MODULES, all_items, items_of, read_specimen

# Twice the blueprint of domain 2.3 and a few spare.
EXAM = {"M01": 7, "M02": 5, "M03": 9, "M04": 11, "M05": 9, "M06": 7}
# One form of the blueprint: the test pool holds form A, form B and as many items to spare.
FORM = {"M01": 2, "M02": 1, "M03": 2, "M04": 3, "M05": 2, "M06": 2}
# Two attempts of ten items that share none.
ENOUGH_FOR_TWO_QUIZZES = 20

each_module = pytest.mark.parametrize("module", MODULES)


def normalised(text):
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9<]+", " ", plain.encode("ascii", "ignore").decode()).strip()


def pairs_of_forms(module):
    """The pairs of forms A and B in the order of the file, without the spare items."""
    items = [item for item in items_of("tests", module) if item["form"] != "spare"]
    return list(zip(items[::2], items[1::2], strict=True))


@each_module
def test_the_exam_has_as_many_items_as_the_blueprint_needs(module):
    assert len(items_of("exam", module)) == EXAM[module]


@each_module
def test_two_forms_can_be_assembled_and_one_item_after_another_replaced(module):
    forms = Counter(item["form"] for item in items_of("tests", module))
    assert forms["A"] == forms["B"] == FORM[module]
    assert forms["spare"] >= FORM[module]


@each_module
def test_two_quizzes_can_be_drawn_that_share_nothing_in_any_year(module):
    quiz = items_of("quiz", module) + [i for i in read_specimen() if i["module"] == module]
    lasting = [item for item in quiz if not item["valid_from"] and not item["valid_until"]]
    assert len(lasting) >= ENOUGH_FOR_TWO_QUIZZES


@each_module
def test_the_exam_asks_no_fact_that_expires(module):
    assert not [i["key"] for i in items_of("exam", module) if i["valid_from"] or i["valid_until"]]


@each_module
def test_the_two_forms_of_the_test_are_parallel(module):
    for first, second in pairs_of_forms(module):
        assert (first["form"], second["form"]) == ("A", "B")
        for same in ("kind", "bloom", "sources"):
            assert first[same] == second[same]
        assert len(first.get("options", [])) == len(second.get("options", []))


@each_module
def test_every_pair_of_the_test_has_a_spare_of_its_kind_and_level(module):
    spares = [item for item in items_of("tests", module) if item["form"] == "spare"]
    pairs = pairs_of_forms(module)
    assert {item["pair"] for item in spares} == set(range(1, len(pairs) + 1))
    for item in spares:
        stands_for = pairs[item["pair"] - 1][0]
        assert (item["kind"], item["bloom"]) == (stands_for["kind"], stands_for["bloom"])
        assert len(item.get("options", [])) == len(stands_for.get("options", []))


def test_keys_and_stems_are_unique_over_the_whole_bank():
    items = all_items()
    assert not [key for key, n in Counter(i["key"] for i in items).items() if n > 1]
    for language in ("fr", "en"):
        stems = Counter(normalised(item["stem"][language]) for item in items)
        assert not [stem for stem, n in stems.items() if n > 1]
