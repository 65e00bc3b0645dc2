"""Random fault schedules against the real verbs: no saved answer is ever lost.

Drop, duplicate, reorder, crash, second device (tests/assessments/player/faults.py). For each story:
what a device was told is saved stands among the steps, what came too late is kept for a person, the
trainee's last word counts where everything arrived, and one grade says what the steps are worth.
"""

import datetime
import os
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import transaction

from assessments import states
from assessments.models import Attempt, AttemptItem, AttemptStep, LateStep, QuestionVersion
from assessments.scoring.total import attempt_score
from tests.assessments.player.faults import play
from tests.factories.assessments import make_quiz
from tests.factories.courses import FIRST_DAY, make_cohort, make_enrolment

# `make simulate` plays ten thousand; every run of the suite plays some of them.
SCHEDULES, CHUNK = int(os.environ.get("SCHEDULES", "200")), 100
START = datetime.datetime.combine(FIRST_DAY, datetime.time(9), tzinfo=datetime.UTC)


@pytest.mark.django_db
def test_no_schedule_of_faults_loses_a_saved_answer():
    cohort = make_cohort()
    quiz = make_quiz(cohort, items=2)
    enrolment = make_enrolment(cohort)
    versions = list(QuestionVersion.objects.order_by("question__key")[:2])
    seen = {"late": 0, "devices": 0, "unacknowledged": 0}
    for chunk in range(SCHEDULES // CHUNK):
        with transaction.atomic():
            for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
                attempt = Attempt.objects.create(
                    quiz=quiz,
                    enrolment=enrolment,
                    number=seed - chunk * CHUNK + 1,
                    seed=str(seed),
                    started_at=START,
                )
                AttemptItem.objects.bulk_create(
                    AttemptItem(attempt=attempt, position=n, version=v, option_order=list("abcd"))
                    for n, v in enumerate(versions, start=1)
                )
                judge(attempt, play(attempt, seed=seed, positions=2), seen)
            # Nothing of this is needed afterwards, and a smaller table is a faster one.
            transaction.set_rollback(True)
    # The schedules did hold what they promise.
    assert min(seen.values()) > SCHEDULES // 50


def judge(attempt, story, seen):
    """The promises, for one story."""
    steps = {step.client_id: step for step in AttemptStep.objects.filter(attempt=attempt)}
    answers = {i: s for i, s in steps.items() if s.action == "answer"}
    for sent in story.acknowledged:
        assert answers[sent.client_id].response == list(sent.values)
    late = set(LateStep.objects.filter(attempt=attempt).values_list("client_id", flat=True))
    standing: dict[int | None, Any] = {}
    for step in sorted(answers.values(), key=lambda s: (s.sequence, str(s.client_id))):
        standing[step.position] = step.response
    for sent in story.kept:
        # Too late for the answers: kept, unless it says what stands already.
        assert sent.client_id in late or standing.get(sent.position) == list(sent.values)
    assert len(answers) + len(story.kept) >= len(story.made)
    if not story.kept:
        assert {p: tuple(response) for p, response in standing.items()} == story.last
    grade = attempt.grades.get()
    parts = [(Fraction(standing.get(n) == ["a"]), Decimal(1)) for n in (1, 2)]
    assert grade.score == attempt_score(parts)
    assert attempt.state == states.SUBMITTED
    seen["late"] += bool(story.kept)
    seen["devices"] += len(story.devices) > 1
    seen["unacknowledged"] += len(story.acknowledged) < len(story.made)
