"""What a file holds as the JSON that the command prints (docs/interchange.md). Pure."""

from typing import Any

from assessments.interchange.notes import ReadError
from assessments.interchange.numbers import as_json
from assessments.interchange.question import Answer, ImportedQuestion, Option, Part, ReadFile


def question_json(question: ImportedQuestion) -> dict[str, Any]:
    """One question. Beyond the promised keys: what only some types have, and what was kept."""
    printed: dict[str, Any] = {
        "name": question.name,
        "type": question.type,
        "line": question.line,
        "stem": question.stem.text,
        "markup": question.stem.markup,
        "options": [_option(option) for option in question.options],
        "answers": [_answer(answer) for answer in question.answers],
        "tolerance": None if question.tolerance is None else as_json(question.tolerance),
        "pairs": [{"left": pair.left.text, "right": pair.right.text} for pair in question.pairs],
        "order": [text.text for text in question.order],
        "parts": [_part(part) for part in question.parts],
        "category": question.category,
        "id": question.id,
        "tags": list(question.tags),
        "feedback": question.feedback.text,
        "points": as_json(question.points),
        "files": [file.name for file in question.files],
        "warnings": [str(note) for note in question.notes],
    }
    if question.file:
        printed["file"] = question.file
    return printed


def error_json(error: ReadError) -> dict[str, Any]:
    """One question that could not be read."""
    printed: dict[str, Any] = {"line": error.line, "reason": str(error)}
    if error.file:
        printed["file"] = error.file
    return printed


def file_json(read: ReadFile) -> dict[str, Any]:
    """The file; the caller adds what became of it."""
    return {
        "format": read.format,
        "encoding": read.encoding,
        "questions": [question_json(question) for question in read.questions],
        "errors": [error_json(error) for error in read.errors],
        "warnings": [str(note) for note in read.notes],
    }


def _option(option: Option) -> dict[str, Any]:
    return {
        "text": option.text.text,
        "fraction": as_json(option.fraction),
        "feedback": option.feedback.text,
    }


def _answer(answer: Answer) -> dict[str, Any]:
    printed: dict[str, Any] = {
        "text": answer.text,
        "fraction": as_json(answer.fraction),
        "feedback": answer.feedback.text,
    }
    if answer.tolerance is not None:
        printed["tolerance"] = as_json(answer.tolerance)
    return printed


def _part(part: Part) -> dict[str, Any]:
    return {
        "type": part.type,
        "points": as_json(part.points),
        "options": [_option(option) for option in part.options],
        "answers": [_answer(answer) for answer in part.answers],
    }
