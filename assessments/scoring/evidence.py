"""What an item of an attempt is worth, as a function of everything that was decided. Pure.

The answer and its key are where it starts; a regrade of the version, the verdict of two readers
and an irregularity come on top. The order in which they were decided plays no part.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessments.scoring.schemes import score

NEW_KEY = "new-key"
EITHER_KEY = "either-key"
FULL = "full"
LEFT_OUT = "left-out"
READING = "reading"
IRREGULARITY = "irregularity"


@dataclass(frozen=True)
class Keyed:
    """A way to mark: the stored scheme and the key that it reads."""

    scheme: str
    key: Any

    def fraction(self, response: Any) -> Fraction:
        """What a response is worth under this key, 0 to 1."""
        return score(self.scheme, self.key, response)


@dataclass(frozen=True)
class Ruling:
    """The regrade in force: its policy, and the corrected key where the policy has one."""

    policy: str
    corrected: Keyed | None = None


@dataclass(frozen=True)
class ItemEvidence:
    """One item of one attempt. `read_right`: two readers called this wording right; `struck`: an
    irregularity sets the item to 0. `version` is the pinned one, and its points always count."""

    position: int
    version: int
    points: Decimal
    keyed: Keyed
    response: Any = None
    language: str = ""
    ruling: Ruling | None = None
    read_right: bool = False
    struck: bool = False


@dataclass(frozen=True)
class Worth:
    """Fraction 0 to 1 of `points`; `because` names the decision that made it, "" for the key."""

    fraction: Fraction
    points: Decimal
    because: str = ""


def item_worth(item: ItemEvidence) -> Worth:
    """The worth of an item, strongest decision first.

    Left out: no points for anybody. Irregularity: 0. Full: everything, answered or not. Then the
    key (pinned, corrected, or the better of both) or the readers, whichever is better.
    """
    ruling = item.ruling
    own = item.keyed.fraction(item.response)
    if ruling is not None and ruling.policy == LEFT_OUT:
        return Worth(own, Decimal(0), LEFT_OUT)
    if item.struck:
        return Worth(Fraction(0), item.points, IRREGULARITY)
    if ruling is not None and ruling.policy == FULL:
        return Worth(Fraction(1), item.points, FULL)
    worth = Worth(own, item.points)
    if ruling is not None and ruling.corrected is not None:
        corrected = ruling.corrected.fraction(item.response)
        best = corrected if ruling.policy == NEW_KEY else max(own, corrected)
        worth = Worth(best, item.points, ruling.policy)
    if item.read_right and worth.fraction < 1:
        return Worth(Fraction(1), item.points, READING)
    return worth
