"""What a figure means, as codes: the sentences stand beside the screens. Pure.

One literal table; docs/statistics.md is compared with it, and names the sources.
"""

from dataclasses import dataclass

from assessments.statistics.figures import NO_MAXIMUM, Figure


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
EFFICIENCY = Scale(
    ((0, "efficiency-negative"), (25, "efficiency-low"), (50, "efficiency-part")),
    "efficiency-high",
)
WEIGHT = Scale(((75, "weight-less"), (133, "weight-as-intended")), "weight-more")
TOTAL = Scale(
    ((0, "total-negative"), (0.2, "total-hardly"), (0.4, "total-somewhat")), "total-closely"
)
REST = Scale(((0, "rest-negative"), (0.2, "rest-hardly"), (0.4, "rest-somewhat")), "rest-closely")
ITEM_SPREAD = Scale(((20, "marks-alike"), (40, "marks-mostly-alike")), "marks-different")
ALPHA = Scale(
    ((0, "alpha-negative"), (50, "alpha-low"), (70, "alpha-modest"), (90, "alpha-good")),
    "alpha-very-high",
)
ERROR_RATIO = Scale(
    ((50, "error-small"), (70, "error-part"), (100, "error-half")),
    "error-all",
)
MEAN = Scale(
    ((20, "mean-very-low"), (40, "mean-low"), (70, "mean-medium"), (90, "mean-high")),
    "mean-very-high",
)
SPREAD = Scale(((10, "spread-narrow"), (20, "spread-usual")), "spread-wide")
STANDARD_ERROR = Scale((), "standard-error")
SKEWNESS = Scale(((-0.5, "skewness-high-marks"), (0.5, "skewness-even")), "skewness-low-marks")
KURTOSIS = Scale(((-1, "kurtosis-flat"), (1, "kurtosis-usual")), "kurtosis-peaked")
# Said of a figure whose interval holds 0, whatever its value.
CHANCE = "discrimination-chance"
# Said of a random guess score: what the facility has to do with it.
GUESS_TYPED, GUESS_BEATEN, GUESS_NOT_BEATEN = "guess-typed", "guess-beaten", "guess-not-beaten"
GUESSES = (GUESS_TYPED, GUESS_BEATEN, GUESS_NOT_BEATEN)
SCALES = {
    "facility": FACILITY,
    "discrimination index": DISCRIMINATION,
    "discriminative efficiency": EFFICIENCY,
    "effective weight, % of the intended": WEIGHT,
    "correlation with the total": TOTAL,
    "correlation with the other marks": REST,
    "sd of an item, % of its maximum": ITEM_SPREAD,
    "alpha": ALPHA,
    "error ratio": ERROR_RATIO,
    "mean, % of the marks offered": MEAN,
    "sd, % of the marks offered": SPREAD,
    "standard error": STANDARD_ERROR,
    "skewness": SKEWNESS,
    "kurtosis": KURTOSIS,
}


def surely(scale: Scale, figure: Figure, judged: Figure | None = None) -> str:
    """The code of a figure, but chance where the interval of the `judged` one holds 0.

    `judged` is the figure itself, unless it has no interval and another stands for it.
    """
    shown = judged or figure
    doubtful = shown.low is not None and shown.high is not None and not shown.excludes_zero
    return CHANCE if doubtful and figure.value is not None else scale.code(figure)


def discrimination_code(figure: Figure) -> str:
    """The word for a discrimination index: chance where its interval holds 0."""
    return surely(DISCRIMINATION, figure)


def guess_code(guess: Figure, facility: Figure) -> str:
    """The word for a random guess score: beaten where the facility is surely above it.

    Both are in per cent of the maximum; surely: with its whole interval.
    """
    if not guess.value:
        return GUESS_TYPED
    if facility.value is None:
        return facility.why
    surely_above = facility.low is not None and facility.low > guess.value
    return GUESS_BEATEN if surely_above else GUESS_NOT_BEATEN


def share_of(figure: Figure, whole: float) -> Figure:
    """A figure in per cent of a whole, which scales of marks need."""
    if figure.value is None:
        return figure
    return Figure(100 * figure.value / whole) if whole > 0 else Figure(why=NO_MAXIMUM)
