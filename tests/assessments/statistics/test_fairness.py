"""Fairness between languages: planted unfair items are found at a known rate, fair ones hardly."""

import numpy as np
import pytest

from assessments.statistics.ability import bands_of, matching_bands, rank_shares
from assessments.statistics.fairness import (
    FOCAL,
    NO_SIGN,
    REFERENCE,
    SUSPECT,
    UNCLEAR,
    UNKNOWN,
    judge,
    language_sums,
)
from assessments.statistics.figures import NO_VARIATION, TOO_FEW
from assessments.statistics.marks import marks_from_decimals
from assessments.statistics.shrinkage import shrink
from assessments.statistics.strata import ItemSums
from tests.assessments.statistics.sitters import fairness_of, sit


def _rates(generator, repeats, unfair_items=0, **design):
    """The share of suspects among the planted and among the fair items."""
    planted, fair = [], []
    for _ in range(repeats):
        found = fairness_of(*sit(generator, unfair_items=unfair_items, **design))
        suspect = [one.verdict == SUSPECT for one in found]
        planted += suspect[:unfair_items]
        fair += suspect[unfair_items:]
    return np.mean(planted) if planted else 0.0, np.mean(fair)


def test_fair_items_are_hardly_ever_suspected_though_one_language_is_weaker():
    generator = np.random.default_rng(20160125)
    for french, english in ((13, 12), (60, 50), (250, 150)):
        _, false = _rates(generator, 25, french=french, english=english, items=20, impact=0.7)
        assert false <= 0.01


def test_a_wrong_translation_is_found_once_some_cohorts_are_pooled():
    generator = np.random.default_rng(20160212)
    design = {"items": 20, "impact": 0.5, "unfair": 1.5, "unfair_items": 2}
    found, false = _rates(generator, 25, french=250, english=150, **design)
    assert found >= 0.9 and false <= 0.02
    found, false = _rates(generator, 25, french=120, english=100, **design)
    assert found >= 0.65 and false <= 0.02
    few, false = _rates(generator, 25, french=13, english=12, **design)
    # Twenty-five people cannot show it, and nothing is claimed.
    assert few <= 0.1 and false <= 0.01


def test_a_gross_mistranslation_does_not_make_the_other_items_look_unfair():
    generator = np.random.default_rng(12)
    design = {"items": 12, "unfair": 3.0, "unfair_items": 1}
    found, false = _rates(generator, 15, french=320, english=320, **design)
    assert found == 1.0 and false <= 0.01


def test_intervals_of_the_shrunken_estimate_hold_the_truth_as_often_as_they_say():
    generator = np.random.default_rng(5)
    held = []
    for _ in range(300):
        truth = np.where(generator.random(20) < 0.1, generator.normal(0, 1, 20), 0.0)
        truth += generator.normal(0, 0.15, 20)
        errors = generator.uniform(0.2, 1.0, 20)
        believed = shrink(generator.normal(truth, errors), errors**2)
        held += [
            one.quantile(0.025) <= value <= one.quantile(0.975)
            for one, value in zip(believed, truth, strict=True)
        ]
    assert np.mean(held) == pytest.approx(0.95, abs=0.02)


def test_twenty_five_people_are_never_told_that_an_item_is_fair():
    marks, in_english = sit(np.random.default_rng(3), french=13, english=12, items=20)
    verdicts = {one.verdict for one in fairness_of(marks, in_english)}
    assert verdicts <= {UNCLEAR, UNKNOWN, "fairness-watch"}


def test_many_fair_sitters_are_told_so():
    marks, in_english = sit(np.random.default_rng(4), french=600, english=500, items=20)
    found = fairness_of(marks, in_english)
    assert np.mean([one.verdict == NO_SIGN for one in found]) >= 0.9


def test_the_language_that_does_worse_is_named_and_swapping_them_turns_the_signs():
    marks, in_english = sit(
        np.random.default_rng(8), french=250, english=250, items=15, unfair=1.5, unfair_items=1
    )
    found, turned = fairness_of(marks, in_english), fairness_of(marks, ~in_english)
    assert (found[0].worse, found[0].verdict, found[0].ets) == (FOCAL, SUSPECT, "C")
    assert found[0].effect.known < 0 and found[0].difference.known < 0
    assert found[0].odds_ratio.known > 1
    assert (turned[0].worse, turned[0].verdict) == (REFERENCE, SUSPECT)
    for one, other in zip(found, turned, strict=True):
        assert one.effect.value == pytest.approx(-other.effect.known, abs=1e-9)
        assert one.odds_ratio.value == pytest.approx(1 / other.odds_ratio.known)


def test_shrinking_draws_towards_none_and_never_turns_the_sign():
    estimates = np.array([-1.2, -0.1, 0.0, 0.3, 1.5])
    for estimate, one in zip(estimates, shrink(estimates, np.full(5, 0.25)), strict=True):
        assert abs(one.mean) <= abs(estimate)
        assert one.mean * estimate >= 0
        assert one.quantile(0.025) < one.mean < one.quantile(0.975)
        assert one.below(one.quantile(0.3)) == pytest.approx(0.3, abs=1e-5)


def test_partial_marks_have_a_difference_but_no_odds_ratio():
    generator = np.random.default_rng(11)
    n = 400
    in_english = np.arange(n) % 2 == 1
    steps = generator.integers(0, 5, (n, 6)) / 4
    steps[in_english, 0] = np.maximum(steps[in_english, 0] - 0.25, 0)
    marks = marks_from_decimals([f"q{i}" for i in range(6)], steps, decimals=2)
    first, *others = fairness_of(marks, in_english)
    assert first.odds_ratio.why == NO_VARIATION
    assert first.difference.known == pytest.approx(-20, abs=8)
    assert (first.ets, first.verdict) == ("C", SUSPECT)
    assert {one.ets for one in others} <= {"A", "B"}


def test_what_cannot_be_compared_is_unknown_with_its_reason():
    right = np.ones((6, 2))
    right[:3, 1] = 0
    marks = marks_from_decimals(["a", "b"], right, decimals=0)
    alone = np.zeros((6, 2), dtype=bool)
    same = judge(language_sums(marks, reference=~alone, focal=alone))
    assert {(one.verdict, one.effect.why) for one in same} == {(UNKNOWN, TOO_FEW)}
    focal = np.broadcast_to((np.arange(6) % 2 == 1)[:, None], (6, 2))
    found = judge(language_sums(marks, reference=~focal, focal=focal))
    # Everybody is right at the first; at the second, bands of equal ability are all right or wrong.
    assert found[0].effect.why == NO_VARIATION
    assert judge([ItemSums()])[0].effect.why == TOO_FEW
    assert judge([]) == []


def test_bands_keep_equal_scores_together_and_are_about_equal():
    scores = np.array([0.1, 0.1, 0.1, 0.5, 0.5, 0.9, 0.9, 0.9, 0.9])
    bands = bands_of(rank_shares(scores), 3)
    assert bands.tolist() == [0, 0, 0, 1, 1, 2, 2, 2, 2]
    assert rank_shares(np.array([1 / 3, 0.1 + 0.2, 0.3])).tolist()[1:] == [1 / 3, 1 / 3]
    assert len(set(matching_bands(np.arange(90.0), smaller_group=45).tolist())) == 15
    assert len(set(matching_bands(np.arange(9.0), smaller_group=1).tolist())) == 2
