"""A report on a quiz as its page prints it: numbers as the language writes them, plain words."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from assessments import item_words as words
from assessments.item_words import Printer
from assessments.itemanalysing import QuizReport
from assessments.itemreading import Version
from assessments.itemreporting import ItemReport
from assessments.kinds.base import LANGUAGES
from assessments.markup import HTML, as_plain_text
from assessments.reviewing import words_of_pick
from assessments.statistics.fairness import SUSPECT, WATCH
from assessments.views.curves import Curve, draw_curves
from assessments.views.fairness_words import fairness_sentences
from assessments.views.item_lines import item_lines, quiz_lines
from assessments.views.item_rows import OptionLine, line_list, option_rows

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_WRONG = 5
RIGHT, NOBODY = gettext_lazy("right"), gettext_lazy("nobody")
PREFERRED = gettext_lazy("the strong prefer it")
TEMPTING = gettext_lazy("most chosen wrong answer")
WEAK_BAND, STRONG_BAND = gettext_lazy("weak"), gettext_lazy("strong")


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
    facility: str
    discrimination: str
    lines: SafeString
    fairness_tone: str
    fairness: str
    fairness_detail: str
    options: SafeString
    bands: list[str]
    wrong: list[tuple[str, int]]
    picture: SafeString


def cards_of(report: QuizReport, *, language: str) -> list[Card]:
    """All items, in the order of the report: what needs attention first."""
    printer = Printer()
    return [
        _card(number, item, printer, language=language, offered=report.offered)
        for number, item in enumerate(report.items, start=1)
    ]


def quiz_figures(report: QuizReport) -> SafeString:
    """The figures of the test as a whole, as a list of pairs."""
    return line_list(quiz_lines(Printer(), report))


def _card(
    number: int, item: ItemReport, printer: Printer, *, language: str, offered: float
) -> Card:
    statistics = item.statistics
    tone, verdict = words.ITEM[item.verdict]
    fair_tone, fair = words.FAIRNESS[item.fairness.verdict]
    doubtful = item.fairness.verdict in (SUSPECT, WATCH)
    other = next(one for one in LANGUAGES if one != language)
    lines = item_lines(printer, item, offered=offered)
    options, bands, picture = _options(printer, item, language)
    return Card(
        number,
        f"item-{item.version.id}",
        item.version.key,
        stem_of(item.version, language),
        stem_of(item.version, other) if doubtful else "",
        other,
        tone,
        printer.say(verdict),
        statistics.indicative,
        statistics.n,
        lines[0].value,
        lines[1].value,
        line_list(lines),
        fair_tone,
        printer.say(fair),
        " ".join(fairness_sentences(printer, item.fairness, item.maximum, offered)),
        options,
        bands,
        [(_pick_text(item.version, language, pick), n) for pick, n in item.wrong[:MOST_WRONG]],
        picture,
    )


def _options(
    printer: Printer, item: ItemReport, language: str
) -> tuple[SafeString, list[str], SafeString]:
    found = item.options
    if found is None:
        return SafeString(""), [], SafeString("")
    most, misleading, idle = found.most_chosen_wrong, found.misleading, found.idle
    lines, curves = [], []
    for letter, option in zip(LETTERS, found.options, strict=False):
        remark: object = ""
        if option.right:
            remark = RIGHT
        elif option.id in misleading:
            remark = PREFERRED
        elif option.id in idle:
            remark = NOBODY
        elif option is most:
            remark = TEMPTING
        lines.append(
            OptionLine(
                letter,
                _pick_text(item.version, language, option.id),
                option.right,
                option.chosen,
                printer.per_cent(option.share),
                [
                    "–" if share is None else f"{round(share * size / 100)}/{size}"
                    for share, size in zip(option.curve, found.bands, strict=True)
                ],
                printer.say(remark),
            )
        )
        if option.chosen:
            curves.append(Curve(letter, option.right, option.curve))
    count = len(found.bands)
    bands = [printer.say(WEAK_BAND), *"234"[: count - 2], printer.say(STRONG_BAND)]
    picture = draw_curves(curves, say=printer.say) if found.n >= 2 else SafeString("")
    return option_rows(lines, omitted=found.omitted, bands=count), bands, picture


def stem_of(version: Version, language: str) -> str:
    """The stem as plain text, in the other language where this one is missing."""
    face = version.faces.get(language) or next(iter(version.faces.values()), None)
    if face is None:
        return ""
    return as_plain_text(face.stem) if face.markup == HTML else face.stem


def _pick_text(version: Version, language: str, pick: str) -> str:
    """The words of an option, a pair or a place; what was typed stays as it is."""
    face = version.faces.get(language)
    return words_of_pick(face.words, face.markup, pick) if face is not None else pick
