"""The locked words: a forbidden variant is found where it is used, not where it is quoted."""

import pytest

from cms.collecting import CONTENT, read_file
from cms.glossing import check_words


@pytest.mark.parametrize(
    ("language", "text", "term"),
    [
        ("fr", "Le trafic d’êtres humains augmente.", "traite des personnes"),
        ("fr", "un trafic de personnes", "traite des personnes"),
        ("fr", "la traite des migrants", "trafic illicite de migrants"),
        ("en", "Human smuggling is a crime.", "trafficking in persons"),
        ("en", "trafficking in migrants", "smuggling of migrants"),
        ("fr", "Rédigez un rapport d'incident.", "compte rendu d’incident"),
        ("fr", "<p>La <b>mi-journée</b> compte.</p>", "demi-journée"),
        ("fr", "la session de l’après-midi", "séance"),
        ("en", "microteaching", "micro-teaching"),
        ("en", "a control digit", "check digit"),
    ],
)
def test_a_forbidden_variant_comes_with_the_term(language, text, term):
    assert [hit.term for hit in check_words(text, language)] == [term]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La traite des personnes, le trafic illicite de migrants."),
        ("fr", "Ne dites pas « trafic d’êtres humains »."),
        ("en", "Never write ‘human smuggling’ for it."),
        ("en", "The international instruction is internal."),
        ("fr", "Le trafic routier des personnes pressées."),
    ],
)
def test_right_words_and_quoted_ones_pass(language, text):
    assert check_words(text, language) == []


def test_no_term_of_the_glossary_is_itself_forbidden():
    for entry in read_file(CONTENT / "glossary.yaml"):
        for language in ("fr", "en"):
            assert check_words(entry[language], language) == [], entry[language]
