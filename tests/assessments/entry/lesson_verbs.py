"""What people do about a micro-teaching lesson: the verbs of its matrix, by name."""

import itertools

from assessments.seating import propose_turns
from assessments.timekeeping import start_clock, stop_clock
from tests.assessments.entry.lesson_ground import NOW, OUT, STATES


def propose(desk):
    cohort, only = desk.enrolment.cohort, [desk.enrolment]
    propose_turns(cohort=cohort, slots=[NOW], rooms=["B"], seed="s", by=None, at=NOW, only=only)


def hold_clock(verb):
    return lambda desk: verb(turn=desk.turn(), by=desk.team["lead"], at=NOW)


REVISIONS = {
    "draft a revision": lambda d: d.draft(round=2),
    "revise the first": lambda d: d.revise(1, "70"),
    "keep the second": lambda d: d.revise(2, "75"),
    "revise, not saying why": lambda d: d.revise(1, "70", " "),
}
PLANS = {
    "plan": lambda d: d.plan(room="C"),
    "plan another second": lambda d: d.plan(second="third"),
    "plan one twice": lambda d: d.plan(second="first"),
    "propose": propose,
}
RESITS = {
    "plan the re-sit": lambda d: d.plan(lesson=2, room="C", second="third"),
    "re-sit before another": lambda d: d.put(2, "75", who="third", lesson=2),
}
CLOCK = {"start the clock": hold_clock(start_clock), "stop the clock": hold_clock(stop_clock)}
ON_PAPER = {
    "first on paper": lambda d: d.put(1, "70", by="registrar", paper_reference="B-12"),
    "first on paper, unlike the draft": lambda d: d.put(
        1, "50", by="registrar", paper_reference="B-12"
    ),
    "first on paper, having asked": lambda d: d.put(
        1, "50", by="registrar", paper_reference="B-12", other_levels=True
    ),
}
PAPERS = {
    **ON_PAPER,
    "first on paper without reference": lambda d: d.put(1, "70", by="registrar"),
    "first on paper by the second": lambda d: d.put(1, "70", by="second", paper_reference="B-12"),
}
VERBS = {
    "draft": lambda d: d.draft(),
    "draft, having slept": lambda d: d.draft(seen=False),
    "first": lambda d: d.put(1, "70"),
    "second": lambda d: d.put(2, "75"),
    "reserve": lambda d: d.put(3, "58"),
    "first with a level left out": lambda d: d.put(1, [3] * 7),
    "first without facts": lambda d: d.put(1, OUT, knock_out_facts=" "),
    "another in the first seat": lambda d: d.put(1, "70", who="third"),
    "first in the second seat": lambda d: d.put(2, "70", who="first"),
    **PAPERS,
    **REVISIONS,
    **PLANS,
    **RESITS,
    "annul": lambda d: d.annul(),
    "annul, not saying why": lambda d: d.annul(" "),
    "annul as the second": lambda d: d.annul(by="second"),
    **CLOCK,
}
CELLS = [
    (state, verb)
    for state, verb in itertools.product(STATES, VERBS)
    if verb not in CLOCK or not state.startswith(("unplanned", "annulled"))
]
