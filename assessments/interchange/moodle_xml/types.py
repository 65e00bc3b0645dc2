"""The types of Moodle XML, one procedure each; what has none is refused by name. Pure."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from assessments.interchange.cloze import find_gaps, without_gaps
from assessments.interchange.collecting import Collector
from assessments.interchange.fractions import as_thirds
from assessments.interchange.limits import OPTIONS
from assessments.interchange.moodle_xml.parts import (
    format_of,
    is_true,
    keep_files,
    share_of,
    source_of,
    text_of,
)
from assessments.interchange.notes import QuestionProblem
from assessments.interchange.numbers import number, written
from assessments.interchange.question import (
    HTML,
    PLAIN,
    Answer,
    ImportedQuestion,
    Option,
    Pair,
    Text,
)
from assessments.interchange.wildcards import read_pattern
from assessments.interchange.xml import Element, child, children, line_of, words

ZERO, ONE = Fraction(0), Fraction(1)
Reader = Callable[[Element, ImportedQuestion, str, Collector], ImportedQuestion]


def choice(
    question: Element, start: ImportedQuestion, kind: str, collector: Collector
) -> ImportedQuestion:
    """Single or multiple choice, as the element `single` says."""
    answers = _answers(question)
    shares = [share_of(answer, collector) for answer in answers]
    meant = as_thirds(shares)
    if meant != shares:
        collector.note("fractions-as-thirds")
    options = []
    for answer, share in zip(answers, meant, strict=True):
        text = text_of(answer, kind, collector)
        if not text:
            collector.note("option-empty")
            continue
        options.append(Option(text, share, text_of(child(answer, "feedback"), kind, collector)))
    if len(options) < 2:
        raise QuestionProblem("too-few-options", str(len(options)))
    single = is_true(child(question, "single"), default=True)
    return replace(start, type="single" if single else "multiple", options=tuple(options))


def true_false(
    question: Element, start: ImportedQuestion, kind: str, collector: Collector
) -> ImportedQuestion:
    """True or false. Options in another tongue are told by their order: true first."""
    answers = _answers(question)[:2]
    if len(answers) < 2:
        raise QuestionProblem("too-few-options", str(len(answers)))
    said = [source_of(answer).lower() for answer in answers]
    known = {"true": True, "vrai": True, "false": False, "faux": False}
    truths = [known.get(word) for word in said]
    if truths[0] is None or truths[1] is None or truths[0] == truths[1]:
        collector.note("true-false-order")
        truths = [True, False]
    full = [share_of(answer, collector) == ONE for answer in answers]
    if full[0] == full[1]:
        collector.note("true-false-both", ", ".join(said)[:120])
    remarks = [text_of(child(answer, "feedback"), kind, collector) for answer in answers]
    true_at = 0 if truths[0] else 1
    # Moodle lets the last answer decide where both say the same.
    is_right = full[true_at] if full[0] != full[1] else full[1] is truths[1]
    return replace(
        start,
        type="true-false",
        options=(
            Option(Text("True"), ONE if is_right else ZERO, remarks[true_at]),
            Option(Text("False"), ZERO if is_right else ONE, remarks[1 - true_at]),
        ),
    )


def short_answer(
    question: Element, start: ImportedQuestion, kind: str, collector: Collector
) -> ImportedQuestion:
    """Short answers: plain words whatever format is stated."""
    if is_true(child(question, "usecase"), default=False):
        collector.note("case-ignored")
    answers = []
    for answer in _answers(question):
        text = source_of(answer)
        remark = text_of(child(answer, "feedback"), kind, collector)
        share = share_of(answer, collector)
        if text:
            pattern = read_pattern(text, collector, counts=share > 0)
            answers.append(Answer(pattern, share, remark))
    return replace(start, type="short-text", answers=tuple(answers))


def numerical(
    question: Element, start: ImportedQuestion, kind: str, collector: Collector
) -> ImportedQuestion:
    """Numbers with tolerances; units are left out."""
    answers = []
    for answer in _answers(question):
        text = source_of(answer) or (answer.text or "").strip()
        remark = text_of(child(answer, "feedback"), kind, collector)
        share = _old_share(answer, collector)
        if text in ("*", ""):
            answers.append(Answer("*", share, remark))
            continue
        value = number(text)
        if value is None:
            raise QuestionProblem("not-a-number", text[:60], line_of(answer))
        stated = words(child(answer, "tolerance")).strip()
        tolerance = number(stated or "0")
        if tolerance is None:
            raise QuestionProblem("not-a-tolerance", stated[:60], line_of(answer))
        if tolerance < 0:
            collector.note("tolerance-negative", stated)
        answers.append(Answer(written(value), share, remark, abs(tolerance)))
    return replace(start, type="numeric", answers=tuple(answers))


def matching(
    question: Element, start: ImportedQuestion, kind: str, collector: Collector
) -> ImportedQuestion:
    """Pairs; a right side whose left side is empty is a distractor."""
    pairs = []
    for part in children(question, "subquestion"):
        left = text_of(part, kind, collector)
        answer = child(part, "answer")
        # Matching has plain right sides; its drag-and-drop cousin has formatted ones.
        right = text_of(
            answer, PLAIN if answer is None or not answer.get("format") else HTML, collector
        )
        if right:
            pairs.append(Pair(left, right))
        if len(pairs) > OPTIONS:
            raise QuestionProblem("too-many-options", f"> {OPTIONS}")
    if len(pairs) < 2:
        raise QuestionProblem("too-few-pairs", str(len(pairs)))
    return replace(start, type="matching", pairs=tuple(pairs))


def ordering(
    question: Element, start: ImportedQuestion, kind: str, collector: Collector
) -> ImportedQuestion:
    """Elements in the order of the file, which is the right one."""
    order = [text_of(answer, kind, collector) for answer in _answers(question)]
    order = [text for text in order if text]
    if len(order) < 2:
        raise QuestionProblem("too-few-elements", str(len(order)))
    every = words(child(question, "selecttype")).strip().upper() in ("ALL", "0", "EXACT")
    count = number(words(child(question, "selectcount")) or words(child(question, "studentsee")))
    if not every and count is not None and 0 < count < len(order):
        collector.note("elements-subset", written(count))
    return replace(start, type="ordering", order=tuple(order))


def essay(
    question: Element, start: ImportedQuestion, kind: str, collector: Collector
) -> ImportedQuestion:
    """A text that people mark."""
    return replace(start, type="essay")


def description(
    question: Element, start: ImportedQuestion, kind: str, collector: Collector
) -> ImportedQuestion:
    """A text that asks nothing."""
    return replace(start, type="description")


def cloze(
    question: Element, start: ImportedQuestion, kind: str, collector: Collector
) -> ImportedQuestion:
    """A text with gaps; its stem shows [[1]], [[2]] in their places."""
    asked = child(question, "questiontext")
    keep_files(asked, collector)
    source = source_of(asked)
    gaps = find_gaps(source, collector)
    stem = collector.text(without_gaps(source, gaps), format_of(asked, HTML))
    points = sum((gap.part.points for gap in gaps), Fraction(0))
    return replace(
        start, type="cloze", stem=stem, parts=tuple(gap.part for gap in gaps), points=points
    )


READERS: dict[str, Reader] = {
    "multichoice": choice,
    "truefalse": true_false,
    "shortanswer": short_answer,
    "numerical": numerical,
    "matching": matching,
    "match": matching,
    "ddmatch": matching,
    "ordering": ordering,
    "essay": essay,
    "description": description,
    "cloze": cloze,
    "multianswer": cloze,
}


def _answers(question: Element) -> list[Element]:
    answers = list(children(question, "answer"))
    if len(answers) > OPTIONS:
        raise QuestionProblem("too-many-options", str(len(answers)))
    return answers


def _old_share(answer: Element, collector: Collector) -> Fraction:
    """Old files state the share of a number as an element, from 0 to 1."""
    stated = words(child(answer, "fraction")).strip()
    value = number(stated) if stated and not answer.get("fraction") else None
    return value if value is not None and abs(value) <= 1 else share_of(answer, collector)
