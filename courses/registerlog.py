"""The history of a register replayed: the entries alone say what stands. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

BLANK = "U"


class Entry(NamedTuple):
    """One line of history: trainee, half-day, the status before and after (U: not recorded)."""

    enrolment: int
    half_day: int
    before: str
    after: str


class BrokenHistory(ValueError):
    """An entry does not begin where the one before it ended: a line is missing or was altered."""

    def __init__(self, entry: Entry, standing: str) -> None:
        super().__init__(f"{entry} follows {standing}")
        self.entry = entry
        self.standing = standing


def replay(entries: Iterable[Entry]) -> dict[tuple[int, int], str]:
    """What stands after all entries, in their order: (trainee, half-day) → status, blanks left out.

    Raises BrokenHistory where the chain of before and after is torn.
    """
    standing: dict[tuple[int, int], str] = {}
    for entry in entries:
        place = (entry.enrolment, entry.half_day)
        if standing.get(place, BLANK) != entry.before:
            raise BrokenHistory(entry, standing.get(place, BLANK))
        if entry.after == BLANK:
            standing.pop(place, None)
        else:
            standing[place] = entry.after
    return standing
