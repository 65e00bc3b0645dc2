"""Random fault schedules against the real verbs: no saved answer is ever lost.

Drop, duplicate, reorder, crash of device and server, a second device that knows nothing of the
first (tests/assessments/player/faults.py), with items of three of the seven kinds. For each story:
what a device was told is saved stands among the steps, what came too late is kept for a person, the
trainee's last word counts where everything arrived and its device knew the word before, and one
grade says what the steps are worth.
"""

import datetime
import os
import random
import uuid
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from assessments import states
from assessments.answering import SentStep
from assessments.kinds.registry import kind_of
from assessments.models import (
    Attempt,
    AttemptItem,
    AttemptStep,
    LateStep,
    Question,
    QuestionVersion,
)
from assessments.replay import ANSWER, FLAG
from assessments.scoring.schemes import score
from assessments.scoring.total import attempt_score
from tests.assessments.kinds.samples import SAMPLES
from tests.assessments.player.faults import ANSWERS, play
from tests.factories.assessments import make_quiz
from tests.factories.courses import FIRST_DAY, make_cohort, make_enrolment

# `make simulate` plays ten thousand; every run of the suite plays some of them.
SCHEDULES, CHUNK = int(os.environ.get("SCHEDULES", "200")), 100
KINDS, ITEMS = tuple(ANSWERS), 3
START = datetime.datetime.combine(FIRST_DAY, datetime.time(9), tzinfo=datetime.UTC)


@pytest.mark.django_db
def test_no_schedule_of_faults_loses_a_saved_answer():
    cohort = make_cohort()
    quiz = make_quiz(cohort, items=1)
    enrolment = make_enrolment(cohort)
    versions = {kind: question_of(kind) for kind in KINDS}
    answered: Counter[str] = Counter()
    seen = dict.fromkeys("late devices unacknowledged died repeated stale flags".split(), 0)
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
                kinds = kinds_of(seed)
                AttemptItem.objects.bulk_create(
                    AttemptItem(
                        attempt=attempt, position=n, version=versions[kind], option_order=[]
                    )
                    for n, kind in enumerate(kinds, start=1)
                )
                story = play(attempt, seed=seed, kinds=kinds)
                judge(attempt, story, seen)
                answered.update({kinds[sent.position - 1] for sent in story.made})
            # Nothing of this is needed afterwards, and a smaller table is a faster one.
            transaction.set_rollback(True)
    # The schedules did hold what they promise.
    assert min(seen.values()) > SCHEDULES // 50, seen
    assert min(answered[kind] for kind in KINDS) > SCHEDULES // 5, answered


def kinds_of(seed):
    """The kinds of an attempt's items: three of the seven in any order."""
    return random.Random(f"kinds {seed}").sample(KINDS, ITEMS)


def question_of(kind):
    """A question of the kind as the samples have it: marking asks for no more than this."""
    structure, _words, _values = SAMPLES[kind]
    question = Question.objects.create(key=f"F-{kind}", kind=kind)
    return QuestionVersion.objects.create(
        question=question,
        number=1,
        structure=structure,
        scheme=kind_of(kind).scheme(structure),
        created_at=START,
        published_at=START,
    )


def response_to(story, sent):
    """What the server makes of the values of an answer."""
    kind = story.kinds[sent.position - 1]
    return kind_of(kind).read(SAMPLES[kind][0], sent.values)


def judge(attempt, story, seen):
    """The promises, for one story."""
    steps = {step.client_id: step for step in AttemptStep.objects.filter(attempt=attempt)}
    answers = {i: s for i, s in steps.items() if s.action == ANSWER}
    for sent in story.acknowledged:
        stored = steps[sent.client_id]
        assert (stored.action, stored.sequence) == (sent.action, sent.sequence)
        if sent.action == ANSWER:
            assert stored.response == response_to(story, sent)
    late = set(LateStep.objects.filter(attempt=attempt).values_list("client_id", flat=True))
    standing: dict[int | None, Any] = {}
    for step in sorted(answers.values(), key=lambda s: (s.sequence, str(s.client_id))):
        standing[step.position] = step.response
    kept = [sent for sent in story.kept if sent.action == ANSWER]
    for sent in kept:
        # Too late for the answers: kept, unless it says what stands already.
        assert sent.client_id in late or standing.get(sent.position) == response_to(story, sent)
    assert {sent.client_id for sent in story.made} == answers.keys() | {s.client_id for s in kept}
    if not kept:
        for position, values in story.last.items():
            sent = SentStep(uuid.uuid4(), 1, position, values, "fr", 0)
            assert position in story.stale or standing[position] == response_to(story, sent)
    grade = attempt.grades.get()
    parts = [
        (score(one.scheme, kind_of(kind).scored_key(one.structure), standing.get(n)), Decimal(1))
        for n, (kind, one) in enumerate(
            zip(story.kinds, versions_of(attempt), strict=True), start=1
        )
    ]
    assert grade.score == attempt_score(parts)
    assert attempt.state == states.SUBMITTED
    told = {sent.client_id for sent in story.acknowledged}
    seen["late"] += bool(kept)
    seen["devices"] += len(story.devices) > 1
    seen["unacknowledged"] += any(sent.client_id not in told for sent in story.made)
    seen["died"] += bool(story.died)
    seen["repeated"] += bool(story.repeated)
    seen["stale"] += bool(story.stale)
    seen["flags"] += any(sent.action == FLAG for sent in story.acknowledged)


def versions_of(attempt):
    """The versions of the attempt's items in their order."""
    return [item.version for item in attempt.items.order_by("position").select_related("version")]
