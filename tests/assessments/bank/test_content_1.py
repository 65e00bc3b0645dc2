"""The written items of M01 to M06: whole in both languages, well set, enough, and each one new."""

import re
import unicodedata
from collections import Counter

import pytest
import yaml

from tests.assessments.bank.items_1 import (
    CONTENT,
    FOLDERS,
    all_items,
    choices,
    items_of,
    own_items,
    texts,
)

# Twice the blueprint of domain 2.3 and a few spare; the tests have two forms of the same blueprint.
COUNTS = {
    "exam": {"M01": 7, "M02": 5, "M03": 9, "M04": 11, "M05": 9, "M06": 7},
    "tests": {"M01": 4, "M02": 2, "M03": 4, "M04": 6, "M05": 4, "M06": 4},
    "quiz": {"M01": 21, "M02": 21, "M03": 22, "M04": 17, "M05": 19, "M06": 22},
}
ENOUGH_FOR_TWO_QUIZZES = 20
BLOOM = {"remember", "understand", "apply", "analyse"}
KINDS = {"single", "multiple", "true-false", "matching", "ordering", "short-text", "numeric"}
NARROW = "\u202f"

OWN = own_items()
each_item = pytest.mark.parametrize("item", OWN, ids=[item["key"] for item in OWN])


def normalised(text):
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9<]+", " ", plain.encode("ascii", "ignore").decode()).strip()


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
        case "numeric":
            assert re.fullmatch(r"-?\d+(\.\d+)?", item["answer"]) and item["tolerance"] == "0"


@each_item
def test_sources_are_known_or_told_in_words(item):
    known = {source["code"] for source in yaml.safe_load(SOURCES.read_text("utf-8"))}
    assert set(item["sources"]) <= known
    assert item["sources"] or item["source_note"]


SOURCES = CONTENT.parents[1] / "cms" / "content" / "sources.yaml"


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


@pytest.mark.parametrize(
    ("folder", "module"), [(folder, module) for folder in FOLDERS for module in COUNTS[folder]]
)
def test_as_many_items_as_the_blueprint_needs(folder, module):
    assert len(items_of(folder, module)) == COUNTS[folder][module]


def test_keys_and_stems_are_unique_over_the_whole_bank():
    items = all_items()
    assert not [key for key, n in Counter(i["key"] for i in items).items() if n > 1]
    for language in ("fr", "en"):
        stems = Counter(normalised(item["stem"][language]) for item in items)
        assert not [stem for stem, n in stems.items() if n > 1]


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
