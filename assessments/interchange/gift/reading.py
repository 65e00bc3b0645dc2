"""GIFT text to questions, by the procedure of Moodle's importer. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace

from assessments.interchange import texts
from assessments.interchange.checking import checked
from assessments.interchange.collecting import Collector
from assessments.interchange.gift import answers as answer_kinds
from assessments.interchange.gift.blocks import Block, blocks_of, category_of
from assessments.interchange.gift.braces import split_answers
from assessments.interchange.gift.escapes import protect, put_back
from assessments.interchange.html import refuse_too_much_html
from assessments.interchange.markdown import refuse_too_much
from assessments.interchange.naming import clean_category
from assessments.interchange.notes import QuestionProblem, ReadError
from assessments.interchange.question import ImportedQuestion
from assessments.interchange.spans import spans

# Marks in comments, and what cannot stand in them.
_ID, _TAG = "[id:", "[tag:"
_NOT_IN_ID, _NOT_IN_TAG = re.compile(r"[\x00-\x1f]"), re.compile(r"[<>`\x00-\x1f]")
# A bracket that is escaped.
_BRACKET = "\ue020"
_GENERAL = "####"
_MARKDOWN = "[markdown]"


def read_gift(text: str) -> Iterator[ImportedQuestion | ReadError]:
    """Every question of the text in order, or the reason why one could not be read.

    Raises Unreadable for a file with too much HTML or Markdown.
    """
    refuse_too_much_html(text.count("<") + text.count("&"))
    blocks = list(blocks_of(text))
    refuse_too_much((b.line, b.text) for b in blocks if _MARKDOWN in b.text)
    category = ""
    for block in blocks:
        named = category_of(block)
        if named is not None:
            category = clean_category(put_back(named))
            continue
        try:
            yield _question(block, category)
        except QuestionProblem as problem:
            yield ReadError(problem.line or block.line, problem.code, problem.detail)


def _question(block: Block, category: str) -> ImportedQuestion:
    collector = Collector()
    for code in block.notes:
        collector.note(code)
    identity, tags = _from_comments(block.comments)
    name, body = _named(block.text)
    split = split_answers(body, collector)
    general = ""
    answers = split.answers
    if answers is not None:
        before, marker, after = answers.rpartition(_GENERAL)
        if marker:
            answers, general = before.strip(), after
        answers = protect(answers)
    words, kind = answer_kinds.with_format(split.stem.strip(), texts.MOODLE)
    stem = collector.text(put_back(words), kind)
    start = ImportedQuestion(
        type="description",
        stem=stem,
        line=block.line,
        name=put_back(name),
        feedback=answer_kinds.read_words(general, kind, collector),
        category=category,
        id=identity,
        tags=tags,
    )
    return checked(_with_answers(start, answers, kind, collector), collector)


def _with_answers(
    start: ImportedQuestion, answers: str | None, kind: str, collector: Collector
) -> ImportedQuestion:
    """The question of the type its answers show, in the order of Moodle's tests."""
    if answers is None:
        if start.stem:
            collector.note("no-answer-braces")
        return start
    if not answers:
        return replace(start, type="essay")
    if answers.startswith("#"):
        found = answer_kinds.numbers(answers, kind, collector)
        return replace(start, type="numeric", answers=found)
    if answers.startswith(">"):
        return replace(
            start, type="ordering", order=answer_kinds.ordering(answers, kind, collector)
        )
    if "~" in answers:
        options = answer_kinds.choices(answers, kind, collector)
        return replace(start, type="single" if "=" in answers else "multiple", options=options)
    if "=" in answers and "->" in answers:
        return replace(start, type="matching", pairs=answer_kinds.pairs(answers, kind, collector))
    first = answers.split("#", 1)[0].strip()
    if first in answer_kinds.TRUE or first in answer_kinds.FALSE:
        options = answer_kinds.true_false(answers, kind, collector)
        return replace(start, type="true-false", options=options)
    if first.upper() in (*answer_kinds.TRUE, *answer_kinds.FALSE, "VRAI", "FAUX", "V"):
        collector.note("true-as-text", first)
    found = answer_kinds.short_answers(answers, kind, collector)
    return replace(start, type="short-text", answers=found)


def _named(text: str) -> tuple[str, str]:
    if not text.startswith("::"):
        return "", text
    name, closing, rest = text[2:].partition("::")
    # Without a second mark the rest is the text, as in Moodle.
    return (name, rest.strip()) if closing else ("", text[2:].strip())


def _from_comments(comments: list[str]) -> tuple[str, tuple[str, ...]]:
    lines = [line.replace("\\]", _BRACKET) for line in comments]
    identity = next((one for line in lines for one in _marked(line, _ID, _NOT_IN_ID)), "")
    tags = (one for line in lines for one in _marked(line, _TAG, _NOT_IN_TAG))
    return identity, tuple(dict.fromkeys(tag for tag in tags if tag))


def _marked(line: str, mark: str, forbidden: re.Pattern[str]) -> Iterator[str]:
    """What stands in brackets behind the mark."""
    for start, end in spans(line, {mark: "]"}, least=1):
        inside = line[start + len(mark) : end - 1]
        if not forbidden.search(inside):
            yield inside.replace(_BRACKET, "]").strip()
