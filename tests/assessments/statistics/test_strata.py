"""Sums over bands: published tables, one table by hand, a slow reference, additivity."""

from dataclasses import astuple
from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.statistics.fairness import judge
from assessments.statistics.strata import ItemSums, stratified_sums

# Admissions to the University of California at Berkeley, autumn 1973, six departments: men
# admitted and rejected, women admitted and rejected (Bickel, Hammel, O'Connell; Science 187, 1975).
BERKELEY = [
    (512, 313, 89, 19),
    (353, 207, 17, 8),
    (120, 205, 202, 391),
    (138, 279, 131, 244),
    (53, 138, 94, 299),
    (22, 351, 24, 317),
]


def _sums(tables):
    """Tables (reference right, wrong, focal right, wrong), one a band."""
    shares, bands, focal = [], [], []
    for band, (a, b, c, d) in enumerate(tables):
        shares += [1.0] * a + [0.0] * b + [1.0] * c + [0.0] * d
        focal += [False] * (a + b) + [True] * (c + d)
        bands += [band] * (a + b + c + d)
    marks, group = np.array(shares)[:, None], np.array(focal)[:, None]
    return stratified_sums(marks, np.array(bands), reference=~group, focal=group)[0]


def test_common_odds_ratio_of_the_berkeley_admissions():
    sums = _sums(BERKELEY)
    # As the test of Mantel and Haenszel in R prints it for the same tables.
    assert (abs(sums.excess) - 0.5) ** 2 / sums.variance == pytest.approx(1.4269, abs=5e-5)
    found = judge([sums])[0]
    assert found.odds_ratio.value == pytest.approx(0.9046968, abs=1e-7)
    assert found.odds_ratio.low == pytest.approx(0.7719074, abs=1e-6)
    assert found.odds_ratio.high == pytest.approx(1.0603298, abs=1e-6)
    assert found.ets == "A"


def test_one_band_has_the_odds_ratio_and_the_variance_of_its_table():
    found = judge([_sums([(30, 10, 12, 20)])])[0]
    ratio, error = 30 * 20 / (10 * 12), sqrt(1 / 30 + 1 / 10 + 1 / 12 + 1 / 20)
    assert found.odds_ratio.value == pytest.approx(ratio)
    assert found.odds_ratio.low == pytest.approx(exp(log(ratio) - 1.959964 * error), rel=1e-5)
    assert found.ets == "C"
    assert found.difference.value == pytest.approx(100 * (12 / 32 - 30 / 40))


cells = st.tuples(st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.integers(0, 3), st.booleans())


@given(st.lists(cells, min_size=2, max_size=40))
def test_sums_equal_a_slow_walk_over_the_bands(people):
    shares = np.array([[share] for share, _, _ in people])
    bands = np.array([band for _, band, _ in people])
    focal = np.array([[group] for _, _, group in people])
    found = stratified_sums(shares, bands, reference=~focal, focal=focal)[0]
    excess = variance = difference = weight = 0.0
    for band in set(bands.tolist()):
        one = [share for share, b, group in people if b == band and not group]
        two = [share for share, b, group in people if b == band and group]
        if not one or not two:
            continue
        n, every = len(one) + len(two), one + two
        mean = sum(every) / n
        excess += sum(two) - len(two) * mean
        # Sampling len(two) of n without replacement.
        spread = sum((share - mean) ** 2 for share in every) / (n - 1)
        variance += len(two) * (n - len(two)) / n * spread
        difference += len(two) * (sum(two) / len(two) - sum(one) / len(one))
        weight += len(two)
    assert found.excess == pytest.approx(excess, abs=1e-9)
    assert found.variance == pytest.approx(variance, abs=1e-9)
    assert found.difference == pytest.approx(difference, abs=1e-9)
    assert found.weight == weight
    assert found.reference + found.focal == len(people)


def test_sums_of_two_cohorts_are_those_of_all_their_bands():
    together = _sums(BERKELEY)
    parted = _sums(BERKELEY[:2]) + _sums(BERKELEY[2:])
    assert astuple(parted) == pytest.approx(astuple(together))
    assert ItemSums() + together == together
