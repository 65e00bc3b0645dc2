"""Phase × role × policy: the whole matrix against the documentation, and the pages against it."""

import datetime
import itertools
import re

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from assessments import states
from assessments.disclosing import phase_of, phases_of_sittings
from assessments.disclosure import (
    APPEAL,
    BEFORE,
    CANCELLED,
    DURING,
    EXAM,
    FEEDBACK,
    KEY,
    MARK,
    MARKER,
    OTHER,
    OWN_ANSWERS,
    PHASES,
    POLICIES,
    PRACTICE,
    QUESTION,
    RELEASED,
    ROLES,
    SUBMITTED,
    TABLE,
    TEAM,
    THINGS,
    TRAINEE,
    shown,
)
from assessments.models import Appeal, Attempt, Extension
from assessments.opening import cancel_sitting, release_results
from assessments.reviewing import review_of
from courses.models import Cohort, Enrolment
from tests.architecture.sources import ROOT
from tests.assessments.player.room import address, open_quiz, running_cohort, signed_in, start
from tests.assessments.rulings.room import short_quiz, take
from tests.factories.assessments import make_quiz
from tests.factories.courses import make_cohort, make_colleague, make_enrolment


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


class Room:
    """A quiz, test or exam of the cohort brought into a phase, and who may look at it.

    One trainee is looked at; a second one sat it too. Both leave one wording that no key knows.
    """

    def __init__(self, policy: str, phase: str) -> None:
        self.now = datetime.datetime.now(tz=datetime.UTC)
        self.cohort = running_cohort()
        self.quiz = short_quiz(self.cohort)
        self.quiz.policy = policy
        self.quiz.save()
        self.window = self.quiz.windows.get()
        self.trainee, self.second = (make_enrolment(self.cohort, position=n) for n in (1, 2))
        self.attempts: list[Attempt] = []
        self._bring(phase)
        self.appeal = Appeal.objects.create(
            # The second one has handed in where the first is still sitting.
            enrolment=self.second,
            ground="procedure",
            text="…",
            lodged_on=self.now.date(),
            lodged_until=self.now.date(),
            answer_due_on=self.now.date(),
            recorded_at=self.now,
        )

    def _open(self, start: int, end: int) -> None:
        hour = datetime.timedelta(hours=1)
        self.quiz.windows.update(opens_at=self.now + start * hour, closes_at=self.now + end * hour)

    def _sit(self, enrolment: Enrolment, *, submit: bool) -> None:
        answers: dict[str, object] = {"Q01-1": ["a"], "Q01-2": ["b"], "Q01-3": WORDING}
        self.attempts.append(take(enrolment, self.quiz, answers, at=self.now, submit=submit))

    def _bring(self, phase: str) -> None:
        if phase == BEFORE:
            self._open(1, 2)
            return
        self._open(-1, 1)
        ended = phase in (SUBMITTED, RELEASED)
        self._sit(self.trainee, submit=ended)
        self._sit(self.second, submit=phase != CANCELLED)
        if phase == CANCELLED:
            cancel_sitting(window=self.window, reason="Power cut", by=None, at=self.now)
        if ended:
            self._open(-2, -1)
        if phase == RELEASED:
            release_results(window=self.window, by=None, at=self.now)

    def pages(self, role: str) -> list[str]:
        """The addresses at which this role looks."""
        code = self.cohort.code
        items = address("item-results", code, "Q01", language="en")
        team = [items, f"{items}?cohorts=all"]
        marker = [address("unmatched-answers", code, language="en")]
        door = [address("quiz-start", "Q01", language="en"), address("my-results", language="en")]
        own = [
            address(name, self.attempts[0].public_id, *more, language="en")
            for name, more in TRAINEES_PAGES
            if self.attempts
        ]
        file = [
            address("appeal-file", code, self.appeal.pk, language="en"),
            *(
                address("attempt-file", code, self.appeal.pk, one.public_id, language="en")
                for one in self.attempts[1:]
            ),
        ]
        return {
            TRAINEE: [*door, *own],
            MARKER: marker,
            TEAM: team,
            APPEAL: file,
            OTHER: [*door, *own, *marker, *team, *file],
        }[role]

    def people(self, role: str) -> list[User]:
        """Who stands for this role; for « other » whoever could come near."""
        if role == TRAINEE:
            return [self.trainee.user]
        if role == APPEAL:
            return [make_colleague(self.cohort, one) for one in ("registrar", "lead")]
        if role == OTHER:
            elsewhere = make_colleague(make_cohort("NIA24"), "lead")
            return [make_enrolment(self.cohort, position=3).user, elsewhere]
        return [make_colleague(self.cohort, one) for one in ("facilitator", "lead")]

    def seen(self, role: str) -> set[frozenset[str]]:
        """What each of them finds on all these pages together, as the table names it."""
        return {self._seen(signed_in(user), self.pages(role)) for user in self.people(role)}

    def _seen(self, browser: Client, pages: list[str]) -> frozenset[str]:
        answers = [browser.get(page) for page in pages]
        text = "\n".join(one.content.decode() for one in answers if one.status_code == 200)
        return frozenset(thing for thing, signs in SIGNS.items() if re.search(signs, text))


WORDING = "Zanzibar"
TRAINEES_PAGES = (
    *(("attempt-item", (position,)) for position in (1, 2, 3)),
    ("attempt-items", ()),
    ("attempt-review", ()),
    ("attempt-result", ()),
)
# What gives each thing away, in the words that the factories put into their questions.
SIGNS = {
    QUESTION: "Q01-[12] choice|Q01-3 (fr|en)",
    OWN_ANSWERS: f"(?i:{WORDING})",
    KEY: 'SLTD|Right answer, not chosen|class="is-right"',
    FEEDBACK: "explication|retour",
    MARK: r"33\.33",
}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("policy", POLICIES)
def test_the_pages_show_exactly_what_the_table_says(policy, phase, role):
    room = Room(policy, phase)
    assert room.seen(role) == {shown(policy=policy, phase=phase, role=role)}


