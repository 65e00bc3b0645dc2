"""Verdicts: what is said when, and docs/statistics.md says the same."""

import re

import numpy as np
import pytest
from django.conf import settings

from assessments.statistics.agreement import AGREEMENT_VERDICTS
from assessments.statistics.classical import analyse
from assessments.statistics.fairness import (
    FAIRNESS_VERDICTS,
    GROSS,
    SUSPECT_FROM,
    WATCH_FROM,
    judge,
)
from assessments.statistics.figures import INDICATIVE_BELOW, NO_MAXIMUM, REASONS, TOO_FEW, Figure
from assessments.statistics.marks import marks_from_decimals
from assessments.statistics.options import analyse_options
from assessments.statistics.scales import (
    ALPHA,
    CHANCE,
    EFFICIENCY,
    FACILITY,
    GUESSES,
    REST,
    SCALES,
    WEIGHT,
    discrimination_code,
    guess_code,
    share_of,
    surely,
)
from assessments.statistics.severity import SEVERITY_VERDICTS
from assessments.statistics.strata import ItemSums
from assessments.statistics.verdicts import (
    BACKWARDS,
    CHECK_KEY,
    FINE,
    IDLE_OPTION,
    ITEM_VERDICTS,
    TOO_EASY,
    TOO_HARD,
    UNFAIR,
    WEAK,
    item_verdict,
    urgency,
)
from assessments.statistics.verdicts import TOO_FEW as ITEM_TOO_FEW
from tests.assessments.statistics.test_strata import _sums

TEXT = (settings.BASE_DIR / "docs" / "statistics.md").read_text()


def _rows(heading):
    """The cells of the table under a heading."""
    after = TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in after.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _codes(heading):
    return tuple(
        row[0].strip("`") for row in _rows(heading) if re.fullmatch(r"`[a-z-]+-[a-z-]+`", row[0])
    )


def test_the_page_has_the_table_of_item_verdicts():
    rows = _rows("Verdicts on an item")[1:]
    assert {row[0].strip("`"): row[1] for row in rows} == ITEM_VERDICTS
    assert [row[0].strip("`") for row in rows] == list(ITEM_VERDICTS)


def test_the_page_has_the_words_of_every_scale():
    expected = []
    for name, scale in SCALES.items():
        limits = ["", *(f"{limit:g}" for limit, _ in scale.steps), ""]
        for at, code in enumerate(scale.codes):
            expected.append([name, f"`{code}`", limits[at], limits[at + 1]])
    assert _rows("Words for figures")[1:] == expected


def test_the_page_names_every_code_and_limit():
    assert _codes("Why a figure is undefined") == REASONS
    fairness = "Fairness between French and English"
    assert _codes(fairness) == FAIRNESS_VERDICTS
    agreement = (*AGREEMENT_VERDICTS, *SEVERITY_VERDICTS)
    assert _codes("Agreement and severity of assessors") == agreement
    conditions = {row[0].strip("`"): row[1] for row in _rows(fairness) if len(row) == 2}
    assert f"{SUSPECT_FROM:g}" in conditions["fairness-suspect"]
    assert f"{WATCH_FROM:g}" in conditions["fairness-watch"]
    assert f"±{GROSS}" in conditions["fairness-no-sign"]
    assert f"fewer than {INDICATIVE_BELOW} attempts" in TEXT


def test_scales_say_why_where_there_is_no_figure():
    assert FACILITY.code(Figure(why=TOO_FEW)) == TOO_FEW
    assert FACILITY.code(Figure(20.0)) == "facility-hard"
    assert FACILITY.code(Figure(19.99)) == "facility-very-hard"
    assert discrimination_code(Figure(-5.0, -40.0, 30.0)) == CHANCE
    assert discrimination_code(Figure(-50.0, -70.0, -20.0)) == "discrimination-negative"
    assert discrimination_code(Figure(50.0)) == "discrimination-very-good"
    assert f"`{CHANCE}`" in TEXT
    assert ALPHA.code(Figure(-0.1)) == "alpha-negative"
    assert ALPHA.code(Figure(90.0)) == "alpha-very-high"


