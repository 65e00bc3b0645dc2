"""Every state of a late answer with every verb: another state, or a refusal without a trace."""

import dataclasses
import datetime
import itertools
import uuid

import pytest

from assessments import refusals
from assessments.answering import SentStep, step_from_script
from assessments.closing import cancel_attempt, submit_attempt
from assessments.latecoming import decide_late_steps
from assessments.models import Attempt, AttemptGrade, AttemptStep, LateStep, Quiz
from assessments.refusals import Refusal
from courses.models import Cohort
from tests.assessments.matrix import UNCHANGED, same, tried
from tests.assessments.rulings.room import LATER, NOON, make_cohort, short_quiz, take
from tests.factories.courses import make_colleague, make_enrolment

AFTER_THE_END = NOON + datetime.timedelta(minutes=16)


class Ground:
    """An attempt of a quarter of an hour with a wrong answer; the right one came too late."""

    def __init__(self) -> None:
        cohort = make_cohort()
        quiz = short_quiz(cohort)
        Quiz.objects.update(minutes=15)
        quiz.refresh_from_db()
        trainees = [make_enrolment(cohort, position=position) for position in (1, 2)]
        self.attempt, self.other = (
            take(one, quiz, {"Q01-1": ["b"], "Q01-3": "SLTD"}, submit=False) for one in trainees
        )
        self.lead = make_colleague(cohort, "lead")
        self.sent = SentStep(uuid.uuid4(), 99, self.position("Q01-1"), ("a",), "fr", elapsed=600)
        self.fetched = self.attempt

    def position(self, key):
        return self.attempt.items.get(version__question__key=key).position

    def send(self, attempt=None, **changes):
        """As the device sends it: refused, and kept where it was given before the end."""
        kept = LateStep.objects.count()
        sent = dataclasses.replace(self.sent, **changes)
        try:
            step_from_script(attempt=fresh(attempt or self.attempt), sent=sent, at=AFTER_THE_END)
        except Refusal:
            if LateStep.objects.count() == kept:
                raise

    def decide(self, steps, *, admitted=True, reason="coupure", attempt=None):
        decide_late_steps(
            attempt=attempt or fresh(self.attempt),
            steps=steps,
            admitted=admitted,
            reason=reason,
            by=self.lead,
            at=LATER,
        )

    def steps(self, attempt=None):
        return list(LateStep.objects.filter(attempt=attempt or self.attempt))

    def submit(self):
        submit_attempt(attempt=fresh(self.attempt), at=AFTER_THE_END)

    def cancel(self):
        cancel_attempt(attempt=fresh(self.attempt), reason="coupure", by=None, at=AFTER_THE_END)

    def state(self):
        """How the late answers were decided, the attempt's state, and the marks it was given."""
        decided = {None: WAITING, True: "admitted", False: "refused"}
        said = [decided[step.admitted] for step in self.steps()]
        marks = AttemptGrade.objects.filter(attempt=self.attempt).order_by("pk")
        copies = AttemptStep.objects.filter(attempt=self.attempt, sequence__gte=99).count()
        assert copies == said.count("admitted")
        return " ".join([*said, fresh(self.attempt).state, *(f"{m.score:.0f}" for m in marks)])


def fresh(attempt):
    return Attempt.objects.select_related("enrolment__cohort", "quiz__activity").get(pk=attempt.pk)


def late(ground):
    """It came after the time was up; nobody has closed the attempt yet."""
    ground.send()


def ended(ground):
    ground.send()
    ground.submit()


def cancelled(ground):
    ground.send()
    ground.cancel()


def decided(**how):
    def bring(ground):
        ended(ground)
        ground.decide(ground.steps(), **how)

    return bring


def frozen(ground):
    ended(ground)
    Cohort.objects.update(frozen_at=LATER)


WAITING = "waiting"
STATES = {
    "waiting in-progress": late,
    "waiting timed-out 33": ended,
    "waiting cancelled": cancelled,
    "admitted timed-out 33 67": decided(),
    "refused timed-out 33": decided(admitted=False),
    "frozen": frozen,
}


def with_a_second(ground):
    """Both at once: none is decided where one of them was."""
    LateStep.objects.create(
        attempt=ground.attempt,
        client_id=uuid.uuid4(),
        sequence=100,
        action="answer",
        position=ground.position("Q01-2"),
        response=["a"],
        language="fr",
        elapsed=700,
        received_at=AFTER_THE_END,
        refused=refusals.OVER,
    )


