"""Exercises on specimens leave the bank in no file: no format knows content drawn by seed. Pure."""

from assessments.interchange.question import ImportedQuestion
from assessments.interchange.storing import Face, NotStorable, Stored, Told
from assessments.kinds.base import Structure, Words


def store(question: ImportedQuestion, language: str, face: Face) -> Stored:
    """No file has such a question. Raises NotStorable."""
    raise NotStorable("drawn-content")


def tell(structure: Structure, words: Words, language: str, face: Face) -> Told:
    """The stem alone; every format names the question as left out."""
    return Told({})
