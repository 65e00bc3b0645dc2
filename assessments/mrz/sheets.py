"""A sheet of specimens for the room, and the reference from which it can be printed again. Pure.

A reference such as « U1-W08-13-K7M2Q4 » says everything: the generator, the task and how many
specimens, the formats, the seed. « U1-WB08-13-K7M2Q4 » has the same error, that of the birth date,
in every specimen. Nothing about a sheet is stored.
"""

import hashlib
import re
from dataclasses import dataclass

from assessments.mrz.exercises import (
    CHANGED,
    ILL_FORMED,
    LAST_DIGIT,
    ONE_DIGIT,
    WRITE_NAME,
    WRONG_DIGIT,
    Exercise,
    errors_of,
    exercise,
)
from assessments.mrz.generating import FORMATS
from assessments.mrz.layouts import (
    BIRTH,
    COMPOSITE,
    EXPIRY,
    NAME,
    NATIONALITY,
    NUMBER,
    OPTIONAL,
    SEX,
    STATE,
)
from assessments.mrz.planting import NOTHING

MOST = 24
LETTERS = {
    ONE_DIGIT: "D", LAST_DIGIT: "C", WRITE_NAME: "N", WRONG_DIGIT: "W", ILL_FORMED: "F",
    CHANGED: "A",
}  # fmt: skip
# What an error is about; the task says of which sort it is.
ERROR_LETTERS = {
    NUMBER: "N", BIRTH: "B", EXPIRY: "E", OPTIONAL: "O", COMPOSITE: "C", STATE: "S",
    NATIONALITY: "T", NAME: "M", SEX: "X", NOTHING: "Z",
}  # fmt: skip
_TASKS = {letter: task for task, letter in LETTERS.items()}
_REFERENCE = re.compile(r"(U1)-([DCNWFA])([NBEOCSTMXZ]?)([0-9]{2})-(1?2?3?)-([A-Z0-9]{4,12})")
# Letters and figures that nobody confuses when they are read out or typed in.
_SIGNS = "ABCDEFGHJKLMNPQRTUVWXYZ2346789"
_SIGNS_OF_A_SEED = 6


class NotAReference(ValueError):
    """No sheet has this reference."""


@dataclass(frozen=True)
class Sheet:
    """What is on a sheet. `formats` in the order of FORMATS, `seed` capitals and figures.

    `error` is the one in every specimen; "" leaves it to the seed.
    """

    seed: str
    task: str
    count: int
    formats: tuple[str, ...]
    error: str = ""

    @property
    def reference(self) -> str:
        """What stands on every page."""
        formats = "".join(format[-1] for format in self.formats)
        error = ERROR_LETTERS[self.error.rpartition("-")[2]] if self.error else ""
        return f"U1-{LETTERS[self.task]}{error}{self.count:02}-{formats}-{self.seed}"

    def exercises(self) -> list[Exercise]:
        """The exercises of the sheet, in order; formats take turns."""
        return [
            exercise(
                f"{self.seed}-{number}",
                task=self.task,
                formats=[self.formats[number % len(self.formats)]],
                error=self.error,
            )
            for number in range(self.count)
        ]


def sheet_of(reference: str) -> Sheet:
    """The sheet of a reference, typed in whatever case. Raises NotAReference."""
    found = _REFERENCE.fullmatch(reference.strip().upper())
    if not found:
        raise NotAReference(reference)
    _, letter, error, count, formats, seed = found.groups()
    chosen = tuple(format for format in FORMATS if format[-1] in formats)
    if not chosen or not 1 <= int(count) <= MOST:
        raise NotAReference(reference)
    planted = _error_of(error, _TASKS[letter], chosen) if error else ""
    return Sheet(seed, _TASKS[letter], int(count), chosen, planted)


def _error_of(letter: str, task: str, formats: tuple[str, ...]) -> str:
    """The error of this letter, if the task can have it in each of the formats."""
    for error in errors_of(task, formats[0]):
        if ERROR_LETTERS[error.rpartition("-")[2]] == letter and all(
            error in errors_of(task, format) for format in formats
        ):
            return error
    raise NotAReference(letter)


def next_seed(seed: str) -> str:
    """The seed that comes after this one: six letters and figures."""
    number = int(hashlib.sha256(f"next\x1f{seed}".encode()).hexdigest(), 16)
    signs = []
    for _ in range(_SIGNS_OF_A_SEED):
        number, place = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[place])
    return "".join(signs)
