"""What each verb comes to in each state of a micro-teaching lesson: another state, or a refusal."""

from assessments import refusals
from assessments.blockers import SHEETS, TEACHING
from tests.assessments.entry.lesson_ground import FROZEN
from tests.assessments.entry.lesson_verbs import CLOCK, ON_PAPER, RESITS, REVISIONS, VERBS
from tests.assessments.matrix import UNCHANGED, same

ALWAYS = {
    "first with a level left out": refusals.LEVELS_MISSING,
    "first without facts": refusals.FACTS_MISSING,
    "first on paper without reference": refusals.PAPER_REFERENCE_MISSING,
    "plan one twice": refusals.PAIRING,
    "annul, not saying why": refusals.REASON_MISSING,
    **same(REVISIONS, refusals.NOT_CALLED_FOR),
    **same(RESITS, refusals.NO_RESIT),
}
FIRST = ("draft", "draft, having slept", "first", *ON_PAPER)
DRAFTED = {
    "draft": UNCHANGED,
    "draft, having slept": refusals.DRAFT_CHANGED,
    "first on paper, unlike the draft": refusals.DRAFT_STANDS,
}


def unplanned(*, first, drafted, **others):
    """Nobody was named: whoever comes first has the seat, and goes on without a turn."""
    return {
        **ALWAYS,
        **same(FIRST, first),
        **same(("draft", "draft, having slept"), drafted),
        "first on paper by the second": first,
        **{verb.replace("_", " "): result for verb, result in others.items()},
    }


def planned(state, *, second, reserve):
    """The seats are given; whoever sits and has not closed the own sheet annuls nothing."""
    return {
        **ALWAYS,
        **same(FIRST, "planned 1"),
        "second": second,
        "reserve": reserve,
        **SEATED,
        **same(("plan", "plan another second", "start the clock"), state),
        "propose": UNCHANGED,
        "annul as the second": refusals.PLANNED_BY_ASSESSOR,
        "stop the clock": refusals.CLOCK_RUNNING,
    }


def both_in(state, **others):
    """Each sheet is closed, and each seat somebody's; the reserve's is sealed where it is late."""
    return {
        **planned(state, second=refusals.SHEET_CLOSED, reserve=with_reserve(state)),
        **same(FIRST, refusals.SHEET_CLOSED),
        "plan another second": refusals.SEAT_IN_USE,
        **same(("annul", "annul as the second"), refusals.NOT_TO_ANNUL),
        **others,
    }


def with_reserve(state):
    """The name of the state with the reserve's sheet beside it."""
    name, space, more = state.partition(" ")
    return f"{name} 3{space}{more}"


SEATED = {
    **same(("another in the first seat", "first in the second seat"), refusals.NOT_YOUR_SEAT),
    "first on paper by the second": refusals.ENTERED_BY_ASSESSOR,
}
CALLED_FOR = {
    "draft a revision": "conciliation-needed 1'?",
    "revise the first": "conciliation-needed 1'",
    "keep the second": "conciliation-needed 2'",
    "revise, not saying why": refusals.REASON_MISSING,
}
FIRST_REVISED = same(
    ("draft a revision", "revise the first", "revise, not saying why"), refusals.SHEET_CLOSED
)
REVISED = same(REVISIONS, refusals.SHEET_CLOSED)
REPEATED = same(("annul", "annul as the second"), "annulled")


def resit(state):
    """What R12 allows after a first lesson that was failed."""
    return {
        "plan the re-sit": f"{state}, then planned",
        "re-sit before another": f"{state}, then unplanned 2",
    }


