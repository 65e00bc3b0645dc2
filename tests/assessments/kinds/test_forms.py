"""The editor's form of every kind: what is stored goes into the form and comes out as it was."""

import re
import string
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.bank_wording import sentence_of_problem
from assessments.collecting import collect_questions
from assessments.kinds import base
from assessments.kinds.base import LANGUAGES, ContentProblem
from assessments.kinds.editing import LETTERS, NUMBERS, TICK, empty_row, is_blank, next_id
from assessments.kinds.registry import KINDS, kind_of
from assessments.mrz.exercises import TASKS
from assessments.mrz.generating import FORMATS
from tests.assessments.kinds.samples import SAMPLES

KINDS_FOLDER = Path(base.__file__).parent
ANSWERS = st.text(string.ascii_letters, min_size=1, max_size=8)
TEXTS = (
    st.text(string.ascii_letters + "éà ,.;", min_size=1, max_size=12).map(str.strip).filter(bool)
)


def known(form, structure, words):
    """What the form is answerable for."""
    return (
        {name: structure[name] for name in form.structure_keys if name in structure},
        {
            language: {name: words[language].get(name) for name in form.word_keys}
            for language in LANGUAGES
        },
    )


def is_fresh(seen: frozenset[str], text: str) -> bool:
    """Whether no earlier text says the same."""
    return text.casefold() not in seen


@pytest.mark.parametrize("item", collect_questions(), ids=lambda item: item["key"])
def test_every_item_of_the_bank_goes_through_its_form(item):
    kind = kind_of(item["kind"])
    structure = kind.structure_of(item)
    words = {language: kind.words_of(item, language) for language in LANGUAGES}
    data = kind.form.data_of(structure, words)
    assert kind.form.stored_of(data) == known(kind.form, structure, words)


@st.composite
def form_data(draw, kind):
    """A form as an editor may fill it in so that the kind accepts it."""
    form = kind.form
    data = form.empty()
    for group in form.groups:
        count = len(group.start) if group.words else draw(st.integers(2, 5))
        ids = list(group.start[:count])
        while len(ids) < count:
            ids.append(next_id(ids, group.ids))
        used: dict[str, set[str]] = {language: set() for language in LANGUAGES}
        rows = [empty_row(group, one) for one in ids]
        for row in rows:
            for column in group.columns:
                if not column.languages:
                    continue
                for language in LANGUAGES:
                    fresh: Any = TEXTS.filter(partial(is_fresh, frozenset(used[language])))
                    row[column.name][language] = text = draw(fresh)
                    used[language].add(text.casefold())
        data["groups"][group.name] = rows
    FILL.get(kind.key, fill_choice)(draw, kind, data)
    return data


def fill_choice(draw, kind, data):
    rows = data["groups"]["options"]
    right = [draw(st.sampled_from(rows))]
    if kind.key == "multiple":
        right += draw(st.lists(st.sampled_from(rows), max_size=3))
    for row in right:
        row["right"] = True
    if kind.key != "true-false" and draw(st.booleans()):
        for row in rows:
            row["weight"] = "1" if row["right"] else draw(st.sampled_from(["0", "-1/2", "-0.25"]))


def fill_matching(draw, kind, data):
    for row in data["groups"]["left"]:
        row["match"] = draw(st.sampled_from(data["groups"]["right"]))["id"]


def fill_ordering(draw, kind, data):
    rows = data["groups"]["elements"]
    for row, place in zip(rows, draw(st.permutations(range(1, len(rows) + 1))), strict=True):
        row["place"] = str(place)


def fill_fields(draw, kind, data):
    if kind.key == "numeric":
        data["fields"] = {"value": str(draw(st.integers(-99, 99))), "tolerance": "0.5"}
    else:
        answers = {one: "\n".join(draw(st.lists(ANSWERS, min_size=1))) for one in LANGUAGES}
        data["fields"] = {"answers": answers, "ignore": ".-", "normalise": "default"}


def fill_specimen(draw, kind, data):
    formats = draw(st.sets(st.sampled_from(FORMATS), min_size=1))
    ticks = {format.lower(): format in formats for format in FORMATS}
    data["fields"] = {"task": draw(st.sampled_from(TASKS)), **ticks}


FILL = {
    "matching": fill_matching,
    "ordering": fill_ordering,
    "short-text": fill_fields,
    "numeric": fill_fields,
    "document": fill_specimen,
}


@pytest.mark.parametrize("key", KINDS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_form_to_structure_to_form(key, data):
    kind = kind_of(key)
    form = data.draw(form_data(kind))
    structure, words = kind.form.stored_of(form)
    kind.check(structure)
    for language in LANGUAGES:
        kind.check_words(structure, words[language])
    assert kind.form.data_of(structure, words) == form


@pytest.mark.parametrize("key", KINDS)
def test_rows_left_blank_are_not_stored(key):
    kind = kind_of(key)
    structure, words, _ = SAMPLES[key]
    both = {language: {"option_feedback": {}, **words} for language in LANGUAGES}
    data = kind.form.data_of(structure, both)
    before = kind.form.stored_of(data)
    for group in kind.form.groups:
        rows = data["groups"][group.name]
        rows.append(empty_row(group, next_id([row["id"] for row in rows], group.ids)))
        assert is_blank(rows[-1])
    assert kind.form.stored_of(data) == before


@pytest.mark.parametrize("key", KINDS)
def test_every_label_is_in_both_languages(key):
    form = kind_of(key).form
    columns = [*form.fields, *(column for group in form.groups for column in group.columns)]
    labels = [
        *(column.label for column in columns),
        *(label for column in columns for _, label in column.choices),
        *(column.hint for column in columns if column.hint),
        *(label for group in form.groups for label in (group.label, group.row)),
        *(group.hint for group in form.groups if group.hint),
    ]
    assert labels
    assert [label for label in labels if not all(label.get(one) for one in LANGUAGES)] == []
    assert all(column.languages or column.type != TICK or column.name for column in columns)


def test_every_problem_has_its_sentence():
    source = "".join(file.read_text("utf-8") for file in KINDS_FOLDER.rglob("*.py"))
    codes = set(re.findall(r'ContentProblem\(\s*"([a-z-]+)"', source))
    assert len(codes) > 10
    for code in codes:
        assert sentence_of_problem(ContentProblem(code)).strip()


@pytest.mark.parametrize(
    ("ids", "way", "wanted"),
    [
        ([], LETTERS, "a"),
        (["a", "c"], LETTERS, "b"),
        (list(string.ascii_lowercase), LETTERS, "a1"),
        (["1", "2"], NUMBERS, "3"),
        (["2"], NUMBERS, "1"),
    ],
)
def test_ids_of_new_rows(ids, way, wanted):
    assert next_id(ids, way) == wanted
