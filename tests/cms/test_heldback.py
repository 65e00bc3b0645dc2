"""Keeping some places of a text as they were."""

import pytest

from cms.heldback import with_held


def _block(key, value):
    return {"type": "x", "value": value, "id": key}


KEPT = {
    "title": "T",
    "sections": [
        _block("s1", {"title": "A", "body": [_block("b1", "one"), _block("b2", "two")]}),
        _block("s2", {"title": "B", "body": [_block("b3", {"q": "Q", "a": "A"})]}),
    ],
}
LIVE = {
    "title": "T2",
    "sections": [
        _block("s1", {"title": "A2", "body": [_block("b1", "ONE"), _block("b4", "new")]}),
        _block("s2", {"title": "B", "body": [_block("b3", {"q": "Q2", "a": "A2"})]}),
    ],
}


def _ids(text, section):
    return [block["id"] for block in text["sections"][section]["value"]["body"]]


def test_with_nothing_held_it_is_the_live_text():
    assert with_held(KEPT, LIVE, []) == LIVE


@pytest.mark.parametrize(
    ("held", "title", "section", "first", "pair"),
    [
        (["title"], "T", "A2", "ONE", ("Q2", "A2")),
        (["sections.s1.title"], "T2", "A", "ONE", ("Q2", "A2")),
        (["sections.s1.body.b1"], "T2", "A2", "one", ("Q2", "A2")),
        (["sections.s2.body.b3.q"], "T2", "A2", "ONE", ("Q", "A2")),
        (["shared.s2.b3"], "T2", "A2", "ONE", ("Q", "A")),
    ],
)
def test_the_place_held_says_what_it_said(held, title, section, first, pair):
    found = with_held(KEPT, LIVE, held)
    one, two = (block["value"] for block in found["sections"])
    assert (found["title"], one["title"], one["body"][0]["value"]) == (title, section, first)
    assert tuple(two["body"][0]["value"].values()) == pair
    assert with_held(found, LIVE, held) == found


@pytest.mark.parametrize(
    ("held", "ids"),
    [
        (["sections.s1.body.b4"], ["b1"]),
        (["sections.s1.body.b2"], ["b1", "b2", "b4"]),
        (["sections.s1.body.b2", "sections.s1.body.b4"], ["b1", "b2"]),
    ],
)
def test_passages_that_came_or_went(held, ids):
    found = with_held(KEPT, LIVE, held)
    assert _ids(found, 0) == ids
    assert with_held(found, LIVE, held) == found
