"""Sentences for the codes of the statistics, in the reader's language (docs/statistics.md)."""

from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.statistics import fairness, figures, scales, verdicts
from assessments.statistics.figures import Figure

# Verdicts on an item: the status that carries it, and the sentence.
ITEM = {
    verdicts.CHECK_KEY: (
        "missing",
        gettext_lazy("Check the key: the strong do worse here, or prefer a wrong option."),
    ),
    verdicts.UNFAIR: (
        "missing",
        gettext_lazy("Unfair: one language does worse at equal ability."),
    ),
    verdicts.BACKWARDS: (
        "attention",
        gettext_lazy("Backwards: whoever does well elsewhere tends to do worse here."),
    ),
    verdicts.TOO_HARD: ("attention", gettext_lazy("Very hard for this group, near guessing.")),
    verdicts.WEAK: ("attention", gettext_lazy("Hardly tells the strong from the weak.")),
    verdicts.TOO_EASY: (
        "progress",
        gettext_lazy("Nearly everybody is right: fine for what all must know."),
    ),
    verdicts.IDLE_OPTION: (
        "progress",
        gettext_lazy("A wrong option that nobody chooses: it could be a better one."),
    ),
    verdicts.FINE: ("done", gettext_lazy("Nothing stands out.")),
    verdicts.TOO_FEW: ("waiting", gettext_lazy("Too few attempts to say anything.")),
}
FIGURE = {
    "facility-very-hard": gettext_lazy("very hard"),
    "facility-hard": gettext_lazy("hard"),
    "facility-medium": gettext_lazy("of medium difficulty"),
    "facility-easy": gettext_lazy("easy"),
    "facility-very-easy": gettext_lazy("very easy"),
    scales.CHANCE: gettext_lazy("may be chance"),
    "discrimination-negative": gettext_lazy("the wrong way round"),
    "discrimination-weak": gettext_lazy("separates hardly"),
    "discrimination-fair": gettext_lazy("separates somewhat"),
    "discrimination-good": gettext_lazy("separates well"),
    "discrimination-very-good": gettext_lazy("separates very well"),
    "alpha-negative": gettext_lazy(
        "negative: the items measure different things, or too few people sat"
    ),
    "alpha-low": gettext_lazy("low: marks of single people say little"),
    "alpha-modest": gettext_lazy("modest: usual for a short quiz"),
    "alpha-good": gettext_lazy("good"),
    "alpha-very-high": gettext_lazy("very high: perhaps items that ask the same"),
    "efficiency-negative": gettext_lazy("works against the rest of the quiz"),
    "efficiency-low": gettext_lazy("separates far less than its difficulty allows"),
    "efficiency-part": gettext_lazy("separates less than its difficulty allows"),
    "efficiency-high": gettext_lazy("separates nearly as well as its difficulty allows"),
    "weight-less": gettext_lazy("counts for less than the intended %(intended)s"),
    "weight-as-intended": gettext_lazy("counts for about as much as the intended %(intended)s"),
    "weight-more": gettext_lazy("counts for more than the intended %(intended)s"),
    "total-negative": gettext_lazy("those with a high mark in the whole quiz do worse here"),
    "total-hardly": gettext_lazy("hardly goes with the mark of the whole quiz, itself included"),
    "total-somewhat": gettext_lazy(
        "goes somewhat with the mark of the whole quiz, itself included"
    ),
    "total-closely": gettext_lazy("goes closely with the mark of the whole quiz, itself included"),
    "rest-negative": gettext_lazy("those who do well elsewhere do worse here"),
    "rest-hardly": gettext_lazy("those who do well elsewhere do hardly better here"),
    "rest-somewhat": gettext_lazy("those who do well elsewhere tend to do better here"),
    "rest-closely": gettext_lazy("those who do well elsewhere clearly do better here"),
    "marks-alike": gettext_lazy("almost all have the same mark here"),
    "marks-mostly-alike": gettext_lazy("most have nearly the same mark here"),
    "marks-different": gettext_lazy("marks differ widely here"),
    "error-small": gettext_lazy("most of the differences between marks are real"),
    "error-part": gettext_lazy("chance makes a good part of the differences between marks"),
    "error-half": gettext_lazy("chance makes half of the differences between marks, or more"),
    "error-all": gettext_lazy("all the differences between marks may be chance"),
    "mean-very-low": gettext_lazy("%(share)s of 100 points: very hard for this group"),
    "mean-low": gettext_lazy("%(share)s of 100 points: hard for this group"),
    "mean-medium": gettext_lazy("%(share)s of 100 points: of medium difficulty for this group"),
    "mean-high": gettext_lazy("%(share)s of 100 points: easy for this group"),
    "mean-very-high": gettext_lazy("%(share)s of 100 points: very easy for this group"),
    "spread-narrow": gettext_lazy("marks lie close together: small differences say little"),
    "spread-usual": gettext_lazy("marks are spread as usual"),
    "spread-wide": gettext_lazy("marks lie far apart: the group is very mixed"),
    "standard-error": gettext_lazy(
        "a mark of %(mark)s may well be %(mark)s ± %(error)s on another day"
    ),
    "skewness-high-marks": gettext_lazy("more high marks than low ones; a few lag far behind"),
    "skewness-even": gettext_lazy("about as many high marks as low ones"),
    "skewness-low-marks": gettext_lazy("more low marks than high ones; a few are far ahead"),
    "kurtosis-flat": gettext_lazy("marks are spread evenly, or fall into two groups"),
    "kurtosis-usual": gettext_lazy("most marks in the middle, few at the ends"),
    "kurtosis-peaked": gettext_lazy("most marks close together, a few far away"),
    scales.GUESS_TYPED: gettext_lazy("the answer is typed: guessing blindly earns nothing"),
    scales.GUESS_BEATEN: gettext_lazy("the group did better than guessing blindly"),
    scales.GUESS_NOT_BEATEN: gettext_lazy("guessing blindly may do as well as this group did"),
    figures.TOO_FEW: gettext_lazy("undefined: too few"),
    figures.NO_VARIATION: gettext_lazy("undefined: the marks do not differ"),
    figures.ONE_ITEM: gettext_lazy("undefined: it needs two items"),
    figures.NEGATIVE_COVARIANCE: gettext_lazy(
        "undefined: whoever does better here does worse on the whole"
    ),
    figures.NO_MAXIMUM: gettext_lazy("undefined: the item gives no marks"),
    figures.DRAWN_ITEMS: gettext_lazy("undefined: attempts had different items"),
}
FAIRNESS = {
    fairness.SUSPECT: (
        "missing",
        gettext_lazy("Suspect: one language does worse at equal ability."),
    ),
    fairness.WATCH: ("attention", gettext_lazy("To be watched: perhaps harder in one language.")),
    fairness.NO_SIGN: ("done", gettext_lazy("No sign of unfairness.")),
    fairness.UNCLEAR: ("waiting", gettext_lazy("Too few sitters to tell fair from unfair.")),
    fairness.UNKNOWN: ("waiting", gettext_lazy("The two languages cannot be compared yet.")),
}
NAME = {
    "facility": gettext_lazy("facility"),
    "discrimination_index": gettext_lazy("discrimination index"),
    "discriminative_efficiency": gettext_lazy("discriminative efficiency"),
    "effective_weight": gettext_lazy("effective weight"),
    "point_biserial": gettext_lazy("correlation with the total"),
    "item_rest": gettext_lazy("correlation with the other marks"),
    "sd": gettext_lazy("standard deviation"),
    "random_guess_score": gettext_lazy("random guess score"),
    "alpha": gettext_lazy("internal consistency (alpha)"),
    "error_ratio": gettext_lazy("error ratio"),
    "mean": gettext_lazy("mean"),
    "standard_error": gettext_lazy("standard error of one mark"),
    "skewness": gettext_lazy("skewness"),
    "kurtosis": gettext_lazy("kurtosis"),
}
ANSWERS_IN = gettext_lazy("%(language)s: %(n)d answers")
LANGUAGE = {"fr": gettext_lazy("French"), "en": gettext_lazy("English")}