TABLE = {
    "unplanned": unplanned(
        first="unplanned 1",
        drafted="unplanned 1?",
        second="unplanned 2",
        reserve="unplanned 3",
        another_in_the_first_seat="unplanned 1",
        first_in_the_second_seat="unplanned 2",
        **same(("plan", "plan_another_second", "propose"), "planned"),
        **same(("annul", "annul_as_the_second"), refusals.NOT_TO_ANNUL),
    ),
    "unplanned 1?": {
        **unplanned(
            first="unplanned 1",
            drafted=UNCHANGED,
            second="unplanned 1? 2",
            reserve="unplanned 1? 3",
            another_in_the_first_seat=refusals.SEAT_TAKEN,
            first_in_the_second_seat=refusals.SAME_ASSESSOR,
            **same(("plan", "plan_another_second"), "planned 1?"),
            propose=UNCHANGED,
            **same(("annul", "annul_as_the_second"), "annulled"),
        ),
        **DRAFTED,
    },
    "unplanned 1": unplanned(
        first=refusals.SHEET_CLOSED,
        drafted=refusals.SHEET_CLOSED,
        second="agreed",
        reserve="unplanned 1 3",
        another_in_the_first_seat=refusals.SEAT_TAKEN,
        first_in_the_second_seat=refusals.SAME_ASSESSOR,
        **same(("plan", "plan_another_second"), "planned 1"),
        propose=UNCHANGED,
        **same(("annul", "annul_as_the_second"), "annulled"),
    ),
    "planned": {
        **planned("planned", second="planned 2", reserve="planned 3"),
        **same(("draft", "draft, having slept"), "planned 1?"),
        "annul": "unplanned",
    },
    "planned 1?": {
        **planned("planned 1?", second="planned 1? 2", reserve="planned 1? 3"),
        **DRAFTED,
        "annul": "annulled",
    },
    "planned 1": {
        **planned("planned 1", second="agreed", reserve="planned 1 3"),
        **same(FIRST, refusals.SHEET_CLOSED),
        "annul": "annulled",
    },
    "agreed": both_in("agreed"),
    "conciliation-needed": both_in("conciliation-needed", **CALLED_FOR),
    "conciliation-needed 1'?": both_in(
        "conciliation-needed 1'?",
        **{
            **CALLED_FOR,
            "draft a revision": UNCHANGED,
            "keep the second": "conciliation-needed 1'? 2'",
        },
    ),
    "conciliation-needed 1'": both_in(
        "conciliation-needed 1'", **FIRST_REVISED, **{"keep the second": "third-needed 1' 2'"}
    ),
    "conciliated 1' 2'": both_in("conciliated 1' 2'", **REVISED),
    # One of the two saw a knock-out, the reserve did not: the mean counts.
    "third-needed": both_in("third-needed", reserve="agreed 3", **REPEATED),
    "third-needed 1' 2'": both_in(
        "third-needed 1' 2'", **REVISED, **REPEATED, reserve="third-mark 3 1' 2'"
    ),
    # Planned anew it has an observer, who owes a sheet.
    "repeat-needed 1' 2'": both_in(
        "repeat-needed 1' 2'",
        **REVISED,
        **REPEATED,
        plan="third-needed 1' 2'",
        reserve=refusals.NOT_YOUR_SEAT,
        **same(CLOCK, refusals.NOT_YOUR_SEAT),
    ),
    "third-mark 3 1' 2'": both_in(
        "third-mark 3 1' 2'",
        **REVISED,
        reserve=refusals.SHEET_CLOSED,
        **resit("third-mark 3 1' 2'"),
    ),
    "knock-out": both_in("knock-out", **resit("knock-out")),
    "knock-out, then planned": both_in(
        "knock-out, then planned",
        reserve="knock-out 3, then planned",
        **{
            "plan the re-sit": "knock-out, then planned",
            "re-sit before another": "knock-out, then planned 2",
        },
    ),
    # Given again before two new assessors (4.3.6), with a turn or without.
    "annulled": {
        **unplanned(
            first=refusals.PAIRING,
            drafted=refusals.PAIRING,
            second=refusals.PAIRING,
            reserve="unplanned 3",
            another_in_the_first_seat="unplanned 1",
            first_in_the_second_seat=refusals.PAIRING,
            **same(("plan", "plan_another_second"), refusals.PAIRING),
            propose="planned",
            **same(("annul", "annul_as_the_second"), refusals.NOT_TO_ANNUL),
        ),
        **same(REVISIONS, refusals.PAIRING),
        "first on paper by the second": refusals.ENTERED_BY_ASSESSOR,
    },
    FROZEN: same(VERBS, refusals.FROZEN),
}
# What keeps the cohort from being frozen: no lesson, or one that is open.
OWED = {state: SHEETS for state in TABLE if "needed" in state}
OWED |= {
    state: TEACHING for state in TABLE if state.startswith(("unplanned", "planned", "annulled"))
}
OWED["knock-out, then planned"] = SHEETS
