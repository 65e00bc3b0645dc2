"""Every state of a sitting with every verb: another state, or a refusal that leaves no trace."""

import itertools

import pytest

from assessments import refusals, states
from assessments.attempting import start_attempt
from assessments.closing import close_overdue
from assessments.convening import AHEAD, CANCELLED, CLOSED, OPEN, state_of
from assessments.models import Attempt, Extension, QuizWindow
from assessments.opening import (
    cancel_sitting,
    grant_extension,
    move_sitting,
    open_sitting,
    release_results,
    withdraw_extension,
)
from assessments.scheduling import schedule_quizzes
from courses.holding import hold_module
from courses.models import Cohort
from tests.assessments.matrix import UNCHANGED, same, tried
from tests.assessments.sittings.room import at, make_exam
from tests.factories.courses import make_cohort, make_enrolment

NOW = at(20)
GRANTED, LONGER, WITHDRAWN = "granted", "granted-and-longer", "withdrawn"


class Ground:
    """An exam of ninety minutes; one trainee sits it, one has not begun, one has a window alone."""

    def __init__(self) -> None:
        self.cohort = make_cohort()
        self.quiz = make_exam(self.cohort)
        self.window = self.quiz.windows.get()
        self.sitter, self.absent, self.apart = (
            make_enrolment(self.cohort, position=n) for n in (1, 2, 3)
        )
        self.grant = self.give(self.apart, opens_at=at(0), closes_at=at(120))

    def give(self, enrolment, reason="Panne", **more) -> Extension:
        return grant_extension(
            enrolment=enrolment, quiz=self.quiz, reason=reason, by=None, at=NOW, **more
        )

    def between(self, opens, closes, **more):
        QuizWindow.objects.update(opens_at=at(opens), closes_at=at(closes), **more)

    def sit(self, minute=5):
        start_attempt(enrolment=self.sitter, quiz=self.quiz, seed="s", at=at(minute))

    def move(self, opens=60, closes=150, reason="Panne"):
        window, times = self.window, {"opens_at": at(opens), "closes_at": at(closes)}
        move_sitting(window=window, reason=reason, by=None, at=NOW, **times)

    def cancel(self, reason="Panne"):
        cancel_sitting(window=self.window, reason=reason, by=None, at=NOW)

    def release(self):
        release_results(window=self.window, by=None, at=NOW)

    def state(self) -> str:
        """Where the sitting stands; released whatever the time."""
        self.window.refresh_from_db()
        return RELEASED if self.window.released_at else state_of(self.window, at=NOW)


def closed(ground):
    """Over, and nobody has looked at the attempt whose time ran out."""
    ground.between(-120, -30)
    ground.sit(-115)


def running(ground):
    ground.sit()


def held(ground):
    ground.sit()
    module = ground.quiz.activity.module
    hold_module(module=module, origin="page", reason="FR ≠ EN", by=None, at=NOW)


UNSET, LATE, ONLY_GRANTED, RELEASED, HELD, FROZEN = (
    "unset late only-granted released held frozen".split()
)
# How each state comes about.
STATES = {
    UNSET: lambda g: QuizWindow.objects.all().delete(),
    AHEAD: lambda g: g.between(50, 140),
    OPEN: running,
    LATE: lambda g: (g.between(-20, 70), g.sit(-15)),
    ONLY_GRANTED: lambda g: g.between(0, 90, only_granted=True),
    HELD: held,
    CLOSED: closed,
    CANCELLED: lambda g: (g.sit(), g.cancel()),
    RELEASED: lambda g: (g.sit(), g.release()),
    FROZEN: lambda g: (g.sit(), Cohort.objects.update(frozen_at=NOW)),
}


def of_window(verb):
    """A verb that is about the sitting that is there: its state afterwards."""

    def act(ground):
        verb(ground)
        return ground.state()

    return act


def of_newest(verb):
    """A verb that makes sittings: the state of the newest."""

    def act(ground):
        verb(ground)
        return state_of(QuizWindow.objects.latest("number"), at=NOW)

    return act


def another(opens, closes):
    return of_newest(
        lambda g: open_sitting(
            cohort=g.cohort, quiz=g.quiz, opens_at=at(opens), closes_at=at(closes)
        )
    )


def granted(**more):
    """What is granted to the one who sits, and whether the attempt that runs has longer for it."""

    def act(ground):
        before = list(Attempt.objects.values_list("deadline_at"))
        ground.give(ground.sitter, **more)
        return GRANTED if list(Attempt.objects.values_list("deadline_at")) == before else LONGER

    return act


def withdraw(ground):
    withdraw_extension(grant=ground.grant, by=None, at=NOW)
    ground.grant.refresh_from_db()
    return WITHDRAWN if ground.grant.withdrawn_at else GRANTED


def start(who):
    def act(ground):
        enrolment = getattr(ground, who)
        enrolment.refresh_from_db()
        return start_attempt(enrolment=enrolment, quiz=ground.quiz, seed="t", at=NOW).state

    return act


def close(ground):
    close_overdue(at=NOW, cohort=ground.cohort)
    return "".join(Attempt.objects.values_list("state", flat=True))


