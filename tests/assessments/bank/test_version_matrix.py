"""Every state of a question's versions and faces with every verb: another state, or a refusal."""

import pytest

from assessments import (
    authoring,
    checking,
    completing,
    drafting,
    facestates,
    filing,
    flagging,
    publishing,
    retiring,
)
from assessments.filing import file_question
from assessments.models import QuestionVersion
from tests.assessments.bank.version_ground import AT, STATES, Ground
from tests.assessments.bank.version_table import BY_VERB, CELLS, DRAWN, TABLE
from tests.assessments.bank.version_verbs import VERBS
from tests.assessments.matrix import acts_of, documented, tried

MODULES = (
    authoring,
    checking,
    completing,
    drafting,
    filing,
    flagging,
    publishing,
    retiring,
)
# Each verb of these modules, and the line or lines of the table that try it.
LINES = {
    "write_draft": "write the first words",
    "check_face": "check the French",
    "approve_face": "approve the French",
    "send_face_back": "send the French back",
    "raise_flag": "flag the French",
    "resolve_flag": "resolve",
    "publish_version": "publish",
    "retire_question": "retire",
    "bring_back_question": "bring back",
    "file_question": "file elsewhere",
    "rename_question": "rename",
    "rest_on": "rest on the same facts",
    "open_question": "open another of this key",
    "complete_face": "import the French",
    "load_questions": "load other words",
    # Parts of loading.
    "write_version": "load other words",
    "approve_as_read": "load other words",
}


@pytest.fixture(scope="module")
def shared(module_rows):
    return Ground()


@pytest.fixture
def ground(shared, db):
    return shared


def test_the_table_has_every_cell():
    assert sorted((state, verb) for state, row in TABLE.items() for verb in row) == sorted(CELLS)
    assert BY_VERB.keys() == VERBS.keys()
    assert all(row.keys() <= STATES.keys() for row in BY_VERB.values())


def test_every_verb_of_the_bank_has_its_line():
    assert acts_of(*MODULES) == LINES.keys()
    assert set(LINES.values()) <= VERBS.keys()


def test_every_state_of_a_face_is_met():
    assert {word for state in STATES for word in state.split()} >= set(facestates.STATES)


def test_the_documentation_is_the_table():
    assert documented("Versions of a question and their faces") == TABLE


@pytest.mark.parametrize("state", STATES)
def test_the_state_is_the_one_it_is_called_and_is_drawn_or_not(ground, state):
    STATES[state](ground)
    assert ground.state() == state
    drawn = []
    for pool in ("quiz", "exam"):
        file_question(question=ground.question, pool=pool)
        if QuestionVersion.objects.live(on=AT.date(), pool=pool).exists():
            drawn.append(pool)
    assert tuple(drawn) == DRAWN.get(state, ())


@pytest.mark.parametrize(("state", "verb"), CELLS)
def test_every_state_with_every_verb(ground, state, verb):
    STATES[state](ground)

    def act():
        VERBS[verb](ground)
        return ground.state()

    assert tried(act) == TABLE[state][verb]
