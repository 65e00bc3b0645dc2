"""Agreement of two assessors: cases by hand, an independent interval, properties."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.statistics.agreement import (
    MODERATE,
    PREVALENCE,
    UNKNOWN,
    VERY_GOOD,
    agree,
)
from assessments.statistics.figures import NO_VARIATION, TOO_FEW
from assessments.statistics.kappa import kappa

LEVELS = range(5)
# Cohen's own table of 1960: two judges, three categories, 200 cases.
COHEN_1960 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]


def _from_table(table):
    first, second = [], []
    for row, counts in enumerate(table):
        for column, count in enumerate(counts):
            first += [row] * count
            second += [column] * count
    return first, second


def test_cohens_table_of_1960():
    first, second = _from_table(COHEN_1960)
    observed = Fraction(140, 200)
    expected = Fraction(120 * 100 + 60 * 60 + 20 * 40, 200 * 200)
    found = agree(first, second, levels=range(3))
    assert found.kappa.value == pytest.approx(
        float((observed - expected) / (1 - expected)), abs=1e-12
    )
    assert found.kappa.value == pytest.approx(0.492, abs=0.0005)
    assert found.exact.value == pytest.approx(70.0)
    assert found.n == 200
    assert not found.indicative


def test_quadratic_weights_by_hand():
    # Disagreements 1, 0, 4, 0 (squared); from the margins: every first against every second.
    first, second = [0, 1, 2, 4], [1, 1, 4, 4]
    observed = Fraction(1 + 0 + 4 + 0, 4)
    expected = Fraction(sum((a - b) ** 2 for a in first for b in second), 16)
    assert kappa(first, second, levels=LEVELS).value == pytest.approx(
        float(1 - observed / expected), abs=1e-12
    )


def test_raw_agreement_and_differences_by_hand():
    found = agree([3, 3, 2, 0], [3, 2, 4, 0], levels=LEVELS)
    assert (found.exact.value, found.adjacent.value) == (50.0, 75.0)
    assert found.mean_difference.value == pytest.approx(-0.25)
    assert found.distance.value == pytest.approx(0.75)
    assert found.indicative


@pytest.mark.parametrize("weights", ["none", "linear", "quadratic"])
def test_interval_is_that_of_the_delta_method(weights):
    first, second = _from_table(COHEN_1960)
    found = kappa(first, second, levels=range(3), weights=weights)
    shares = np.array(COHEN_1960) / 200
    apart = np.abs(np.subtract.outer(range(3), range(3)))
    cost = {"none": apart > 0, "linear": apart, "quadratic": apart**2}[weights].astype(float)

    def value(p):
        return 1 - np.sum(cost * p) / np.sum(cost * np.outer(p.sum(1), p.sum(0)) / p.sum())

    slopes = np.zeros((3, 3))
    for place in np.ndindex(3, 3):
        step = np.zeros((3, 3))
        step[place] = 1e-6
        slopes[place] = (value(shares + step) - value(shares - step)) / 2e-6
    variance = (np.sum(shares * slopes**2) - np.sum(shares * slopes) ** 2) / 200
    assert found.high is not None
    assert found.high - found.known == pytest.approx(1.959964 * variance**0.5, rel=1e-4)


def test_nothing_below_two_pairs():
    found = agree([3], [3], levels=LEVELS)
    assert found.exact.value is None and found.exact.why == TOO_FEW
    assert found.verdict == UNKNOWN


def test_one_and_the_same_level_leaves_kappa_undefined():
    found = agree([3] * 40, [3] * 40, levels=LEVELS)
    assert found.kappa.value is None and found.kappa.why == NO_VARIATION
    assert found.exact.value == 100.0
    assert found.verdict == PREVALENCE


def test_prevalence_is_named_where_raw_agreement_is_high_and_kappa_low():
    found = agree([3] * 38 + [2, 4], [3] * 38 + [3, 3], levels=LEVELS)
    assert found.exact.value == 95.0
    assert found.weighted.known < 0.4
    assert found.verdict == PREVALENCE


def test_words_follow_the_bands():
    assert agree([0, 1, 2, 3, 4] * 6, [0, 1, 2, 3, 4] * 6, levels=LEVELS).verdict == VERY_GOOD
    first, second = _from_table(COHEN_1960)
    assert agree(first, second, levels=range(3), weights="none").verdict == MODERATE


def test_wrong_input_is_refused():
    with pytest.raises(ValueError, match="off the scale"):
        agree([5, 1], [1, 1], levels=LEVELS)
    with pytest.raises(ValueError, match="against"):
        agree([1, 1], [1], levels=LEVELS)


pairs = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=30)


@given(pairs)
def test_weighted_kappa_equals_a_slow_exact_count(given_pairs):
    first, second = zip(*given_pairs, strict=True)
    n = len(given_pairs)
    observed = Fraction(sum((a - b) ** 2 for a, b in given_pairs), n)
    expected = Fraction(sum((a - b) ** 2 for a in first for b in second), n * n)
    found = kappa(first, second, levels=LEVELS)
    if expected == 0:
        assert found.value is None
    else:
        assert found.value == pytest.approx(float(1 - observed / expected), abs=1e-9)
        assert found.low is not None and found.high is not None
        assert found.low <= found.known <= found.high


@given(pairs)
def test_who_is_first_changes_only_the_sign_of_the_difference(given_pairs):
    first, second = map(list, zip(*given_pairs, strict=True))
    one, other = agree(first, second, levels=LEVELS), agree(second, first, levels=LEVELS)
    assert one.exact == other.exact and one.adjacent == other.adjacent
    assert one.mean_difference.value == pytest.approx(-other.mean_difference.known)
    assert one.verdict == other.verdict
