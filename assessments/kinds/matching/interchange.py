"""Matching to and from imported questions. Pure."""

from assessments.interchange.question import EMPTY, ImportedQuestion, Pair
from assessments.interchange.storing import Face, NotStorable, Stored, Told, letters
from assessments.kinds.base import Structure, Words


def store(question: ImportedQuestion, language: str, face: Face) -> Stored:
    """Lefts 1, 2, …; rights a, b, … in the order of the pairs, each text once."""
    rights: dict[str, str] = {}
    names = letters(len(question.pairs))
    for pair in question.pairs:
        text = face.say(pair.right)
        if text not in rights:
            rights[text] = names[len(rights)]
    lefts = [pair for pair in question.pairs if pair.left]
    if len(lefts) < 2 or len(rights) < 2:
        raise NotStorable("too-few-pairs", str(min(len(lefts), len(rights))))
    numbered = {str(number): pair for number, pair in enumerate(lefts, start=1)}
    return Stored(
        {
            "left": list(numbered),
            "right": list(rights.values()),
            "key": {one: rights[face.say(pair.right)] for one, pair in numbered.items()},
        },
        {
            "left": {one: face.say(pair.left) for one, pair in numbered.items()},
            "right": {one: text for text, one in rights.items()},
            "feedback": face.say(question.feedback),
        },
    )


def tell(structure: Structure, words: Words, language: str, face: Face) -> Told:
    """The pairs in the bank's order, then the rights that have no partner."""
    key = structure["key"]
    pairs = [
        Pair(face.hear(words["left"][left]), face.hear(words["right"][key[left]]))
        for left in structure["left"]
    ]
    alone = [right for right in structure["right"] if right not in key.values()]
    pairs += [Pair(EMPTY, face.hear(words["right"][right])) for right in alone]
    return Told({"pairs": tuple(pairs)})
