"""Every state of a micro-teaching lesson with every verb: another state, or a refusal."""

import pytest

from assessments.blockers import SHEETS, TEACHING, find_blockers
from assessments.bridge import read_records
from tests.assessments.entry.lesson_ground import FROZEN, NOW, STATES, make_desks
from tests.assessments.entry.lesson_table import OWED, TABLE
from tests.assessments.entry.lesson_verbs import CELLS, VERBS
from tests.assessments.matrix import tried
from tests.factories.assessments import make_rubric, tie_default_rules
from tests.factories.courses import make_cohort


@pytest.fixture(scope="module")
def desks(module_rows):
    cohort, frozen = make_cohort(), make_cohort("GELEE")
    tie_default_rules(cohort)
    return make_desks(cohort, frozen, make_rubric())


def test_the_table_has_every_cell():
    assert sorted((state, verb) for state, row in TABLE.items() for verb in row) == sorted(CELLS)


@pytest.mark.django_db
def test_each_state_is_the_one_it_is_called(desks):
    found = {state: desk.state() for state, desk in desks.items()}
    assert found == {state: state for state in STATES} | {FROZEN: "conciliation-needed"}


@pytest.mark.django_db
def test_a_lesson_that_is_owed_or_open_blocks_the_freeze(desks):
    names = {desk.enrolment.pk: state for state, desk in desks.items()}
    records = read_records(desks["agreed"].enrolment.cohort)
    assert {
        names[one.enrolment.pk]: one.code
        for one in find_blockers(records, at=NOW)
        if one.enrolment and one.code in (TEACHING, SHEETS)
    } == OWED


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "verb"), CELLS)
def test_every_state_with_every_verb(desks, state, verb):
    desk = desks[state]

    def act():
        VERBS[verb](desk)
        return desk.state()

    assert tried(act) == TABLE[state][verb]
