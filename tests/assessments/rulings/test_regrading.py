"""A regrade says in advance who changes, does exactly that, and done twice does nothing more."""

import pytest

from assessments import refusals
from assessments.closing import submit_attempt
from assessments.correcting import correct_frozen, preview_correction
from assessments.deliberating import recomputed_digest
from assessments.models import (
    AttemptGrade,
    BlueprintLine,
    Correction,
    Freeze,
    FrozenOutcome,
    Quiz,
    QuizWindow,
    Regrade,
)
from assessments.refusals import Refusal
from assessments.regrading import Choice, cohorts_concerned, preview_regrade, regrade_cohort
from courses.models import Activity
from tests.assessments.rulings.room import (
    LATER,
    NOON,
    correct_key,
    make_cohort,
    make_enrolment,
    readers_of,
    score_of,
    short_quiz,
    take,
)
from tests.factories.assessments import make_complete, make_question, tie_default_rules
from tests.factories.courses import AFTER
from tests.factories.jury import freeze_confirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def quiz(cohort):
    return short_quiz(cohort)


@pytest.fixture
def lead(cohort):
    return readers_of(cohort)[2]


@pytest.fixture
def attempts(cohort, quiz):
    """One answers a, one b, both c in the other language."""
    given = [("a", "fr"), ("b", "fr"), ("c", "en")]
    return [
        take(
            make_enrolment(cohort, position=position),
            quiz,
            {"Q01-1": [option], "Q01-3": "SLTD"},
            language=language,
        )
        for position, (option, language) in enumerate(given, start=1)
    ]


@pytest.fixture
def version(attempts):
    return attempts[0].items.get(version__question__key="Q01-1").version


def scores(attempts):
    return [score_of(attempt) for attempt in attempts]


def carry_out(choice, cohort, lead, at=LATER):
    return regrade_cohort(choice=choice, cohort=cohort, reason="clé fausse", by=lead, at=at)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("new-key", ["33.33", "66.67", "33.33"]),
        ("either-key", ["66.67", "66.67", "33.33"]),
        ("full", ["66.67", "66.67", "66.67"]),
        ("left-out", ["50.00", "50.00", "50.00"]),
    ],
)
def test_the_preview_tells_what_is_then_done(cohort, attempts, version, lead, policy, expected):
    assert scores(attempts) == ["66.67", "33.33", "33.33"]
    corrected = correct_key(version, "b") if policy.endswith("key") else None
    choice = Choice(version, policy, corrected)
    preview = preview_regrade(choice, cohort)
    told = {change.attempt.pk: str(change.after) for change in preview.changes}
    assert scores(attempts) == ["66.67", "33.33", "33.33"]
    assert not Regrade.objects.exists()
    regrade = carry_out(choice, cohort, lead)
    assert scores(attempts) == expected
    assert [told.get(a.pk, b) for a, b in zip(attempts, scores(attempts), strict=True)] == expected
    assert regrade.changes == [change.as_row() for change in preview.changes]
    assert set(regrade.attempts.all()) == set(attempts)


def test_the_mark_before_stays_beside_the_new_one_with_its_reason(cohort, attempts, version, lead):
    regrade = carry_out(Choice(version, "full"), cohort, lead)
    assert (regrade.reason, regrade.made_by) == ("clé fausse", lead)
    before, after = attempts[1].grades.order_by("graded_at", "pk")
    assert (str(before.score), before.cause, before.graded_by) == ("33.33", "submission", None)
    assert (str(after.score), after.cause, after.graded_by) == ("66.67", "regrade", lead)
    assert after.reason == "clé fausse"
    (change, _) = regrade.changes
    assert (change["before"], change["after"]) == ("33.33", "66.67")
    assert (change["fraction_before"], change["fraction_after"]) == ("0", "1")


def test_the_same_regrade_twice_changes_nothing(cohort, attempts, version, lead):
    choice = Choice(version, "full")
    carry_out(choice, cohort, lead)
    before = AttemptGrade.objects.count()
    assert carry_out(choice, cohort, lead) is None
    assert preview_regrade(choice, cohort).changes == []
    assert (AttemptGrade.objects.count(), Regrade.objects.count()) == (before, 1)


def test_a_later_regrade_overrules_an_earlier_one_and_back(cohort, attempts, version, lead):
    carry_out(Choice(version, "full"), cohort, lead)
    carry_out(Choice(version, "left-out"), cohort, lead, at=AFTER)
    assert scores(attempts) == ["50.00"] * 3
    carry_out(Choice(version, "full"), cohort, lead, at=AFTER)
    assert scores(attempts) == ["66.67"] * 3


def test_only_attempts_that_saw_a_face(cohort, attempts, version, lead):
    carry_out(Choice(version, "full", face="en"), cohort, lead)
    assert scores(attempts) == ["66.67", "33.33", "66.67"]
    assert list(Regrade.objects.get().attempts.all()) == [attempts[2]]


def test_an_attempt_in_progress_is_marked_by_the_regrade_when_it_ends(
    cohort, quiz, attempts, version, lead
):
    running = take(make_enrolment(cohort, position=7), quiz, {"Q01-1": ["d"]}, submit=False)
    choice = Choice(version, "full")
    assert preview_regrade(choice, cohort).running == 1
    carry_out(choice, cohort, lead)
    submit_attempt(attempt=running, at=NOON)
    assert score_of(running) == "33.33"


