"""The calibration exercise (domain 4, pairing rules): distance to the reference. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessments.outcome.lesson import Sheet
from assessments.outcome.microteaching import sheet_mark
from assessments.outcome.ruleset import RuleSet

# Domain 4: three sample lessons.
LESSONS_NEEDED = 3


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


def is_calibrated(newest: Mapping[int, Distance], *, rules: RuleSet) -> bool:
    """Whether somebody may assess, from the newest go at each sample lesson.

    At least three lessons were marked and none of the newest goes lies further off than the rules
    allow: a fourth lesson that failed is not hidden behind three that went well.
    """
    if len(newest) < LESSONS_NEEDED:
        return False
    return all(is_close(one, rules=rules) for one in newest.values())


def is_close(one: Distance, *, rules: RuleSet) -> bool:
    """Whether one go lies near enough to the reference."""
    return one.points <= Fraction(rules.calibration_gap)
