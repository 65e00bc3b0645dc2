"""Rows of an item's card as HTML: thirty items have a thousand of them, and templates walk slowly.

Every text is escaped here; the classes are those of `assessments/items.css`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


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


def line_list(lines: Iterable[Line]) -> SafeString:
    """Names and values as terms and descriptions."""
    parts = []
    for line in lines:
        interval = f" <small>({escape(line.interval)})</small>" if line.interval else ""
        said = f' <small class="plain">{escape(line.words)}</small>' if line.words else ""
        parts.append(f"<dt>{escape(line.name)}</dt><dd>{escape(line.value)}{interval}{said}</dd>")
    return mark_safe("".join(parts))


def option_rows(lines: Iterable[OptionLine], *, omitted: int, bands: int) -> SafeString:
    """The rows of the table of options, and one for answers that were left out."""
    parts = []
    for line in lines:
        remark = f" <small>{escape(line.remark)}</small>" if line.remark else ""
        cells = "".join(f'<td class="n">{escape(cell)}</td>' for cell in line.cells)
        row = '<tr class="is-right">' if line.right else "<tr>"
        parts.append(
            f"{row}"
            f'<th scope="row"><b>{escape(line.letter)}</b> {escape(line.text)}{remark}</th>'
            f'<td class="n">{line.chosen} <small>{escape(line.share)}</small></td>{cells}</tr>'
        )
    if omitted:
        name = escape(_("left out"))
        parts.append(
            f'<tr><th scope="row">{name}</th><td class="n">{omitted}</td>'
            f'<td colspan="{bands}"></td></tr>'
        )
    return mark_safe("".join(parts))
