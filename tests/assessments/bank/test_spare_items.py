"""The test pool can lose items: both forms are still assembled by the blueprint of domain 2.3."""

from collections import Counter

import pytest

from assessments.selection import Candidate, Line, draw_parallel
from tests.assessments.bank.items_1 import all_items

FORM = {
    "M01": 2, "M02": 1, "M03": 2, "M04": 3, "M05": 2, "M06": 2,
    "M07": 2, "M08": 2, "M09": 2, "M10": 1, "M11": 1,
}  # fmt: skip
LINES = [Line(name, count) for name, count in FORM.items()]
POOL = [
    Candidate(item["key"], item["module"], item["kind"], item["bloom"])
    for item in all_items()
    if item.get("pool") == "test"
]


@pytest.mark.parametrize("module", FORM)
def test_as_many_items_as_one_form_asks_may_leave_the_pool(module):
    expired = [one.key for one in POOL if one.module == module][: FORM[module]]
    left = [one for one in POOL if one.key not in expired]
    forms = draw_parallel(LINES, left, seed="spare")
    assert [len(form) for form in forms] == [20, 20]
    assert len({*forms[0], *forms[1]}) == 40
    assert not {*forms[0], *forms[1]} & {*expired}


@pytest.mark.parametrize("lost", POOL, ids=lambda item: item.key)
def test_the_forms_stay_matched_item_by_item_whichever_item_is_lost(lost):
    levels = {one.key: (one.module, one.bloom, one.kind) for one in POOL}
    left = [one for one in POOL if one is not lost]
    a, b = draw_parallel(LINES, left, seed=lost.key)
    assert Counter(map(levels.get, a)) == Counter(map(levels.get, b))
