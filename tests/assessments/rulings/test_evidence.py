"""The worth of an item under every decision, whatever their order; marking again adds nothing."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading import mark_attempt, mark_attempts
from assessments.models import AttemptGrade, Irregularity, Regrade
from assessments.scoring.evidence import ItemEvidence, Keyed, Ruling, item_worth
from tests.assessments.rulings.room import (
    LATER,
    NOON,
    correct_key,
    make_cohort,
    make_enrolment,
    score_of,
    short_quiz,
    take,
)

OLD, NEW = Keyed("single-v1", ["a"]), Keyed("single-v1", ["b"])


def worth(response, policy="", *, corrected=None, **more):
    ruling = Ruling(policy, corrected) if policy else None
    item = ItemEvidence(1, 1, Decimal(2), OLD, response, ruling=ruling, **more)
    found = item_worth(item)
    return str(found.fraction), str(found.points), found.because


@pytest.mark.parametrize(
    ("response", "policy", "expected"),
    [
        (["a"], "", ("1", "2", "")),
        (["b"], "", ("0", "2", "")),
        (["a"], "new-key", ("0", "2", "new-key")),
        (["b"], "new-key", ("1", "2", "new-key")),
        (["a"], "either-key", ("1", "2", "either-key")),
        (["b"], "either-key", ("1", "2", "either-key")),
        (["c"], "either-key", ("0", "2", "either-key")),
        (None, "full", ("1", "2", "full")),
        (["a"], "left-out", ("1", "0", "left-out")),
    ],
)
def test_policies(response, policy, expected):
    corrected = NEW if policy.endswith("key") else None
    assert worth(response, policy, corrected=corrected) == expected


def test_readers_raise_and_an_irregularity_outweighs_everything_but_left_out():
    assert worth(["c"], read_right=True) == ("1", "2", "reading")
    assert worth(["a"], read_right=True) == ("1", "2", "")
    assert worth(["a"], struck=True) == ("0", "2", "irregularity")
    assert worth(["a"], "full", struck=True) == ("0", "2", "irregularity")
    assert worth(["a"], "left-out", struck=True) == ("1", "0", "left-out")


@given(
    response=st.lists(st.sampled_from("abc"), max_size=1),
    policy=st.sampled_from(["", "new-key", "either-key", "full", "left-out"]),
    read=st.booleans(),
    struck=st.booleans(),
)
def test_worth_stays_in_bounds_and_either_key_never_lowers(response, policy, read, struck):
    corrected = NEW if policy.endswith("key") else None
    fraction, points, _ = worth(
        response, policy, corrected=corrected, read_right=read, struck=struck
    )
    assert 0 <= Fraction(fraction) <= 1
    assert points in ("0", "2")
    if policy == "either-key" and not struck:
        assert Fraction(fraction) >= Fraction(worth(response)[0])


@pytest.fixture
def attempt(db):
    cohort = make_cohort()
    quiz = short_quiz(cohort)
    return take(make_enrolment(cohort), quiz, {"Q01-1": ["a"], "Q01-2": ["b"], "Q01-3": "sltd"})


def test_marking_again_appends_nothing(attempt):
    first = AttemptGrade.objects.get(attempt=attempt)
    assert score_of(attempt) == "66.67"
    assert mark_attempt(attempt=attempt, by=None, at=LATER) == first
    assert AttemptGrade.objects.filter(attempt=attempt).count() == 1


def test_the_newest_regrade_wins_and_its_cause_is_kept(attempt):
    version = attempt.items.get(version__question__key="Q01-2").version
    corrected = correct_key(version, "b")
    for policy, at in (("full", NOON), ("left-out", LATER), ("new-key", LATER)):
        regrade = Regrade.objects.create(
            version=version,
            policy=policy,
            corrected=corrected if policy == "new-key" else None,
            reason="x",
            made_at=at,
        )
        regrade.attempts.add(attempt)
    cause = AttemptGrade.Cause.REGRADE
    changes = mark_attempts([attempt], by=None, at=LATER, cause=cause, reason="clé fausse")
    assert [str(change.score) for change in changes] == ["100.00"]
    grade = AttemptGrade.objects.filter(attempt=attempt).latest("pk")
    assert (grade.cause, grade.reason) == ("regrade", "clé fausse")
    assert mark_attempts([attempt], by=None, at=LATER, cause=cause) == []


def test_a_question_left_out_leaves_the_denominator(attempt):
    version = attempt.items.get(version__question__key="Q01-2").version
    regrade = Regrade.objects.create(version=version, policy="left-out", reason="x", made_at=LATER)
    regrade.attempts.add(attempt)
    mark_attempt(attempt=attempt, by=None, at=LATER, cause="regrade")
    assert score_of(attempt) == "100.00"


def test_an_irregularity_strikes_one_item_until_it_is_lifted(attempt):
    struck = Irregularity.objects.create(
        enrolment=attempt.enrolment,
        item=attempt.items.get(version__question__key="Q01-1"),
        facts="x",
        heard_on=NOON.date(),
        hearing="x",
        reason="x",
        decided_at=LATER,
    )
    mark_attempt(attempt=attempt, by=None, at=LATER, cause="irregularity")
    assert score_of(attempt) == "33.33"
    struck.lifted_at = LATER
    struck.save()
    mark_attempt(attempt=attempt, by=None, at=LATER, cause="irregularity")
    assert score_of(attempt) == "66.67"


def test_many_attempts_take_the_queries_of_one(attempt, django_assert_num_queries):
    cohort = attempt.enrolment.cohort
    others = [
        take(make_enrolment(cohort, position=n), attempt.quiz, {"Q01-3": "autre"}) for n in (2, 3)
    ]
    with django_assert_num_queries(7):
        mark_attempts([attempt], by=None, at=LATER, cause="regrade")
    with django_assert_num_queries(7):
        mark_attempts([attempt, *others], by=None, at=LATER, cause="regrade")
