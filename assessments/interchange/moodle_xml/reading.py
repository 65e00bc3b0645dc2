"""Moodle XML to questions. Pure."""

from collections.abc import Iterator

from lxml import etree

from assessments.interchange.checking import checked
from assessments.interchange.collecting import Collector
from assessments.interchange.markdown import refuse_too_much
from assessments.interchange.moodle_xml.parts import (
    format_of,
    note_what_is_left,
    points_of,
    source_of,
    tags_of,
    text_of,
)
from assessments.interchange.moodle_xml.types import READERS
from assessments.interchange.naming import clean_category
from assessments.interchange.notes import QuestionProblem, ReadError
from assessments.interchange.pictures import from_base64
from assessments.interchange.question import EMPTY, HTML, ImportedQuestion, Text
from assessments.interchange.xml import Element, child, children, inner, line_of, words


def read_moodle_xml(root: Element) -> Iterator[ImportedQuestion | ReadError]:
    """Every question under `quiz` in order, or the reason why one could not be read.

    Raises Unreadable for a file with too much Markdown.
    """
    refuse_too_much(_markdown(root))
    category = ""
    for element in children(root, "question"):
        stated = (element.get("type") or "").strip()
        line = line_of(element)
        if stated == "category":
            category = clean_category(source_of(child(element, "category")))
            continue
        try:
            if not stated:
                raise QuestionProblem("type-missing")
            if stated not in READERS:
                raise QuestionProblem("type-refused", stated[:60])
            yield _question(element, stated, line, category)
        except QuestionProblem as problem:
            yield ReadError(problem.line or line, problem.code, problem.detail)


def _markdown(root: Element) -> Iterator[tuple[int, str]]:
    """All texts of the questions in which Markdown is stated: the others take the stem's format."""
    for element in children(root, "question"):
        if any((part.get("format") or "").strip() == "markdown" for part in element.iter()):
            walk = etree.iterwalk(element, events=("start",), tag="{*}text")
            for _, text in walk:
                yield line_of(element), inner(text)
                # A text inside a text has been said with it.
                walk.skip_subtree()


def _question(element: Element, stated: str, line: int, category: str) -> ImportedQuestion:
    collector = Collector()
    asked = child(element, "questiontext")
    kind = format_of(asked, HTML)
    is_cloze = READERS[stated] is READERS["cloze"]
    general = text_of(child(element, "generalfeedback"), kind, collector)
    start = ImportedQuestion(
        type="description",
        # The stem of a cloze text is read together with its gaps.
        stem=EMPTY if is_cloze else _stem(element, asked, kind, collector),
        line=line,
        name=source_of(child(element, "name")),
        feedback=general,
        points=points_of(element, collector),
        category=category,
        id=words(child(element, "idnumber")).strip(),
        tags=tags_of(element),
    )
    note_what_is_left(element, collector)
    return checked(READERS[stated](element, start, kind, collector), collector)


def _stem(element: Element, asked: Element | None, kind: str, collector: Collector) -> Text:
    """The text of the question, with the picture that files before Moodle 2 keep beside it."""
    old = words(child(element, "image_base64")).strip()
    if not old:
        return text_of(asked, kind, collector)
    name = words(child(element, "image")).strip().replace("/", "_")
    address = collector.keep_file(name, from_base64(old))
    source = source_of(asked)
    if address:
        source = f'{source} <img src="{address}" alt="">'
    return collector.text(source, kind)
