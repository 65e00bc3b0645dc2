"""QTI that goes out: a package that others can read, and that comes in again as it was."""

import io
import zipfile
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from assessments.interchange.moodle_xml.writing import write_moodle_xml
from assessments.interchange.qti.saying import QTI
from assessments.interchange.qti.writing import write_qti
from assessments.interchange.question import (
    HTML,
    Answer,
    File,
    ImportedQuestion,
    Option,
    Pair,
    Text,
)
from assessments.interchange.reading import read_file

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 8
HALF, ONE, ZERO = Fraction(1, 2), Fraction(1), Fraction(0)

# What stands in a text: markup, entities, the end of CDATA, accents, letters from right to left,
# white space in every place.
PIECES = st.sampled_from(
    [
        *("<b>", "</div>", "&amp;", "&", "]]>", "<![CDATA[", "<!--", "-->", "<br/>", "&nbsp;"),
        *("&lt;", "é", "œ", "«", "𝔸", "سلام", "\u200f", "'", '"', "%s", "{", "\\", "=", "a", "0"),
        *("_____", "\u202f", "\u00a0", "\u2028", "\n", "\n\n", "  ", "\t", "\r"),
    ]
)
WORDS = st.lists(PIECES, min_size=1, max_size=8).map("".join)
PLAINS = WORDS.map(lambda words: Text(f"{words}z{words}"))
# What is compared without the white space around it.
TRIMMED = WORDS.map(lambda words: f"a{words}z")


def back(*questions):
    """The questions written, and read again."""
    read = read_file(write_qti(questions), "package.zip", "qti")
    assert read.errors == ()
    return read.questions


def items(*questions):
    """The files of the package by name."""
    with zipfile.ZipFile(io.BytesIO(write_qti(questions))) as package:
        return {name: package.read(name) for name in package.namelist()}


@st.composite
def questions(draw):
    """A question of any of the seven kinds with whatever texts."""
    kind = draw(
        st.sampled_from(
            "single multiple true-false matching ordering short-text numeric weighted".split()
        )
    )
    base = ImportedQuestion(
        type="multiple" if kind == "weighted" else kind,
        stem=draw(PLAINS),
        feedback=draw(st.one_of(st.just(Text()), PLAINS)),
        id="Q-1",
        name="Q",
        language=draw(st.sampled_from(["fr", "en"])),
        tags=("one", "relais:normalise=mrz"),
    )
    texts = draw(st.lists(PLAINS, min_size=3, max_size=3, unique=True))
    remarks = draw(st.lists(st.one_of(st.just(Text()), PLAINS), min_size=3, max_size=3))
    shares = {
        "single": [ONE, ZERO, ZERO],
        "multiple": [HALF, -HALF, HALF],
        "weighted": [Fraction(2, 3), Fraction(1, 3), Fraction(-1, 7)],
    }
    if kind in shares:
        options = zip(texts, shares[kind], remarks, strict=True)
        return replace(
            base,
            options=tuple(
                Option(text, share, remark, f"o{at}")
                for at, (text, share, remark) in enumerate(options)
            ),
        )
    if kind == "true-false":
        said = (
            (Text("True"), Text("False"))
            if base.language == "en"
            else (
                Text("Vrai"),
                Text("Faux"),
            )
        )
        return replace(
            base,
            options=(
                Option(said[0], ZERO, remarks[0], "true"),
                Option(said[1], ONE, remarks[1], "false"),
            ),
        )
    if kind == "matching":
        a, b, c = texts
        return replace(base, pairs=(Pair(a, b), Pair(b, a), Pair(c, b), Pair(Text(), c)))
    if kind == "ordering":
        return replace(base, order=tuple(texts))
    if kind == "short-text":
        accepted = draw(st.lists(TRIMMED, min_size=1, max_size=3, unique=True))
        return replace(base, answers=tuple(Answer(one, ONE) for one in accepted))
    margin = draw(st.sampled_from([ZERO, Fraction(1, 20), Fraction(3)]))
    return replace(base, answers=(Answer("-12.5", ONE, tolerance=margin),))


def essence(question):
    """What must be the same; the line and the place in the package are not."""
    return replace(question, line=1, file="", notes=(), by_key=False)


