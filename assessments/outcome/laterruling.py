"""After the freeze a jury may end an enquiry and settle a doubt (R15, R18). Pure."""

from enum import StrEnum

from assessments.outcome.jury import DEFERRABLE, Ruling, powers_on
from assessments.outcome.passing import second_chance_open
from assessments.outcome.result import Outcome, OutcomeCode
from assessments.outcome.ruleset import RuleSet


class Awaited(StrEnum):
    """Why a jury has to come back to a trainee."""

    # R15 (c): deferred for an enquiry that has not ended.
    ENQUIRY = "enquiry"
    # R15 (b): compensated, and a correction has put the figures out of what may be compensated.
    OUT_OF_POWERS = "out-of-powers"


def is_enquiry(*, computed: OutcomeCode, decided: OutcomeCode) -> bool:
    """Whether AJO was the jury's doing: the rules themselves would have decided otherwise."""
    return decided is OutcomeCode.AJO and computed in DEFERRABLE


def may_await(*, computed: OutcomeCode, decided: OutcomeCode) -> bool:
    """Whether two codes are those of an enquiry or of a compensation; what they are needs more."""
    return is_enquiry(computed=computed, decided=decided) or _is_compensation(computed, decided)


def awaited(outcome: Outcome, *, decided: OutcomeCode, rules: RuleSet) -> Awaited | None:
    """Why the jury is awaited for what stands: the computed outcome and the decision about it."""
    if is_enquiry(computed=outcome.code, decided=decided):
        return Awaited.ENQUIRY
    if _is_compensation(outcome.code, decided) and not second_chance_open(outcome, rules=rules):
        return Awaited.OUT_OF_POWERS
    return None


def later_powers(outcome: Outcome, *, decided: OutcomeCode, rules: RuleSet) -> tuple[Ruling, ...]:
    """The rulings open then: those of R15, save deferring again what is deferred."""
    why = awaited(outcome, decided=decided, rules=rules)
    if why is None:
        return ()
    powers = powers_on(outcome, rules=rules)
    return tuple(one for one in powers if why is not Awaited.ENQUIRY or one is not Ruling.DEFER)


def decision_after(
    computed: OutcomeCode, *, was_computed: OutcomeCode, was_decided: OutcomeCode
) -> OutcomeCode:
    """The decision that stands once a correction has changed what is computed.

    A decision of the jury stands as long as the outcome that it decided about does. A deferral for
    an enquiry stands until the jury ends it, unless nothing is left to decide (REL, AJO).
    """
    if is_enquiry(computed=was_computed, decided=was_decided):
        return OutcomeCode.AJO if computed in DEFERRABLE else computed
    return was_decided if computed is was_computed else computed


def _is_compensation(computed: OutcomeCode, decided: OutcomeCode) -> bool:
    return computed is OutcomeCode.ATT and decided is OutcomeCode.CR
