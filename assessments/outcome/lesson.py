"""A micro-teaching lesson and what its sheets come to (section 4.3): the values."""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

# Levels of the criteria C1, C2, … in the order of the rubric.
Sheet = tuple[int, ...]


class State(StrEnum):
    """Where the combination of the sheets stands."""

    SHEET_MISSING = "sheet-missing"
    CONCILIATION_NEEDED = "conciliation-needed"
    THIRD_NEEDED = "third-needed"
    REPEAT_NEEDED = "repeat-needed"
    AGREED = "agreed"
    CONCILIATED = "conciliated"
    THIRD_MARK = "third-mark"
    KNOCK_OUT = "knock-out"


OPEN_STATES = frozenset(
    {State.SHEET_MISSING, State.CONCILIATION_NEEDED, State.THIRD_NEEDED, State.REPEAT_NEEDED}
)


class Flag(StrEnum):
    """What the lead is shown beside the mark; a flag never changes it."""

    STRADDLES_MINIMUM = "straddles-minimum"
    DISTANT_MARK_SET_ASIDE = "distant-mark-set-aside"
    EQUIDISTANT = "equidistant"
    REVISION_NOT_CALLED_FOR = "revision-not-called-for"
    KNOCK_OUT_NOT_CONFIRMED = "knock-out-not-confirmed"
    KNOCK_OUT_BY_RESERVE_ONLY = "knock-out-by-reserve-only"


@dataclass(frozen=True)
class Lesson:
    """The sheets of one lesson. None stands for a sheet that is not closed (or not revised).

    `first_revised` and `second_revised` are the versions after conciliation; `reserve` is the
    reserve observer's sheet, once opened. `reserve_absent` says that nobody held that role.
    """

    first: Sheet | None
    second: Sheet | None
    first_revised: Sheet | None = None
    second_revised: Sheet | None = None
    reserve: Sheet | None = None
    reserve_absent: bool = False


@dataclass(frozen=True)
class Combination:
    """The result of 4.3. `mark` is exact, out of 100, and None while open or void.

    `counted` names the sheets whose mean the mark is, among "s1", "s2", "s3"; `marks` are the
    sheet totals that stand (revised ones where a conciliation was held).
    """

    state: State
    mark: Fraction | None = None
    counted: tuple[str, ...] = ()
    marks: dict[str, Fraction] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()

    @property
    def is_open(self) -> bool:
        """True while the cohort cannot be frozen because of these sheets (R10, step 1)."""
        return self.state in OPEN_STATES

    @property
    def is_knock_out(self) -> bool:
        """True when the lesson is void because of the knock-out criterion."""
        return self.state is State.KNOCK_OUT
