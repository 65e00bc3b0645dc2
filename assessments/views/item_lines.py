"""The figures of a test and of its items as lines: name, value, interval, what it says here."""

from assessments import item_words as words
from assessments.item_words import Printer
from assessments.itemanalysing import QuizReport
from assessments.itemreporting import InLanguage, ItemReport
from assessments.statistics.figures import Figure
from assessments.statistics.scales import (
    ALPHA,
    EFFICIENCY,
    ERROR_RATIO,
    FACILITY,
    ITEM_SPREAD,
    KURTOSIS,
    MEAN,
    REST,
    SKEWNESS,
    SPREAD,
    STANDARD_ERROR,
    TOTAL,
    WEIGHT,
    discrimination_code,
    guess_code,
    share_of,
    surely,
)
from assessments.views.item_rows import Line


def quiz_lines(printer: Printer, report: QuizReport) -> list[Line]:
    """The figures of the test as a whole."""
    found, offered = report.statistics, report.offered
    alpha, ratio, error = found.alpha, found.error_ratio, found.standard_error
    mean, spread = share_of(found.mean, offered), share_of(found.sd, offered)
    average, shifted = printer.figure(found.mean, 1), printer.figure(error, 1)
    return [
        _per_cent(printer, "alpha", alpha, ALPHA.code(alpha), places=1),
        _per_cent(printer, "error_ratio", ratio, ERROR_RATIO.code(ratio)),
        _marks(printer, "mean", found.mean, MEAN.code(mean), share=printer.figure(mean, 0)),
        _marks(printer, "sd", found.sd, SPREAD.code(spread)),
        _marks(
            printer,
            "standard_error",
            error,
            STANDARD_ERROR.code(error),
            mark=average,
            error=shifted,
        ),
        _marks(printer, "skewness", found.skewness, SKEWNESS.code(found.skewness)),
        _marks(printer, "kurtosis", found.kurtosis, KURTOSIS.code(found.kurtosis)),
    ]


def item_lines(printer: Printer, item: ItemReport, *, offered: float) -> list[Line]:
    """The figures of one item, facility and discrimination index first.

    `offered`: the best possible total of the test; the intended weight is the item's share of it.
    """
    found = item.statistics
    facility, discrimination = found.facility, found.discrimination_index
    efficiency, weight = found.discriminative_efficiency, found.effective_weight
    total, rest = found.point_biserial, found.item_rest
    intended = share_of(Figure(item.maximum), offered)
    ratio = share_of(weight, intended.value or 0)
    spread = ITEM_SPREAD.code(share_of(found.sd, item.maximum))
    return [
        _per_cent(printer, "facility", facility, FACILITY.code(facility)),
        _per_cent(
            printer, "discrimination_index", discrimination, discrimination_code(discrimination)
        ),
        # It has no interval; its sign is that of the discrimination index.
        _per_cent(
            printer,
            "discriminative_efficiency",
            efficiency,
            surely(EFFICIENCY, efficiency, discrimination),
        ),
        _per_cent(
            printer,
            "effective_weight",
            weight,
            WEIGHT.code(ratio),
            places=1,
            intended=printer.figure(intended, 1, per_cent=True),
        ),
        _marks(printer, "point_biserial", total, surely(TOTAL, total)),
        _marks(printer, "item_rest", rest, surely(REST, rest)),
        _marks(printer, "sd", found.sd, spread),
        _per_cent(printer, "random_guess_score", item.guess, guess_code(item.guess, facility)),
        *(_in_language(printer, one) for one in item.languages),
    ]


def _per_cent(
    printer: Printer, field: str, figure: Figure, code: str, places: int = 0, **numbers: str
) -> Line:
    return Line(
        printer.say(words.NAME[field]),
        printer.figure(figure, places, per_cent=True),
        printer.interval(figure),
        _said(printer, code, numbers),
    )


def _marks(printer: Printer, field: str, figure: Figure, code: str, **numbers: str) -> Line:
    name = printer.say(words.NAME[field])
    return Line(name, printer.figure(figure, 2), "", _said(printer, code, numbers))


def _said(printer: Printer, code: str, numbers: dict[str, str]) -> str:
    sentence = printer.say(words.FIGURE[code])
    return sentence % numbers if numbers else sentence


def _in_language(printer: Printer, one: InLanguage) -> Line:
    language = printer.say(words.LANGUAGE[one.language])
    return Line(
        printer.say(words.ANSWERS_IN) % {"language": language, "n": one.n},
        printer.figure(one.facility, 0, per_cent=True),
        printer.interval(one.facility),
        printer.say(words.FIGURE[FACILITY.code(one.facility)]),
    )
