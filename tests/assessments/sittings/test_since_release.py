"""Sat in an own window after the release: the lead reads it where the release was decided."""

import datetime

import pytest
from django.utils import timezone

from assessments.appealing import lodge_appeal, results_known_on
from assessments.attempting import start_attempt
from assessments.closing import submit_attempt
from assessments.convening import convened
from assessments.disclosing import phase_of
from assessments.disclosure import RELEASED, SUBMITTED
from assessments.models import Appeal, Attempt, QuizWindow
from assessments.opening import grant_extension, open_sitting, release_results
from courses.models import Cohort
from tests.assessments.player.room import address, open_quiz, running_cohort, signed_in
from tests.factories.courses import make_colleague, make_enrolment

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def cohort():
    return running_cohort()


@pytest.fixture
def exam(cohort):
    quiz = open_quiz(cohort)
    quiz.policy, quiz.attempts_allowed = "exam", 1
    quiz.save()
    return quiz


@pytest.fixture
def lead(cohort):
    return signed_in(make_colleague(cohort, "lead"))


def sat_alone(cohort, exam, position):
    """A result from an own window, of a trainee who missed the sitting."""
    now = timezone.now()
    person = make_enrolment(cohort, position=position)
    grant_extension(
        enrolment=person,
        quiz=exam,
        reason="Malade",
        by=None,
        at=now,
        opens_at=now - HOUR,
        closes_at=now + 3 * HOUR,
    )
    attempt = start_attempt(enrolment=person, quiz=exam, seed="s", at=now)
    assert attempt.window is None
    submit_attempt(attempt=attempt, at=now)
    return attempt


def phase(attempt):
    found = Attempt.objects.select_related("window", "enrolment__cohort").get(pk=attempt.pk)
    return phase_of(found)


def sittings(cohort, exam):
    (row,) = convened(cohort, at=timezone.now(), quiz=exam)
    return [(one.beside, one.since_release, one.to_release) for one in row.sittings]


def text(lead, cohort, name="quiz-sittings", *more):
    args = [cohort.code] if name == "sittings" else [cohort.code, "Q01", *more]
    return lead.get(address(name, *args, language="en")).content.decode()


def test_what_came_since_the_release_is_said_and_released_by_the_same_button(lead, cohort, exam):
    before = sat_alone(cohort, exam, 1)
    assert sittings(cohort, exam) == [(1, 0, 1)]
    assert "since the release" not in text(lead, cohort)
    assert "1 trainee will see the own mark" in text(lead, cohort, "sitting-release", 1)
    now = timezone.now()
    release_results(window=exam.windows.get(), by=None, at=now)
    assert (phase(before), sittings(cohort, exam)) == (RELEASED, [(0, 0, 0)])
    after = [sat_alone(cohort, exam, position) for position in (2, 3)]
    assert [phase(one) for one in after] == [SUBMITTED, SUBMITTED]
    assert sittings(cohort, exam) == [(2, 2, 2)]
    assert "2 results since the release: sat in own windows" in text(lead, cohort)
    assert "2 results since the release" in text(lead, cohort, "sittings")
    assert "2 trainees will see their own mark" in text(lead, cohort, "sitting-release", 1)
    where = address("sitting-release", cohort.code, "Q01", 1, language="en")
    assert where in text(lead, cohort)
    assert lead.post(where).status_code == 302
    assert [phase(one) for one in after] == [RELEASED, RELEASED]
    assert "since the release" not in text(lead, cohort)
    assert QuizWindow.objects.get().released_at == now
    assert Attempt.objects.get(pk=before.pk).released_at is None


def test_the_term_of_an_appeal_runs_from_when_one_s_own_result_was_shown(cohort, exam):
    now, week = timezone.now(), datetime.timedelta(days=14)
    exam.windows.update(opens_at=now - week)
    release_results(window=exam.windows.get(), by=None, at=now - week)
    attempt = sat_alone(cohort, exam, 1)
    by = make_colleague(cohort, "lead")
    release_results(window=exam.windows.get(), by=by, at=now)
    own = Attempt.objects.get(pk=attempt.pk)
    assert (own.released_at, own.released_by) == (now, by)
    today = now.astimezone(cohort.tz).date()
    assert results_known_on(cohort) == [today - week, today]
    # Nobody else's term begins anew with it.
    other = make_enrolment(cohort, position=9)
    decisions = [
        lodge_appeal(
            enrolment=enrolment,
            ground=Appeal.Ground.ARITHMETIC,
            text="La somme est fausse.",
            lodged_on=today,
            by=by,
            at=now,
        ).decision
        for enrolment in (attempt.enrolment, other)
    ]
    assert decisions == ["", Appeal.Decision.OUT_OF_TIME]


def test_of_several_sittings_the_one_released_last_says_it(lead, cohort, exam):
    now = timezone.now()
    first = exam.windows.get()
    second = open_sitting(
        cohort=cohort, quiz=exam, opens_at=now - HOUR, closes_at=now + HOUR, only_granted=True
    )
    for window in (first, second):
        release_results(window=window, by=None, at=now)
    sat_alone(cohort, exam, 1)
    assert sittings(cohort, exam) == [(0, 0, 0), (1, 1, 1)]
    QuizWindow.objects.filter(pk=second.pk).update(cancelled_at=now)
    assert sittings(cohort, exam) == [(1, 1, 1), (0, 0, 0)]


def test_others_are_not_counted_and_a_frozen_cohort_has_nothing_to_release(lead, cohort, exam):
    release_results(window=exam.windows.get(), by=None, at=timezone.now())
    elsewhere = running_cohort("NIA24")
    sat_alone(elsewhere, exam, 1)
    assert sittings(cohort, exam) == [(0, 0, 0)]
    sat_alone(cohort, exam, 2)
    Cohort.objects.filter(pk=cohort.pk).update(frozen_at=timezone.now())
    assert "since the release" not in text(lead, cohort)
