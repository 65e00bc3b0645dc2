"""What a decision says: the figures as printed, the outcome, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class OutcomeCode(StrEnum):
    """The outcomes of R10 and R11."""

    INCOMPLETE = "INCOMPLETE"
    REL = "REL"
    AJO = "AJO"
    CRD = "CRD"
    CRM = "CRM"
    CR = "CR"
    ATT = "ATT"


# Only these open the status "certified trainer".
PASSES = frozenset({OutcomeCode.CR, OutcomeCode.CRM, OutcomeCode.CRD})


@dataclass(frozen=True)
class Figures:
    """Rounded figures; None where one does not apply. All out of 100 except `on20`."""

    a: Decimal | None = None
    q: Decimal | None = None
    p: Decimal | None = None
    m: Decimal | None = None
    e: Decimal | None = None
    f: Decimal | None = None
    on20: Decimal | None = None


@dataclass(frozen=True)
class Outcome:
    """A decision by R10.

    `reasons` are codes: what blocks, what defers, what fails, or which condition refused a
    mention. `gaps` gives, for each of Q, P, M, E, F below its minimum, by how many points.
    `notices` change nothing and are shown to the lead or the jury.
    """

    identifier: str
    code: OutcomeCode
    figures: Figures = Figures()
    a_min: Decimal | None = None
    a_max: Decimal | None = None
    reasons: tuple[str, ...] = ()
    gaps: Mapping[str, Decimal] = field(default_factory=dict)
    knock_out: bool = False
    notices: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """True for CR, CRM and CRD."""
        return self.code in PASSES


def as_row(outcome: Outcome) -> dict[str, str]:
    """The outcome as strings: A Q P M E F on20 ("" where not applicable), and the interval of A.

    A_min and A_max are there for INCOMPLETE only.
    """
    figures = outcome.figures
    row = {
        "id": outcome.identifier,
        "A": _text(figures.a),
        "Q": _text(figures.q),
        "P": _text(figures.p),
        "M": _text(figures.m),
        "E": _text(figures.e),
        "F": _text(figures.f),
        "on20": _text(figures.on20),
        "outcome": outcome.code.value,
    }
    if outcome.code is OutcomeCode.INCOMPLETE:
        row |= {"A_min": _text(outcome.a_min), "A_max": _text(outcome.a_max)}
    return row


def _text(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")