def of_another(ground):
    ground.send(ground.other, client_id=uuid.uuid4())
    # The position is that of the other attempt: it was refused there and is kept there.
    ground.others = ground.steps(ground.other)


BEFORE = {"admit both": with_a_second, "admit that of another": of_another}
VERBS = {
    "admit": lambda g: g.decide(g.steps()),
    "admit, fetched before": lambda g: g.decide(g.steps(), attempt=g.fetched),
    "refuse": lambda g: g.decide(g.steps(), admitted=False),
    "admit, not saying why": lambda g: g.decide(g.steps(), reason=" "),
    "refuse, not saying why": lambda g: g.decide(g.steps(), admitted=False, reason=" "),
    "admit none": lambda g: g.decide([]),
    "admit both": lambda g: g.decide(g.steps()),
    "admit that of another": lambda g: g.decide(g.others),
    "send it again": lambda g: g.send(),
    "send another one": lambda g: g.send(client_id=uuid.uuid4(), sequence=98),
    "send one from after the end": lambda g: g.send(client_id=uuid.uuid4(), elapsed=1000),
    "submit": lambda g: g.submit(),
    "cancel": lambda g: g.cancel(),
}
SAYING_NOTHING = same(("admit, not saying why", "refuse, not saying why"), refusals.REASON_MISSING)
OVER = same(("send it again", "send another one", "send one from after the end"), refusals.OVER)
DONE = {
    **SAYING_NOTHING,
    **OVER,
    **same(("admit", "admit, fetched before", "refuse", "admit both"), refusals.DECIDED),
    "admit that of another": refusals.DECIDED,
    **same(("admit none", "submit", "cancel"), UNCHANGED),
}
TABLE = {
    "waiting in-progress": {
        **SAYING_NOTHING,
        **same(("admit", "admit, fetched before"), "admitted in-progress"),
        "refuse": "refused in-progress",
        "admit both": "admitted admitted in-progress",
        "admit none": UNCHANGED,
        "admit that of another": refusals.DECIDED,
        "send it again": refusals.TIME_IS_UP,
        "send another one": "waiting waiting in-progress",
        "send one from after the end": refusals.TIME_IS_UP,
        "submit": "waiting timed-out 33",
        "cancel": "waiting cancelled",
    },
    "waiting timed-out 33": {
        **DONE,
        **same(("admit", "admit, fetched before"), "admitted timed-out 33 67"),
        "refuse": "refused timed-out 33",
        "admit both": "admitted admitted timed-out 33 100",
        "send another one": "waiting waiting timed-out 33",
    },
    # It decides nothing any more; deciding it all the same harms nobody.
    "waiting cancelled": {
        **DONE,
        **same(("admit", "admit, fetched before"), "admitted cancelled"),
        "refuse": "refused cancelled",
        "admit both": "admitted admitted cancelled",
    },
    # What was admitted stands among the steps: the device is told that it is saved.
    "admitted timed-out 33 67": {**DONE, "send it again": UNCHANGED},
    "refused timed-out 33": {**DONE, "send another one": "refused waiting timed-out 33"},
    "frozen": {
        **SAYING_NOTHING,
        **OVER,
        **same(
            (
                "admit",
                "admit, fetched before",
                "refuse",
                "admit none",
                "admit both",
                "admit that of another",
                "submit",
                "cancel",
            ),
            refusals.FROZEN,
        ),
        "send another one": "waiting waiting timed-out 33",
    },
}


@pytest.fixture(scope="module")
def shared(module_rows):
    return Ground()


@pytest.fixture
def ground(shared, db):
    shared.fetched = fresh(shared.attempt)
    return shared


def test_the_table_has_every_cell():
    cells = {(state, verb) for state, row in TABLE.items() for verb in row}
    assert cells == set(itertools.product(STATES, VERBS))


@pytest.mark.parametrize("state", STATES)
def test_the_state_is_the_one_it_is_called(ground, state):
    STATES[state](ground)
    assert ground.state() == ("waiting timed-out 33" if state == "frozen" else state)


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(STATES, VERBS)))
def test_every_state_with_every_verb(ground, state, verb):
    STATES[state](ground)
    BEFORE.get(verb, lambda g: None)(ground)

    def act():
        VERBS[verb](ground)
        return ground.state()

    assert tried(act) == TABLE[state][verb]