OF_WINDOW = {
    "open early": of_window(lambda g: g.move(20, 110)),
    "move later": of_window(lambda g: g.move()),
    "move to where it is": of_window(
        lambda g: g.move(*(minutes(t) for t in (g.window.opens_at, g.window.closes_at)))
    ),
    "move, not saying why": of_window(lambda g: g.move(70, 160, reason=" ")),
    "move backwards": of_window(lambda g: g.move(150, 60)),
    "cancel": of_window(lambda g: g.cancel()),
    "cancel, not saying why": of_window(lambda g: g.cancel(" ")),
    "release": of_window(lambda g: g.release()),
}
GRANTS = {
    "grant minutes": granted(extra_minutes=20),
    "grant an attempt": granted(extra_attempts=1),
    "grant an own window": granted(opens_at=at(200), closes_at=at(290)),
    "withdraw a grant": withdraw,
}
REFUSED_GRANTS = {
    "grant, not saying why": granted(reason=" ", extra_minutes=20),
    "grant half a window": granted(opens_at=at(200)),
    "grant a window backwards": granted(opens_at=at(290), closes_at=at(200)),
}
VERBS = {
    "schedule": of_newest(lambda g: schedule_quizzes(cohort=g.cohort)),
    "set another": another(200, 290),
    "set one backwards": another(290, 200),
    **OF_WINDOW,
    **GRANTS,
    **REFUSED_GRANTS,
    "start": start("absent"),
    "start in the own window": start("apart"),
    "close what ran out": close,
}


def minutes(moment):
    return (moment - at(0)).total_seconds() / 60


# What is the same in every state of a cohort that is not frozen, where nobody sits it.
SETTING = {
    "schedule": UNCHANGED,
    "set another": AHEAD,
    "set one backwards": refusals.WINDOW_BACKWARDS,
    **same(GRANTS, GRANTED),
    "withdraw a grant": WITHDRAWN,
    "grant, not saying why": refusals.REASON_MISSING,
    "grant half a window": refusals.WINDOW_BACKWARDS,
    "grant a window backwards": refusals.WINDOW_BACKWARDS,
    "start in the own window": states.IN_PROGRESS,
    "close what ran out": UNCHANGED,
}
STANDING = {
    **SETTING,
    "open early": OPEN,
    "move later": AHEAD,
    "move to where it is": UNCHANGED,
    "move, not saying why": refusals.REASON_MISSING,
    "move backwards": refusals.WINDOW_BACKWARDS,
    "cancel": CANCELLED,
    "cancel, not saying why": refusals.REASON_MISSING,
    "release": RELEASED,
}
RUNNING = {**STANDING, "grant minutes": LONGER}
TABLE = {
    UNSET: {**SETTING, "schedule": AHEAD, "start": refusals.NOT_OPEN_YET},
    AHEAD: {**STANDING, "release": refusals.NOT_OPEN_YET, "start": refusals.NOT_OPEN_YET},
    OPEN: {**RUNNING, "start": states.IN_PROGRESS},
    LATE: {**RUNNING, "start": refusals.STARTED_TOO_LATE},
    ONLY_GRANTED: {**STANDING, "start": refusals.NOT_OPEN_YET},
    HELD: {**RUNNING, **same(("start", "start in the own window"), refusals.CONTENT_HELD)},
    CLOSED: {**STANDING, "start": refusals.CLOSED, "close what ran out": states.TIMED_OUT},
    CANCELLED: {
        **SETTING,
        **same(OF_WINDOW, refusals.CANCELLED),
        "start": refusals.NOT_OPEN_YET,
    },
    # It was shown at that time: another time in the past may be put right, none ahead of it.
    RELEASED: {
        **RUNNING,
        "open early": RELEASED,
        "move later": refusals.RELEASED,
        "move, not saying why": refusals.RELEASED,
        "cancel": refusals.RELEASED,
        "cancel, not saying why": refusals.RELEASED,
        "release": UNCHANGED,
        "start": states.IN_PROGRESS,
    },
    FROZEN: {**same(VERBS, refusals.FROZEN), "close what ran out": UNCHANGED},
}
CELLS = [
    (state, verb)
    for state, verb in itertools.product(STATES, VERBS)
    if not (state == UNSET and verb in OF_WINDOW)
]


@pytest.fixture(scope="module")
def shared(module_rows):
    return Ground()


@pytest.fixture
def ground(shared, db):
    shared.window = shared.quiz.windows.get()
    shared.grant.refresh_from_db()
    shared.cohort.refresh_from_db()
    return shared


def test_the_table_has_every_cell():
    assert sorted((state, verb) for state, row in TABLE.items() for verb in row) == sorted(CELLS)


@pytest.mark.parametrize(("state", "verb"), CELLS)
def test_every_state_with_every_verb(ground, state, verb):
    STATES[state](ground)
    ground.cohort.refresh_from_db()
    ground.window = QuizWindow.objects.first()
    assert tried(lambda: VERBS[verb](ground)) == TABLE[state][verb]
