"""A report on a quiz as its page prints it: numbers as the language writes them, plain words."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments import item_words as words
from assessments.itemanalysing import InLanguage, ItemReport, QuizReport
from assessments.itemreading import Version
from assessments.kinds.base import LANGUAGES
from assessments.markup import HTML, as_plain_text
from assessments.statistics.fairness import SUSPECT, WATCH, Fairness
from assessments.statistics.figures import Figure
from assessments.statistics.verdicts import ALPHA, FACILITY, discrimination_code
from assessments.views.curves import Curve, draw_curves

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_WRONG = 5


@dataclass(frozen=True)
class Line:
    """One figure: its name, value, interval and what it means."""

    name: str
    value: str
    interval: str = ""
    words: str = ""


@dataclass(frozen=True)
class OptionLine:
    """One option: `cells` are how many chose it in each band of ability."""

    letter: str
    text: str
    right: bool
    chosen: int
    share: str
    cells: list[str]
    remark: str


@dataclass(frozen=True)
class Card:
    """One item as printed; `other` is the stem in the other language, where it is in question."""

    number: int
    anchor: str
    key: str
    stem: str
    other: str
    other_language: str
    tone: str
    verdict: str
    indicative: bool
    n: int
    facility: Line
    discrimination: Line
    more: list[Line]
    languages: list[Line]
    fairness_tone: str
    fairness: str
    fairness_detail: list[str]
    options: list[OptionLine]
    bands: list[str]
    omitted: int
    wrong: list[tuple[str, int]]
    picture: SafeString


def cards_of(report: QuizReport, *, language: str) -> list[Card]:
    """All items, in the order of the report: what needs attention first."""
    return [
        _card(number, item, language=language, offered=report.offered)
        for number, item in enumerate(report.items, start=1)
    ]


def quiz_lines(report: QuizReport) -> list[Line]:
    """The figures of the test as a whole."""
    found = report.statistics
    alpha = Line(
        _("internal consistency (alpha)"),
        words.figure_in_per_cent(found.alpha, 1),
        words.interval_of(found.alpha),
        str(words.FIGURE[ALPHA.code(found.alpha)]),
    )
    plain = (
        (_("mean"), found.mean, 2),
        (_("standard deviation"), found.sd, 2),
        (_("standard error of one mark"), found.standard_error, 2),
        (_("skewness"), found.skewness, 2),
        (_("kurtosis"), found.kurtosis, 2),
    )
    return [
        alpha,
        _line(_("error ratio"), found.error_ratio, 0, per_cent=True),
        *(_line(name, figure, places) for name, figure, places in plain),
    ]


def _line(name: str, figure: Figure, places: int, *, per_cent: bool = False) -> Line:
    value = (words.figure_in_per_cent if per_cent else words.figure_as_number)(figure, places)
    return Line(name, value, "", "" if figure.value is not None else str(words.FIGURE[figure.why]))


def _card(number: int, item: ItemReport, *, language: str, offered: float) -> Card:
    statistics = item.statistics
    tone, verdict = words.ITEM[item.verdict]
    fair_tone, fair = words.FAIRNESS[item.fairness.verdict]
    doubtful = item.fairness.verdict in (SUSPECT, WATCH)
    other = next(one for one in LANGUAGES if one != language)
    options, bands, picture = _options(item, language)
    return Card(
        number,
        f"item-{item.version.id}",
        item.version.key,
        stem_of(item.version, language),
        stem_of(item.version, other) if doubtful else "",
        other,
        tone,
        str(verdict),
        statistics.indicative,
        statistics.n,
        _scaled(_("facility"), statistics.facility, FACILITY.code(statistics.facility)),
        _scaled(
            _("discrimination index"),
            statistics.discrimination_index,
            discrimination_code(statistics.discrimination_index),
        ),
        [
            _line(
                _("discriminative efficiency"),
                statistics.discriminative_efficiency,
                0,
                per_cent=True,
            ),
            _line(_("effective weight"), statistics.effective_weight, 1, per_cent=True),
            _line(_("correlation with the total"), statistics.point_biserial, 2),
            _line(_("correlation with the other marks"), statistics.item_rest, 2),
            _line(_("standard deviation"), statistics.sd, 2),
        ],
        [_in_language(one) for one in item.languages],
        fair_tone,
        str(fair),
        _fairness_detail(item.fairness, item.maximum, offered),
        options,
        bands,
        item.options.omitted if item.options else 0,
        [(_pick_text(item.version, language, pick), n) for pick, n in item.wrong[:MOST_WRONG]],
        picture,
    )


def _scaled(name: str, figure: Figure, code: str) -> Line:
    return Line(
        name,
        words.figure_in_per_cent(figure),
        words.interval_of(figure),
        str(words.FIGURE[code]),
    )


def _in_language(one: InLanguage) -> Line:
    name = _("%(language)s: %(n)d answers") % {
        "language": words.LANGUAGE[one.language],
        "n": one.n,
    }
    return Line(
        name,
        words.figure_in_per_cent(one.facility),
        words.interval_of(one.facility),
        "" if one.facility.value is not None else str(words.FIGURE[one.facility.why]),
    )


def _fairness_detail(found: Fairness, maximum: float, offered: float) -> list[str]:
    """What the comparison at equal ability found, in whole sentences."""
    said = [
        _("Compared over all cohorts, first attempts: %(fr)d in French, %(en)d in English.")
        % {"fr": found.reference, "en": found.focal}
    ]
    if found.difference.value is None or found.probability is None:
        return said
    sentence = (
        _("At equal ability English sitters get %(less)s of its marks less (%(interval)s).")
        if found.difference.value < 0
        else _("At equal ability French sitters get %(less)s of its marks less (%(interval)s).")
    )
    sign = -1 if found.difference.value < 0 else 1
    low, high = sorted(sign * (at or 0.0) for at in (found.difference.low, found.difference.high))
    said.append(
        sentence
        % {
            "less": words.per_cent(abs(found.difference.value)),
            "interval": words.interval_of(Figure(0.0, low, high)),
        }
    )
    if found.verdict in (SUSPECT, WATCH) and offered:
        lost = abs(found.difference.value) * maximum / offered
        said.append(
            _("That is %(points)s points out of 100 of this quiz.")
            % {"points": words.number(lost, 1)}
        )
    said.append(
        _("Chance of a noticeable difference, in the light of all items: %(chance)s.")
        % {"chance": words.per_cent(100 * found.probability)}
    )
    if found.odds_ratio.value is not None:
        said.append(
            _("Common odds ratio, French to English: %(ratio)s (%(interval)s), class %(ets)s.")
            % {
                "ratio": words.number(found.odds_ratio.value, 2),
                "interval": words.interval_of(found.odds_ratio, 2),
                "ets": found.ets,
            }
        )
    return said


def _options(item: ItemReport, language: str) -> tuple[list[OptionLine], list[str], SafeString]:
    found = item.options
    if found is None:
        return [], [], SafeString("")
    most = found.most_chosen_wrong
    lines = []
    for letter, option in zip(LETTERS, found.options, strict=False):
        if option.right:
            remark = _("right")
        elif option.id in found.misleading:
            remark = _("the strong prefer it")
        elif option.id in found.idle:
            remark = _("nobody")
        else:
            remark = _("most chosen wrong answer") if option is most else ""
        inside = [
            "–" if share is None else f"{round(share * size / 100)}/{size}"
            for share, size in zip(option.curve, found.bands, strict=True)
        ]
        lines.append(
            OptionLine(
                letter,
                _pick_text(item.version, language, option.id),
                option.right,
                option.chosen,
                words.per_cent(option.share),
                inside,
                remark,
            )
        )
    curves = [
        Curve(letter, option.right, option.curve)
        for letter, option in zip(LETTERS, found.options, strict=False)
        if option.chosen
    ]
    picture = draw_curves(curves) if found.n >= 2 else SafeString("")
    return lines, _band_names(len(found.bands)), picture


def _band_names(count: int) -> list[str]:
    return [_("weak"), *("2", "3", "4")[: count - 2], _("strong")]


def stem_of(version: Version, language: str) -> str:
    """The stem as plain text, in the other language where this one is missing."""
    face = version.faces.get(language) or next(iter(version.faces.values()), None)
    if face is None:
        return ""
    return as_plain_text(face.stem) if face.markup == HTML else face.stem


def _pick_text(version: Version, language: str, pick: str) -> str:
    """The words of an option, a pair or a place; what was typed stays as it is."""
    face = version.faces.get(language)
    texts: dict[str, Any] = face.words if face is not None else {}
    one, colon, two = pick.partition(":")
    if "options" in texts:
        found = texts["options"].get(pick, pick)
    elif colon and "left" in texts:
        left, right = texts["left"].get(one, one), texts.get("right", {}).get(two, two)
        found = f"{left} → {right}"
    elif colon and "elements" in texts:
        found = f"{two}. {texts['elements'].get(one, one)}"
    else:
        found = pick
    return as_plain_text(found) if face is not None and face.markup == HTML else found
