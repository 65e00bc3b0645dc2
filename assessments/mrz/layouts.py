"""Where everything stands in the three formats (Doc 9303-4, -5 and -6). Pure.

Positions count from 0. A span is (line, start, end), the end not included. The name of a field is
also the name of its check digit, where it has one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TD1, TD2, TD3 = "TD1", "TD2", "TD3"
KIND, STATE, NAME, NUMBER, NATIONALITY = "kind", "state", "name", "number", "nationality"
BIRTH, SEX, EXPIRY, OPTIONAL, MORE = "birth", "sex", "expiry", "optional", "more"
COMPOSITE = "composite"

Span = tuple[int, int, int]


@dataclass(frozen=True)
class Layout:
    """One format: number and width of its lines, spans of its fields and of its check digits.

    `composite` lists what the last digit covers, in the order it is summed. TD1 has two fields of
    optional data, `optional` and `more`; only in TD3 optional data have a digit of their own.
    """

    lines: int
    width: int
    fields: Mapping[str, Span]
    digits: Mapping[str, Span]
    composite: tuple[Span, ...]

    def size(self, field: str) -> int:
        """How many characters a field has."""
        _, start, end = self.fields[field]
        return end - start

    def covered(self, digit: str) -> tuple[Span, ...]:
        """What a check digit is computed over."""
        return self.composite if digit == COMPOSITE else (self.fields[digit],)


def cut(lines: Sequence[str], span: Span) -> str:
    """What stands in a span."""
    line, start, end = span
    return lines[line][start:end]


def put(lines: Sequence[str], span: Span, text: str) -> list[str]:
    """The lines with another text of equal length in this span."""
    line, start, end = span
    if len(text) != end - start:
        raise ValueError(f"{text!r} does not fill {end - start} characters")
    return [
        row[:start] + text + row[end:] if place == line else row for place, row in enumerate(lines)
    ]


LAYOUTS: dict[str, Layout] = {
    TD1: Layout(
        lines=3,
        width=30,
        fields={
            KIND: (0, 0, 2),
            STATE: (0, 2, 5),
            NUMBER: (0, 5, 14),
            OPTIONAL: (0, 15, 30),
            BIRTH: (1, 0, 6),
            SEX: (1, 7, 8),
            EXPIRY: (1, 8, 14),
            NATIONALITY: (1, 15, 18),
            MORE: (1, 18, 29),
            NAME: (2, 0, 30),
        },
        digits={
            NUMBER: (0, 14, 15),
            BIRTH: (1, 6, 7),
            EXPIRY: (1, 14, 15),
            COMPOSITE: (1, 29, 30),
        },
        composite=((0, 5, 30), (1, 0, 7), (1, 8, 15), (1, 18, 29)),
    ),
    TD2: Layout(
        lines=2,
        width=36,
        fields={
            KIND: (0, 0, 2),
            STATE: (0, 2, 5),
            NAME: (0, 5, 36),
            NUMBER: (1, 0, 9),
            NATIONALITY: (1, 10, 13),
            BIRTH: (1, 13, 19),
            SEX: (1, 20, 21),
            EXPIRY: (1, 21, 27),
            OPTIONAL: (1, 28, 35),
        },
        digits={
            NUMBER: (1, 9, 10),
            BIRTH: (1, 19, 20),
            EXPIRY: (1, 27, 28),
            COMPOSITE: (1, 35, 36),
        },
        composite=((1, 0, 10), (1, 13, 20), (1, 21, 35)),
    ),
    TD3: Layout(
        lines=2,
        width=44,
        fields={
            KIND: (0, 0, 2),
            STATE: (0, 2, 5),
            NAME: (0, 5, 44),
            NUMBER: (1, 0, 9),
            NATIONALITY: (1, 10, 13),
            BIRTH: (1, 13, 19),
            SEX: (1, 20, 21),
            EXPIRY: (1, 21, 27),
            OPTIONAL: (1, 28, 42),
        },
        digits={
            NUMBER: (1, 9, 10),
            BIRTH: (1, 19, 20),
            EXPIRY: (1, 27, 28),
            OPTIONAL: (1, 42, 43),
            COMPOSITE: (1, 43, 44),
        },
        composite=((1, 0, 10), (1, 13, 20), (1, 21, 43)),
    ),
}
