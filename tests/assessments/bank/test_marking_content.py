"""The checklists of the practicals and the sample lessons of the calibration exercise."""

from decimal import Decimal

import pytest

from assessments.outcome.ruleset import RULES_V1
from tests.assessments.bank.second_half import (
    english_faults,
    french_faults,
    numbers,
    pairs_of_words,
    read,
)

CHECKLISTS = {entry["activity"]: entry for entry in read("checklists.yaml")}
SAMPLES = {entry["key"]: entry for entry in read("samples.yaml")}
CRITERIA = [f"C{number}" for number in range(1, 9)]


def test_the_four_practicals_have_a_checklist():
    assert set(CHECKLISTS) == {"P1", "P2", "P3", "P4"}


@pytest.mark.parametrize("entry", CHECKLISTS.values(), ids=CHECKLISTS)
def test_a_checklist_adds_up_to_twenty_in_half_points(entry):
    points = [Decimal(line["out_of"]) for line in entry["lines"]]
    assert 8 <= len(points) <= 12
    assert sum(points) == 20
    assert all(one > 0 and one % Decimal("0.5") == 0 for one in points)


def test_there_are_four_sample_lessons_in_order():
    assert [entry["position"] for entry in SAMPLES.values()] == [1, 2, 3, 4]


@pytest.mark.parametrize("entry", SAMPLES.values(), ids=SAMPLES)
def test_a_sample_lesson_has_a_level_and_a_reason_for_each_criterion(entry):
    assert len(entry["reference"]) == len(CRITERIA)
    assert set(entry["reference"]) <= set(range(5))
    assert list(entry["reasons"]) == CRITERIA
    for language in ("fr", "en"):
        assert 400 <= len(entry["transcript"][language].split()) <= 700


@pytest.mark.parametrize("entry", SAMPLES.values(), ids=SAMPLES)
def test_the_time_of_a_sample_lesson_allows_its_level(entry):
    """Domain 4.2, C7: the gap to 15 minutes bounds the level from above."""
    gap = abs(entry["seconds"] - 15 * 60)
    best = next(level for level, most in ((4, 60), (3, 120), (2, 180), (1, 300)) if gap <= most)
    assert entry["reference"][6] <= best


@pytest.mark.parametrize("entry", SAMPLES.values(), ids=SAMPLES)
def test_the_last_time_noted_is_the_end_of_the_lesson(entry):
    for language in ("fr", "en"):
        stamps = [
            int(line[:2]) * 60 + int(line[3:5])
            for line in entry["transcript"][language].splitlines()
            if line[:2].isdigit()
        ]
        assert stamps == sorted(stamps)
        assert stamps[0] == 0
        assert stamps[-1] == entry["seconds"]


def test_the_samples_range_from_weak_to_good_and_one_is_knocked_out():
    weights = RULES_V1.rubric_weights
    totals = [
        sum(w * level for w, level in zip(weights, entry["reference"], strict=True))
        for entry in SAMPLES.values()
    ]
    knocked_out = [total for total, one in zip(totals, SAMPLES.values(), strict=True)
                   if one["reference"][7] == 0]  # fmt: skip
    assert min(totals) < 40
    assert max(totals) >= 85
    assert any(55 <= total <= 70 for total in totals)
    # The knock-out alone decides: by its points the lesson would pass.
    assert len(knocked_out) == 1
    assert knocked_out[0] >= 60


@pytest.mark.parametrize("name", ["checklists.yaml", "samples.yaml"])
def test_both_languages_say_the_same_in_their_own_typography(name):
    for where, french, english in pairs_of_words(read(name), name):
        assert french, where
        assert english, where
        assert not french_faults(french), where
        assert not english_faults(english), where
        assert numbers(french, "fr") == numbers(english, "en"), where
