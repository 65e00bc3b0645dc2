"""Every state of a sanction for an irregularity (R17) with every verb, the freeze among them."""

import datetime
import itertools

import pytest

from assessments import refusals
from assessments.closing import cancel_attempt, submit_attempt
from assessments.disputing import lift_irregularity, record_irregularity
from assessments.models import Attempt, AttemptGrade, AttemptItem, Irregularity
from courses.models import Activity, Cohort
from tests.assessments.matrix import UNCHANGED, same, tried
from tests.assessments.rulings.room import LATER, NOON, make_cohort, short_quiz, take
from tests.factories.courses import make_colleague, make_enrolment

AHEAD = LATER.date() + datetime.timedelta(days=1)


class Ground:
    """A trainee with two right answers of three; another one of the same cohort."""

    def __init__(self) -> None:
        cohort = make_cohort()
        quiz = short_quiz(cohort)
        self.attempt, other = (
            take(make_enrolment(cohort, position=n), quiz, ANSWERS, submit=False) for n in (1, 2)
        )
        self.trainee, self.lead = self.attempt.enrolment, make_colleague(cohort, "lead")
        self.item, self.others = (item_of(one) for one in (self.attempt, other))
        self.quiz, self.plan = (Activity.objects.get(key=key) for key in ("Q01", "AP"))

    def submit(self):
        submit_attempt(attempt=self.again(), at=NOON)

    def cancel(self):
        cancel_attempt(attempt=self.again(), reason="coupure", by=None, at=NOON)

    def again(self):
        return Attempt.objects.select_related("enrolment__cohort", "quiz__activity").get(
            pk=self.attempt.pk
        )

    def record(self, **said):
        record_irregularity(
            **{
                "enrolment": self.trainee,
                "activity": None,
                "item": None,
                "facts": "une antisèche",
                "heard_on": NOON.date(),
                "hearing": "il le reconnaît",
                "reason": "fraude",
                "by": self.lead,
                "at": LATER,
                **said,
            }
        )

    def lift(self, reason="erreur sur la personne"):
        row = Irregularity.objects.latest("pk")
        lift_irregularity(irregularity=row, reason=reason, by=self.lead, at=LATER)

    def state(self):
        """What counts 0, what is on file and counts no more, the marks one after the other."""
        said = [
            "lifted" if row.lifted_at else "item" if row.item_id else "component"
            for row in Irregularity.objects.order_by("pk")
        ]
        marks = AttemptGrade.objects.filter(attempt=self.attempt).order_by("pk")
        return " ".join([*said, "=", *(f"{mark.score:.0f}" for mark in marks)])


ANSWERS: dict[str, object] = {"Q01-1": ["a"], "Q01-2": ["a"]}


def item_of(attempt):
    """As a page fetches it, with the attempt as it is now."""
    items = AttemptItem.objects.select_related("attempt")
    return items.get(attempt=attempt, version__question__key="Q01-1")


def item(g):
    g.record(item=item_of(g.attempt))


def component(g):
    g.record(activity=g.quiz)


def frozen(g):
    g.submit()
    item(g)
    Cohort.objects.update(frozen_at=LATER)


STATES = {
    "=": lambda g: None,
    "item =": item,
    "cancelled": lambda g: g.cancel(),
    "= 67": lambda g: g.submit(),
    "item = 67 33": lambda g: (g.submit(), item(g)),
    "component = 67": lambda g: (g.submit(), component(g)),
    "lifted = 67 33 67": lambda g: (g.submit(), item(g), g.lift()),
    "frozen": frozen,
}
LIFTING = {"lift": lambda g: g.lift(), "lift, not saying why": lambda g: g.lift(" ")}
UNFOUNDED = {
    "of neither": lambda g: g.record(),
    "of both": lambda g: g.record(item=g.item, activity=g.quiz),
    "of an item of another": lambda g: g.record(item=g.others),
    "of what carries no mark": lambda g: g.record(activity=g.plan),
}
SILENT = {
    "without facts": lambda g: g.record(item=g.item, facts=" "),
    "without a hearing": lambda g: g.record(item=g.item, hearing=" "),
    "without reasons": lambda g: g.record(item=g.item, reason=" "),
}
VERBS = {
    "of an item": item,
    "of an item fetched while it was sat": lambda g: g.record(item=g.item),
    "of a component": component,
    **UNFOUNDED,
    **SILENT,
    "heard tomorrow": lambda g: g.record(item=g.item, heard_on=AHEAD),
    **LIFTING,
    "submit": lambda g: g.submit(),
}
OF_ITEM = ("of an item", "of an item fetched while it was sat")
REFUSED = {
    **same(UNFOUNDED, refusals.OUT_OF_RANGE),
    **same(SILENT, refusals.REASON_MISSING),
    "heard tomorrow": refusals.NOT_HEARD,
}
IN_FORCE = {**REFUSED, "lift, not saying why": refusals.REASON_MISSING}
TABLE = {
    "=": {
        **REFUSED,
        **same(OF_ITEM, "item ="),
        "of a component": "component =",
        "submit": "= 67",
    },
    # The sanction waits for the mark.
    "item =": {
        **IN_FORCE,
        **same(OF_ITEM, refusals.ZEROED_ALREADY),
        "of a component": "item component =",
        "lift": "lifted =",
        "submit": "item = 33",
    },
    "cancelled": {
        **REFUSED,
        **same(OF_ITEM, "item ="),
        "of a component": "component =",
        "submit": UNCHANGED,
    },
    "= 67": {
        **REFUSED,
        **same(OF_ITEM, "item = 67 33"),
        "of a component": "component = 67",
        "submit": UNCHANGED,
    },
    "item = 67 33": {
        **IN_FORCE,
        **same(OF_ITEM, refusals.ZEROED_ALREADY),
        "of a component": "item component = 67 33",
        "lift": "lifted = 67 33 67",
        "submit": UNCHANGED,
    },
    # What was marked stays what was marked: the component is struck where it is counted.
    "component = 67": {
        **IN_FORCE,
        **same(OF_ITEM, "component item = 67 33"),
        "of a component": refusals.ZEROED_ALREADY,
        "lift": "lifted = 67",
        "submit": UNCHANGED,
    },
    "lifted = 67 33 67": {
        **IN_FORCE,
        **same(OF_ITEM, "lifted item = 67 33 67 33"),
        "of a component": "lifted component = 67 33 67",
        "lift": refusals.DECIDED,
        "submit": UNCHANGED,
    },
    "frozen": same(VERBS, refusals.FROZEN),
}
CELLS = [
    (state, verb)
    for state, verb in itertools.product(STATES, VERBS)
    if verb not in LIFTING or state not in ("=", "= 67", "cancelled")
]


@pytest.fixture(scope="module")
def shared(module_rows):
    return Ground()


@pytest.fixture
def ground(shared, db):
    shared.item = item_of(shared.attempt)
    return shared


def test_the_table_has_every_cell():
    assert sorted((state, verb) for state, row in TABLE.items() for verb in row) == sorted(CELLS)


@pytest.mark.parametrize("state", STATES)
def test_the_state_is_the_one_it_is_called(ground, state):
    STATES[state](ground)
    assert ground.state() == {"frozen": "item = 67 33", "cancelled": "="}.get(state, state)


@pytest.mark.parametrize(("state", "verb"), CELLS)
def test_every_state_with_every_verb(ground, state, verb):
    STATES[state](ground)

    def act():
        VERBS[verb](ground)
        return ground.state()

    assert tried(act) == TABLE[state][verb]
