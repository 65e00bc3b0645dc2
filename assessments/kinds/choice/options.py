"""Options with ids, a key of ids. Pure.

Structure: {"options": ["a", "b", …], "key": ["a"]}, and for items whose options carry weights of
their own {"fractions": {"a": "1/2", "b": "-1/2"}}, signed fractions of the item's points.
Response: a sorted list of chosen ids.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from assessments.kinds.base import (
    ContentProblem,
    Structure,
    Words,
    check_ids,
    check_texts,
    feedback_of,
    texts_of,
)


def options_of(structure: Structure) -> list[str]:
    """The ids in the bank's order."""
    return list(structure["options"])


def check_options(structure: Structure) -> None:
    """Two options at least, and a key among them; weights, where given, for every option."""
    options = check_ids(structure, "options", least=2)
    key = structure.get("key")
    if not isinstance(key, list) or not key:
        raise ContentProblem("key-missing", "key")
    if set(key) - set(options):
        raise ContentProblem("key-not-an-option", "key")
    if "fractions" in structure:
        _check_weights(structure["fractions"], options, key)


def _check_weights(weights: Any, options: Sequence[str], key: Sequence[str]) -> None:
    if not isinstance(weights, Mapping) or set(weights) != set(options):
        raise ContentProblem("weights-missing", "fractions")
    try:
        values = {option: Fraction(str(weight)) for option, weight in weights.items()}
    except (ValueError, ZeroDivisionError):
        raise ContentProblem("weight-not-a-number", "fractions") from None
    if any(abs(value) > 1 for value in values.values()):
        raise ContentProblem("weight-out-of-range", "fractions")
    if {option for option, value in values.items() if value > 0} != set(key):
        raise ContentProblem("weights-against-key", "fractions")


def check_one_right(structure: Structure) -> None:
    """As above, and exactly one right option; with weights, one that is worth everything."""
    check_options(structure)
    if "fractions" in structure:
        if not any(Fraction(str(weight)) == 1 for weight in structure["fractions"].values()):
            raise ContentProblem("one-right-option", "fractions")
    elif len(structure["key"]) != 1:
        raise ContentProblem("one-right-option", "key")


def check_option_words(structure: Structure, words: Words) -> None:
    """A text for every option."""
    check_texts(words, "options", structure["options"])


def read_one(structure: Structure, values: Sequence[str]) -> list[str] | None:
    """The first known id among what was sent."""
    chosen = [value for value in values if value in structure["options"]]
    return chosen[:1] or None


def read_many(structure: Structure, values: Sequence[str]) -> list[str] | None:
    """The known ids among what was sent, sorted."""
    chosen = sorted({value for value in values if value in structure["options"]})
    return chosen or None


def values(response: Any) -> list[str]:
    """What a form that shows this response sends."""
    return list(response or ())


def answered(response: Any) -> bool:
    """Whether something is ticked."""
    return bool(response)


def picks(structure: Structure, response: Any) -> list[str]:
    """What was ticked."""
    return list(response or ())


def scored_key(structure: Structure) -> Any:
    """The weights where the item has its own, else the key."""
    return structure.get("fractions") or structure["key"]


def show_options(
    words: Words, order: Sequence[str], response: Any, *, multiple: bool
) -> dict[str, Any]:
    """`options` = [{id, text, chosen}] in the attempt's order, `multiple`."""
    chosen = set(response or ())
    return {
        "multiple": multiple,
        "options": [
            {"id": id, "text": words["options"][id], "chosen": id in chosen} for id in order
        ],
    }


def review_options(
    structure: Structure, words: Words, response: Any, *, lettered: bool
) -> dict[str, Any]:
    """Options in the order of the bank, each with its verdict and feedback.

    `lettered`: the feedback speaks of « answers B and D », whatever order each attempt has drawn.
    """
    chosen, right = set(response or ()), set(structure["key"])
    return {
        "lettered": lettered,
        "options": [
            {
                "id": id,
                "text": words["options"][id],
                "chosen": id in chosen,
                "right": id in right,
                "feedback": (words.get("option_feedback") or {}).get(id, ""),
            }
            for id in structure["options"]
        ],
    }


def structure_of(item: Mapping[str, Any]) -> dict[str, Any]:
    """From a data file: `options` with `id` and `right`."""
    return {
        "options": [str(option["id"]) for option in item["options"]],
        "key": [str(option["id"]) for option in item["options"] if option.get("right")],
    }


def words_of(item: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Texts and feedback of the options, and the item's feedback."""
    return {
        "options": texts_of(item["options"], language),
        "option_feedback": {
            str(option["id"]): (option.get("feedback") or {}).get(language, "")
            for option in item["options"]
        },
        "feedback": feedback_of(item, language),
    }
