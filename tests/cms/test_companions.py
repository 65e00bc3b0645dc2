"""The data files of the companions. Writers: `python -m pytest -n 0 tests/cms/test_companions.py`.

One line a fault; `-k M06` looks at one module.
"""

from decimal import Decimal

import pytest

from cms.collecting import CONTENT, read_file
from cms.datechecking import date_faults, dates_of
from cms.proofreading import companion_faults, word_count
from tests.cms.companion_file import companion_file, words_of

FILES = sorted((CONTENT / "companions").glob("*.yaml"))
PARTS = {"guide", "sheet", "answers", "memo"}
LESSONS = {path.stem for path in (CONTENT / "modules").glob("*.yaml")}


def _minutes(code):
    return int(Decimal(_lesson(code)["hours"]) * 60)


def _lesson(code):
    return read_file(CONTENT / "modules" / f"{code}.yaml")


def _facts(code):
    return {fact["key"]: fact["statement"] for fact in _lesson(code)["facts"]}


@pytest.mark.parametrize("module", sorted(LESSONS))
def test_every_lesson_has_its_four_companions(module):
    file = CONTENT / "companions" / f"{module}.yaml"
    assert file.exists(), f"{module} has no companions"
    assert {part for part, said in read_file(file).items() if said} >= PARTS


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_has_no_fault(file):
    assert file.stem in LESSONS, f"{file.name}: no such module"
    known = {source["code"] for source in read_file(CONTENT / "sources.yaml")}
    faults = companion_faults(
        read_file(file),
        module=file.stem,
        minutes=_minutes(file.stem),
        known_sources=known,
        facts=_facts(file.stem),
    )
    if faults:
        pytest.fail(
            "\n".join([f"{file.name}: {len(faults)} faults", *sorted(faults)]), pytrace=False
        )


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_names_the_fact_of_each_date(file, language):
    """As `validate_curriculum` asks of the pages that are made from it."""
    facts = {
        fact["key"]: dates_of({**fact, "statement": fact["statement"][language]})
        for fact in _lesson(file.stem)["facts"]
    }
    found = [
        fault for text in _texts_in(read_file(file), language) for fault in date_faults(text, facts)
    ]
    assert found == []


def _texts_in(value, language):
    if isinstance(value, dict) and set(value) == {"fr", "en"}:
        yield value[language]
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(part, language)


def _faults(data):
    return companion_faults(
        data,
        module="M01",
        minutes=120,
        known_sources={"S01", "S02"},
        facts={"in-2016": words_of("Vrai " * 50, "True " * 50)},
    )


def test_a_good_file_passes():
    assert _faults(companion_file()) == []