def test_a_guess_is_beaten_where_the_whole_interval_lies_above_it():
    quarter, typed = Figure(25.0), Figure(0.0)
    assert guess_code(quarter, Figure(60.0, 26.0, 80.0)) == "guess-beaten"
    assert guess_code(quarter, Figure(60.0, 25.0, 80.0)) == "guess-not-beaten"
    assert guess_code(quarter, Figure(10.0, 2.0, 20.0)) == "guess-not-beaten"
    assert guess_code(typed, Figure(10.0, 2.0, 20.0)) == "guess-typed"
    assert guess_code(quarter, Figure(why=TOO_FEW)) == TOO_FEW
    assert all(f"`{code}`" in TEXT for code in GUESSES)


def test_chance_is_said_where_the_interval_holds_nothing_whatever_the_value():
    doubtful, sure = Figure(0.1, -0.2, 0.4), Figure(0.3, 0.1, 0.5)
    assert surely(REST, doubtful) == CHANCE
    assert surely(REST, sure) == "rest-somewhat"
    assert surely(EFFICIENCY, Figure(60.0), doubtful) == CHANCE
    assert surely(EFFICIENCY, Figure(60.0), sure) == "efficiency-high"
    assert surely(EFFICIENCY, Figure(why=TOO_FEW), doubtful) == TOO_FEW


def test_marks_are_judged_by_their_share_of_what_could_be_earned():
    assert share_of(Figure(3.0), 12.0) == Figure(25.0)
    assert share_of(Figure(why=TOO_FEW), 12.0) == Figure(why=TOO_FEW)
    assert share_of(Figure(3.0), 0.0) == Figure(why=NO_MAXIMUM)
    assert WEIGHT.code(share_of(Figure(9.0), 20.0)) == "weight-less"
    assert WEIGHT.code(share_of(Figure(30.0), 20.0)) == "weight-more"


def _item(right, others, n=None):
    """Statistics of an item beside one other item whose marks are `others`."""
    table = np.array([right, others], dtype=float).T
    return analyse(marks_from_decimals(["it", "rest"], table, decimals=2)).items[0]


FORTY = np.arange(40)
STRONG_RIGHT = (FORTY >= 20).astype(float)


@pytest.mark.parametrize(
    ("right", "verdict"),
    [
        (STRONG_RIGHT, FINE),
        (1 - STRONG_RIGHT, CHECK_KEY),
        (np.where(FORTY % 2 == 0, 1.0, 0.0), BACKWARDS),
        (np.where(FORTY == 39, 1.0, 0.0), TOO_HARD),
        (np.where(FORTY % 2 == 1, 1.0, 0.0), WEAK),
        (np.ones(40), TOO_EASY),
    ],
)
def test_what_is_said_of_forty_attempts(right, verdict):
    item = _item(right, FORTY)
    assert item_verdict(item, None, None) == verdict


def test_below_thirty_an_item_is_accused_only_surely():
    twenty = np.arange(20)
    backwards = np.where(twenty % 2 == 0, 1.0, 0.0)
    assert item_verdict(_item(backwards, twenty), None, None) == FINE
    surely = (twenty < 10).astype(float)
    assert item_verdict(_item(surely, twenty), None, None) == CHECK_KEY
    assert item_verdict(_item([1], [1]), None, None) == ITEM_TOO_FEW


def test_options_and_fairness_speak_too():
    fine = _item(STRONG_RIGHT, FORTY)
    answers = [frozenset("a"), frozenset("b")]

    def options(given):
        return analyse_options(answers, given, FORTY / 40, options=["a", "b", "c"], right={"a"})

    misled = options([1 if at >= 25 else 0 for at in range(40)])
    assert item_verdict(fine, misled, None) == CHECK_KEY
    idle = options([0 if at >= 20 else 1 for at in range(40)])
    assert item_verdict(fine, idle, None) == IDLE_OPTION
    (unfair,) = judge([_sums([(90, 10, 20, 80)] * 4)])
    assert item_verdict(fine, idle, unfair) == UNFAIR
    (unknown,) = judge([ItemSums()])
    assert item_verdict(fine, None, unknown) == FINE
    assert urgency(CHECK_KEY) == 0 < urgency(FINE)
