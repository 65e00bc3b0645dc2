"""The written items of M01 to M06: whole in both languages, well set, without a hint."""

import re
from collections import Counter

import pytest
import yaml

from assessments.kinds.registry import kind_of
from tests.assessments.bank.items_1 import (
    CONTENT,
    choices,
    own_items,
    texts,
)

BLOOM = {"remember", "understand", "apply", "analyse"}
KINDS = {
    "single",
    "multiple",
    "true-false",
    "matching",
    "ordering",
    "short-text",
    "numeric",
    "document",
}
NARROW = "\u202f"
SOURCES = CONTENT.parents[1] / "cms" / "content" / "sources.yaml"

OWN = own_items()
KNOWN = {source["code"] for source in yaml.safe_load(SOURCES.read_text("utf-8"))}
each_item = pytest.mark.parametrize("item", OWN, ids=[item["key"] for item in OWN])


def figures(text):
    """The numbers of a text, sorted, whatever their decimal sign."""
    return sorted(n.replace(",", ".") for n in re.findall(r"\d+(?:[.,]\d+)?", text))


@each_item
def test_both_languages_everywhere_and_feedback_for_every_option(item):
    for pair in texts(item):
        assert set(pair) == {"fr", "en"}
        assert all(isinstance(text, str) and text.strip() == text != "" for text in pair.values())
    for option in item.get("options", []):
        assert set(option) == {"id", "right", "text", "feedback"}
    if item["kind"] == "short-text":
        assert all(item["answers"][language] for language in ("fr", "en"))


@each_item
def test_the_item_is_where_its_key_says(item):
    prefix, module, number = item["key"].split("-")
    assert (prefix, item["pool"]) in {("EX", "exam"), ("TE", "test"), ("QZ", "quiz")}
    assert item["module"] == module
    assert number.isdigit() and len(number) == 2
    assert item["kind"] in KINDS and item["bloom"] in BLOOM


@each_item
def test_the_key_fits_the_kind(item):
    ids = [choice["id"] for choice in choices(item)]
    assert len(set(ids)) == len(ids)
    right = [option["id"] for option in item.get("options", []) if option["right"]]
    match item["kind"]:
        case "single":
            assert ids == list("abcdef")[: len(ids)] and len(ids) >= 3 and len(right) == 1
        case "multiple":
            assert ids == list("abcdef")[: len(ids)] and 2 <= len(right) < len(ids)
        case "true-false":
            assert ids == ["true", "false"] and len(right) == 1
        case "matching":
            lefts, rights = ({c["id"] for c in item[side]} for side in ("left", "right"))
            assert set(item["pairs"]) == lefts and set(item["pairs"].values()) == rights
        case "ordering":
            assert sorted(item["order"]) == ids != item["order"]
        case "document":
            kind_of("document").check({"task": item["task"], "formats": item["formats"]})
        case "numeric":
            assert re.fullmatch(r"-?\d+(\.\d+)?", item["answer"]) and item["tolerance"] == "0"


@each_item
def test_sources_are_known_or_told_in_words(item):
    assert set(item["sources"]) <= KNOWN
    assert item["sources"] or item["source_note"]


@each_item
def test_the_same_figures_in_both_languages(item):
    for pair in texts(item):
        assert figures(pair["fr"]) == figures(pair["en"])


@each_item
def test_typography_of_each_language(item):
    for pair in texts(item):
        french, english = pair["fr"], pair["en"]
        assert not re.search(rf"(?<!{NARROW})[;:!?»%]", french), french
        assert not re.search(rf"«(?!{NARROW})", french), french
        assert not re.search(r"['\"\u00a0]|\d\.\d|\.\.\.", french.replace("\u00a0h\u00a0", "h"))
        assert not re.search(rf"[{NARROW}\u00a0'\"«»]|\s[;:!?%]|\d,\d", english), english


def test_the_right_answer_stands_in_no_favourite_place():
    singles = [item for item in OWN if item["kind"] == "single"]
    places = Counter(o["id"] for item in singles for o in item["options"] if o["right"])
    assert max(places.values()) <= 0.4 * len(singles)
    assert set(places) == set("abcd")
    truths = [item["options"][0]["right"] for item in OWN if item["kind"] == "true-false"]
    assert 0.25 <= sum(truths) / len(truths) <= 0.75


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_longest_option_is_not_the_hint(language):
    singles = [item for item in OWN if item["kind"] == "single"]
    told = [
        item["key"]
        for item in singles
        if max(item["options"], key=lambda option: len(option["text"][language]))["right"]
    ]
    assert len(told) <= 0.4 * len(singles), told
