"""The same numbers in both faces: a decimal comma is a point, and nothing else is forgiven."""

from decimal import Decimal

import pytest

from assessments.collecting import collect_questions
from assessments.kinds.registry import kind_of
from assessments.parity import differences, numbers_in


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("fr", "0,5 mg", ["0.5"]),
        ("en", "0.5 mg", ["0.5"]),
        ("fr", "0.5", ["0.5"]),
        ("en", "0,5", ["0.5"]),
        ("fr", "12\u202f500 voyageurs", ["12500"]),
        ("fr", "12 500 voyageurs", ["12500"]),
        ("en", "12,500 travellers", ["12500"]),
        ("fr", "1,500", ["1.5"]),
        ("en", "1,500", ["1500"]),
        ("fr", "30 / 60 = 0,50.", ["30", "60", "0.50"]),
        ("fr", "33×7 + 4×3", ["33", "7", "4", "3"]),
        ("fr", "de -5 à \u22127", ["-5", "-7"]),
        ("en", "weights 7-3-1", ["7", "3", "1"]),
        ("en", "1990-1995", ["1990", "1995"]),
        ("fr", "à 14h30", ["14", "30"]),
        ("fr", "à 14 h 30", ["14", "30"]),
        ("en", "at 14:30", ["14", "30"]),
        ("en", "50km", ["50"]),
        ("fr", "50\u202f%", ["50"]),
        ("fr", "le 1er article", []),
        ("en", "the 20th century", []),
        ("en", "5W1H and TD3 on X40719362", []),
        ("fr", "trois", []),
        ("en", "Article 33.", ["33"]),
    ],
)
def test_numbers_as_written(language, text, numbers):
    assert numbers_in(text, language) == [Decimal(one) for one in numbers]


def face(stem="Q", **words):
    return {"stem": stem, "words": words}


