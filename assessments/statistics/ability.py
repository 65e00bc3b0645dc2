"""Bands of ability: who did about equally well. Pure."""

import numpy as np
import numpy.typing as npt

from assessments.statistics.marks import Floats

Bands = npt.NDArray[np.int64]

# A band holds on average three people of the smaller group, or more where there are many.
_SMALLER_GROUP_PER_BAND = 3
_MOST_BANDS = 30


def shares_of(totals: Floats, offered: Floats) -> Floats:
    """Marks as shares of what was offered; 0 where nothing was."""
    return np.divide(totals, offered, out=np.zeros_like(totals), where=offered > 0)


def rank_shares(scores: Floats) -> Floats:
    """Where each score stands among all, from 0 to 1; equal scores stand together."""
    # Shares that are equal as fractions may differ in the sixteenth digit.
    rounded = np.round(scores, 9)
    ordered = np.sort(rounded)
    below, not_above = (np.searchsorted(ordered, rounded, side) for side in ("left", "right"))
    return (below + not_above) / 2 / max(len(scores), 1)


def bands_of(ranks: Floats, count: int) -> Bands:
    """Numbers 0 to count − 1 from `rank_shares`, about equally many in each."""
    return np.minimum((ranks * count).astype(np.int64), count - 1)


def matching_bands(scores: Floats, *, smaller_group: int) -> Bands:
    """Bands fine enough that ability hardly differs inside one, for a comparison of two groups."""
    count = smaller_group // _SMALLER_GROUP_PER_BAND
    return bands_of(rank_shares(scores), max(2, min(count, _MOST_BANDS)))
