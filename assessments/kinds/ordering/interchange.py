"""Ordering to and from imported questions. Pure."""

from assessments.interchange.question import ImportedQuestion
from assessments.interchange.storing import Face, NotStorable, Stored, Told, letters
from assessments.kinds.base import Structure, Words


def store(question: ImportedQuestion, language: str, face: Face) -> Stored:
    """Elements a, b, … in their right order; each attempt draws its own."""
    if len(question.order) < 2:
        raise NotStorable("too-few-elements", str(len(question.order)))
    ids = letters(len(question.order))
    texts = {one: face.say(text) for one, text in zip(ids, question.order, strict=True)}
    return Stored(
        {"elements": ids, "key": list(ids)},
        {"elements": texts, "feedback": face.say(question.feedback)},
    )


def tell(structure: Structure, words: Words, language: str, face: Face) -> Told:
    """The elements in their right order."""
    texts = words["elements"]
    return Told({"order": tuple(face.hear(texts[one]) for one in structure["key"])})
