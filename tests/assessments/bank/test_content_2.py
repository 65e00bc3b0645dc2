"""The items of modules M07 to M16: complete in both languages, with one key, and not given away."""

from collections import Counter
from typing import Any

import pytest

from assessments.models import Bloom
from tests.assessments.bank.second_half import (
    CONTENT,
    english_faults,
    french_faults,
    numbers,
    pairs_of_words,
    read,
)

FOLDERS = {"exam": "exam", "tests": "test", "quiz": "quiz"}
PREFIXES = {"exam": "EX", "test": "TE", "quiz": "QZ"}
MODULES = [f"M{number:02d}" for number in range(7, 17)]
# Domain 2.3, twice over so that a sitting and its re-sit share nothing, with some to spare.
EXAM = {"M07": 9, "M08": 9, "M09": 9, "M10": 7, "M11": 5, "M12": 3, "M13": 3}
FORM = {"M07": 2, "M08": 2, "M09": 2, "M10": 1, "M11": 1}
QUIZ = dict.fromkeys(["M07", "M08", "M09", "M10", "M11", "M12"], 20) | dict.fromkeys(
    ["M13", "M14", "M16"], 6
)
KINDS = {"single", "multiple", "true-false", "matching", "ordering", "short-text", "numeric"}
SPECIMEN = read("questions.yaml")
KNOWN_SOURCES = {source["code"] for source in read("../../cms/content/sources.yaml")}
# Sound distractors have the length of the right answer, on the whole.
LONGEST_SHARE = 0.5
LENGTH_RATIO = 1.8


def _items() -> dict[str, dict[str, Any]]:
    names = [f"{folder}/{module}.yaml" for folder in FOLDERS for module in MODULES]
    found = [
        (name.split("/")[0], item) for name in names if (CONTENT / name).exists()
        for item in read(name)
    ]  # fmt: skip
    return {f"{folder}:{item['key']}": item for folder, item in found}


ITEMS = _items()
every_item = pytest.mark.parametrize("name", ITEMS)


def count(pool: str) -> Counter[str]:
    return Counter(item["module"] for item in ITEMS.values() if item["pool"] == pool)


def test_the_exam_pool_serves_a_sitting_and_its_resit():
    assert {module: count("exam")[module] for module in EXAM} == EXAM


def test_the_two_forms_are_parallel_and_every_pair_has_a_spare():
    tests = [item for item in ITEMS.values() if item["pool"] == "test"]
    for form in "AB":
        assert Counter(i["module"] for i in tests if i["form"] == form) == FORM
    assert {item["form"] for item in tests} == {"A", "B", "spare"}
    spares = Counter(i["module"] for i in tests if i["form"] == "spare")
    assert all(spares[module] >= needed for module, needed in FORM.items())
    pairs: dict[tuple[str, int], list[Any]] = {}
    for item in tests:
        pairs.setdefault((item["module"], item["pair"]), []).append(item)
    for a, b, *stand_ins in pairs.values():
        assert {a["form"], b["form"]} == {"A", "B"}
        assert stand_ins
        for other in (b, *stand_ins):
            assert (a["kind"], a["bloom"]) == (other["kind"], other["bloom"])
        assert {item["form"] for item in stand_ins} == {"spare"}


def test_a_quiz_can_be_drawn_twice_without_the_published_specimen():
    for module, least in QUIZ.items():
        assert count("quiz")[module] >= least, module


def test_no_stem_is_used_twice_in_the_whole_bank():
    everything = [item for path in sorted(CONTENT.glob("*/*.yaml"))
                  for item in read(str(path.relative_to(CONTENT)))] + SPECIMEN  # fmt: skip
    keys = Counter(item["key"] for item in everything)
    assert [key for key, times in keys.items() if times > 1] == []
    for language in ("fr", "en"):
        stems = Counter(" ".join(i["stem"][language].lower().split()) for i in everything)
        assert [stem for stem, times in stems.items() if times > 1] == []


@pytest.mark.parametrize("pool", ["exam", "quiz"])
def test_kinds_and_levels_are_mixed(pool):
    items = [item for item in ITEMS.values() if item["pool"] == pool]
    assert {item["kind"] for item in items} == KINDS
    levels = Counter(item["bloom"] for item in items)
    assert min(levels[one] for one in ("remember", "understand", "apply", "analyse")) >= 5


@every_item
def test_an_item_is_filed_where_it_says(name):
    folder, item = name.split(":")[0], ITEMS[name]
    assert item["pool"] == FOLDERS[folder]
    assert item["key"].startswith(f"{PREFIXES[item['pool']]}-{item['module']}-")
    assert item["bloom"] in Bloom.values
    assert item["sources"] or item["source_note"]
    assert set(item["sources"]) <= KNOWN_SOURCES


@every_item
def test_every_word_is_in_both_languages_and_in_their_typography(name):
    for where, french, english in pairs_of_words(ITEMS[name]):
        if where == ".answers":
            continue
        assert french, where
        assert english, where
        assert not french_faults(french), where
        assert not english_faults(english), where
        assert numbers(french, "fr") == numbers(english, "en"), where


@every_item
def test_a_choice_has_feedback_and_a_sound_key(name):
    item = ITEMS[name]
    options = item.get("options", [])
    right = [option for option in options if option["right"]]
    assert all(option["feedback"]["fr"] and option["feedback"]["en"] for option in options)
    ids = [option["id"] for option in options]
    if item["kind"] == "true-false":
        assert ids == ["true", "false"]
        assert len(right) == 1
    elif item["kind"] in ("single", "multiple"):
        assert ids == list("abcdefg"[: len(ids)])
        assert len(ids) >= 4
        assert len(right) == 1 if item["kind"] == "single" else 2 <= len(right) < len(ids)
    else:
        assert options == []


@every_item
def test_the_other_kinds_have_a_whole_key(name):
    item = ITEMS[name]
    if item["kind"] == "ordering":
        assert sorted(item["order"]) == [one["id"] for one in item["elements"]]
        assert item["order"] != sorted(item["order"])
    elif item["kind"] == "matching":
        assert list(item["pairs"]) == [one["id"] for one in item["left"]]
        assert sorted(item["pairs"].values()) == [one["id"] for one in item["right"]]
    elif item["kind"] == "short-text":
        assert all(item["answers"][language] for language in ("fr", "en"))
    elif item["kind"] == "numeric":
        assert item["computed"]


def _singles() -> list[dict[str, Any]]:
    return [item for item in ITEMS.values() if item["kind"] == "single"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_length_of_an_option_does_not_give_it_away(language):
    longest = 0
    for item in _singles():
        lengths = {o["id"]: len(o["text"][language]) for o in item["options"]}
        right = next(o["id"] for o in item["options"] if o["right"])
        others = [length for name, length in lengths.items() if name != right]
        longest += lengths[right] > max(others)
        assert lengths[right] <= LENGTH_RATIO * sum(others) / len(others), item["key"]
    assert longest <= LONGEST_SHARE * len(_singles())


def test_the_right_option_has_no_favourite_place():
    places = Counter(next(o["id"] for o in i["options"] if o["right"]) for i in _singles())
    assert set(places) == set("abcd")
    assert max(places.values()) <= 0.35 * len(_singles())


def test_true_and_false_are_both_right_now_and_then():
    truths = [i["options"][0]["right"] for i in ITEMS.values() if i["kind"] == "true-false"]
    assert 0.25 <= sum(truths) / len(truths) <= 0.75