@pytest.mark.parametrize(
    ("fr", "en", "where"),
    [
        (face("0,5 m"), face("0.5 m"), []),
        (face("0,5 m"), face("5 m"), ["stem"]),
        (face("0,5 m"), face("0.50 m"), []),
        (face("90 jours en 2025"), face("in 2025, 90 days"), []),
        (face("90 jours"), face("days"), ["stem"]),
        (face("2 et 2"), face("2"), ["stem"]),
        (face("le 1er avril"), face("on 1 April"), []),
        (face("le XXe siècle"), face("the 20th century"), []),
        (face("le 2e jour"), face("on 3 days"), ["stem"]),
        (face(options={"a": "9"}), face(options={"a": "10"}), ["options a"]),
        (face(options={"a": "9"}), face(options={"a": ""}), []),
        (face(options={"a": "9"}), face(options={}), []),
        (face(feedback="R12 : 3"), face(feedback="R13: 3"), ["feedback"]),
        (face("un livret TD3"), face("a TD3 booklet"), []),
        (face("un livret TD3"), face("a TD1 card"), ["stem"]),
        (face("QQOQCCP"), face("5W1H"), []),
        (face("le 12 février 2016"), face("on 12 February 2016"), []),
        (face("le 12 février 2016"), face("on 12 March 2016"), ["stem"]),
        (face("en mars 2016"), face("in March 2016"), []),
        (face("en mars 2016"), face("in May 2016"), ["stem"]),
        (face("le pilier 2 peut aider"), face("pillar 2 may help"), []),
        (face("Deux mars ont passé"), face("It may be"), []),
        (face("à 10 h 30"), face("at 10:30"), []),
        (face("à 10 h 30"), face("at 10:20"), ["stem"]),
        (face("à 7 h"), face("at 7:00"), []),
        (face("à 7h00"), face("at 07:00: it opens"), []),
        (face("article 31"), face("Article 33"), ["stem"]),
        (face("12 heures et 5 jours"), face("5 hours and 12 days"), ["stem"]),
        (face("12 heures et 5 jours"), face("5 days and 12 hours"), []),
        (face("12\u202fh, puis 5\u202f% ou 3 ans"), face("3 years or 5%, then 12 hrs"), []),
        (face("12\u202f% en 30 jours"), face("30% in 12 days"), ["stem"]),
        (face("20 stagiaires, 3 formateurs"), face("3 trainees, 20 trainers"), ["stem"]),
        (face("90 nuits et 5 pauses"), face("a 90-night stay and 5 breaks"), []),
        (face("14 h 30, dans 3 jours"), face("14:30, in 3 days"), []),
        (face("5 demi-journées, 4 jours"), face("5 days, 4 half-days"), ["stem"]),
        (face("2 jours, puis 2 mois"), face("2 months, then 2 days"), []),
        (face("2 sacs, 3 agents"), face("3 bags, 2 officers"), []),
        (face("5 jours"), face("5 nights"), ["stem"]),
        (face("5 participants"), face("5 trainees"), []),
        (face("trois juges"), face("four judges"), ["stem"]),
        (face("trois juges"), face("three judges"), []),
        (face("Deux fois : trois ou quatre"), face("Twice: three or four"), []),
        (face("les deux, et un passeport neuf"), face("both, and a new passport"), []),
        (face("un juge, deux fois"), face("one judge, two times"), []),
        (face("du 1er mars au 5 mai"), face("from 5 March to 1 May"), ["stem"]),
        (face("du 1er mars au 5 mai"), face("from 1 March to 5 May"), []),
        (face("3 juin 2020, 7 juillet 2021"), face("7 June 2020, 3 July 2021"), ["stem"]),
        (face("de mars 2015 à mai 2016"), face("March 2016 to May 2015"), ["stem"]),
        (face("le 3 juin 2020, puis en mai"), face("in May, after 3 June 2020"), []),
        (face("quinze minutes"), face("twenty minutes"), ["stem"]),
        (face("cent personnes"), face("two hundred people"), ["stem"]),
        (face("deux cent cinq agents"), face("two hundred and five officers"), []),
        (face("soixante-douze heures"), face("seventy-two hours"), []),
        (face("quatre-vingt-dix jours"), face("ninety days"), []),
        (face("quatre-vingts jours"), face("ninety days"), ["stem"]),
        (face("vingt et un jours, dix pour cent"), face("twenty-one days, ten per cent"), []),
        (face("un homme d’une quarantaine d’années"), face("a man of about forty"), []),
        (face("onze lignes sur 12"), face("twelve lines of 12"), ["stem"]),
    ],
)
def test_what_differs_is_named(fr, en, where):
    assert [one.where for one in differences(fr, en)] == where


def test_the_numbers_that_differ_are_given():
    (only,) = differences(face("0,5 et 3"), face("5 and 3"))
    assert (only.fr, only.en) == ((Decimal("0.5"), Decimal(3)), (Decimal(5), Decimal(3)))


def test_what_changed_places_is_given_with_its_unit_and_a_count_as_it_is_written():
    (swapped,) = differences(face("12 heures et 5 jours"), face("5 hours and 12 days"))
    assert (swapped.fr_only, swapped.en_only) == (
        ("12 heures", "5 jours"),
        ("12 days", "5 hours"),
    )
    (counted,) = differences(face("Trois juges"), face("Four judges"))
    assert (counted.fr_only, counted.en_only) == (("trois",), ("four",))


def test_numbers_inside_markup_are_not_words():
    fr, en = face('<p lang="fr">3<sup>2</sup></p>'), face("<p>3<sup>2</sup></p>")
    assert differences(fr, en, markup={"fr": "html", "en": "html"}) == []


@pytest.mark.parametrize("item", collect_questions(), ids=lambda item: item["key"])
def test_the_projects_own_bank_agrees(item):
    kind = kind_of(item["kind"])
    faces = [
        {"stem": item["stem"][language], "words": kind.words_of(item, language)}
        for language in ("fr", "en")
    ]
    assert differences(*faces) == []
