"""Every state of a short answer that no key matched with every verb: a state, or a refusal."""

import itertools

import pytest

from assessments import answersreading, refusals
from tests.assessments.matrix import UNCHANGED, acts_of, documented, same, tried
from tests.assessments.rulings.reading_ground import (
    BEFORE,
    OF_WORDING,
    READINGS,
    REGRADES,
    STATES,
    VERBS,
    Ground,
)

# How many marks a state has seen is not what docs/states.md is about.
NAMES = ("unread", "open", "once", "split", "right", "wrong", "frozen")
FIRST, SECOND, THIRD, LEAD = (
    tuple(verb for verb in READINGS if verb.startswith(who))
    for who in ("first", "second", "third", "lead")
)


def marked(state, marks, *, full, out, taken, other, struck):
    """A state with a mark: what a ruling on the item appends, the readings staying as they are."""
    now = f"{state} {marks}"
    return {
        **same(("submit", "cancel the attempt"), UNCHANGED),
        **same(("another writes the same", "strike the quiz", "release"), now),
        "propose": refusals.NOT_RIGHT,
        "regrade: full marks": f"{now} {full}",
        "regrade: left out": f"{now} {out}",
        "regrade: a key that takes it": f"{now} {taken}",
        "regrade: a key that does not": f"{now} {other}",
        "strike the item": f"{now} {struck}",
        "freeze": refusals.BLOCKED,
    }


def unmarked(state):
    """Worth nothing by its key: one of three items is right."""
    return marked(state, "33", full=67, out=50, taken=67, other=33, struck=33)


def decides(right, wrong, *verbs):
    """What the verdicts of these verbs come to."""
    return {verb: right if verb.endswith("right") else wrong for verb in verbs}


# Nobody reads what is not before the readers; the freeze asks for no reading of it either.
UNREAD = {
    **same(("submit", "cancel the attempt"), UNCHANGED),
    "freeze": "frozen",
}
OPEN = {**unmarked("open"), **same(READINGS, "once 33")}
DECIDED = {
    **same((*FIRST, *SECOND), refusals.READ_ALREADY),
    **same((*THIRD, *LEAD), refusals.DECIDED),
    "freeze": "frozen",
}
TABLE = {
    "running": {
        "submit": "open 33",
        **same(("cancel the attempt", *REGRADES, "strike the item", "strike the quiz"), "unread"),
        "another writes the same": "open",
        "release": "unread",
        "freeze": refusals.BLOCKED,
    },
    "open": OPEN,
    "once": {
        **unmarked("once"),
        **same(FIRST, refusals.READ_ALREADY),
        **decides("right 33 67", "split 33", *SECOND, *THIRD, *LEAD),
    },
    "split": {
        **unmarked("split"),
        **same((*FIRST, *SECOND), refusals.READ_ALREADY),
        **same(THIRD, refusals.LEAD_DECIDES),
        **decides("right 33 67", "wrong 33", *LEAD),
    },
    # A lead who was one of the two cannot be the third: any other reader is.
    "split, the lead one of them": {
        **unmarked("split"),
        **same((*LEAD, *SECOND), refusals.READ_ALREADY),
        **decides("right 33 67", "wrong 33", *FIRST, *THIRD),
    },
    "right": {
        **marked("right", "33 67", full=67, out=50, taken=67, other="", struck=33),
        **DECIDED,
        "propose": "right 33 67",
        "regrade: a key that does not": "right 33 67",
    },
    "wrong": {**unmarked("wrong"), **DECIDED},
    # What was released is read all the same: the mark rises, and the trainee sees it.
    "open, released": {**OPEN, "release": UNCHANGED},
    "open, full marks for all": {
        **marked("open", "33 67", full="", out=50, taken=67, other=33, struck=33),
        **same(READINGS, "once 33 67"),
        "regrade: full marks": UNCHANGED,
    },
    # Full marks for all do not reach an item that an irregularity sets to 0.
    "open, struck": {
        **marked("open", "33 33", full="", out=50, taken="", other="", struck=""),
        **same(READINGS, "once 33 33"),
        **same((verb for verb in REGRADES if verb != "regrade: left out"), "open 33 33"),
        "strike the item": refusals.ZEROED_ALREADY,
        "lift": "open 33 33 33",
    },
    "struck before the end": {
        **UNREAD,
        **same((*REGRADES, "strike the quiz", "release"), "unread 33"),
        "another writes the same": "open 33",
        "regrade: left out": "unread 33 50",
        "strike the item": refusals.ZEROED_ALREADY,
        # Nobody has read it, and now its key alone would decide.
        "lift": "open 33 33",
    },
    "left out before the end": {
        **UNREAD,
        "another writes the same": "open 50",
        **same(("strike the item", "strike the quiz", "release"), "unread 50"),
        "regrade: full marks": "unread 50 67",
        "regrade: left out": UNCHANGED,
        "regrade: a key that takes it": "unread 50 67",
        "regrade: a key that does not": "open 50 33",
    },
    # Neither key matched it: it is read like any other.
    "another key before the end": OPEN,
    "frozen": {
        **same((verb for verb in VERBS if verb != "lift"), refusals.FROZEN),
        # A matter of the bank: the next cohort is marked by it.
        "propose": "frozen",
    },
}
UNCOLLECTED = ("running", "struck before the end", "left out before the end")
CELLS = [
    (state, verb)
    for state, verb in itertools.product(STATES, VERBS)
    if not (state in UNCOLLECTED and verb in OF_WORDING) and (verb != "lift" or "struck" in state)
]


@pytest.fixture(scope="module")
def shared(module_rows):
    return Ground()


@pytest.fixture
def ground(shared, db):
    shared.fetched = None
    return shared


def test_the_table_has_every_cell():
    assert sorted((state, verb) for state, row in TABLE.items() for verb in row) == sorted(CELLS)


def test_every_verb_of_the_readers_has_its_line():
    """Collecting is what `submit`, `lift` and the regrades do besides."""
    tried_here = {"read_answer", "propose_wording", "collect_unmatched"}
    assert acts_of(answersreading) == tried_here


def test_the_documentation_is_the_table():
    def named(result):
        word = result.split()[0]
        return word if word in NAMES else result

    told = {
        state: {verb: named(result) for verb, result in row.items()} for state, row in TABLE.items()
    }
    assert documented("Short answer that no key matched") == told


@pytest.mark.parametrize("state", STATES)
def test_the_state_is_the_one_it_is_called(ground, state):
    STATES[state](ground)
    name = state.partition(",")[0]
    assert ground.state().split()[0] == (
        "unread" if state in UNCOLLECTED else "open" if state.startswith("another") else name
    )


@pytest.mark.parametrize(("state", "verb"), CELLS)
def test_every_state_with_every_verb(ground, state, verb):
    STATES[state](ground)
    BEFORE.get(verb, lambda g: None)(ground)

    def act():
        VERBS[verb](ground)
        return ground.state()

    assert tried(act) == TABLE[state][verb]
