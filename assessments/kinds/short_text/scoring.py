"""short-text-v1 and mrz-v1 (5.1). Pure."""

from collections.abc import Mapping
from fractions import Fraction

from assessments.scoring.keys import MalformedKey
from assessments.scoring.normalise import normalise_mrz, normalise_short_text

# Longer than any accepted answer; more is not an answer.
LONGEST = 500


def short_text_v1(key: object, response: object) -> Fraction:
    """1 if the normalised answer is in the list of either language, whatever the screen's.

    Key: a list of answers, or {"fr": […], "en": […], "ignore": "characters left out"}.
    """
    ignore = key.get("ignore", "") if isinstance(key, Mapping) else ""
    if not isinstance(ignore, str):
        raise MalformedKey("short-text-v1", key)
    accepted = {
        normalise_short_text(answer, ignore=ignore) for answer in _answers("short-text-v1", key)
    }
    if "" in accepted:
        raise MalformedKey("short-text-v1", key)
    text = _text(response)
    return Fraction(text is not None and normalise_short_text(text, ignore=ignore) in accepted)


def mrz_v1(key: object, response: object) -> Fraction:
    """1 if the answer equals a key after upper-casing and trimming only."""
    accepted = {normalise_mrz(answer) for answer in _answers("mrz-v1", key)}
    if "" in accepted:
        raise MalformedKey("mrz-v1", key)
    text = _text(response)
    return Fraction(text is not None and normalise_mrz(text) in accepted)


def _text(response: object) -> str | None:
    return response if isinstance(response, str) and len(response) <= LONGEST else None


def _answers(scheme: str, key: object) -> list[str]:
    if isinstance(key, Mapping):
        lists = [value for name, value in key.items() if name != "ignore"]
    else:
        lists = [[key] if isinstance(key, str) else key]
    answers: list[str] = []
    for part in lists:
        if not isinstance(part, list | tuple) or not all(isinstance(one, str) for one in part):
            raise MalformedKey(scheme, key)
        answers += part
    if not answers:
        raise MalformedKey(scheme, key)
    return answers
