"""Severity of assessors: means by hand, intervals of Student, words."""

import statistics

import pytest

from assessments.statistics.figures import TOO_FEW
from assessments.statistics.means import mean_with_interval, t_975
from assessments.statistics.severity import (
    IN_LINE,
    LENIENT,
    SEVERE,
    SEVERITY_UNKNOWN,
    severities,
)


def _pairs(gaps):
    """Lessons of Ada and Bea: Ada gives 60, Bea so much more."""
    return [
        mark
        for number, gap in enumerate(gaps)
        for mark in ((f"L{number}", "Ada", 60), (f"L{number}", "Bea", 60 + gap))
    ]


def test_a_pair_shares_its_difference():
    ada, bea = severities(_pairs([8, 6, 7, 9, 5, 7]))
    assert (ada.assessor, ada.n, ada.difference.value) == ("Ada", 6, -7.0)
    assert bea.difference.value == 7.0
    assert (ada.verdict, bea.verdict) == (SEVERE, LENIENT)
    assert ada.indicative


def test_with_a_third_one_the_others_are_averaged():
    marks = [("L1", "A", 50), ("L1", "B", 60), ("L1", "C", 70), ("L2", "A", 40), ("L2", "B", 40)]
    found = {one.assessor: one for one in severities(marks)}
    assert found["A"].difference.value == pytest.approx((50 - 65 + 0) / 2)
    assert found["C"].difference.value is None
    assert found["C"].difference.why == TOO_FEW
    assert found["C"].verdict == SEVERITY_UNKNOWN


def test_small_or_uncertain_differences_are_in_line():
    assert {one.verdict for one in severities(_pairs([12, -9, 4, -8, 10]))} == {IN_LINE}
    sure = _pairs([2, 2.5, 2, 1.5, 2])
    assert {one.verdict for one in severities(sure)} == {SEVERE, LENIENT}
    assert {one.verdict for one in severities(sure, noticeable=5)} == {IN_LINE}


def test_whoever_sat_alone_is_in_the_list_without_a_figure():
    (alone,) = severities([("L1", "A", 50)])
    assert (alone.n, alone.verdict) == (0, SEVERITY_UNKNOWN)


def test_interval_of_the_mean_is_students():
    values = [4.0, 7.0, 1.0, 12.0]
    found = mean_with_interval(values)
    reach = 3.1824 * statistics.stdev(values) / 2
    assert found.low == pytest.approx(6.0 - reach)
    assert found.high == pytest.approx(6.0 + reach)


@pytest.mark.parametrize(
    ("freedom", "value"), [(1, 12.7062), (31, 2.0395), (40, 2.0211), (120, 1.9799)]
)
def test_quantiles_are_those_of_the_tables(freedom, value):
    assert t_975(freedom) == pytest.approx(value, abs=1e-4)


def test_no_quantile_without_freedom():
    with pytest.raises(ValueError, match="freedom"):
        t_975(0)
