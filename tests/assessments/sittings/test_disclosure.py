"""Phase × role × policy: the whole matrix against the documentation, and the pages against it."""

import itertools
import re

import pytest
from django.utils import timezone

from assessments import states
from assessments.disclosing import phase_of
from assessments.disclosure import (
    BEFORE,
    CANCELLED,
    DURING,
    OTHER,
    PHASES,
    POLICIES,
    RELEASED,
    ROLES,
    SUBMITTED,
    TABLE,
    THINGS,
    shown,
)
from assessments.models import Attempt
from assessments.opening import release_results
from courses.models import Cohort
from tests.architecture.sources import ROOT
from tests.assessments.player.room import address, open_quiz, running_cohort, signed_in, start
from tests.factories.courses import make_enrolment


def documented():
    text = (ROOT / "docs" / "disclosure.md").read_text("utf-8")
    rows = re.findall(r"^\| `([a-z]+)` \| `([a-z]+)` \| `([a-z]+)` \| (.*) \|$", text, re.M)
    return {(a, b, c): frozenset(re.findall(r"`([a-z-]+)`", things)) for a, b, c, things in rows}


def test_the_documented_matrix_is_the_whole_one():
    assert documented() == {
        (policy, phase, role): shown(policy=policy, phase=phase, role=role)
        for policy, phase, role in itertools.product(POLICIES, PHASES, ROLES)
    }


def test_the_table_names_nothing_unknown():
    for (policy, phase, role), things in TABLE.items():
        assert policy in POLICIES and phase in PHASES and role in ROLES
        assert things <= set(THINGS) and things


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("phase", PHASES)
def test_nobody_else_ever_sees_anything(policy, phase):
    assert shown(policy=policy, phase=phase, role=OTHER) == frozenset()


@pytest.mark.parametrize("policy", POLICIES)
def test_no_key_before_the_end_and_none_of_tests_and_exams_for_trainees(policy):
    for phase in (BEFORE, DURING, CANCELLED):
        assert not shown(policy=policy, phase=phase, role="trainee") & {"key", "feedback", "mark"}
    if policy != "practice":
        for phase in PHASES:
            assert "key" not in shown(policy=policy, phase=phase, role="trainee")


@pytest.mark.django_db
@pytest.mark.parametrize("policy", POLICIES)
def test_the_result_page_shows_what_the_table_says(policy):
    cohort = running_cohort()
    quiz = open_quiz(cohort)
    quiz.policy = policy
    quiz.save()
    browser = signed_in(make_enrolment(cohort).user)
    attempt = start(browser)
    pages = (
        address("attempt-result", attempt.public_id, language="en"),
        address("quiz-start", "Q01", language="en"),
    )
    browser.post(address("attempt-submit", attempt.public_id))

    def seen() -> frozenset[str]:
        result, door = (browser.get(page).content.decode() for page in pages)
        found = set()
        if "0 <small>" in result:
            found.add("mark")
        # Both pages agree on the mark.
        assert ("mark" in found) == ("0 out of 100" in door)
        if "explication en" in result and "retour en" in result:
            found.add("feedback")
        if "Right answer, not chosen" in result:
            found.add("key")
        if "choice Q01" in result:
            found |= {"question", "own-answers"}
        return frozenset(found)

    attempt = Attempt.objects.select_related("window", "enrolment__cohort", "quiz").get()
    assert phase_of(attempt) == SUBMITTED
    assert seen() == shown(policy=policy, phase=SUBMITTED, role="trainee")
    release_results(window=quiz.windows.get(), by=None, at=timezone.now())
    assert seen() == shown(policy=policy, phase=RELEASED, role="trainee")


@pytest.mark.django_db
def test_a_frozen_cohort_has_released_everything_and_a_cancelled_attempt_nothing():
    cohort = running_cohort()
    open_quiz(cohort)
    browser = signed_in(make_enrolment(cohort).user)
    start(browser)
    rows = Attempt.objects.select_related("window", "enrolment__cohort", "quiz")
    assert phase_of(rows.get()) == DURING
    Attempt.objects.update(state=states.SUBMITTED)
    Cohort.objects.update(frozen_at=timezone.now())
    assert phase_of(rows.get()) == RELEASED
    Attempt.objects.update(state=states.CANCELLED)
    assert phase_of(rows.get()) == CANCELLED