class Printer:
    """Figures as one language writes them; made once a page, since asking the catalogue for every
    number of a page of thirty items takes longer than working the numbers out."""

    def __init__(self) -> None:
        self._point = get_format("DECIMAL_SEPARATOR")
        self._per_cent = _("%(number)s%%")
        self._interval = _("%(low)s to %(high)s")
        self._said: dict[int, str] = {}

    def number(self, value: float, places: int) -> str:
        """A number with so many decimals and a true minus; never a negative nothing."""
        written = f"{round(value, places) + 0.0:.{places}f}"
        return written.replace(".", self._point).replace("-", "−")

    def per_cent(self, value: float, places: int = 0) -> str:
        """A number of per cent."""
        return self._per_cent % {"number": self.number(value, places)}

    def figure(self, figure: Figure, places: int, *, per_cent: bool = False) -> str:
        """A figure, or a dash where it is undefined."""
        if figure.value is None:
            return "–"
        return (self.per_cent if per_cent else self.number)(figure.value, places)

    def interval(self, figure: Figure, places: int = 0) -> str:
        """« 41 to 68 »; empty without an interval."""
        if figure.low is None or figure.high is None:
            return ""
        low, high = self.number(figure.low, places), self.number(figure.high, places)
        return self._interval % {"low": low, "high": high}

    def say(self, words: object) -> str:
        """A lazy sentence of this project's in the language of the page, looked up once."""
        # By identity: a lazy text asks the catalogue even for its hash.
        found = self._said.get(id(words))
        if found is None:
            found = self._said[id(words)] = str(words)
        return found
