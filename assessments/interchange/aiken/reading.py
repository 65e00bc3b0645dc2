"""Aiken text to questions. Pure.

As in Moodle the words are plain. Beyond Moodle: a text or an option may go over several lines,
small letters and a French answer line are understood.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from assessments.interchange.aiken.lines import Group, Line, groups_of
from assessments.interchange.checking import checked
from assessments.interchange.collecting import Collector
from assessments.interchange.limits import OPTIONS
from assessments.interchange.notes import QuestionProblem, ReadError
from assessments.interchange.question import PLAIN, ImportedQuestion, Option

_LETTERS = re.compile(r"\(?([A-Za-z])\)?(?:[).:]|\s|$)")
_SEVERAL = re.compile(r"[A-Za-z](?:\s*(?:[,;&/+]|\bet\b|\band\b)\s*[A-Za-z])+", re.IGNORECASE)


def read_aiken(text: str) -> Iterator[ImportedQuestion | ReadError]:
    """Every question of the text in order, or the reason why one could not be read."""
    for group in groups_of(text):
        stray, stem, options = _parts(group.lines)
        yield from _strays(stray)
        begins = (stem or options or (Line(group.answer_line, ""),))[0].number
        try:
            if group.answer is None:
                raise QuestionProblem("question-unfinished")
            if not stem:
                code = "option-before-question" if options else "answer-before-question"
                raise QuestionProblem(code)
            yield _question(group, stem, options)
        except QuestionProblem as problem:
            yield ReadError(begins, problem.code, problem.detail)


def _parts(
    lines: tuple[Line, ...],
) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]:
    """Lines that belong to nothing, the text of the question, its options with their rest."""
    first = _first_option(lines)
    if first is None:
        # The last paragraph is the question that has no options.
        start = max((i for i, line in enumerate(lines) if line.after_blank), default=0)
        return lines[:start], lines[start:], ()
    start = first
    while (
        start and not lines[start - 1].letter and not (start < first and lines[start].after_blank)
    ):
        start -= 1
    return lines[:start], lines[start:first], lines[first:]


def _first_option(lines: tuple[Line, ...]) -> int | None:
    lettered = [index for index, line in enumerate(lines) if line.letter]
    if not lettered:
        return None
    restarts = [
        index
        for index in lettered
        if lines[index].letter == "A" and index and not lines[index - 1].letter
    ]
    return restarts[-1] if restarts else lettered[0]


def _strays(lines: tuple[Line, ...]) -> Iterator[ReadError]:
    """One error for each question that was begun and never finished, or option without one."""
    begun = False
    for line in lines:
        if line.letter and not begun:
            yield ReadError(line.number, "option-before-question")
        elif not line.letter and (not begun or line.after_blank):
            yield ReadError(line.number, "question-unfinished")
            begun = True


def _question(group: Group, stem: tuple[Line, ...], lines: tuple[Line, ...]) -> ImportedQuestion:
    collector = Collector()
    if len(stem) > 1:
        collector.note("lines-joined")
    options = _options(lines, collector)
    if len(options) < 2:
        raise QuestionProblem("too-few-options", str(len(options)))
    if len(options) > OPTIONS:
        raise QuestionProblem("too-many-options", str(len(options)))
    right = _right(group.answer or "", options, collector)
    share = Fraction(1, len(right))
    question = ImportedQuestion(
        type="single" if len(right) == 1 else "multiple",
        stem=collector.text("\n".join(line.words for line in stem), PLAIN),
        line=stem[0].number,
        by_key=True,
        feedback=collector.text(group.remark, PLAIN),
        options=tuple(
            Option(collector.text(words, PLAIN), share if index in right else Fraction(0))
            for index, (_, words) in enumerate(options)
        ),
    )
    return checked(question, collector)


def _options(lines: tuple[Line, ...], collector: Collector) -> list[tuple[str, str]]:
    options: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.letter:
            options.append((line.letter, [line.words]))
        else:
            options[-1][1].append(line.words)
            collector.note("lines-joined")
    return [(letter, "\n".join(words)) for letter, words in options]


def _right(answer: str, options: list[tuple[str, str]], collector: Collector) -> list[int]:
    """The positions of the right options. Raises QuestionProblem for an answer that is none."""
    labels = [letter for letter, _ in options]
    same = [i for i, (_, words) in enumerate(options) if words.casefold() == answer.casefold()]
    if _SEVERAL.fullmatch(answer):
        collector.note("answer-several", answer[:60])
        named = [part[0].upper() for part in re.split(r"\W+|\bet\b|\band\b", answer) if part]
    elif (letter := _LETTERS.match(answer)) is not None:
        if letter[1].islower():
            collector.note("letter-case", letter[1])
        named = [letter[1].upper()]
    elif len(same) == 1:
        return same
    else:
        raise QuestionProblem("answer-not-an-option", answer[:60])
    positions = []
    for name in dict.fromkeys(named):
        if name in labels:
            positions.append(labels.index(name))
        elif ord(name) - ord("A") < len(options):
            positions.append(ord(name) - ord("A"))
        else:
            raise QuestionProblem("answer-not-an-option", name)
    return sorted(set(positions))
