"""Short text to and from imported questions. Pure."""

from fractions import Fraction
from typing import Any

from assessments.interchange.fractions import percent_written
from assessments.interchange.notes import Note
from assessments.interchange.question import Answer, ImportedQuestion
from assessments.interchange.storing import Face, NotStorable, Stored, Told, particulars_of
from assessments.kinds.base import LANGUAGES, Structure, Words

ONE = Fraction(1)


def store(question: ImportedQuestion, language: str, face: Face) -> Stored:
    """The answers worth everything, in the list of the file's language."""
    full = [answer.text for answer in question.answers if answer.fraction == ONE]
    accepted = list(dict.fromkeys(full))
    if "*" in accepted:
        raise NotStorable("any-answer")
    if not accepted:
        best = max((answer.fraction for answer in question.answers), default=Fraction(0))
        raise NotStorable("no-full-answer" if best > 0 else "nothing-right", percent_written(best))
    stated = particulars_of(question)
    key: dict[str, Any] = {one: accepted if one == language else [] for one in LANGUAGES}
    key["ignore"] = _characters(stated.get("ignore", ""))
    structure = {"key": key, "normalise": "mrz" if stated.get("normalise") == "mrz" else "default"}
    return Stored(structure, {"feedback": face.say(question.feedback)}, left_out(question))


def left_out(question: ImportedQuestion) -> tuple[Note, ...]:
    """Notes on answers that are worth a part, and on remarks."""
    notes = []
    partial = [
        f"{answer.text} ({percent_written(answer.fraction)} %)"
        for answer in question.answers
        if answer.fraction not in (0, 1)
    ]
    if partial:
        notes.append(Note("partial-answers-left", ", ".join(partial)[:200]))
    if any(answer.feedback for answer in question.answers):
        notes.append(Note("answer-feedback-left"))
    return tuple(notes)


def tell(structure: Structure, words: Words, language: str, face: Face) -> Told:
    """The answers of one language, and what decides their comparison."""
    key = structure["key"]
    particulars = []
    if key.get("ignore"):
        particulars.append("ignore=" + ".".join(f"{ord(char):x}" for char in key["ignore"]))
    if structure.get("normalise") == "mrz":
        particulars.append("normalise=mrz")
    # Either list is accepted: where this language has none, the other's stand for it.
    lists = [key.get(language), *(key.get(one) for one in LANGUAGES)]
    accepted = next((one for one in lists if one), ())
    answers = tuple(Answer(text, ONE) for text in accepted)
    return Told({"answers": answers}, tuple(particulars))


def _characters(codes: str) -> str:
    try:
        return "".join(chr(int(code, 16)) for code in codes.split(".") if code)
    except (ValueError, OverflowError):
        return ""
