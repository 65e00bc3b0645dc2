"""A table of marks as people export it. Pure.

First row `attempt` and the item ids, perhaps a row `max`, then one row an attempt. Comma, semicolon
or tab between the cells; a decimal comma inside quotes or between semicolons; a byte order mark,
any line end, UTF-8, UTF-16 or windows-1252. An empty cell is worth 0.
"""

import codecs
import csv
import io
import re
from array import array
from collections.abc import Iterator, Sequence

import numpy as np

from assessments.statistics.marks import Floats, Marks, marks_from_decimals

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# The separator is what follows the first cell; a spreadsheet may name it on a line of its own.
_HEADER = re.compile(r"\s*\"?[ \t]*attempt[ ]*\"?[ ]*([,;\t])", re.IGNORECASE)
_SEPARATOR_LINE = re.compile(r"sep=.\r?\n", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.([0-9]*))?|\.([0-9]+))(?:[eE]([+-]?[0-9]{1,3}))?")
# Above this a « mark » is another column: a matriculation number, a time stamp.
_LARGEST = 1e12


class MarksFileProblem(ValueError):
    """The file cannot be read as marks; `line` and `column` count from 1, 0 for the whole file."""

    def __init__(self, line: int, column: int, what: str) -> None:
        super().__init__(what)
        self.line = line
        self.column = column
        self.what = what

    def __str__(self) -> str:
        place = [f"line {self.line}"] if self.line else []
        if self.column:
            place.append(f"column {self.column}")
        return ", ".join(place) + (": " if place else "") + self.what


class _Cells(dict[str, float]):
    """Cell → mark, each different text read once; `decimals` is the most that any of them had."""

    decimals = 0

    def __missing__(self, cell: str) -> float:
        typed = cell.strip().replace("\u2212", "-").replace(",", ".")
        if not typed:
            mark = 0.0
        else:
            match = _NUMBER.fullmatch(typed)
            if match is None:
                raise _NotAMark(f"{_shown(cell)} is not a mark")
            mark = float(typed)
            if not abs(mark) <= _LARGEST:
                raise _NotAMark(f"{_shown(cell)} is too large for a mark")
            after = match[1] or match[2] or ""
            self.decimals = max(self.decimals, len(after) - int(match[3] or 0))
        self[cell] = mark
        return mark


class _NotAMark(ValueError):
    pass


def read_marks(data: bytes) -> Marks:
    """The marks of a file. Raises MarksFileProblem with the line and column at fault."""
    rows = _rows(_decoded(data))
    line, header = next(rows)
    items = _items(line, header)
    cells = _Cells()
    maxima: list[float] | None = None
    marks, lines = array("d"), array("q")
    for line, row in rows:
        kept = row[1:] if len(row) == len(items) + 1 else _fitted(line, row, items)
        if row[0].strip().lower() == "max" and not lines and maxima is None:
            maxima = _maxima(line, kept, cells)
            continue
        try:
            marks.extend(map(cells.__getitem__, kept))
        except _NotAMark:
            raise _first_bad(line, kept, cells) from None
        lines.append(line)
    values = np.frombuffer(marks, dtype=np.float64).reshape(-1, len(items))
    if maxima is not None:
        _refuse_above(values, np.array(maxima), items, lines)
    return marks_from_decimals(
        items,
        values,
        decimals=max(cells.decimals, 0),
        maxima=None if maxima is None else np.array(maxima),
    )


def _decoded(data: bytes) -> str:
    encodings = ["utf-16"] if data.startswith(_UTF16) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
    raise MarksFileProblem(line, 0, "the file is text neither in UTF-8 nor in windows-1252")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, with the line on which each one starts; the first is the header."""
    stream = io.StringIO(text, newline="")
    skipped = 0
    if _SEPARATOR_LINE.match(text):
        stream.readline()
        skipped = 1
    start = _HEADER.match(text, stream.tell() if skipped else 0)
    if start is None:
        what = "the first row must be « attempt » and then the items, with , or ; between them"
        raise MarksFileProblem(1 + skipped, 1, what)
    reader = csv.reader(stream, delimiter=start[1], strict=True)
    line = 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line + 1 + skipped, row
            line = reader.line_num
    except csv.Error as error:
        raise MarksFileProblem(line + 1 + skipped, 0, f"{error} (a quote?)") from None


def _items(line: int, header: Sequence[str]) -> list[str]:
    items = [cell.strip() for cell in header[1:]]
    while items and not items[-1]:
        items.pop()
    if not items:
        raise MarksFileProblem(line, 2, "there is no item")
    seen: dict[str, int] = {}
    for column, item in enumerate(items, start=2):
        if not item:
            raise MarksFileProblem(line, column, "an item without a name")
        if item in seen:
            what = f"{_shown(item)} is already the item of column {seen[item]}"
            raise MarksFileProblem(line, column, what)
        seen[item] = column
    return items


def _fitted(line: int, row: Sequence[str], items: Sequence[str]) -> list[str]:
    """The cells of a row of another length, if it only has empty cells too many."""
    width = len(items)
    if len(row) <= width:
        what = f"{width} marks expected, {len(row) - 1} found"
        raise MarksFileProblem(line, len(row) + 1, what)
    beyond = next((at for at, cell in enumerate(row) if at > width and cell.strip()), None)
    if beyond is not None:
        what = f"{_shown(row[beyond])} stands beyond the last item"
        raise MarksFileProblem(line, beyond + 1, what)
    return list(row[1 : width + 1])


def _maxima(line: int, kept: Sequence[str], cells: _Cells) -> list[float]:
    maxima = []
    for column, cell in enumerate(kept, start=2):
        try:
            maximum = cells[cell]
        except _NotAMark as problem:
            raise MarksFileProblem(line, column, str(problem)) from None
        if not cell.strip() or maximum < 0:
            raise MarksFileProblem(line, column, f"{_shown(cell)} is not a maximum")
        maxima.append(maximum)
    return maxima


def _first_bad(line: int, kept: Sequence[str], cells: _Cells) -> MarksFileProblem:
    for column, cell in enumerate(kept, start=2):
        try:
            cells[cell]
        except _NotAMark as problem:
            return MarksFileProblem(line, column, str(problem))
    raise ValueError("every cell of the row is a mark")


def _refuse_above(
    values: Floats, maxima: Floats, items: Sequence[str], lines: Sequence[int]
) -> None:
    above = np.argwhere(values > maxima)
    if len(above):
        row, item = map(int, above[0])
        what = f"{values[row, item]:g} is above the maximum of {_shown(items[item])}"
        raise MarksFileProblem(lines[row], item + 2, what)


def _shown(cell: str) -> str:
    """A cell as an error quotes it: on one line, and short."""
    text = " ".join(cell.split())
    return f"« {text if len(text) <= 30 else text[:30] + '…'} »"
