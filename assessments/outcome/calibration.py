"""The calibration exercise (domain 4, pairing rules): distance to the reference. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from assessments.outcome.lesson import Sheet
from assessments.outcome.microteaching import sheet_mark
from assessments.outcome.ruleset import RuleSet

# Domain 4: three sample lessons.
LESSONS_NEEDED = 3


class Calibration(StrEnum):
    """How somebody stands. After a go the reference is shown, so that only the first go at a sample
    lesson was blind; a later one may have been typed off."""

    BLIND = "blind"
    AFTER_REFERENCE = "after-the-reference"
    NOT_YET = "not-yet"

    @property
    def is_done(self) -> bool:
        """Whether the exercise counts as done (with a doubt, where it was not blind)."""
        return self is not Calibration.NOT_YET


@dataclass(frozen=True)
class Distance:
    """One go at a sample lesson: both marks, and own minus reference level by level."""

    own: Fraction
    reference: Fraction
    by_criterion: tuple[int, ...]

    @property
    def points(self) -> Fraction:
        """How far the mark lies from the reference, in points out of 100."""
        return abs(self.own - self.reference)


def distance(levels: Sheet, reference: Sheet, *, rules: RuleSet) -> Distance:
    """Compare a sheet with the reference. Raises ValueError for a sheet off the rubric."""
    return Distance(
        own=sheet_mark(levels, rules=rules),
        reference=sheet_mark(reference, rules=rules),
        by_criterion=tuple(one - other for one, other in zip(levels, reference, strict=True)),
    )


def calibration_of(
    first: Mapping[int, Distance], newest: Mapping[int, Distance], *, rules: RuleSet
) -> Calibration:
    """How somebody stands, from the first and the newest go at each sample lesson.

    The first goes decide, later ones are practice: they take nothing away, and what is reached by
    them alone is told apart.
    """
    if _is_calibrated(first, rules=rules):
        return Calibration.BLIND
    if _is_calibrated(newest, rules=rules):
        return Calibration.AFTER_REFERENCE
    return Calibration.NOT_YET


def _is_calibrated(goes: Mapping[int, Distance], *, rules: RuleSet) -> bool:
    """At least three lessons were marked and none of these goes lies further off than the rules
    allow: a fourth lesson that failed is not hidden behind three that went well."""
    if len(goes) < LESSONS_NEEDED:
        return False
    return all(is_close(one, rules=rules) for one in goes.values())


def is_close(one: Distance, *, rules: RuleSet) -> bool:
    """Whether one go lies near enough to the reference."""
    return one.points <= Fraction(rules.calibration_gap)
