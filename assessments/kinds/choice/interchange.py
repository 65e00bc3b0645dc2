"""Options to and from imported questions. Pure."""

from fractions import Fraction
from typing import Any

from assessments.interchange.fractions import percent_written
from assessments.interchange.question import EMPTY, ImportedQuestion, Option
from assessments.interchange.storing import Face, NotStorable, Stored, Told, ids_for
from assessments.kinds.base import Structure, Words

ZERO, ONE = Fraction(0), Fraction(1)


def store(question: ImportedQuestion, language: str, face: Face) -> Stored:
    """Options with their key; with shares of their own where the plain scheme marks otherwise.

    Raises NotStorable where nothing is right, or one option alone cannot earn all.
    """
    options = question.options
    ids = ids_for((option.id for option in options), len(options))
    shares = dict(zip(ids, (option.fraction for option in options), strict=True))
    key = [one for one, share in shares.items() if share > 0]
    if not key:
        raise NotStorable("nothing-right")
    best = max(shares.values())
    if question.type == "single" and best < 1:
        raise NotStorable("no-full-answer", percent_written(best))
    structure: dict[str, Any] = {"options": ids, "key": key}
    if not _plain(question, shares):
        structure["fractions"] = {one: str(share) for one, share in shares.items()}
    return Stored(structure, words_of(question, ids, face))


def words_of(question: ImportedQuestion, ids: list[str], face: Face) -> dict[str, Any]:
    """Texts and remarks by the ids of the options."""
    pairs = list(zip(ids, question.options, strict=True))
    return {
        "options": {one: face.say(option.text) for one, option in pairs},
        "option_feedback": {one: face.say(option.feedback) for one, option in pairs},
        "feedback": face.say(question.feedback),
    }


def told_options(structure: Structure, words: Words, face: Face, plain_wrong: Fraction) -> Told:
    """The options with their shares; `plain_wrong` is a wrong option's in the plain scheme."""
    key = set(structure["key"])
    stated = structure.get("fractions")
    remarks = words.get("option_feedback") or {}
    return Told(
        {
            "options": tuple(
                Option(
                    text=face.hear(words["options"][one]),
                    fraction=Fraction(str(stated[one]))
                    if stated
                    else (Fraction(1, len(key)) if one in key else plain_wrong),
                    feedback=face.hear(remarks.get(one, "")) if remarks.get(one) else EMPTY,
                    id=one,
                )
                for one in structure["options"]
            ),
            "by_key": not stated,
        }
    )


def tell_single(structure: Structure, words: Words, language: str, face: Face) -> Told:
    """One right option: the others are worth nothing."""
    return told_options(structure, words, face, ZERO)


def tell_multiple(structure: Structure, words: Words, language: str, face: Face) -> Told:
    """A wrong tick takes away what a right one brings."""
    return told_options(structure, words, face, Fraction(-1, len(structure["key"])))


def _plain(question: ImportedQuestion, shares: dict[str, Fraction]) -> bool:
    """Whether single-v1 or multiple-v1 marks every response as the shares would."""
    if question.by_key:
        return True
    values = sorted(shares.values())
    if question.type == "single":
        return values[-1] == ONE and set(values[:-1]) == {ZERO}
    right = [share for share in values if share > 0]
    each = Fraction(1, len(right))
    return set(right) == {each} and {share for share in values if share <= 0} <= {-each}
