"""Options by ability: counts by hand, curves, what misleads, what is idle."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.statistics.figures import NO_VARIATION, TOO_FEW
from assessments.statistics.options import analyse_options

A, B, C = frozenset("a"), frozenset("b"), frozenset("c")
NOTHING: frozenset[str] = frozenset()
ANSWERS = [A, B, C, NOTHING]


def _analyse(given, others, **more):
    options = {"options": ["a", "b", "c"], "right": {"a"}, **more}
    return analyse_options(ANSWERS, given, np.array(others, dtype=float), **options)


def test_nine_answers_by_hand():
    # From weak to strong: c, left out, b | b, a, a | a, a, a.
    found = _analyse([2, 3, 1, 1, 0, 0, 0, 0, 0], np.linspace(0.1, 0.9, 9))
    a, b, c = found.options
    assert (found.n, found.upper, found.lower, found.omitted) == (9, 3, 3, 1)
    assert found.bands == (3, 3, 3)
    assert (a.chosen, a.upper, a.lower) == (5, 3, 0)
    assert a.share == pytest.approx(500 / 9)
    assert a.curve == pytest.approx((0, 200 / 3, 100))
    assert b.curve == pytest.approx((100 / 3, 100 / 3, 0))
    assert a.correlation.known > 0 > b.correlation.known
    assert found.most_chosen_wrong == b
    assert c.right is False and found.idle == () and found.misleading == ()


def test_a_wrong_option_that_the_strong_prefer_misleads():
    weak_right = [0, 0, 0, 0, 1, 1, 1, 1, 1]
    found = _analyse(weak_right, np.linspace(0.1, 0.9, 9))
    assert found.misleading == ("b",)
    # Two are too few to say so.
    assert _analyse([0, 0, 0, 2, 1, 1], np.linspace(0.1, 0.9, 6)).misleading == ()


def test_a_hard_item_whose_key_the_strong_find_more_often_does_not_mislead():
    # Most strong ones also fall for b, but fewer than of the weak.
    given_answers = [1] * 10 + [1] * 10 + [0, 0, 0, 0, 1, 1, 1, 1, 1, 1]
    found = _analyse(given_answers, np.linspace(0, 1, 30))
    assert found.options[1].upper > found.options[0].upper
    assert found.misleading == ()


def test_from_a_hundred_answers_on_the_ends_are_27_per_cent_and_curves_have_five_points():
    found = _analyse([0, 1] * 50, np.linspace(0, 1, 100))
    assert (found.upper, found.lower) == (27, 27)
    assert found.bands == (20,) * 5
    assert found.idle == ("c",)


def test_equal_scores_are_never_parted():
    found = _analyse([0, 1, 0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5, 0.5, 0.5])
    assert sum(size > 0 for size in found.bands) == 1
    assert found.options[0].correlation.why == NO_VARIATION
    assert found.options[0].curve.count(None) == 2


def test_one_answer_and_none():
    assert _analyse([0], [0.5]).options[0].correlation.why == TOO_FEW
    empty = _analyse([], [])
    assert (empty.n, empty.most_chosen_wrong) == (0, None)


def test_an_option_that_is_chosen_by_all_does_not_vary():
    assert _analyse([0, 0, 0], [0.1, 0.2, 0.3]).options[0].correlation.why == NO_VARIATION


def test_several_ticks_count_each():
    found = analyse_options(
        [frozenset("ab"), frozenset("b")],
        [0, 0, 1],
        np.array([0.9, 0.8, 0.1]),
        options=["a", "b"],
        right={"a"},
    )
    assert [option.chosen for option in found.options] == [2, 3]


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 6)), min_size=2, max_size=40),
    st.randoms(use_true_random=False),
)
def test_counts_add_up_and_the_order_of_people_changes_nothing(people, random):
    found = _analyse([one for one, _ in people], [score / 6 for _, score in people])
    assert sum(option.chosen for option in found.options) + found.omitted == len(people)
    assert sum(found.bands) == len(people)
    shuffled = list(people)
    random.shuffle(shuffled)
    again = _analyse([one for one, _ in shuffled], [score / 6 for _, score in shuffled])
    for one, other in zip(found.options, again.options, strict=True):
        assert (one.chosen, one.upper, one.lower) == (other.chosen, other.upper, other.lower)
        assert one.curve == other.curve
