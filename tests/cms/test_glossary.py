"""The locked words: a forbidden variant is found where it is used, not where it is quoted."""

import polib  # type: ignore[import-untyped]
import pytest

from cms.collecting import CONTENT, read_file
from cms.glossing import check_words
from tests.architecture.sources import ROOT


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
        ("fr", "Deux facilitateurs animent la séance.", "formateur, formatrice"),
        ("fr", "la promotion de stagiaires", "cohorte"),
        ("en", "Trainees who assist at the session", "attendance"),
        ("en", "an excused absence", "justified absence"),
        ("en", "evaluation of trainees", "assessment"),
        ("en", "an assessment of the course", "evaluation of the course"),
        ("fr", "L’assesseur remplit la grille.", "évaluateur, évaluatrice"),
        ("en", "a final note of 14", "mark"),
        ("fr", "le PV du jury", "procès-verbal (PV) de délibération"),
        ("en", "a procès-verbal", "minutes of the jury"),
        ("en", "after repêchage", "jury compensation"),
        ("fr", "le stagiaire refusé", "ajourné"),
        ("fr", "un objectif d’apprentissage", "objectif pédagogique"),
        ("fr", "la formation en cascade", "plan de démultiplication"),
        ("en", "a cold evaluation", "delayed evaluation"),
        ("fr", "le poste-frontière", "poste frontière"),
        ("fr", "l’agent de deuxième ligne", "seconde ligne"),
        ("en", "controlling passports", "check"),
        ("en", "a filigree in the paper", "watermark"),
        ("en", "the falsification of a visa", "forgery"),
        ("en", "an imposter", "impostor"),
        ("en", "the passeurs", "smuggler"),
        ("en", "two police agents", "officer"),
        ("en", "the deontology of the service", "ethics"),
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
        ("en", "French <i>falsification</i> is forgery, <em>passeurs</em> are smugglers."),
        ("fr", "lisez le guide du formateur [[trainers-guide]]"),
        ("fr", "Un facilitateur extérieur anime l’atelier."),
        ("fr", "la promotion au grade de commissaire, la promotion de la santé"),
        ("en", "Jury compensation (repêchage)"),
        ("fr", "La douane demande à recevoir la deuxième ligne du formulaire."),
        ("fr", "l’examinateur de l’épreuve écrite"),
        ("en", "The border controls of the region, quality control"),
    ],
)
def test_right_words_and_quoted_ones_pass(language, text):
    assert check_words(text, language) == []


def test_no_term_of_the_glossary_is_itself_forbidden():
    for entry in read_file(CONTENT / "glossary.yaml"):
        for language in ("fr", "en"):
            assert check_words(entry[language], language) == [], entry[language]


def test_every_concept_of_the_field_has_its_term_in_both_languages():
    """The glossary of the field counts them 1 to 68; one may hold several terms."""
    entries = read_file(CONTENT / "glossary.yaml")
    assert [entry["number"] for entry in entries] == sorted(entry["number"] for entry in entries)
    assert {entry["number"] for entry in entries} == set(range(1, 69))
    assert all(entry["fr"].strip() and entry["en"].strip() for entry in entries)


def test_the_words_of_the_interface_keep_to_the_glossary():
    """Messages are in English, their translations in French."""
    found = []
    for catalogue in sorted(ROOT.glob("*/locale/fr/LC_MESSAGES/django.po")):
        for entry in polib.pofile(catalogue):
            texts = {
                "en": [entry.msgid, entry.msgid_plural],
                "fr": [entry.msgstr, *entry.msgstr_plural.values()],
            }
            found += [
                (catalogue.parent.parent.parent.parent.name, hit.variant, hit.term)
                for language, words in texts.items()
                for text in words
                for hit in check_words(text, language)
            ]
    assert found == []
