"""Means with the interval of Student's t. Pure."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assessments.statistics.figures import NOTHING_BELOW, TOO_FEW, Figure

# Two-sided 95 %, for 1 to 30 degrees of freedom (any table of Student's t).
_T_975 = (
    *(12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281),
    *(2.2010, 2.1788, 2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860),
    *(2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423),
)
Z_975 = 1.959963984540054


def t_975(freedom: int) -> float:
    """The 97.5 % quantile of Student's t; ValueError without a degree of freedom.

    Above 30 the expansion of Cornish and Fisher to the second order, right to 0.0001.
    """
    if freedom < 1:
        raise ValueError(f"{freedom} degrees of freedom")
    if freedom <= len(_T_975):
        return _T_975[freedom - 1]
    z = Z_975
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)


def mean_with_interval(values: Sequence[float] | npt.NDArray[np.generic]) -> Figure:
    """The mean with its 95 % interval by Student's t; undefined below two values."""
    given = np.asarray(values, dtype=np.float64)
    n = len(given)
    if n < NOTHING_BELOW:
        return Figure(why=TOO_FEW)
    mean = float(np.mean(given))
    reach = t_975(n - 1) * float(np.std(given, ddof=1)) / n**0.5
    return Figure(mean, mean - reach, mean + reach)
