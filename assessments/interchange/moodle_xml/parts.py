"""Pieces that all types of Moodle XML share: texts with pictures, answers, tags, points. Pure."""

import re
from fractions import Fraction

from assessments.interchange import texts
from assessments.interchange.collecting import Collector
from assessments.interchange.fractions import bounded, percent
from assessments.interchange.notes import QuestionProblem
from assessments.interchange.numbers import number
from assessments.interchange.pictures import from_base64
from assessments.interchange.question import EMPTY, HTML, PLAIN, Text
from assessments.interchange.xml import Element, child, children, inner, line_of, words

_FORMATS = {
    "html": HTML,
    "moodle_auto_format": texts.MOODLE,
    "plain_text": PLAIN,
    "markdown": texts.MARKDOWN,
    # The wiki format of 2003 is shown as it was typed.
    "wiki_like": texts.MOODLE,
}


def format_of(element: Element | None, default: str) -> str:
    """The text format that an element states; one that is unknown is taken for HTML."""
    stated = (element.get("format") if element is not None else None) or ""
    return _FORMATS.get(stated.strip(), HTML if stated.strip() else default)


def source_of(element: Element | None) -> str:
    """The words of `<text>` inside the element, or of the element itself in old files."""
    if element is None:
        return ""
    text = child(element, "text")
    return inner(text if text is not None else element if not len(element) else None).strip()


def keep_files(element: Element | None, collector: Collector) -> None:
    """Keep the pictures that lie beside a text in base64."""
    for file in children(element, "file") if element is not None else ():
        name = (file.get("name") or "").strip()
        collector.keep_file(name, from_base64(words(file)))


def text_of(element: Element | None, default: str, collector: Collector) -> Text:
    """The neutral text of an element with its pictures."""
    if element is None:
        return EMPTY
    keep_files(element, collector)
    return collector.text(source_of(element), format_of(element, default))


def share_of(answer: Element, collector: Collector) -> Fraction:
    """What an answer is worth. Raises QuestionProblem for what is no percentage."""
    stated = (answer.get("fraction") or "0").strip()
    share = percent(stated) if stated else Fraction(0)
    if share is None:
        value = number(stated)
        if value is None:
            raise QuestionProblem("not-a-percentage", stated[:60], line_of(answer))
        share = value / 100
    share, note = bounded(share)
    collector.add(note)
    return share


def is_true(element: Element | None, default: bool) -> bool:
    """Moodle's yes and no: "false", "0" and nothing are no."""
    if element is None:
        return default
    return words(element).strip().lower() not in ("false", "0", "")


def tags_of(question: Element) -> tuple[str, ...]:
    """The tags, course tags included, each once."""
    found = (
        source_of(tag)
        for holder in ("tags", "coursetags")
        for group in children(question, holder)
        for tag in children(group, "tag")
    )
    return tuple(dict.fromkeys(tag for tag in found if tag))


def points_of(question: Element, collector: Collector) -> Fraction:
    """The points the question is worth; 1 where the file does not say."""
    stated = words(child(question, "defaultgrade")).strip()
    if not stated:
        return Fraction(1)
    value = number(stated)
    if value is None or value < 0 or value > 999:
        collector.note("points-unreadable", stated[:60])
        return Fraction(1)
    return value


def note_what_is_left(question: Element, collector: Collector) -> None:
    """Say which parts of a question have no place here."""
    hints = [hint for hint in children(question, "hint") if words(hint).strip()]
    if hints:
        collector.note("hints-dropped", str(len(hints)))
    combined = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
    said = [source_of(child(question, name)) for name in combined]
    if any(re.sub(r"<[^<>]*>|\s", "", each) and not _standard(each) for each in said):
        collector.note("combined-feedback-dropped")
    units = [
        words(child(unit, "unit_name")).strip()
        for group in children(question, "units")
        for unit in children(group, "unit")
    ]
    if any(units):
        collector.note("units-dropped", ", ".join(unit for unit in units if unit)[:80])


def _standard(text: str) -> bool:
    """The sentences that Moodle itself puts there, in English and French."""
    plain = re.sub(r"<[^<>]*>", "", text).strip().rstrip(".").casefold()
    return plain in (
        "your answer is correct",
        "your answer is partially correct",
        "your answer is incorrect",
        "votre réponse est correcte",
        "votre réponse est partiellement correcte",
        "votre réponse est incorrecte",
    )
