"""Neutral questions as GIFT. Pure."""

import re
from collections.abc import Iterable
from fractions import Fraction

from assessments.interchange.fractions import percent_written
from assessments.interchange.gift.escapes import escape
from assessments.interchange.numbers import written
from assessments.interchange.question import HTML, ImportedQuestion, Option, Text
from assessments.interchange.wildcards import as_pattern

_NOT_IN_REMARKS = re.compile(r"[<>`\x00-\x1f]")
_MARKER = re.compile(r"\[(?:html|moodle|plain|markdown)\]")
# What GIFT has a notation for.
CARRIED = frozenset(
    {"single", "multiple", "true-false", "matching", "ordering", "short-text", "numeric"}
)
# Everything said: no first line of an order can then be taken for a part of its head.
ORDER_HEAD = ">{count} ALL VERTICAL ABSOLUTE_POSITION SHOW none"

# Where what has no category goes after something that had one.
TOP = "top"


def is_carried(question: ImportedQuestion) -> bool:
    """Whether GIFT can say it: of an order each element takes one line, as Moodle writes it."""
    return question.type in CARRIED and all(map(_is_line, question.order))


def _is_line(element: Text) -> bool:
    """One line that is neither blank, nor a comment, nor a marker of another format."""
    text = element.text
    if text != text.strip() or len(text.splitlines()) != 1:
        return False
    return not text.startswith("//") and not _MARKER.match(text)


def write_gift(questions: Iterable[ImportedQuestion]) -> str:
    """One block a question, a blank line between them. What is not carried is left out: ask."""
    blocks = []
    category = ""
    for one in questions:
        if not is_carried(one):
            continue
        if one.category != category:
            category = one.category
            blocks.append(f"$CATEGORY: {' '.join(category.split()) or TOP}")
        blocks.append(_block(one))
    return "\n\n".join(blocks) + "\n"


def _block(question: ImportedQuestion) -> str:
    marker = "[html]" if question.stem.markup == HTML else "[plain]"
    comment = " ".join(
        [f"[id:{_remarked(question.id)}]"] * bool(question.id)
        + [f"[tag:{_remarked(tag)}]" for tag in question.tags]
    )
    head = f"// {comment}\n" if comment else ""
    answers = _answers(question)
    general = f"####{escape(question.feedback.text)}" if question.feedback else ""
    name = escape(question.name or question.id)
    stem = f"::{name}::{marker}{escape(question.stem.text)}"
    return f"{head}{stem}{{\n{answers}\n{general}}}"


def _remarked(text: str) -> str:
    """Text inside a bracket of a comment, where only the bracket is escaped.

    What the format has no way to say there is left out.
    """
    return _NOT_IN_REMARKS.sub("", text).replace("]", "\\]")


def _answers(question: ImportedQuestion) -> str:
    if question.type == "true-false":
        true, false = question.options
        right, wrong = (true, false) if true.fraction == 1 else (false, true)
        said = "TRUE" if true.fraction == 1 else "FALSE"
        return f"{said}#{escape(wrong.feedback.text)}#{escape(right.feedback.text)}"
    if question.type == "numeric":
        answer = question.answers[0]
        return f"#{answer.text}:{written(answer.tolerance or Fraction(0))}"
    if question.type == "matching":
        return "\n".join(f"={_left(pair.left)} -> {_text(pair.right)}" for pair in question.pairs)
    if question.type == "ordering":
        head = ORDER_HEAD.format(count=len(question.order))
        return "\n".join([head, *(_text(element) for element in question.order)])
    if question.type == "short-text":
        return "\n".join(f"={escape(as_pattern(answer.text))}" for answer in question.answers)
    return "\n".join(_option(option, question.type) for option in question.options)


def _option(option: Option, type: str) -> str:
    feedback = f"#{_text(option.feedback)}" if option.feedback else ""
    if type == "single" and option.fraction == 1:
        return f"={_text(option.text)}{feedback}"
    if type == "single" and option.fraction == 0:
        return f"~{_text(option.text)}{feedback}"
    return f"~%{percent_written(option.fraction)}%{_text(option.text)}{feedback}"


def _left(text: Text) -> str:
    """An arrow of its own would part the pair; our reader knows the escape, others show it."""
    return _text(text).replace("->", "-\\>")


def _text(text: Text) -> str:
    return escape(text.text)
