"""What the comparison of languages at equal ability found, in whole sentences."""

from django.utils.translation import gettext_lazy

from assessments.item_words import Printer
from assessments.statistics.fairness import SUSPECT, WATCH, Fairness
from assessments.statistics.figures import Figure

COMPARED = gettext_lazy(
    "Compared over all cohorts, first attempts: %(fr)d in French, %(en)d in English."
)
ENGLISH_LESS = gettext_lazy(
    "At equal ability English sitters get %(less)s of its marks less (%(interval)s)."
)
FRENCH_LESS = gettext_lazy(
    "At equal ability French sitters get %(less)s of its marks less (%(interval)s)."
)
COST = gettext_lazy("That is %(points)s points out of 100 of this quiz.")
CHANCE = gettext_lazy("Chance of a noticeable difference, in the light of all items: %(chance)s.")
ODDS = gettext_lazy(
    "Common odds ratio, French to English: %(ratio)s (%(interval)s), class %(ets)s."
)


def fairness_sentences(
    printer: Printer, found: Fairness, maximum: float, offered: float
) -> list[str]:
    """From the numbers compared to the odds ratio; `offered` is the best total of the quiz."""
    say = printer.say
    said = [say(COMPARED) % {"fr": found.reference, "en": found.focal}]
    difference = found.difference
    if difference.value is None or found.probability is None:
        return said
    # How much less the language gets that gets less; its limits turn with it.
    turn = -1 if difference.value < 0 else 1
    low, high = sorted(turn * (limit or 0.0) for limit in (difference.low, difference.high))
    less = abs(difference.value)
    said.append(
        say(ENGLISH_LESS if turn < 0 else FRENCH_LESS)
        % {
            "less": printer.per_cent(less),
            "interval": printer.interval(Figure(less, low, high)),
        }
    )
    if found.verdict in (SUSPECT, WATCH) and offered:
        points = printer.number(less * maximum / offered, 1)
        said.append(say(COST) % {"points": points})
    said.append(say(CHANCE) % {"chance": printer.per_cent(100 * found.probability)})
    if found.odds_ratio.value is not None:
        said.append(
            say(ODDS)
            % {
                "ratio": printer.number(found.odds_ratio.value, 2),
                "interval": printer.interval(found.odds_ratio, 2),
                "ets": found.ets,
            }
        )
    return said
