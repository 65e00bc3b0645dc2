"""A figure is a value with its interval, or nothing with the reason why. Pure."""

from dataclasses import dataclass

# Why a figure is undefined: sentences for them stand beside the screens.
TOO_FEW = "too-few"  # fewer attempts, pairs or people than the figure needs
NO_VARIATION = "no-variation"  # everybody has the same: nothing can go together with it
ONE_ITEM = "one-item"  # consistency needs two items
NEGATIVE_COVARIANCE = "negative-covariance"  # whoever does better here does worse on the whole
NO_MAXIMUM = "no-maximum"  # the item gives no marks
DRAWN_ITEMS = "drawn-items"  # attempts have different items, and the figure needs the same ones
REASONS = (TOO_FEW, NO_VARIATION, ONE_ITEM, NEGATIVE_COVARIANCE, NO_MAXIMUM, DRAWN_ITEMS)

# Below the first, figures are « indicative only »; below the second there are none.
INDICATIVE_BELOW = 30
NOTHING_BELOW = 2


@dataclass(frozen=True)
class Figure:
    """`value`, with the limits of its 95 % interval where one is known; or None and `why`."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    why: str = ""

    @property
    def known(self) -> float:
        """The value where it is known to be defined. Raises ValueError with the reason."""
        if self.value is None:
            raise ValueError(self.why)
        return self.value

    @property
    def excludes_zero(self) -> bool:
        """Whether the whole interval lies on one side of 0."""
        return self.low is not None and self.high is not None and self.low * self.high > 0


def is_indicative(n: int) -> bool:
    """Whether so many are too few for more than a hint."""
    return n < INDICATIVE_BELOW
