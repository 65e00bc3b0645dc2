"""Minima, mentions and the jury's margin (R10 step 4, R11, R15) on rounded figures (R1.4)."""

from decimal import Decimal

from assessments.outcome.result import Figures, Outcome, OutcomeCode
from assessments.outcome.ruleset import RuleSet


def shortfalls(figures: Figures, *, rules: RuleSet) -> dict[str, Decimal]:
    """Points missing for each of Q, P, M, E, F below its minimum; an absent figure is not below."""
    judged = (
        ("Q", figures.q, rules.minimum_q),
        ("P", figures.p, rules.minimum_p),
        ("M", figures.m, rules.minimum_m),
        ("E", figures.e, rules.minimum_e),
        ("F", figures.f, rules.minimum_f),
    )
    return {
        name: minimum - value
        for name, value, minimum in judged
        if value is not None and value < minimum
    }


def mention_refusals(
    mention: OutcomeCode, figures: Figures, *, unjustified: int, resit: bool, rules: RuleSet
) -> tuple[str, ...]:
    """Codes of the conditions of CRD or CRM that a pass does not meet; empty: granted."""
    if mention is OutcomeCode.CRD:
        name = "distinction"
        marks = (rules.distinction_f, rules.distinction_m, rules.distinction_a)
        unjustified_max = rules.distinction_unjustified_max
        resit_allowed = rules.distinction_resit_allowed
    else:
        name = "merit"
        marks = (rules.merit_f, rules.merit_m, rules.merit_a)
        unjustified_max = rules.merit_unjustified_max
        resit_allowed = rules.merit_resit_allowed
    values = (figures.f, figures.m, figures.a)
    refused = [
        f"{name}-refused:{letter}"
        for letter, value, minimum in zip("FMA", values, marks, strict=True)
        if value is None or value < minimum
    ]
    if resit and not resit_allowed:
        refused.append(f"{name}-refused:resit")
    if unjustified > unjustified_max:
        refused.append(f"{name}-refused:unjustified")
    return tuple(refused)


def second_chance_open(outcome: Outcome, *, rules: RuleSet) -> bool:
    """R15 (b): may the jury raise this ATT to CR?

    Exactly one of Q, P, M, E, F below its minimum, by at most the margin, and no knock-out.
    """
    return (
        outcome.code is OutcomeCode.ATT
        and not outcome.knock_out
        and len(outcome.gaps) == 1
        and max(outcome.gaps.values()) <= rules.jury_gap_max
    )