@given(questions())
def test_any_text_of_any_kind_comes_back_as_it_was(question):
    (came,) = back(question)
    assert essence(came) == essence(question)


def test_the_package_is_the_same_bytes_every_time():
    question = ImportedQuestion(
        type="ordering", stem=Text("?"), id="Q-1", order=(Text("b"), Text("a"))
    )
    assert write_qti([question]) == write_qti([question])
    assert list(items(question)) == ["imsmanifest.xml", "items/Q-1.xml"]


def test_formatted_texts_pictures_and_what_qti_has_no_element_for_come_back():
    source = (
        '<p lang="fr">Voici <u>ceci</u>&nbsp;: <img src="@@PLUGINFILE@@/a.png" alt="a &lt; b"><br>'
        "<mark>là</mark></p><table><tbody><tr><td>1</td></tr></tbody></table>"
    )
    question = ImportedQuestion(
        type="numeric",
        stem=Text(source, HTML),
        id="Q-1",
        name="Q",
        answers=(Answer("3", ONE, tolerance=ZERO),),
        files=(File("a.png", "image/png", PNG),),
    )
    (came,) = back(question)
    assert came.stem == question.stem and came.files == question.files
    files = items(question)
    assert files["items/Q-1/a.png"] == PNG
    assert b"items/Q-1/a.png" in files["imsmanifest.xml"]
    (other,) = read_file(write_moodle_xml([question]), "m.xml", None).questions
    assert other.stem == question.stem and other.files == question.files


def test_each_item_says_how_it_is_marked_by_the_standard():
    single = ImportedQuestion(
        type="single",
        stem=Text("?"),
        id="S",
        language="fr",
        options=(Option(Text("a"), ONE, id="a"), Option(Text("b"), ZERO, id="b")),
    )
    remarked = replace(
        single, id="R", options=(replace(single.options[0], feedback=Text("oui")), *single.options)
    )
    number = ImportedQuestion(
        type="numeric", stem=Text("?"), id="N", answers=(Answer("2", ONE, tolerance=HALF),)
    )
    files = items(single, remarked, number)
    plain, ruled, compared = (
        etree.fromstring(files[f"items/{one}.xml"]) for one in ("S", "R", "N")
    )
    (processing,) = plain.iter(f"{{{QTI}}}responseProcessing")
    assert str(processing.get("template")).endswith("qti_v2p2/rptemplates/match_correct")
    (modal,) = ruled.iter(f"{{{QTI}}}modalFeedback")
    assert modal.get("outcomeIdentifier") == "FEEDBACK" and modal.text == "oui"
    set_by_rules = [node.get("identifier") for node in ruled.iter(f"{{{QTI}}}setOutcomeValue")]
    assert set_by_rules == ["SCORE", "SCORE", "FEEDBACK"]
    (equal,) = compared.iter(f"{{{QTI}}}equal")
    assert equal.get("toleranceMode") == "absolute"
    assert equal.get("tolerance") == "0.5 0.5"
    assert equal.get("includeLowerBound") == equal.get("includeUpperBound") == "true"
    order = [etree.QName(node).localname for node in ruled]
    assert order == sorted(order, key=ORDER.index)


ORDER = "responseDeclaration outcomeDeclaration itemBody responseProcessing modalFeedback".split()


@pytest.mark.parametrize("ids", [("true", "false"), ("1", "2"), ("general", "b"), ("a", "a")])
def test_ids_that_would_mean_something_else_get_other_names(ids):
    one, two = ids
    question = ImportedQuestion(
        type="single",
        stem=Text("?"),
        id="S",
        options=(Option(Text("x"), ONE, Text("r"), one), Option(Text("y"), ZERO, Text(), two)),
    )
    (came,) = back(question)
    assert came.type == "single"
    said = [(o.text.text, o.fraction, o.feedback.text) for o in came.options]
    assert said == [("x", ONE, "r"), ("y", ZERO, "")]


def test_identities_that_are_no_file_names_go_into_the_item_only():
    asked = [
        ImportedQuestion(type="ordering", stem=Text("?"), id=one, order=(Text("a"), Text("b")))
        for one in ("../etc/é", "Q", "q", "con/x")
    ]
    assert [question.id for question in back(*asked)] == [question.id for question in asked]
    assert len(items(*asked)) == 5