def test_what_cannot_be_done_is_refused(cohort, attempts, version, lead):
    other = make_question(version.question.module, "OTHER")
    for choice in (
        Choice(version, "new-key"),
        Choice(version, "new-key", version),
        Choice(version, "either-key", other),
        Choice(version, "full", correct_key(version, "b")),
    ):
        with pytest.raises(Refusal, match=refusals.NO_CORRECTED_VERSION):
            carry_out(choice, cohort, lead)
    with pytest.raises(Refusal, match=refusals.REASON_MISSING):
        regrade_cohort(choice=Choice(version, "full"), cohort=cohort, reason=" ", by=lead, at=LATER)
    for item in attempts[0].items.all():
        if item.version_id != version.pk:
            carry_out(Choice(item.version, "left-out"), cohort, lead)
    with pytest.raises(Refusal, match=refusals.NOTHING_LEFT):
        preview_regrade(Choice(version, "left-out"), cohort)
    assert not Regrade.objects.filter(version=version).exists()


def exam_taken(cohort):
    """A trainee with everything, whose exam of two items was half right: E 50."""
    tie_default_rules(cohort)
    enrolment = make_enrolment(cohort)
    make_complete(enrolment)
    enrolment.marks.filter(activity__key="EXAM").delete()
    activity = Activity.objects.get(course=cohort.edition.course, key="EXAM")
    module = activity.course.modules.get(code="M01")
    for key in ("E-1", "E-2"):
        make_question(module, key)
    quiz = Quiz.objects.create(activity=activity)
    BlueprintLine.objects.create(quiz=quiz, position=1, module=module, count=2)
    QuizWindow.objects.create(cohort=cohort, quiz=quiz, opens_at=NOON, closes_at=AFTER)
    return take(enrolment, quiz, {"E-1": ["a"], "E-2": ["b"]}, at=LATER)


def test_the_preview_says_which_outcomes_change(cohort, lead):
    attempt = exam_taken(cohort)
    version = attempt.items.get(version__question__key="E-2").version
    preview = preview_regrade(Choice(version, "full"), cohort)
    assert [(c.outcome_before, c.outcome_after) for c in preview.changes] == [("ATT", "CRM")]
    assert preview.outcomes_changed == 1


def test_a_frozen_cohort_is_corrected_beside_what_was_frozen(cohort, lead):
    attempt = exam_taken(cohort)
    version = attempt.items.get(version__question__key="E-2").version
    choice = Choice(version, "new-key", correct_key(version, "b"))
    with pytest.raises(Refusal, match=refusals.NOT_FROZEN):
        preview_correction(choice, cohort)
    freeze_confirmed(cohort)
    frozen = FrozenOutcome.objects.values().get()
    with pytest.raises(Refusal, match=refusals.FROZEN):
        carry_out(choice, cohort, lead)
    assert list(cohorts_concerned(choice)) == [cohort]
    cohort.refresh_from_db()
    with pytest.raises(Refusal, match=refusals.REASON_MISSING):
        correct_frozen(choice=choice, cohort=cohort, reason=" ", by=lead, at=AFTER)
    made = correct_frozen(choice=choice, cohort=cohort, reason="clé fausse", by=lead, at=AFTER)
    (correction,) = made
    assert (correction.reason, correction.made_by) == ("clé fausse", lead)
    assert (correction.before["figures"]["E"], correction.before["decided"]) == ("50.00", "ATT")
    assert (correction.after["figures"]["E"], correction.after["decided"]) == ("100.00", "CRM")
    assert correction.after["case"]["E1"] == "100"
    assert FrozenOutcome.objects.values().get() == frozen
    freeze = Freeze.objects.get()
    assert recomputed_digest(freeze) == freeze.digest
    assert correct_frozen(choice=choice, cohort=cohort, reason="encore", by=lead, at=AFTER) == []
    assert Correction.objects.count() == 1


def test_a_second_correction_starts_from_the_first(cohort, lead):
    attempt = exam_taken(cohort)
    freeze_confirmed(cohort)
    versions = [item.version for item in attempt.items.order_by("version__question__key")]
    for version in versions:
        choice = Choice(version, "new-key", correct_key(version, "b"))
        correct_frozen(choice=choice, cohort=cohort, reason="clé fausse", by=lead, at=AFTER)
    first, second = Correction.objects.order_by("pk")
    assert first.before["figures"]["E"] == "50.00"
    assert first.after == second.before
    assert second.after["figures"]["E"] == "50.00"


def test_a_jury_decision_stands_while_the_outcome_it_decided_about_does(cohort, lead):
    attempt = exam_taken(cohort)
    freeze_confirmed(cohort)
    FrozenOutcome.objects.update(decided="CR", jury_reason="repêchage")
    version = attempt.items.get(version__question__key="E-1").version
    choice = Choice(version, "new-key", correct_key(version, "d"))
    (proposal,) = preview_correction(choice, cohort)
    assert (proposal.after["computed"], proposal.after["decided"]) == ("ATT", "CR")
    assert not proposal.decision_changes


def test_whoever_was_right_already_does_not_change(cohort, attempts, version, lead):
    preview = preview_regrade(Choice(version, "full"), cohort)
    assert [change.attempt for change in preview.changes] == attempts[1:]
    assert preview.concerned == 3
