"""The table of states: documented as it is, and every state × event held against the verbs."""

import datetime
import re
import uuid
from pathlib import Path

import pytest
from django.conf import settings

from assessments import refusals, states
from assessments.attempting import save_step, start_attempt
from assessments.closing import cancel_attempt, submit_attempt, time_out
from assessments.models import Attempt, AttemptGrade
from assessments.refusals import Refusal
from tests.factories.assessments import make_quiz
from tests.factories.courses import make_cohort, make_enrolment

NOON = datetime.datetime(2016, 1, 26, 12, tzinfo=datetime.UTC)
DEADLINE = NOON + datetime.timedelta(minutes=15)


def test_the_documentation_is_the_table():
    text = (Path(settings.BASE_DIR) / "docs" / "states.md").read_text()
    rows = re.findall(r"^\| ([a-z-]+) \| ([a-z-]+) \| ([a-z-]+) \|$", text, re.MULTILINE)
    assert {(state, event): after for state, event, after in rows} == states.TRANSITIONS
    assert len(rows) == len(states.TRANSITIONS)


def test_after_follows_the_table_and_refuses_the_rest():
    for state in states.STATES:
        for event in states.EVENTS:
            if (state, event) in states.TRANSITIONS:
                assert states.after(state, event) == states.TRANSITIONS[state, event]
            else:
                with pytest.raises(states.Refused) as refused:
                    states.after(state, event)
                assert (refused.value.state, refused.value.event) == (state, event)


def save(attempt):
    try:
        return save_step(
            attempt=attempt,
            client_id=uuid.uuid4(),
            sequence=1,
            action="answer",
            position=1,
            response=["a"],
            language="fr",
            elapsed=0,
            at=NOON,
        )
    except Refusal as refusal:
        assert refusal.code == refusals.OVER
        return False


VERBS = {
    states.SAVE: save,
    states.SUBMIT: lambda attempt: submit_attempt(attempt=attempt, at=NOON),
    states.TIME_OUT: lambda attempt: time_out(attempt=attempt),
    states.CANCEL: lambda attempt: cancel_attempt(
        attempt=attempt, reason="power cut", by=None, at=NOON
    ),
}


def test_every_event_has_its_verb():
    assert VERBS.keys() == set(states.EVENTS)


@pytest.mark.django_db
@pytest.mark.parametrize("event", VERBS)
@pytest.mark.parametrize("state", states.STATES)
def test_every_verb_in_every_state(state, event):
    cohort = make_cohort()
    quiz = make_quiz(cohort, items=2, minutes=15)
    attempt = start_attempt(enrolment=make_enrolment(cohort), quiz=quiz, seed="s", at=NOON)
    Attempt.objects.filter(pk=attempt.pk).update(state=state)
    attempt.refresh_from_db()
    done = VERBS[event](attempt)
    attempt.refresh_from_db()
    expected = states.TRANSITIONS.get((state, event))
    assert done is (expected is not None)
    assert attempt.state == (expected or state)
    closed_now = expected in states.MARKED
    assert AttemptGrade.objects.count() == (1 if closed_now else 0)
    if event == states.TIME_OUT and closed_now:
        assert attempt.submitted_at == DEADLINE
