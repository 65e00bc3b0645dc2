"""Ten minutes without a network in the middle of an exam, or across its end, lose nothing.

The clock is driven by moving the attempt's start: the pages read the real one. What was answered
during the outage carries the seconds of the device's own count and arrives when it is over.
"""

import datetime
import json

import pytest

from assessments.models import Attempt, AttemptStep, LateStep
from assessments.presenting import read_trail
from tests.assessments.player.room import (
    address,
    on_the_device,
    open_quiz,
    running_cohort,
    signed_in,
    start,
)
from tests.assessments.rulings.room import score_of
from tests.factories.courses import make_colleague, make_enrolment

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)
LASTS, OUTAGE, ITEMS = 90, 10, 6


@pytest.fixture
def cohort():
    return running_cohort()


@pytest.fixture
def exam(cohort):
    quiz = open_quiz(cohort, items=ITEMS)
    quiz.policy, quiz.minutes, quiz.attempts_allowed = "exam", LASTS, 1
    quiz.save()
    return quiz


@pytest.fixture
def browser(cohort, exam):
    return signed_in(make_enrolment(cohort).user)


def it_is(attempt, minutes):
    """So many minutes have passed since the attempt was started."""
    begun = datetime.datetime.now(tz=datetime.UTC) - minutes * MINUTE
    Attempt.objects.filter(pk=attempt.pk).update(
        started_at=begun, deadline_at=begun + LASTS * MINUTE
    )


def given(sequence, position, value, minutes):
    return on_the_device(position, value, sequence=sequence, elapsed=round(60 * minutes))


def send(browser, attempt, step):
    where = address("attempt-step", attempt.public_id, language="en")
    return browser.post(where, json.dumps(step), content_type="application/json")


def queue_of(begins):
    """What is answered while the network is away: a change of mind, then one item a minute."""
    made = [given(2, 1, "b", begins + 0.5), given(3, 1, "a", begins + 1)]
    return made + [
        given(2 + position, position, "a", begins + 1.5 * position)
        for position in range(2, ITEMS + 1)
    ]


@pytest.mark.parametrize("begins", [20, LASTS - OUTAGE - 1])
def test_an_outage_that_ends_before_the_deadline_costs_nothing(browser, begins):
    attempt = start(browser)
    it_is(attempt, begins - 1)
    assert send(browser, attempt, given(1, 1, "c", begins - 1)).json()["saved"]
    queue = queue_of(begins)
    it_is(attempt, begins + OUTAGE)
    # The newest first, and the first one twice: what was acknowledged is lost on the way back.
    for step in [*reversed(queue), queue[0]]:
        assert send(browser, attempt, step).json()["saved"]
    standing = read_trail(attempt).standing
    assert {position: answer.response for position, answer in standing.items()} == {
        position: ["a"] for position in range(1, ITEMS + 1)
    }
    browser.post(address("attempt-submit", attempt.public_id))
    assert score_of(attempt) == "100.00"
    assert not LateStep.objects.exists()


@pytest.mark.parametrize("seen_meanwhile", [True, False])
def test_an_outage_across_the_deadline_loses_nothing_that_was_given_in_time(
    cohort, browser, seen_meanwhile
):
    begins = LASTS - OUTAGE + 0.5  # the last answer is given half a minute before the end
    attempt = start(browser)
    it_is(attempt, begins - 1)
    assert send(browser, attempt, given(1, 1, "c", begins - 1)).json()["saved"]
    queue = queue_of(begins)
    after = given(99, 1, "d", LASTS + 0.2)
    it_is(attempt, begins + OUTAGE)
    if seen_meanwhile:  # the room's page closes it first: the answers come to an attempt that ended
        browser.get(address("attempt-result", attempt.public_id))
    for step in [*reversed(queue), after, queue[0]]:
        answer = send(browser, attempt, step)
        assert answer.status_code == 409
        assert answer.json()["code"] == ("late" if step is not after else "attempt-over")
    assert score_of(attempt) == "0.00"
    kept = {str(pk) for pk in LateStep.objects.values_list("client_id", flat=True)}
    assert kept == {step["client_id"] for step in queue}
    # The lead admits what the device says was given in time: every answer counts.
    lead = signed_in(make_colleague(cohort, "lead"))
    page = address("late-answers", cohort.code, language="en")
    assert lead.get(page).content.decode().count("Given in time") == len(queue)
    sent = {
        "attempt": attempt.pk,
        "step": list(LateStep.objects.values_list("pk", flat=True)),
        f"{attempt.pk}-reason": "Power cut in the room",
        "decision": "admit",
    }
    assert lead.post(page, sent).status_code == 302
    assert score_of(attempt) == "100.00"
    assert AttemptStep.objects.filter(attempt=attempt, action="answer").count() == 1 + len(queue)
