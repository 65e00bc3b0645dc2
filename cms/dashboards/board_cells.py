"""The board's cells as HTML, made once for each kind of cell: a cohort of 200 has 10,000 of them.

Every cell says in words (aria-label) what its letter says to the eye.
"""

from collections.abc import Callable, Mapping, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from assessments.templatetags.figures import short_number
from cms.dashboards.board import (
    ABSENT,
    AHEAD,
    DONE,
    EXCUSED,
    MARK,
    NOT_DONE,
    WAITING,
    Cell,
)
from courses.models import HalfDay, Status

# State → its mark; the word stands in `state_words`.
MARKS = {
    DONE: "✓",
    EXCUSED: "exc.",
    ABSENT: "abs.",
    NOT_DONE: "–",
    WAITING: "…",
    AHEAD: "·",
}


def letter_words() -> dict[str, str]:
    """The words of the letters of R2, in the reader's language; F is still to come."""
    return {
        **{status.value: str(status.label) for status in Status},
        "X": _("Cancelled"),
        "U": _("Not recorded"),
        "F": _("Still to come"),
    }


def state_words() -> dict[str, str]:
    """The words of the states of a cell."""
    return {
        DONE: _("Validated"),
        EXCUSED: _("Excused"),
        ABSENT: _("Absent"),
        NOT_DONE: _("Not done"),
        WAITING: _("Not yet received"),
        AHEAD: _("Still to come"),
    }


def letter_cells(
    half_days: Sequence[HalfDay], current: int | None
) -> Callable[[Sequence[str]], SafeString]:
    """A function from a row's letters to its cells."""
    words = letter_words()
    shown = {"U": "·", "F": "·"}
    made: list[dict[str, str]] = []
    for half_day in half_days:
        first = half_day.part == "am" and half_day.day % 5 == 1
        now = " k-now" if half_day.number == current else ""
        made.append(
            {
                letter: format_html(
                    '<td{}><i class="k k-{}{}" role="img" aria-label="{}">{}</i></td>',
                    mark_safe(' class="wk"') if first else "",
                    letter,
                    now,
                    word,
                    shown.get(letter, letter),
                )
                for letter, word in words.items()
            }
        )

    def cells(letters: Sequence[str]) -> SafeString:
        return mark_safe(
            "".join(column[letter] for column, letter in zip(made, letters, strict=True))
        )

    return cells


def mark_cells(starts: set[int]) -> Callable[[Sequence[Cell]], SafeString]:
    """A function from a row's activities to its cells; `starts` are keys that begin a group."""
    words = state_words()

    made: dict[tuple[int, str, object], str] = {}

    def one(cell: Cell) -> str:
        key = (cell.activity.pk, cell.state, cell.value)
        if key not in made:
            made[key] = _mark_cell(cell, words, starts)
        return made[key]

    def cells(row: Sequence[Cell]) -> SafeString:
        return mark_safe("".join(one(cell) for cell in row))

    return cells


def _mark_cell(cell: Cell, words: Mapping[str, str], starts: set[int]) -> SafeString:
    group = " wk" if cell.activity.pk in starts else ""
    if cell.state == MARK:
        return format_html(
            '<td class="wide{}" data-label="{}">{}</td>',
            group,
            cell.activity.key,
            short_number(cell.value),
        )
    return format_html(
        '<td class="wide{}" data-label="{}">'
        '<i class="k k-F" role="img" aria-label="{}">{}</i></td>',
        group,
        cell.activity.key,
        words[cell.state],
        MARKS[cell.state],
    )