@pytest.mark.django_db
def test_a_reader_gives_no_verdict_on_what_is_withheld():
    room = Room(EXAM, DURING)
    reader = signed_in(make_colleague(room.cohort, "facilitator"))
    waiting = room.cohort.unmatched_answers.get()
    page = address("unmatched-answers", room.cohort.code, language="en")
    assert "is being taken" in reader.get(page).content.decode()
    sent = {"answer": waiting.pk, "verdict": "right"}
    assert reader.post(page, sent).status_code == 404
    assert not waiting.readings.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("size", range(len(THINGS) + 1))
def test_each_thing_on_the_result_page_comes_by_itself(size):
    attempt = Room(PRACTICE, RELEASED).attempts[0]
    for things in map(frozenset, itertools.combinations(THINGS, size)):
        review = review_of(attempt, things=things, language="en")
        assert (review.score is not None) == (MARK in things)
        assert bool(review.items) == (QUESTION in things)
        for item in review.items:
            assert bool(item.parts) == bool(item.template) == ({OWN_ANSWERS, KEY} <= things)
            assert bool(item.verdict) == (MARK in things)
            assert bool(re.search("explication|retour", str(item))) == (FEEDBACK in things)


def test_own_and_right_answers_are_shown_together_once_an_attempt_has_ended():
    for (_policy, phase, role), things in TABLE.items():
        if role == TRAINEE and phase != DURING:
            assert (OWN_ANSWERS in things) == (KEY in things)


@pytest.mark.django_db
def test_the_phases_of_all_sittings_take_two_queries(django_assert_num_queries):
    room = Room(EXAM, SUBMITTED)
    quizzes = [room.quiz, make_quiz(room.cohort, key="Q02", items=1)]
    with django_assert_num_queries(2):
        found = phases_of_sittings(room.cohort, quizzes, at=room.now)
    assert found[room.quiz.pk] == SUBMITTED
    # Nobody takes it any more, but whoever was granted a re-sit still can.
    room.quiz.windows.create(
        cohort=room.cohort,
        number=2,
        opens_at=room.now,
        closes_at=room.now + datetime.timedelta(hours=1),
        only_granted=True,
    )
    assert phases_of_sittings(room.cohort, [room.quiz], at=room.now) == {room.quiz.pk: DURING}


def grant_own_window(room: Room, position: int, start: int, end: int, **more: object) -> Extension:
    """A trainee who has not begun gets a window of the own, in hours from now."""
    hour = datetime.timedelta(hours=1)
    return Extension.objects.create(
        enrolment=make_enrolment(room.cohort, position=position),
        quiz=room.quiz,
        opens_at=room.now + start * hour,
        closes_at=room.now + end * hour,
        reason="Ill on the day",
        granted_at=room.now - 3 * hour,
        **more,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("role", [MARKER, TEAM])
@pytest.mark.parametrize("phase", [SUBMITTED, RELEASED])
@pytest.mark.parametrize("policy", POLICIES)
def test_a_window_of_the_own_that_is_open_keeps_the_answers_from_the_team(policy, phase, role):
    room = Room(policy, phase)
    grant_own_window(room, 7, -1, 1)
    assert room.seen(role) == {shown(policy=policy, phase=DURING, role=role)}


@pytest.mark.django_db
def test_only_an_own_window_that_a_trainee_can_still_use_counts(django_assert_num_queries):
    room = Room(EXAM, SUBMITTED)
    grant_own_window(room, 4, -3, -1)
    grant_own_window(room, 5, 1, 2)
    grant_own_window(room, 6, -1, 1, withdrawn_at=room.now)
    taken_over = grant_own_window(room, 7, -1, 1)
    Extension.objects.create(
        enrolment=taken_over.enrolment, quiz=room.quiz, reason="Time alone", granted_at=room.now
    )
    left = grant_own_window(room, 8, -1, 1).enrolment
    left.withdrawn_at = room.now
    left.save()
    with django_assert_num_queries(2):
        found = phases_of_sittings(room.cohort, [room.quiz], at=room.now)
    assert found == {room.quiz.pk: SUBMITTED}
    for position in (9, 10):
        grant_own_window(room, position, -1, 1)
    with django_assert_num_queries(2):
        found = phases_of_sittings(room.cohort, [room.quiz], at=room.now)
    assert found == {room.quiz.pk: DURING}


@pytest.mark.django_db
def test_a_frozen_cohort_has_released_everything_and_a_cancelled_attempt_nothing():
    cohort = running_cohort()
    open_quiz(cohort)
    browser = signed_in(make_enrolment(cohort).user)
    start(browser)
    rows = Attempt.objects.select_related("window", "enrolment__cohort", "quiz")
    assert phase_of(rows.get()) == DURING
    quiz, now = rows.get().quiz, timezone.now()
    assert phases_of_sittings(cohort, [quiz], at=now) == {quiz.pk: DURING}
    frozen = Cohort(pk=cohort.pk, frozen_at=now)
    # Whoever left an attempt open keeps nothing shut once all is frozen.
    assert phases_of_sittings(frozen, [quiz], at=now) == {quiz.pk: RELEASED}
    Attempt.objects.update(state=states.SUBMITTED)
    Cohort.objects.update(frozen_at=timezone.now())
    assert phase_of(rows.get()) == RELEASED
    Attempt.objects.update(state=states.CANCELLED)
    assert phase_of(rows.get()) == CANCELLED
