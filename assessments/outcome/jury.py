"""What a jury may do (R15): its composition, its powers over one outcome, what they come to. Pure.

A jury may not touch attendance, add a mention or lower an outcome. An outcome is lowered for fraud
only, and that is done by an irregularity (R17), after which the decision is computed again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessments.outcome.passing import second_chance_open
from assessments.outcome.result import PASSES, Outcome, OutcomeCode
from assessments.outcome.ruleset import RuleSet

TOO_FEW = "jury-too-few"
ALL_ASSESSED = "jury-all-assessed"
NO_CHAIR = "jury-no-chair"


class Ruling(StrEnum):
    """The decisions of R15: (a) confirm, (b) compensate (repêchage), (c) defer for an enquiry."""

    CONFIRM = "confirm"
    COMPENSATE = "compensate"
    DEFER = "defer"


# Whoever departs from the proposal writes why.
WITH_REASON = frozenset({Ruling.COMPENSATE, Ruling.DEFER})
DEFERRABLE = PASSES | {OutcomeCode.ATT}


@dataclass(frozen=True)
class Juror:
    """One member as the rules see them: did they assess anybody in this cohort, do they preside."""

    assessed: bool
    chair: bool = False


def composition_faults(jurors: Sequence[Juror], *, rules: RuleSet) -> tuple[str, ...]:
    """Codes of what a jury lacks: members, one who assessed nobody, a chair. Empty: it may sit."""
    return quorum_faults(jurors, rules=rules) + (
        () if any(juror.chair for juror in jurors) else (NO_CHAIR,)
    )


def quorum_faults(present: Sequence[Juror], *, rules: RuleSet) -> tuple[str, ...]:
    """What those who stay lack while one trainee is discussed.

    Choice: who decides about a trainee is itself a jury by R15, so a withdrawal from a jury of
    three calls for a fourth member. The chair may withdraw; another member then presides.
    """
    faults = []
    if len(present) < rules.jury_size_minimum:
        faults.append(TOO_FEW)
    if present and all(juror.assessed for juror in present):
        faults.append(ALL_ASSESSED)
    return tuple(faults)


def powers_on(outcome: Outcome, *, rules: RuleSet) -> tuple[Ruling, ...]:
    """The rulings open on a proposal; none on an incomplete one.

    REL is confirmed only: the jury does not touch attendance. AJO is deferred already.
    """
    if outcome.code is OutcomeCode.INCOMPLETE:
        return ()
    powers = [Ruling.CONFIRM]
    if second_chance_open(outcome, rules=rules):
        powers.append(Ruling.COMPENSATE)
    if outcome.code in DEFERRABLE:
        powers.append(Ruling.DEFER)
    return tuple(powers)


def ruled(outcome: Outcome, ruling: Ruling, *, rules: RuleSet) -> OutcomeCode:
    """The outcome after a ruling. Raises ValueError for one that R15 does not allow here."""
    if ruling not in powers_on(outcome, rules=rules):
        raise ValueError(f"{ruling} on {outcome.code}")
    return {
        Ruling.CONFIRM: outcome.code,
        Ruling.COMPENSATE: OutcomeCode.CR,
        Ruling.DEFER: OutcomeCode.AJO,
    }[ruling]
