"""95 % intervals in closed form; sources: docs/statistics.md. Pure."""

from math import atanh, exp, log, sqrt, tanh

from assessments.statistics.means import Z_975

Interval = tuple[float | None, float | None]
NONE: Interval = (None, None)


def share_interval(per_cent: float, *, n: int) -> Interval:
    """Wilson's interval of a share in per cent; safe for partial marks, which vary less.

    No interval for a facility outside 0 to 100, which negative marks can give.
    """
    if not 0 <= per_cent <= 100 or n < 1:
        return NONE
    p, z2 = per_cent / 100, Z_975**2
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    reach = Z_975 * sqrt(p * (1 - p) / n + z2 / (4 * n**2)) / (1 + z2 / n)
    return 100 * max(middle - reach, 0.0), 100 * min(middle + reach, 1.0)


def correlation_interval(r: float, *, n: int) -> Interval:
    """Fisher's interval of a correlation; none below four pairs and none of a perfect one."""
    if n < 4 or not abs(r) < 1:
        return NONE
    middle, reach = atanh(r), Z_975 / sqrt(n - 3)
    return tanh(middle - reach), tanh(middle + reach)


def alpha_interval(per_cent: float, *, p: int, n: int) -> Interval:
    """Bonett's interval (2002) of alpha in per cent, from p items and n attempts."""
    left = 1 - per_cent / 100
    if left <= 0 or n < 3 or p < 2:
        return NONE
    reach = Z_975 * sqrt(2 * p / ((p - 1) * (n - 2)))
    return 100 * (1 - exp(log(left) + reach)), 100 * (1 - exp(log(left) - reach))
