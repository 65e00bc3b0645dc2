"""The board as a table: heads by week and by group, legend, and rows that are almost HTML."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.dashboards.board import Board, Row
from cms.dashboards.board_cells import letter_cells, letter_words, mark_cells
from cms.dashboards.standing import Standing
from cms.wording import flag_words
from courses.models import Activity, ActivityKind, HalfDay

DAYS_A_WEEK = 5


@dataclass(frozen=True)
class Head:
    """A group of columns: its words, how many columns, and the columns' own heads."""

    words: str
    columns: list[tuple[str, str, bool]]

    @property
    def span(self) -> int:
        """How many columns it covers."""
        return len(self.columns)


@dataclass(frozen=True)
class TableRow:
    """One trainee's row: name, cells in HTML, attendance in words, why help is needed."""

    name: str
    country: str
    half_days: SafeString
    marks: SafeString
    attendance: str
    interval: str
    state: str
    word: str
    reasons: list[str]


@dataclass(frozen=True)
class Table:
    """Everything the template prints."""

    heads: list[Head]
    rows: list[TableRow]
    legend: list[tuple[str, str, str]]


def table_of(board: Board) -> Table:
    """The board in the reader's language."""
    groups = _groups(board.activities)
    cells = letter_cells(board.half_days, board.current)
    marks = mark_cells({members[0].pk for _words, members in groups})
    words = letter_words()
    shown = {"U": "·"}
    return Table(
        heads=[*_weeks(board.half_days), *(_group_head(*group) for group in groups)],
        rows=[
            _row(row, half_days=cells(row.letters), marks=marks(row.cells)) for row in board.rows
        ],
        legend=[
            (letter, shown.get(letter, letter), word)
            for letter, word in words.items()
            if letter != "F"
        ],
    )


def _weeks(half_days: Sequence[HalfDay]) -> list[Head]:
    weeks: dict[int, list[HalfDay]] = {}
    for half_day in half_days:
        weeks.setdefault((half_day.day - 1) // DAYS_A_WEEK + 1, []).append(half_day)
    halves = {"am": _("am"), "pm": _("pm")}
    return [
        Head(
            _("Week %(number)d") % {"number": number},
            [
                (
                    f"{date_format(h.date, 'D')[:2]} {halves[h.part]}",
                    f"{date_format(h.date, 'l j F')}, {h.get_part_display()}",
                    h is members[0],
                )
                for h in members
            ],
        )
        for number, members in weeks.items()
    ]


def _groups(activities: Sequence[Activity]) -> list[tuple[str, list[Activity]]]:
    quizzes = [a for a in activities if a.kind == ActivityKind.QUIZ]
    practicals = [a for a in activities if a.kind == ActivityKind.PRACTICAL]
    others = [a for a in activities if a not in quizzes and a not in practicals]
    named = (
        (_("Quizzes, out of 100"), quizzes),
        (_("Practicals, out of 20"), practicals),
        (_("End of course"), others),
    )
    return [(words, members) for words, members in named if members]


def _group_head(words: str, members: list[Activity]) -> Head:
    return Head(words, [(a.key, str(a.title), a is members[0]) for a in members])


def _row(row: Row, *, half_days: SafeString, marks: SafeString) -> TableRow:
    standing = row.standing
    lost = standing.state == "out-of-reach"
    if not row.flags:
        state, word = "done", _("On course")
    else:
        state, word = ("missing" if lost else "attention"), _("Needs help")
    return TableRow(
        name=row.enrolment.user.printed_name,
        country=row.enrolment.user.country,
        half_days=half_days,
        marks=marks,
        attendance=_("%(credits)s of %(needed)s") % _figures(standing),
        interval=_interval(standing),
        state=state,
        word=word,
        reasons=[flag_words(flag) for flag in row.flags],
    )


def _figures(standing: Standing) -> dict[str, str]:
    return {"credits": plain(standing.credits), "needed": plain(standing.needed)}


def _interval(standing: Standing) -> str:
    """How many half-days that ended are not recorded, and what follows for the reach (R3)."""
    if not standing.unrecorded:
        return ""
    low = standing.credits
    high = standing.credits + standing.unrecorded
    words = ngettext(
        "%(low)s to %(high)s: %(count)d not recorded",
        "%(low)s to %(high)s: %(count)d are not recorded",
        standing.unrecorded,
    )
    return words % {"low": plain(low), "high": plain(high), "count": standing.unrecorded}


def plain(value: object) -> str:
    """Credits as short as they are exact: 21, 21,5."""
    return number_format(f"{value:.1f}".removesuffix(".0"))
