"""The registry of scoring schemes. An identifier is stored with each question version.

Changed behaviour is a new identifier beside the old one, never an edited function: attempts
marked under "multiple-v1" must be worth the same in ten years.
"""

from collections.abc import Callable
from fractions import Fraction

from assessments.scoring.choices import (
    matching_v1,
    multiple_v1,
    ordering_v1,
    single_v1,
    true_false_v1,
)
from assessments.scoring.keys import MalformedKey
from assessments.scoring.numeric import numeric_v1
from assessments.scoring.written import mrz_v1, short_text_v1

Scheme = Callable[[object, object], Fraction]

SCHEMES: dict[str, Scheme] = {
    "single-v1": single_v1,
    "true-false-v1": true_false_v1,
    "multiple-v1": multiple_v1,
    "matching-v1": matching_v1,
    "ordering-v1": ordering_v1,
    "short-text-v1": short_text_v1,
    "mrz-v1": mrz_v1,
    "numeric-v1": numeric_v1,
}


class UnknownScheme(LookupError):
    """No scheme has this identifier."""


def score(scheme: str, key: object, response: object) -> Fraction:
    """The fraction of the item's points, 0 to 1, exact.

    A response of the wrong shape is worth 0 and never raises. Raises UnknownScheme, and
    MalformedKey when the key itself cannot be read.
    """
    if scheme not in SCHEMES:
        raise UnknownScheme(scheme)
    return SCHEMES[scheme](key, response)


def key_is_readable(scheme: str, key: object) -> bool:
    """True when the scheme can mark with this key. Raises UnknownScheme."""
    try:
        score(scheme, key, None)
    except MalformedKey:
        return False
    return True
