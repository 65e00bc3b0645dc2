"""Numbers to and from imported questions. Pure."""

from fractions import Fraction

from assessments.interchange.fractions import percent_written
from assessments.interchange.notes import Note
from assessments.interchange.numbers import written
from assessments.interchange.question import Answer, ImportedQuestion
from assessments.interchange.storing import Face, NotStorable, Stored, Told
from assessments.kinds.base import Structure, Words
from assessments.scoring.numbers import LONGEST, parse_number

ONE = Fraction(1)


def store(question: ImportedQuestion, language: str, face: Face) -> Stored:
    """The number worth everything with its tolerance; several whose ranges touch are one range.

    Raises NotStorable for numbers that stand apart, or none.
    """
    full = [answer for answer in question.answers if answer.fraction == ONE]
    if any(answer.text == "*" for answer in full):
        raise NotStorable("any-answer")
    if not full:
        best = max((answer.fraction for answer in question.answers), default=Fraction(0))
        raise NotStorable("no-full-answer" if best > 0 else "nothing-right", percent_written(best))
    one = _range(full)
    if one is None:
        values = dict.fromkeys(answer.text for answer in full)
        raise NotStorable("several-numbers", ", ".join(values)[:120])
    value, tolerance = one
    for text in (value, tolerance):
        if len(text) > LONGEST or parse_number(text) is None:
            raise NotStorable("number-too-long", text[:60])
    return Stored(
        {"key": {"value": value, "tolerance": tolerance}},
        {"feedback": face.say(question.feedback)},
        _left_out(question),
    )


def _range(full: list[Answer]) -> tuple[str, str] | None:
    """Middle and half width of all that is right; None where a gap is between."""
    if len({answer.text for answer in full}) == 1:
        return full[0].text, written(max(answer.tolerance or Fraction(0) for answer in full))
    ends = []
    for answer in full:
        value = parse_number(answer.text)
        if value is None:
            raise NotStorable("number-too-long", answer.text[:60])
        margin = answer.tolerance or Fraction(0)
        ends.append((value - margin, value + margin))
    (low, high), *others = sorted(ends)
    for start, end in others:
        if start > high:
            return None
        high = max(high, end)
    return written((low + high) / 2), written((high - low) / 2)


def tell(structure: Structure, words: Words, language: str, face: Face) -> Told:
    """The number and its tolerance in plain decimals."""
    key = structure["key"]
    value, tolerance = parse_number(key["value"]), parse_number(key.get("tolerance", "0"))
    return Told({"answers": (Answer(written(value or Fraction(0)), ONE, tolerance=tolerance),)})


def _left_out(question: ImportedQuestion) -> tuple[Note, ...]:
    partial = [
        f"{answer.text}{_margin(answer)} ({percent_written(answer.fraction)} %)"
        for answer in question.answers
        if answer.fraction not in (0, 1)
    ]
    notes = [Note("partial-answers-left", ", ".join(partial)[:200])] if partial else []
    if any(answer.feedback for answer in question.answers):
        notes.append(Note("answer-feedback-left"))
    return tuple(notes)


def _margin(answer: Answer) -> str:
    return f" ± {written(answer.tolerance)}" if answer.tolerance else ""
