"""The registry of scoring schemes. An identifier is stored with each question version.

Changed behaviour is a new identifier beside the old one, never an edited function: attempts
marked under "multiple-v1" must be worth the same in ten years.
"""

from fractions import Fraction

from assessments.kinds.base import Scheme
from assessments.kinds.registry import KINDS
from assessments.scoring.keys import MalformedKey

SCHEMES: dict[str, Scheme] = {
    identifier: scheme for kind in KINDS.values() for identifier, scheme in kind.schemes.items()
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
