"""What is said of an item, as codes: the sentences stand beside the screens. Pure.

One literal table; docs/statistics.md is compared with it. Below thirty attempts an item is accused
of something only where the 95 % interval of the figure says so.
"""

from assessments.statistics.classical import ItemStatistics
from assessments.statistics.fairness import SUSPECT, Fairness
from assessments.statistics.figures import NOTHING_BELOW, is_indicative
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
