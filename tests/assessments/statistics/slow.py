"""The same figures the slow way: plain loops over exact fractions, written from the definitions."""

from fractions import Fraction
from math import sqrt


def mean(values):
    return sum(values, Fraction(0)) / len(values)


def covariance(one, other):
    first, second = mean(one), mean(other)
    products = ((a - first) * (b - second) for a, b in zip(one, other, strict=True))
    return sum(products, Fraction(0)) / (len(one) - 1)


def variance(values):
    return covariance(values, values)


def root(value: Fraction) -> float:
    return sqrt(value)


def correlation(one, other):
    both = variance(one) * variance(other)
    if both == 0:
        return None
    found = covariance(one, other)
    # The root of the square keeps every digit of the fraction.
    size = root(found * found / both)
    return size if found >= 0 else -size


def whole_figures(rows):
    """Mean, sd, skewness, kurtosis, alpha, error ratio and standard error of rows of fractions."""
    totals = [sum(row, Fraction(0)) for row in rows]
    n, p = len(rows), len(rows[0])
    second = variance(totals)
    found = {"mean": float(mean(totals)), "sd": root(second)}
    centre = mean(totals)
    if second > 0 and n > 2:
        third = Fraction(n, (n - 1) * (n - 2)) * sum((t - centre) ** 3 for t in totals)
        found["skewness"] = float(third) / root(second) ** 3
    if second > 0 and n > 3:
        # Fisher's fourth k-statistic in its textbook form, not the form of the code.
        fourth = (
            Fraction(n * (n + 1), (n - 1) * (n - 2) * (n - 3))
            * sum((t - centre) ** 4 for t in totals)
            - Fraction(3 * (n - 1) ** 2, (n - 2) * (n - 3)) * second**2
        )
        found["kurtosis"] = float(fourth / second**2)
    if second > 0 and p > 1:
        within = sum(variance(column) for column in zip(*rows, strict=True))
        alpha = Fraction(p, p - 1) * (1 - within / second)
        found["alpha"] = float(100 * alpha)
        found["error_ratio"] = 100 * root(1 - alpha)
        found["standard_error"] = root((1 - alpha) * second)
    return found


def item_figures(rows, maxima):
    """The figures of each item, None where undefined."""
    totals = [sum(row, Fraction(0)) for row in rows]
    items = [list(column) for column in zip(*rows, strict=True)]
    roots = [covariance(item, totals) for item in items]
    whole = sum(root(one) for one in roots if one >= 0)
    found = []
    for item, maximum, with_total in zip(items, maxima, roots, strict=True):
        rest = [total - mark for total, mark in zip(totals, item, strict=True)]
        largest = covariance(sorted(item), sorted(rest))
        item_rest = correlation(item, rest)
        found.append(
            {
                "facility": float(100 * mean(item) / maximum) if maximum else None,
                "sd": root(variance(item)),
                "discrimination_index": None if item_rest is None else 100 * item_rest,
                "discriminative_efficiency": (
                    float(100 * covariance(item, rest) / largest) if largest else None
                ),
                "effective_weight": (
                    100 * root(with_total) / whole if whole and with_total >= 0 else None
                ),
                "point_biserial": correlation(item, totals),
                "item_rest": item_rest,
            }
        )
    return found
