"""Every state of an action plan (R8) with every verb: another state, or a refusal."""

import datetime
import itertools

import pytest

from assessments import planning, refusals
from assessments.deliberating import freeze_cohort
from assessments.models import ActionPlan
from assessments.planning import (
    hand_in_action_plan,
    keep_plan_draft,
    send_back_action_plan,
    validate_action_plan,
)
from assessments.refusals import Refusal
from courses.models import Cohort
from courses.refusals import Refused
from courses.registering import withdraw
from tests.assessments.matrix import UNCHANGED, acts_of, documented, same, tried
from tests.factories.assessments import make_complete, tie_default_rules
from tests.factories.courses import AFTER, make_cohort, make_colleague, make_enrolment
from tests.factories.jury import hold_jury

SAVED, LATER = (AFTER - datetime.timedelta(hours=hours) for hours in (3, 2))
# When a page was opened that has slept since, and the plan that it showed.
LONG_AGO = AFTER - datetime.timedelta(days=2)
FIRST, OTHER = {"need": "Le chiffre de contrôle"}, {"need": "L’entretien"}


class Ground:
    """A trainee who owes nothing but the plan, and the lead."""

    def __init__(self) -> None:
        self.cohort = make_cohort()
        tie_default_rules(self.cohort)
        self.trainee, self.lead = make_enrolment(self.cohort), make_colleague(self.cohort, "lead")
        # Somebody to decide about when the trainee has left.
        other = make_enrolment(self.cohort, position=2)
        for person in (self.trainee, other):
            make_complete(person)
        ActionPlan.objects.filter(enrolment=self.trainee).delete()

    def plan(self):
        return ActionPlan.objects.filter(enrolment=self.trainee).first() or ActionPlan()

    def save(self, answers=OTHER, *, seen="now", at=LATER):
        keep_plan_draft(enrolment=self.trainee, answers=answers, at=at, seen=self.seen(seen))

    def hand_in(self, answers=OTHER, *, seen="now", at=LATER):
        hand_in_action_plan(enrolment=self.trainee, answers=answers, at=at, seen=self.seen(seen))

    def seen(self, seen):
        return self.plan().saved_at if seen == "now" else seen

    def send_back(self, remark="Une date est un jour férié", **more):
        send_back_action_plan(enrolment=self.trainee, remark=remark, by=self.lead, at=LATER, **more)

    def validate(self, **more):
        validate_action_plan(enrolment=self.trainee, by=self.lead, at=LATER, **more)

    def withdraw(self):
        try:
            withdraw(enrolment=self.trainee, reason="rappelé", at=LATER)
        except Refused as refused:
            raise Refusal(refused.code) from None

    def freeze(self):
        freeze_cohort(cohort=self.cohort, by=None, at=AFTER)

    def is_frozen(self):
        return Cohort.objects.get(pk=self.cohort.pk).is_frozen

    def state(self):
        plan = self.plan()
        if self.is_frozen():
            return "frozen"
        if plan.validated_at:
            return "validated" if plan.answers else "validated on paper"
        if plan.handed_in_at:
            return "handed in"
        return "sent back" if plan.is_sent_back else "draft" if plan.saved_at else "nothing"


def handed_in(ground):
    ground.hand_in(FIRST, at=SAVED)


def jury(ground):
    if not ground.is_frozen():
        hold_jury(ground.cohort)


