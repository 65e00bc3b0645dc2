"""Neutral questions as Moodle XML. Pure."""

import base64
from collections.abc import Iterable
from fractions import Fraction

from lxml import etree

from assessments.interchange.fractions import percent_written
from assessments.interchange.html import FILE_PREFIX
from assessments.interchange.numbers import written
from assessments.interchange.question import HTML, ImportedQuestion, Text
from assessments.interchange.wildcards import as_pattern
from assessments.interchange.xml import allowed

TYPES = {
    "single": "multichoice",
    "multiple": "multichoice",
    "true-false": "truefalse",
    "matching": "matching",
    "ordering": "ordering",
    "short-text": "shortanswer",
    "numeric": "numerical",
}
CARRIED = frozenset(TYPES)


def write_moodle_xml(questions: Iterable[ImportedQuestion]) -> bytes:
    """A whole file in UTF-8. Types outside CARRIED are left out: ask."""
    quiz = etree.Element("quiz")
    category = ""
    for question in questions:
        if question.type not in CARRIED:
            continue
        if question.category != category:
            category = question.category
            place = etree.SubElement(quiz, "question", type="category")
            _say(place, "category", Text(category or "top"), marked=False)
        _write(quiz, question)
    return etree.tostring(quiz, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _write(quiz: etree._Element, question: ImportedQuestion) -> None:
    node = etree.SubElement(quiz, "question", type=TYPES[question.type])
    _say(node, "name", Text(question.name or question.id), marked=False)
    _say(node, "questiontext", question.stem)
    _say(node, "generalfeedback", question.feedback)
    _leaf(node, "defaultgrade", written(question.points))
    _leaf(node, "idnumber", question.id)
    if question.type in ("single", "multiple"):
        _leaf(node, "single", "true" if question.type == "single" else "false")
    for option in question.options:
        answer = etree.SubElement(node, "answer", fraction=percent_written(option.fraction))
        said = Text(option.id) if question.type == "true-false" else option.text
        _fill(answer, said)
        _say(answer, "feedback", option.feedback)
    for given in question.answers:
        answer = etree.SubElement(node, "answer", fraction=percent_written(given.fraction))
        short = question.type == "short-text"
        _leaf(answer, "text", as_pattern(given.text) if short else given.text)
        if question.type == "numeric":
            _leaf(answer, "tolerance", written(given.tolerance or Fraction(0)))
    for pair in question.pairs:
        side = etree.SubElement(node, "subquestion")
        _fill(side, pair.left)
        # Right sides are plain there and have no format; one with tags must say that it has them.
        _say(side, "answer", pair.right, marked=pair.right.markup == HTML)
    for element in question.order:
        answer = etree.SubElement(node, "answer")
        _fill(answer, element)
    _files(question, node)
    if question.tags:
        tags = etree.SubElement(node, "tags")
        for tag in question.tags:
            _say(tags, "tag", Text(tag), marked=False)


def _say(parent: etree._Element, name: str, text: Text, *, marked: bool = True) -> None:
    node = etree.SubElement(parent, name)
    _fill(node, text, marked=marked)


def _fill(node: etree._Element, text: Text, *, marked: bool = True) -> None:
    if marked:
        node.set("format", "html" if text.markup == HTML else "plain_text")
    _leaf(node, "text", text.text)


def _files(question: ImportedQuestion, node: etree._Element) -> None:
    """Each picture beside every text that shows it."""
    for text in list(node.iter("text")):
        for file in question.files:
            parent = text.getparent()
            if parent is None or FILE_PREFIX + file.name not in (text.text or ""):
                continue
            picture = etree.SubElement(parent, "file", name=file.name, path="/", encoding="base64")
            picture.text = base64.b64encode(file.content).decode()


def _leaf(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = allowed(text)
