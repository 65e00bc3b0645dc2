"""True or false to and from imported questions. Pure."""

from fractions import Fraction
from typing import Any

from assessments.interchange.question import ImportedQuestion, Option, Text
from assessments.interchange.storing import Face, NotStorable, Stored, Told
from assessments.kinds.base import Structure, Words

IDS = ("true", "false")
SAID = {"fr": {"true": "Vrai", "false": "Faux"}, "en": {"true": "True", "false": "False"}}


def store(question: ImportedQuestion, language: str, face: Face) -> Stored:
    """Which of the two is right. Files say True and False; the face says so in its language."""
    if len(question.options) != 2:
        raise NotStorable("two-options")
    # QTI names its options; elsewhere true comes first.
    named = {option.id.lower(): option for option in question.options}
    options = [named.get(one, question.options[at]) for at, one in enumerate(IDS)]
    key = [one for one, option in zip(IDS, options, strict=True) if option.fraction == 1]
    if len(key) != 1:
        raise NotStorable("nothing-right")
    words: dict[str, Any] = {
        "options": {
            one: face.say(_said(option.text, one, language))
            for one, option in zip(IDS, options, strict=True)
        },
        "option_feedback": {
            one: face.say(option.feedback) for one, option in zip(IDS, options, strict=True)
        },
        "feedback": face.say(question.feedback),
    }
    return Stored({"options": list(IDS), "key": key}, words)


def tell(structure: Structure, words: Words, language: str, face: Face) -> Told:
    """The options true and false, in this order whatever the bank's."""
    remarks = words.get("option_feedback") or {}
    return Told(
        {
            "options": tuple(
                Option(
                    text=Text(SAID["en"][one]),
                    fraction=Fraction(one in structure["key"]),
                    feedback=face.hear(remarks.get(one, "")),
                    id=one,
                )
                for one in IDS
            )
        }
    )


def _said(text: Text, one: str, language: str) -> Text:
    known = {word.casefold() for said in SAID.values() for word in said.values()}
    return Text(SAID[language][one]) if text.text.casefold() in known else text
