"""Rows of a quiz → one table of attempts and items. Versions of one structure are one item."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from assessments.itemreading import Entry, Face, Row, Version
from assessments.kinds.base import LANGUAGES
from assessments.statistics.marks import Flags, Marks, Whole, marks_from_cells
from courses.models import Cohort

Which = Literal["first", "best", "last", "all"]
WHICH: tuple[Which, ...] = ("first", "best", "last", "all")
_CODES = {language: code for code, language in enumerate(LANGUAGES)}


@dataclass(frozen=True)
class Table:
    """Attempts × items. `items[i]` is the newest version of item i that was sat.

    `language[attempt, item]` is a place in LANGUAGES, −1 where nobody knows. An item left out
    belongs to the language in which most of the attempt was answered: a face that nobody
    understands is left out. `current`: what was read is what is in force now. `cells`: row and item
    of each entry, in the order of the rows.
    """

    rows: Sequence[Row]
    items: Sequence[Version]
    marks: Marks
    language: npt.NDArray[np.int8]
    current: Flags
    cells: tuple[Whole, Whole]

    def in_language(self, language: str) -> Flags:
        """Which cells were answered in this language."""
        return self.marks.seen & (self.language == _CODES[language])


def chosen(rows: Iterable[Row], which: Which, *, cohort: Cohort | None = None) -> list[Row]:
    """The attempts that count, of one cohort or of all."""
    own = [row for row in rows if cohort is None or row.cohort == cohort.pk]
    if which == "all":
        return own
    kept: dict[int, Row] = {}
    for row in own:
        held = kept.get(row.enrolment)
        if held is None or _rank(row, which) > _rank(held, which):
            kept[row.enrolment] = row
    return list(kept.values())


def _rank(row: Row, which: Which) -> tuple[Any, int]:
    """The highest counts; of equal ones the earlier attempt."""
    if which == "best":
        return row.score, -row.number
    return (0, row.number) if which == "last" else (0, -row.number)


def tabulate(rows: Sequence[Row], versions: Mapping[int, Version]) -> Table:
    """The rows as one table, items in the order of their keys."""
    different: dict[Entry, int] = {}
    which = [different.setdefault(entry, len(different)) for row in rows for entry in row.entries]
    of_cell = np.array(which, dtype=np.int64)
    sat = [versions[id] for id in {entry[0] for entry in different}]
    newest = {one.name: one for one in sorted(sat, key=lambda version: version.number)}
    items = [newest[name] for name in sorted(newest)]
    column = {item.name: at for at, item in enumerate(items)}
    values = _Values({one.id: column[one.name] for one in sat}, len(items))
    at_row = np.repeat(np.arange(len(rows)), [len(row.entries) for row in rows])
    marked = [values[entry[:3]] for entry in different]
    at_item, mark = np.array(marked, dtype=np.int64).reshape(-1, 2)[of_cell].T
    codes = np.array([_CODES.get(entry[4], -1) for entry in different], dtype=np.int8)[of_cell]
    codes = np.where(codes < 0, _mostly(codes, at_row, len(rows))[at_row], codes)
    in_force = words_in_force(versions.values())
    valid = np.array([in_force[entry[0]] for entry in different], dtype=np.bool_)
    valid = valid.reshape(-1, len(LANGUAGES))[of_cell]
    languages = np.full((len(rows), len(items)), -1, dtype=np.int8)
    current = np.zeros(languages.shape, dtype=np.bool_)
    languages[at_row, at_item] = codes
    current[at_row, at_item] = valid[np.arange(len(codes)), codes] & (codes >= 0)
    marks = marks_from_cells(
        [item.key for item in items],
        len(rows),
        (at_row, at_item, mark),
        values=values.marks,
        maxima=values.maxima,
    )
    return Table(rows, items, marks, languages, current, (at_row, at_item))


class _Values(dict[tuple[int, str, str], tuple[int, int]]):
    """(version, fraction, points) → item and place of the mark; each is worked out once."""

    def __init__(self, item_of: Mapping[int, int], items: int) -> None:
        super().__init__()
        self.item_of = item_of
        self.marks: list[Fraction] = []
        self.maxima = [Fraction(0)] * items

    def __missing__(self, key: tuple[int, str, str]) -> tuple[int, int]:
        version, fraction, points = key
        item, worth = self.item_of[version], Fraction(points)
        self.maxima[item] = max(self.maxima[item], worth)
        self.marks.append(Fraction(fraction) * worth)
        self[key] = found = item, len(self.marks) - 1
        return found


def words_in_force(versions: Iterable[Version]) -> dict[int, tuple[bool, ...]]:
    """Version → for each language, whether it says what the newest published version says."""
    every = list(versions)
    newest: dict[int, Version] = {}
    for version in every:
        held = newest.get(version.question)
        if version.published and (held is None or version.number > held.number):
            newest[version.question] = version
    return {
        version.id: tuple(
            version.question in newest
            and _same(version.faces.get(one), newest[version.question].faces.get(one))
            for one in LANGUAGES
        )
        for version in every
    }


def _same(face: Face | None, other: Face | None) -> bool:
    if face is None or other is None:
        return False
    return face is other or face.shown == other.shown


def _mostly(codes: npt.NDArray[np.int8], at_row: Whole, rows: int) -> npt.NDArray[np.int8]:
    """The language of most answers of each attempt; −1 where two are equal or there is none."""
    counts = np.stack(
        [np.bincount(at_row[codes == code], minlength=rows) for code in _CODES.values()]
    )
    ordered = np.sort(counts, axis=0)
    clear = ordered[-1] > ordered[-2]
    return np.where(clear, counts.argmax(axis=0), -1).astype(np.int8)
