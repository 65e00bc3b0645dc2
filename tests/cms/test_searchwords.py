"""How words are compared: no accents, no endings, synonyms of the glossary. No database."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cms.collecting import collect_glossary
from cms.searchwords import asked, plain, spaced, stem, stems_of, synonyms_of, telling

GLOSSARY = synonyms_of(collect_glossary())


def holds(text, question, language, synonyms=GLOSSARY):
    """Whether the search would find the text."""
    row = spaced(stems_of(text, language))
    terms = asked(question, language, synonyms)
    return bool(terms) and all(any(spaced(one) in row for one in term) for term in terms)


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        ("fr", "Les évaluations des acquis", "evaluation"),
        ("fr", "Un chiffre de contrôle est faux.", "CHIFFRES DE CONTROLE"),
        ("fr", "le cœur de la définition", "coeur"),
        ("fr", "l’entretien avec le voyageur", "entretiens voyageurs"),
        ("fr", "La zone de lecture automatique", "ZLA"),
        ("fr", "La zone de lecture automatique", "MRZ"),
        ("fr", "La zone de lecture automatique", "machine-readable zone"),
        ("fr", "Les délais et les journaux du poste", "délai journal postes"),
        ("fr", "une demande de protection", "comment la protection ?"),
        ("en", "Border posts and their check digits", "check digit post"),
        ("en", "the machine-readable zone", "zone de lecture automatique"),
        ("en", "the machine-readable zone", "MRZ"),
        ("en", "Format TD3", "td3"),
    ],
)
def test_what_is_found(language, text, question):
    assert holds(text, question, language)


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        ("fr", "La zone est lue par une machine.", "MRZ"),
        ("fr", "Format TD3", "TD2"),
        ("fr", "Les évaluations", "évaluation frontière"),
        ("en", "the report", "port"),
        ("en", "anything", ""),
        ("en", "anything", " ,;. "),
    ],
)
def test_what_is_not_found(language, text, question):
    assert not holds(text, question, language)


def test_small_words_are_asked_when_there_is_nothing_else():
    assert asked("de la", "fr", GLOSSARY) == [frozenset({("de",)}), frozenset({("la",)})]
    assert asked("le poste", "fr", synonyms_of([])) == [frozenset({stems_of("poste", "fr")})]


def test_small_words_of_a_phrase_are_not_marked():
    assert telling(asked("zone de lecture", "fr", synonyms_of([])), "fr") == {"zon", "lectur"}
    assert telling(asked("de la", "fr", GLOSSARY), "fr") == {"de", "la"}


def test_a_remark_in_brackets_is_no_synonym():
    rows = synonyms_of([{"fr": "séance (une leçon)", "en": "session"}])
    assert not holds("une leçon", "session", "fr", rows)
    assert holds("une séance", "session", "fr", rows)


@given(st.text(max_size=200), st.sampled_from(["fr", "en"]))
def test_every_text_finds_itself(text, language):
    words = stems_of(text, language)
    assert holds(text, text, language, synonyms_of([])) == bool(words)


@given(st.text(max_size=40))
@example("𝕊")
@example("Œİ")
def test_plain_is_settled_and_stems_have_no_blank(word):
    assert plain(plain(word)) == plain(word)
    assert not any(" " in one for one in stems_of(word, "fr"))
    assert stem(word, "nobody's") == plain(word)