STATES = {
    "nothing": lambda g: None,
    "draft": lambda g: g.save(FIRST, at=SAVED),
    "handed in": handed_in,
    "sent back": lambda g: (handed_in(g), g.send_back()),
    "validated": lambda g: (handed_in(g), g.validate()),
    "validated on paper": lambda g: g.validate(),
    "frozen": lambda g: (handed_in(g), jury(g), g.freeze()),
}
AN_EARLIER_ONE = {"read": LONG_AGO.isoformat()}
VERBS = {
    "save": lambda g: g.save(),
    "save from an old page": lambda g: g.save(seen=LONG_AGO),
    "hand in": lambda g: g.hand_in(),
    "hand in the same words, pressed twice": lambda g: g.hand_in(FIRST, seen=LONG_AGO),
    "hand in from an old page": lambda g: g.hand_in(seen=LONG_AGO),
    "send back": lambda g: g.send_back(read=g.plan().edition),
    "send back an earlier one": lambda g: g.send_back(**AN_EARLIER_ONE),
    "send back, saying nothing": lambda g: g.send_back(" "),
    "validate": lambda g: g.validate(read=g.plan().edition),
    "validate an earlier one": lambda g: g.validate(**AN_EARLIER_ONE),
    "validate, unread": lambda g: g.validate(),
    "withdraw the trainee": lambda g: g.withdraw(),
    "freeze": lambda g: g.freeze(),
}
BEFORE = {"freeze": jury}
TYPING = tuple(verb for verb in VERBS if verb.startswith(("save", "hand in")))
SENDING_BACK = tuple(verb for verb in VERBS if verb.startswith("send back"))
# A plan may come on paper as long as none is validated.
VALIDATING = {
    **same(("validate", "validate, unread"), "validated"),
    "validate an earlier one": refusals.PLAN_CHANGED,
}
NOT_IN = {
    **same(SENDING_BACK, refusals.NO_PLAN),
    "send back, saying nothing": refusals.REMARK_MISSING,
}
# Whose page is old reads first what another device has done.
OLD = same([verb for verb in VERBS if verb.endswith("from an old page")], refusals.DRAFT_CHANGED)
CLOSED = {
    **same(TYPING, refusals.PLAN_CLOSED),
    **same(SENDING_BACK, refusals.PLAN_CLOSED),
    "send back, saying nothing": refusals.REMARK_MISSING,
    **same(VALIDATING, UNCHANGED),
}
TABLE = {
    "nothing": {
        **OLD,
        "save": "draft",
        "hand in": "handed in",
        **NOT_IN,
        **VALIDATING,
        **same(("validate", "validate, unread"), "validated on paper"),
        "withdraw the trainee": "nothing",
    },
    "draft": {
        **OLD,
        "save": "draft",
        **same(("hand in", "hand in the same words, pressed twice"), "handed in"),
        **NOT_IN,
        **VALIDATING,
        "withdraw the trainee": "draft",
    },
    "handed in": {
        **OLD,
        **same(("save", "save from an old page"), refusals.PLAN_CLOSED),
        "hand in": "handed in",
        "hand in the same words, pressed twice": UNCHANGED,
        "send back": "sent back",
        "send back an earlier one": refusals.PLAN_CHANGED,
        "send back, saying nothing": refusals.REMARK_MISSING,
        **VALIDATING,
        "withdraw the trainee": "handed in",
    },
    "sent back": {
        **OLD,
        "save": "sent back",
        **same(("hand in", "hand in the same words, pressed twice"), "handed in"),
        **NOT_IN,
        **VALIDATING,
        "withdraw the trainee": "sent back",
    },
    "validated": {**CLOSED, "withdraw the trainee": "validated"},
    "validated on paper": {**CLOSED, "withdraw the trainee": "validated on paper"},
    "frozen": same(VERBS, refusals.FROZEN),
}
# Without a validated plan the trainee is deferred, which the freeze says and does not wait for.
for _state in TABLE:
    if _state != "frozen":
        TABLE[_state]["freeze"] = "frozen"
CELLS = [
    (state, verb)
    for state, verb in itertools.product(STATES, VERBS)
    if not (state == "nothing" and "the same words" in verb)
]


@pytest.fixture(scope="module")
def shared(module_rows):
    return Ground()


@pytest.fixture
def ground(shared, db):
    return shared


def test_the_table_has_every_cell():
    assert sorted((state, verb) for state, row in TABLE.items() for verb in row) == sorted(CELLS)


def test_every_verb_of_plans_has_its_line():
    lines = {
        "keep_plan_draft": "save",
        "hand_in_action_plan": "hand in",
        "send_back_action_plan": "send back",
        "validate_action_plan": "validate",
    }
    assert acts_of(planning) == lines.keys()
    assert set(lines.values()) <= VERBS.keys()


def test_the_documentation_is_the_table():
    assert documented("Action plan") == TABLE


@pytest.mark.parametrize("state", STATES)
def test_the_state_is_the_one_it_is_called(ground, state):
    STATES[state](ground)
    assert ground.state() == state


@pytest.mark.parametrize(("state", "verb"), CELLS)
def test_every_state_with_every_verb(ground, state, verb):
    STATES[state](ground)
    BEFORE.get(verb, lambda g: None)(ground)

    def act():
        VERBS[verb](ground)
        return ground.state()

    assert tried(act) == TABLE[state][verb]