PLANTED = {
    "other-module": (("module",), "M02", "module: M02 in the file of M01"),
    "lost-face": (("guide", "intent"), {"fr": "Un."}, "guide intent: no words in en"),
    "empty-face": (("memo", "title"), words_of(en=" "), "memo title: no words in en"),
    "no-faces": (("sheet", "aim"), "Des mots.", "sheet aim: words are wanted as {fr: …, en: …}"),
    "part-missing": (("memo",), None, "memo: a mapping of title, boxes, remember is wanted"),
    "no-list": (("guide", "plan"), {}, "guide plan: a list is wanted"),
    "minutes-no-number": (
        ("guide", "plan", 0, "minutes"),
        "20",
        "guide plan 1 minutes: a whole number of minutes is wanted, not '20'",
    ),
    "minutes-sum": (
        ("guide", "plan", 0, "minutes"),
        25,
        "guide plan: 125 minutes, the module has 120",
    ),
    "row-without-turns": (
        ("guide", "plan", 1, "minutes"),
        35,
        "guide plan 2: 35 minutes without turns, the most is 30",
    ),
    "turns-sum": (
        ("guide", "plan", 1, "turns"),
        [{"minutes": 9, "text": words_of()}] * 2,
        "guide plan 2: 18 minutes in turns, the row has 20",
    ),
    "long-turn": (
        ("guide", "plan", 1, "turns"),
        [{"minutes": 26, "text": words_of()}, {"minutes": 4, "text": words_of()}],
        "guide plan 2 turns 1: 26 minutes, the most is 25",
    ),
    "sheet-too-long": (("sheet", "minutes"), 130, "sheet minutes: 130, the module has 120"),
    "too-few": (("guide", "prepare"), [words_of()], "guide prepare: 1 entries, wanted are 3 to 6"),
    "answers-lost": (
        ("answers",),
        [{"title": words_of(), "text": words_of()}] * 5,
        "answers: 5 for 4 cards",
    ),
    "unknown-source": (("sources",), ["S01", "S99"], "sources: S99 is not in sources.yaml"),
    "source-twice": (("sources",), ["S01", "S01"], "sources: a code stands twice"),
    "unknown-key": (("guide", "hints"), [], "guide hints: not known here"),
    "numbers": (
        ("sheet", "steps", 0),
        words_of("Le 29 janvier 2025.", "28 January 2025."),
        "sheet steps 1: numbers differ, fr 29, 2025, 29 janvier 2025; en 28, 2025, 28 January 2025",
    ),
    "tag": (
        ("sheet", "steps", 1),
        words_of("<u>Un</u>."),
        "sheet steps 2 (fr): <u> is not allowed, only <b> and <i>",
    ),
    "open-tag": (
        ("memo", "remember"),
        words_of(en="<b>One."),
        "memo remember (en): <b> is not closed",
    ),
    "straight": (
        ("sheet", "steps", 2),
        words_of("L'agent."),
        "sheet steps 3 (fr): a straight quotation mark or apostrophe",
    ),
    "french-space": (
        ("guide", "pitfalls", 0),
        words_of("Qui ?"),
        "guide pitfalls 1 (fr): no narrow no-break space (U+202F) at « Qui ? »",
    ),
    "french-bare": (
        ("guide", "pitfalls", 1),
        words_of("«Qui\u202f»"),
        "guide pitfalls 2 (fr): no narrow no-break space (U+202F) at « «Qui\u202f» »",
    ),
    "no-such-fact": (
        ("guide", "intent"),
        words_of("Vrai [[in-2017]].", "True [[in-2017]]."),
        "guide intent: in-2017 is no fact of the lesson",
    ),
    "fact-in-one-language": (
        ("guide", "intent"),
        words_of("Vrai [[in-2016]]."),
        "guide intent: only one language names in-2016",
    ),
    "no-such-fact-in-a-box": (
        ("memo", "boxes", 0, "facts"),
        ["in-2017"],
        "memo boxes 1 facts: in-2017 is no fact of the lesson",
    ),
    "empty-box": (
        ("memo", "boxes", 0),
        {"title": words_of()},
        "memo boxes 1: neither points nor facts",
    ),
    "facts-count-as-words": (
        ("memo", "boxes", 0, "facts"),
        ["in-2016"] * 3,
        "memo (fr): ",
    ),
    "english-quotes": (
        ("guide", "pitfalls", 2),
        words_of(en="«Who»"),
        "guide pitfalls 3 (en): French quotation marks or spaces",
    ),
}


@pytest.mark.parametrize("place, value, said", PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_one_line(place, value, said):
    data = companion_file()
    *way, last = place
    part = data
    for step in way:
        part = part[step]
    part[last] = value
    assert any(line.startswith(said) for line in _faults(data)), _faults(data)


def test_a_memo_too_long_or_too_short_for_its_page():
    data = companion_file()
    data["memo"]["remember"]["en"] = "word " * 200
    data["memo"]["boxes"] = data["memo"]["boxes"][:3]
    assert [line.partition(" words")[0] for line in _faults(data)] == ["memo (en): 348"]
    assert word_count("«\u202f<b>L’agent</b> vérifie\u202f» – 2 fois.") == 4
