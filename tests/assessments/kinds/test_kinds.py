"""Every kind of the registry: what a form sends is read, scored, shown and reviewed."""

import copy

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from assessments.kinds.base import ContentProblem
from assessments.kinds.registry import KINDS, kind_of, labels
from assessments.scoring.schemes import SCHEMES, score
from assessments.selection import option_order
from tests.architecture.sources import ROOT
from tests.assessments.kinds.samples import SAMPLES

CASES = [
    (key, values, fraction) for key, (_, _, tries) in SAMPLES.items() for values, fraction in tries
]


def test_every_kind_has_a_sample_and_a_line_in_the_documentation():
    assert set(SAMPLES) == set(KINDS)
    lines = (ROOT / "docs" / "question-kinds.md").read_text("utf-8").splitlines()
    table = [
        [part.strip(" `") for part in line.split("|")[1:4]]
        for line in lines
        if line.startswith("| `")
    ]
    assert table == [[kind.key, kind.folder, "`, `".join(kind.schemes)] for kind in KINDS.values()]


@pytest.mark.parametrize(("key", "values", "fraction"), CASES)
def test_what_a_form_sends_is_worth_what_the_domain_says(key, values, fraction):
    kind, (structure, _, _) = kind_of(key), SAMPLES[key]
    response = kind.read(structure, values)
    assert score(kind.scheme(structure), kind.scored_key(structure), response) == fraction
    assert kind.answered(response) == (response is not None)
    assert kind.read(structure, kind.values(response)) == response


@pytest.mark.parametrize("key", SAMPLES)
def test_a_structure_that_cannot_be_scored_is_refused(key):
    kind, (structure, words, _) = kind_of(key), SAMPLES[key]
    kind.check(structure)
    kind.check_words(structure, words)
    for name in structure:
        broken = copy.deepcopy(structure)
        broken[name] = "nonsense"
        with pytest.raises(ContentProblem):
            kind.check(broken)
    with pytest.raises(ContentProblem):
        kind.check({})


@pytest.mark.parametrize("name", ["options", "left", "right", "elements"])
def test_a_face_without_a_text_is_refused(name):
    for key, (structure, words, _) in SAMPLES.items():
        if name in words:
            broken = copy.deepcopy(words)
            broken[name].popitem()
            with pytest.raises(ContentProblem):
                kind_of(key).check_words(structure, broken)
            doubled = copy.deepcopy(words)
            doubled[name] = dict.fromkeys(doubled[name], "same")
            with pytest.raises(ContentProblem):
                kind_of(key).check_words(structure, doubled)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("key", "values", "fraction"), CASES)
def test_the_templates_show_the_response_and_the_words(key, values, fraction, language):
    kind, (structure, words, _) = kind_of(key), SAMPLES[key]
    response = kind.read(structure, values)
    order = option_order(kind.options(structure), seed="s", item=key, fixed=kind.fixed_order)
    item = {"stem": "Énoncé <b>", "markup": "plain", "verdict": "right"}
    with translation.override(language):
        form = render_to_string(
            kind.template, {"item": {**item, "parts": kind.show(structure, words, order, response)}}
        )
        result = render_to_string(
            kind.result_template,
            {"item": {**item, "parts": kind.review(structure, words, response)}},
        )
    assert "Énoncé &lt;b&gt;" in form and 'name="answer"' in form
    for texts in words.values():
        for text in texts.values() if isinstance(texts, dict) else ():
            assert text in form
    # The form shows what was answered: reading it back gives the same response.
    assert form.count(" checked") + form.count(" selected") == (
        0 if isinstance(response, str) or response is None else len(response)
    )
    assert result.strip()


@pytest.mark.parametrize("key", [key for key in SAMPLES if "key" in SAMPLES[key][0]])
def test_the_key_does_not_show_before_marking(key):
    """What the player shows is the same whatever is right."""
    kind, (structure, words, _) = kind_of(key), SAMPLES[key]
    others = {
        "single": ["d"],
        "multiple": ["b"],
        "true-false": ["true"],
        "matching": {"1": "a", "2": "b"},
        "ordering": ["b", "c", "a"],
        "short-text": {"fr": ["autre"], "en": ["other"], "ignore": " ."},
        "numeric": {"value": "9", "tolerance": "1"},
    }
    order = kind.options(structure)
    shown = [kind.show({**structure, "key": k}, words, order, None) for k in (structure["key"], others[key])]  # fmt: skip # noqa: E501
    assert shown[0] == shown[1]


@given(data=st.data())
def test_a_mark_depends_neither_on_the_order_of_values_nor_on_repetition(data):
    key = data.draw(
        st.sampled_from(sorted(set(SAMPLES) - {"short-text", "numeric", "single", "document"}))
    )
    kind, (structure, _, tries) = kind_of(key), SAMPLES[key]
    values, fraction = data.draw(st.sampled_from(tries))
    sent = data.draw(st.permutations(values + values))
    response = kind.read(structure, sent)
    assert score(kind.scheme(structure), kind.scored_key(structure), response) == fraction


@given(values=st.lists(st.text(max_size=20), max_size=8), key=st.sampled_from(sorted(SAMPLES)))
def test_whatever_is_sent_is_read_without_error(values, key):
    kind, (structure, words, _) = kind_of(key), SAMPLES[key]
    response = kind.read(structure, values)
    assert 0 <= score(kind.scheme(structure), kind.scored_key(structure), response) <= 1
    kind.show(structure, words, kind.options(structure), response)
    kind.review(structure, words, response)
    assert all(isinstance(one, str) for one in kind.picks(structure, response))


def test_schemes_belong_to_kinds_and_labels_to_both_languages():
    assert set(SCHEMES) == {name for kind in KINDS.values() for name in kind.schemes}
    assert [key for key, _ in labels("fr")] == [key for key, _ in labels("en")] == list(KINDS)
