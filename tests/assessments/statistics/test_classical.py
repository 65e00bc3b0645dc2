"""Classical figures: published data, cases by hand, a slow exact reference, what is undefined."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assessments.statistics.classical import analyse
from assessments.statistics.figures import (
    DRAWN_ITEMS,
    NEGATIVE_COVARIANCE,
    NO_MAXIMUM,
    NO_VARIATION,
    ONE_ITEM,
    TOO_FEW,
)
from assessments.statistics.marks import marks_from_cells, marks_from_decimals
from tests.assessments.statistics.published import LSAT6, LSAT7, rows_of
from tests.assessments.statistics.slow import item_figures, whole_figures

TEST = ("mean", "sd", "skewness", "kurtosis", "alpha", "error_ratio", "standard_error")
ITEM = (
    *("facility", "sd", "discrimination_index", "discriminative_efficiency"),
    *("effective_weight", "point_biserial", "item_rest"),
)


def _marks(rows, maxima=None, decimals=2):
    names = [f"q{number}" for number in range(len(rows[0]))]
    return marks_from_decimals(
        names,
        np.array(rows, dtype=float),
        decimals=decimals,
        maxima=None if maxima is None else np.array(maxima, dtype=float),
    )


def _exact(names, rows, maxima):
    """Marks from rows of fractions, None where the attempt did not have the item."""
    values = sorted({mark for row in rows for mark in row if mark is not None})
    cells = [
        (row, item, values.index(mark))
        for row, marks in enumerate(rows)
        for item, mark in enumerate(marks)
        if mark is not None
    ]
    attempts, items, marks = zip(*cells, strict=True)
    return marks_from_cells(
        names, len(rows), (attempts, items, marks), values=values, maxima=maxima
    )


def _same(found, expected, abs_=1e-9):
    if expected is None:
        assert found.value is None and found.why
    else:
        assert found.value == pytest.approx(expected, rel=1e-9, abs=abs_)


def test_published_figures_of_lsat6():
    found = analyse(_marks(rows_of(LSAT6)))
    assert found.n == 1000
    assert found.alpha.value == pytest.approx(29.49, abs=0.01)
    facilities = [item.facility.value for item in found.items]
    assert facilities == pytest.approx([92.4, 70.9, 55.3, 76.3, 87.0])
    # Point-biserial with and without the item, as packages for item response theory print them.
    assert [item.point_biserial.value for item in found.items] == pytest.approx(
        [0.3620, 0.5667, 0.6182, 0.5344, 0.4354], abs=5e-4
    )
    assert [item.item_rest.value for item in found.items] == pytest.approx(
        [0.1128, 0.1532, 0.1728, 0.1444, 0.1216], abs=5e-4
    )


def test_published_figures_of_lsat7():
    found = analyse(_marks(rows_of(LSAT7)))
    assert found.alpha.value == pytest.approx(45.3, abs=0.05)
    facilities = [item.facility.value for item in found.items]
    assert facilities == pytest.approx([82.8, 65.8, 77.2, 60.6, 84.3])


def test_kr20_by_its_own_formula_is_alpha():
    rows = rows_of(LSAT6)
    shares = [sum(column) / 1000 for column in zip(*rows, strict=True)]
    totals = [sum(row) for row in rows]
    mean = sum(totals) / 1000
    spread = sum((total - mean) ** 2 for total in totals) / 1000
    kr20 = 5 / 4 * (1 - sum(p * (1 - p) for p in shares) / spread)
    assert analyse(_marks(rows)).alpha.value == pytest.approx(100 * kr20, rel=1e-12)


def test_four_attempts_by_hand():
    # Totals 0 1 1 3; variance 19/12, of each item 1/4.
    found = analyse(_marks([[0, 0, 0], [0, 0, 1], [0, 0, 1], [1, 1, 1]]))
    assert found.mean.value == 1.25
    assert found.sd.value == pytest.approx((19 / 12) ** 0.5)
    assert found.alpha.value == pytest.approx(100 * 1.5 * (1 - (9 / 12) / (19 / 12)))
    first = found.items[0]
    # Other marks 0 1 1 2 against 0 0 0 1: covariance 1/3, best possible the same.
    assert first.facility.value == 25.0
    assert first.discriminative_efficiency.value == pytest.approx(100.0)
    assert first.item_rest.value == pytest.approx((1 / 3) / (0.25 * 2 / 3) ** 0.5)
    assert first.discrimination_index.value == pytest.approx(100 * first.item_rest.known)


def test_alpha_is_negative_where_it_is_and_never_clamped():
    found = analyse(_marks([[1, 0], [0, 1], [1, 0], [0, 1], [1, 1]]))
    assert found.alpha.value == pytest.approx(-400.0)
    assert found.error_ratio.value == pytest.approx(100 * 5**0.5)


def test_negative_covariance_leaves_the_weight_of_that_item_undefined_and_the_others_at_100():
    # The last item goes against the test.
    rows = [[1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [1, 1, 1, 0]]
    found = analyse(_marks(rows))
    *kept, last = [item.effective_weight for item in found.items]
    assert last.value is None and last.why == NEGATIVE_COVARIANCE
    assert sum(weight.known for weight in kept) == pytest.approx(100.0)


def test_a_covariance_of_exactly_zero_is_a_weight_of_zero_whatever_rounding_says():
    # Against totals 0.3 0.5 0.7 0.3 0.5 0.7 the first item has covariance 0 exactly.
    rows = [[0.1, 0.2], [0.3, 0.2], [0.1, 0.6], [0.1, 0.2], [0.3, 0.2], [0.1, 0.6]]
    found = analyse(_marks(rows, decimals=1))
    assert found.items[0].effective_weight.value == 0.0
    assert found.items[0].point_biserial.value == 0.0


def test_one_mark_for_everybody_is_no_variation_whatever_rounding_says():
    rows = [[0.1, 0.2, one] for one in (0.3, 0.7, 0.3, 0.6, 0.1, 0.9, 1.0)]
    found = analyse(_marks(rows, decimals=1))
    constant = found.items[0]
    assert constant.sd.value == 0.0
    assert constant.discrimination_index.why == NO_VARIATION
    assert constant.point_biserial.why == NO_VARIATION
    # The third item varies, the others together do not.
    third = found.items[2]
    assert third.item_rest.why == NO_VARIATION
    assert third.discriminative_efficiency.why == NO_VARIATION
    assert third.point_biserial.value == 1.0


@pytest.mark.parametrize("n", [0, 1])
def test_nothing_below_two_attempts(n):
    found = analyse(marks_from_decimals(["a", "b"], np.ones((n, 2)), decimals=0))
    assert {getattr(found, name).why for name in TEST} == {TOO_FEW}
    assert {getattr(item, name).why for item in found.items for name in ITEM} == {TOO_FEW}


def test_what_needs_three_and_four_attempts():
    two = analyse(_marks([[0, 1], [1, 1]]))
    three = analyse(_marks([[0, 1], [1, 1], [1, 0]]))
    assert two.skewness.why == TOO_FEW
    assert three.skewness.value is not None and three.kurtosis.why == TOO_FEW


def test_same_totals_leave_alpha_undefined_and_one_item_too():
    same = analyse(_marks([[0, 1], [1, 0], [0, 1]]))
    assert {same.alpha.why, same.error_ratio.why, same.skewness.why} == {NO_VARIATION}
    assert same.sd.value == 0.0
    alone = analyse(_marks([[0], [1], [1]]))
    assert alone.alpha.why == ONE_ITEM
    assert alone.items[0].effective_weight.value == 100.0
    assert alone.items[0].item_rest.why == NO_VARIATION


def test_an_item_that_gives_no_marks_has_no_facility():
    found = analyse(_marks([[0, 1], [0, 0]], maxima=[0, 1]))
    assert found.items[0].facility.why == NO_MAXIMUM
    assert found.items[1].facility.value == 50.0


def test_indicative_below_thirty():
    assert analyse(_marks([[0, 1]] * 29)).indicative
    assert not analyse(_marks([[0, 1]] * 30)).indicative


def test_intervals_hold_their_figure():
    found = analyse(_marks(rows_of(LSAT6)))
    for figure in (found.alpha, found.items[0].facility, found.items[0].item_rest):
        assert figure.low is not None and figure.high is not None
        assert figure.low < figure.known < figure.high
    # Wilson's interval of 924 in 1000, from any calculator of proportions.
    facility = found.items[0].facility
    assert (facility.low, facility.high) == pytest.approx((90.590, 93.885), abs=1e-3)


def test_drawn_items_are_judged_on_whoever_had_them():
    half, whole, none = Fraction(1, 2), Fraction(1), Fraction(0)
    rows = [
        [whole, none, None],
        [half, None, whole],
        [None, whole, none],
        [whole, whole, None],
        [none, None, none],
    ]
    found = analyse(_exact(["a", "b", "c"], rows, [whole] * 3))
    a, b, _ = found.items
    assert (a.n, b.n) == (4, 3)
    assert a.facility.value == pytest.approx(62.5)
    # Their other marks: 0 1 1 0.
    marks, others = [whole, half, whole, none], [none, whole, whole, none]
    (slow, _) = item_figures(list(zip(marks, others, strict=True)), [whole, whole])
    assert a.item_rest.value == pytest.approx(slow["item_rest"])
    assert a.discriminative_efficiency.value == pytest.approx(slow["discriminative_efficiency"])
    assert a.point_biserial.value == pytest.approx(slow["point_biserial"])
    assert a.effective_weight.why == DRAWN_ITEMS
    # Alpha over the first and the second item of each attempt.
    places = [[mark for mark in row if mark is not None] for row in rows]
    assert found.alpha.value == pytest.approx(whole_figures(places)["alpha"])


def test_attempts_of_unequal_length_have_no_alpha_and_are_compared_by_shares():
    one, nil = Fraction(1), Fraction(0)
    rows = [
        [one, one, None],
        [nil, nil, None],
        [one, one, one],
        [nil, one, one],
        [nil, nil, nil],
    ]
    found = analyse(_exact(["a", "b", "c"], rows, [one] * 3))
    assert found.alpha.why == DRAWN_ITEMS
    shares = [[one, one], [nil, nil], [one, one], [nil, one], [nil, nil]]
    expected = item_figures(shares, [one, one])[0]["item_rest"]
    assert found.items[0].item_rest.value == pytest.approx(expected)


tables = st.integers(1, 5).flatmap(
    lambda p: st.lists(
        st.lists(st.integers(0, 12).map(lambda t: Fraction(t, 4)), min_size=p, max_size=p),
        min_size=2,
        max_size=12,
    )
)


@settings(max_examples=150)
@given(tables)
def test_every_figure_equals_the_slow_exact_one(rows):
    maxima = [Fraction(3)] * len(rows[0])
    found = analyse(_marks([[float(m) for m in row] for row in rows], maxima=[3.0] * len(rows[0])))
    expected = whole_figures(rows)
    for name in TEST:
        _same(getattr(found, name), expected.get(name), abs_=1e-7)
    for item, slow in zip(found.items, item_figures(rows, maxima), strict=True):
        for name in ITEM:
            _same(getattr(item, name), slow[name], abs_=1e-7)


@settings(max_examples=60)
@given(tables, st.randoms(use_true_random=False))
def test_order_of_attempts_changes_nothing_and_a_shift_only_the_mean(rows, random):
    table = [[float(m) for m in row] for row in rows]
    shuffled = list(table)
    random.shuffle(shuffled)
    shifted = [[mark + 2.5 for mark in row] for row in table]
    one, two, three = (analyse(_marks(each)) for each in (table, shuffled, shifted))
    for name in TEST:
        _same(getattr(two, name), getattr(one, name).value, abs_=1e-7)
        if name != "mean":
            _same(getattr(three, name), getattr(one, name).value, abs_=1e-7)


@settings(max_examples=60)
@given(tables)
@example(
    [
        [Fraction(1, 4), Fraction(5, 2)],
        [Fraction(3, 4), Fraction(3)],
        [Fraction(1, 4), Fraction(5, 2)],
    ]
)
def test_fractions_and_decimals_give_the_same(rows):
    names = [f"q{number}" for number in range(len(rows[0]))]
    exact = analyse(_exact(names, rows, [Fraction(3)] * len(names)))
    typed = analyse(_marks([[float(m) for m in row] for row in rows], maxima=[3.0] * len(names)))
    for name in TEST:
        _same(getattr(exact, name), getattr(typed, name).value)
