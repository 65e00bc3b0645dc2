"""The final exam as it is loaded: forty items by the blueprint of domain 2.3, twice over."""

from collections import Counter

import pytest
import yaml

from assessments.collecting import CONTENT
from assessments.selection import Candidate, Line, draw
from tests.assessments.bank.items_1 import all_items

# Domain 2.3, typed from the text: the file of the product must say the same.
DOMAIN = {
    "M01": 3, "M02": 2, "M03": 4, "M04": 5, "M05": 4, "M06": 3, "M07": 4,
    "M08": 4, "M09": 4, "M10": 3, "M11": 2, "M12": 1, "M13": 1,
}  # fmt: skip
POINTS = 2.5


@pytest.fixture(scope="module")
def exam():
    """What blueprints.yaml says of the exam."""
    (found,) = [
        one
        for one in yaml.safe_load((CONTENT / "blueprints.yaml").read_text())
        if one["activity"] == "EXAM"
    ]
    return found


def sit(lines, met=()):
    """The keys of one sitting, for whoever has met these."""
    pool = [
        Candidate(item["key"], item["module"], item["kind"], item["bloom"], item["key"] in met)
        for item in all_items()
        if item.get("pool") == "exam"
    ]
    return draw(lines, pool, seed="exam")


def test_the_blueprint_is_the_one_of_the_domain(exam):
    assert exam["lines"] == DOMAIN
    assert sum(DOMAIN.values()) == 40
    assert sum(DOMAIN.values()) * POINTS == 100
    assert exam["pool"] == "exam"


def test_a_sitting_and_its_resit_are_forty_items_each_and_share_none(exam):
    lines = [Line(module, count) for module, count in exam["lines"].items()]
    module_of = {item["key"]: item["module"] for item in all_items()}
    first = sit(lines)
    again = sit(lines, met={*first})
    for keys in (first, again):
        assert len({*keys}) == 40
        assert Counter(module_of[key] for key in keys) == DOMAIN
    assert not {*first} & {*again}


def test_no_item_of_the_exam_is_one_of_a_quiz_or_a_test():
    pools: dict[tuple[str, str], set[str]] = {}
    for item in all_items():
        for language in ("fr", "en"):
            said = " ".join(item["stem"][language].casefold().split())
            pools.setdefault((language, said), set()).add(item.get("pool", "quiz"))
    assert [said for said, found in pools.items() if "exam" in found and len(found) > 1] == []
