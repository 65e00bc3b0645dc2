"""Every state of an appeal (R19) with every verb, before and after results and after the freeze."""

import datetime
import itertools

import pytest

from assessments import refusals
from assessments.appealing import answer_appeal, lodge_appeal
from assessments.marking import submit_sheet
from assessments.models import Appeal, QuizWindow
from courses.models import Cohort
from tests.assessments.matrix import same, tried
from tests.factories.assessments import make_assessor, make_quiz, make_rubric
from tests.factories.courses import make_cohort, make_colleague, make_enrolment

NOW = datetime.datetime(2016, 3, 30, 12, tzinfo=datetime.UTC)
KNOWN = datetime.datetime(2016, 2, 12, 12, tzinfo=datetime.UTC)
BEFORE, RELEASED, FROZEN = "before", "released", "frozen"
NONE, OPEN = "none", "open"
UPHELD, REJECTED, OUT_OF_TIME = (str(one) for one in Appeal.Decision)


class Ground:
    """A trainee whom one assessor marked, a quiz that can be released, a registrar."""

    def __init__(self) -> None:
        self.cohort = make_cohort()
        self.trainee = make_enrolment(self.cohort)
        make_quiz(self.cohort, items=1)
        self.registrar, self.marker = make_colleague(self.cohort, "registrar"), make_assessor(1)
        submit_sheet(
            enrolment=self.trainee,
            seat=1,
            assessor=self.marker,
            rubric=make_rubric(),
            levels=[3] * 8,
            by=self.marker,
            at=KNOWN,
        )

    def reach(self, phase):
        if phase == RELEASED:
            QuizWindow.objects.update(released_at=KNOWN)
        if phase == FROZEN:
            Cohort.objects.update(frozen_at=KNOWN)

    def lodge(self, day="2016-02-19", text="la somme est fausse"):
        appeal = lodge_appeal(
            enrolment=self.trainee,
            ground="arithmetic",
            text=text,
            lodged_on=datetime.date.fromisoformat(day),
            by=self.registrar,
            at=NOW,
        )
        return appeal.decision or OPEN

    def answer(self, decision, words="La somme est juste.", by=None):
        appeal = Appeal.objects.first()
        assert appeal is not None
        by = by or self.registrar
        return answer_appeal(appeal=appeal, decision=decision, answer=words, by=by, at=NOW).decision


STATES = {
    NONE: lambda g: None,
    OPEN: lambda g: g.lodge(),
    OUT_OF_TIME: lambda g: g.lodge("2016-02-22"),
    UPHELD: lambda g: (g.lodge(), g.answer(UPHELD)),
    REJECTED: lambda g: (g.lodge(), g.answer(REJECTED)),
}
LODGING = {
    "lodge": lambda g: g.lodge(),
    "lodge late": lambda g: g.lodge("2016-02-22"),
    "lodge before results": lambda g: g.lodge("2016-02-11"),
    "lodge for tomorrow": lambda g: g.lodge("2016-03-31"),
    "lodge without words": lambda g: g.lodge(text=" "),
}
ANSWERS = {
    "uphold": lambda g: g.answer(UPHELD),
    "reject": lambda g: g.answer(REJECTED),
    "call out of time": lambda g: g.answer(OUT_OF_TIME),
    "leave open": lambda g: g.answer(""),
    "uphold without words": lambda g: g.answer(UPHELD, " "),
    "uphold own mark": lambda g: g.answer(UPHELD, by=g.marker),
    "reject own mark": lambda g: g.answer(REJECTED, by=g.marker),
}
VERBS = {**LODGING, **ANSWERS}
REFUSED = {
    "lodge before results": refusals.NO_RESULTS_YET,
    "lodge for tomorrow": refusals.LODGED_AHEAD,
    "lodge without words": refusals.REASON_MISSING,
}
TAKEN = {**REFUSED, "lodge": OPEN, "lodge late": OUT_OF_TIME}
AFTER_RESULTS = {
    NONE: TAKEN,
    OPEN: {
        **TAKEN,
        "uphold": UPHELD,
        "reject": REJECTED,
        **same(("call out of time", "leave open"), refusals.OUT_OF_RANGE),
        "uphold without words": refusals.REASON_MISSING,
        **same(("uphold own mark", "reject own mark"), refusals.MARKED_THIS_TRAINEE),
    },
    OUT_OF_TIME: {**TAKEN, **same(ANSWERS, refusals.OUT_OF_TIME)},
    **{state: {**TAKEN, **same(ANSWERS, refusals.DECIDED)} for state in (UPHELD, REJECTED)},
}
# The freeze changes nothing about an appeal: that is when they come.
TABLE = {
    (BEFORE, NONE): {**REFUSED, **same(("lodge", "lodge late"), refusals.NO_RESULTS_YET)},
    **{(phase, state): row for phase in (RELEASED, FROZEN) for state, row in AFTER_RESULTS.items()},
}
CELLS = [
    (phase, state, verb)
    for phase, state, verb in itertools.product((BEFORE, RELEASED, FROZEN), STATES, VERBS)
    if (state == NONE or phase != BEFORE) and (state != NONE or verb in LODGING)
]


@pytest.fixture(scope="module")
def shared(module_rows):
    return Ground()


@pytest.fixture
def ground(shared, db):
    return shared


def test_the_table_has_every_cell():
    assert sorted((*place, verb) for place, row in TABLE.items() for verb in row) == sorted(CELLS)


@pytest.mark.parametrize(("phase", "state", "verb"), CELLS)
def test_every_state_with_every_verb(ground, phase, state, verb):
    ground.reach(phase)
    STATES[state](ground)
    assert tried(lambda: VERBS[verb](ground)) == TABLE[phase, state][verb]
