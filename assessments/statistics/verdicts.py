"""What a figure means, as codes: the sentences stand beside the screens. Pure.

One literal table; docs/statistics.md is compared with it. Below thirty attempts an item is accused
of something only where the 95 % interval of the figure says so.
"""

from dataclasses import dataclass

from assessments.statistics.classical import ItemStatistics
from assessments.statistics.fairness import SUSPECT, Fairness
from assessments.statistics.figures import NOTHING_BELOW, Figure, is_indicative
from assessments.statistics.options import OptionAnalysis

CHECK_KEY = "item-check-key"
UNFAIR = "item-unfair"
BACKWARDS = "item-backwards"
TOO_HARD = "item-too-hard"
WEAK = "item-weak"
TOO_EASY = "item-too-easy"
IDLE_OPTION = "item-idle-option"
FINE = "item-fine"
TOO_FEW = "item-too-few"

# In order of urgency: what needs attention first. Code, and when it is said.
ITEM_VERDICTS = {
    CHECK_KEY: "item-rest surely below 0, or the strong prefer a wrong option to the key",
    UNFAIR: "fairness-suspect",
    BACKWARDS: "item-rest below 0, from 30 attempts on",
    TOO_HARD: "facility surely below 35 %",
    WEAK: "discrimination index below 20 %, from 30 attempts on",
    TOO_EASY: "facility surely above 85 %",
    IDLE_OPTION: "nobody chose one of the wrong options, from 30 attempts on",
    FINE: "none of these",
    TOO_FEW: "fewer than 2 attempts",
}
SURELY_HARD, SURELY_EASY, WEAK_BELOW = 35.0, 85.0, 20.0


@dataclass(frozen=True)
class Scale:
    """Words for a figure: each code up to its limit (excluded), the last one above."""

    steps: tuple[tuple[float, str], ...]
    last: str

    def code(self, figure: Figure) -> str:
        """The code of a figure; the reason why where it is undefined."""
        if figure.value is None:
            return figure.why
        value = figure.value
        return next((code for limit, code in self.steps if value < limit), self.last)

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, from low to high."""
        return (*(code for _, code in self.steps), self.last)


FACILITY = Scale(
    (
        (20, "facility-very-hard"),
        (40, "facility-hard"),
        (70, "facility-medium"),
        (90, "facility-easy"),
    ),
    "facility-very-easy",
)
# Ebel (1965) in plain words.
DISCRIMINATION = Scale(
    (
        (0, "discrimination-negative"),
        (20, "discrimination-weak"),
        (30, "discrimination-fair"),
        (40, "discrimination-good"),
    ),
    "discrimination-very-good",
)
ALPHA = Scale(
    ((0, "alpha-negative"), (50, "alpha-low"), (70, "alpha-modest"), (90, "alpha-good")),
    "alpha-very-high",
)
# Said of a discrimination index whose interval holds 0, whatever its value.
CHANCE = "discrimination-chance"
SCALES = {"facility": FACILITY, "discrimination index": DISCRIMINATION, "alpha": ALPHA}


def discrimination_code(figure: Figure) -> str:
    """The word for a discrimination index: chance where its interval holds 0."""
    if figure.low is not None and figure.high is not None and not figure.excludes_zero:
        return CHANCE
    return DISCRIMINATION.code(figure)


def item_verdict(
    item: ItemStatistics, options: OptionAnalysis | None, fairness: Fairness | None
) -> str:
    """The most urgent thing to say about an item."""
    if item.n < NOTHING_BELOW:
        return TOO_FEW
    many = not is_indicative(item.n)
    rest, facility = item.item_rest, item.facility
    if (rest.high is not None and rest.high < 0) or (options and options.misleading):
        return CHECK_KEY
    if fairness is not None and fairness.verdict == SUSPECT:
        return UNFAIR
    if many and rest.value is not None and rest.value < 0:
        return BACKWARDS
    if facility.high is not None and facility.high < SURELY_HARD:
        return TOO_HARD
    if many and rest.value is not None and 100 * rest.value < WEAK_BELOW:
        return WEAK
    if facility.low is not None and facility.low > SURELY_EASY:
        return TOO_EASY
    if many and options is not None and options.idle:
        return IDLE_OPTION
    return FINE


def urgency(verdict: str) -> int:
    """0 for what needs attention first."""
    return list(ITEM_VERDICTS).index(verdict)
