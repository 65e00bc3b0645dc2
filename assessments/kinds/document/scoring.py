"""document-v1. Pure."""

from collections.abc import Mapping
from fractions import Fraction

from assessments.mrz.exercises import TASKS, read_answer
from assessments.scoring.keys import MalformedKey


def document_v1(key: object, response: object) -> Fraction:
    """1 if the answer is the one of the specimen that was drawn, else 0: there are no parts.

    Key: {"task": "digit", "answer": "7"}. A digit or a choice is compared as it is; a name in
    capitals, without the fillers at its end. « O » is not « 0 ».
    """
    if not isinstance(key, Mapping) or key.get("task") not in TASKS or not key.get("answer"):
        raise MalformedKey("document-v1", key)
    if not isinstance(response, str):
        return Fraction(0)
    return Fraction(read_answer(key["task"], response) == key["answer"])
