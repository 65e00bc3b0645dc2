"""Check digits of the machine-readable zone: weights 7, 3, 1, modulo 10 (Doc 9303-3, 4.9). Pure."""

from dataclasses import dataclass
from string import ascii_uppercase, digits

FILLER = "<"
WEIGHTS = (7, 3, 1)
# 0–9 count as themselves, A = 10 … Z = 35, the filler nothing.
VALUES = {FILLER: 0, **{c: i for i, c in enumerate(digits + ascii_uppercase)}}


@dataclass(frozen=True)
class Step:
    """One character of the worked sum."""

    character: str
    value: int
    weight: int

    @property
    def product(self) -> int:
        """What it adds to the sum."""
        return self.value * self.weight


def worked(text: str) -> list[Step]:
    """The sum of a check digit, character by character. KeyError outside 0–9, A–Z and « < »."""
    return [
        Step(character, VALUES[character], WEIGHTS[place % len(WEIGHTS)])
        for place, character in enumerate(text)
    ]


def total(text: str) -> int:
    """The sum of the products. KeyError as `worked`."""
    return sum(step.product for step in worked(text))


def check_digit(text: str) -> str:
    """The check digit of a text: the sum modulo 10. KeyError as `worked`."""
    return str(total(text) % 10)
