"""Neutral questions as Aiken: single choice with one right option, nothing else. Pure."""

from collections.abc import Iterable
from string import ascii_uppercase

from assessments.interchange import html
from assessments.interchange.question import HTML, ImportedQuestion, Text

CARRIED = frozenset({"single"})


def write_aiken(questions: Iterable[ImportedQuestion]) -> str:
    """Plain lines; feedback and identity have no place in Aiken."""
    return "\n\n".join(_block(one) for one in questions if is_carried(one)) + "\n"


def is_carried(question: ImportedQuestion) -> bool:
    """One right option, and no more than there are letters."""
    shares = sorted(option.fraction for option in question.options)
    plain = bool(shares) and shares[-1] == 1 and set(shares[:-1]) <= {0}
    return question.type in CARRIED and plain and len(shares) <= len(ascii_uppercase)


def _block(question: ImportedQuestion) -> str:
    lines = [_line(question.stem)]
    right = ""
    for letter, option in zip(ascii_uppercase, question.options, strict=False):
        lines.append(f"{letter}. {_line(option.text)}")
        if option.fraction == 1:
            right = letter
    return "\n".join([*lines, f"ANSWER: {right}"])


def _line(text: Text) -> str:
    words = html.plain(text.text) if text.markup == HTML else text.text
    return " ".join(words.split())
