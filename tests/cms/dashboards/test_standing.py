"""Attendance as figures, against registers counted by hand (R2, R3, N-TR-3)."""

import datetime
from decimal import Decimal

import pytest

from assessments.outcome.attendance import STATUS_FIELDS, Register, attendance_interval
from assessments.outcome.ruleset import RULES_V1
from cms.dashboards.risk import flags_of
from cms.dashboards.standing import credits_earned, credits_needed, stand, stand_on
from courses.reports import read_register
from tests.factories.courses import fill_register, make_cohort, make_enrolment


@pytest.mark.parametrize(
    ("line", "ended", "figures", "state"),
    [
        # needed, credits, left, unrecorded
        ("P" * 21 + "N" * 3 + "U" * 6, 0, ("24", "21", 6, 0), "possible"),
        ("P" * 24 + "U" * 6, 0, ("24", "24", 6, 0), "reached"),
        ("P" * 22 + "C" + "J" * 7, 0, ("24", "23", 0, 0), "out-of-reach"),
        # 28 held: 22.4 is reached by 22.5, as in case T06.
        ("P" * 20 + "LLH" + "J" * 5 + "XX", 0, ("22.5", "22.5", 0, 0), "reached"),
        ("P" * 23 + "J" * 6 + "U", 1, ("24", "23", 0, 1), "possible"),
        # A fourth catch-up earns nothing.
        ("P" * 20 + "CCCC" + "J" * 6, 0, ("24", "23", 0, 0), "out-of-reach"),
        ("X" * 30, 0, ("0", "0", 0, 0), "reached"),
    ],
)
def test_figures(line, ended, figures, state):
    standing = stand_on(line, ended=ended, rules=RULES_V1)
    needed, credits, left, unrecorded = figures
    assert (standing.needed, standing.credits) == (Decimal(needed), Decimal(credits))
    assert (standing.left, standing.unrecorded) == (left, unrecorded)
    assert standing.state == state


def percentage(register):
    interval = attendance_interval(register, rules=RULES_V1)
    assert interval is not None
    return interval.low


@pytest.mark.parametrize("held", range(1, 31))
def test_needed_is_the_least_that_the_rules_accept(held):
    """One half credit less is below 80.00 by the rounded percentage that is judged."""
    needed = credits_needed(held, rules=RULES_V1)
    halves = int(needed * 2)

    def percent(halves):
        register = Register(
            present=halves // 2, half=halves % 2, unjustified=held - halves // 2 - halves % 2
        )
        return percentage(register)

    assert percent(halves) >= 80
    assert percent(halves - 1) < 80


@pytest.mark.parametrize("line", ["PPLHCJN", "CCCCC", "HHH", "PXXU", "NJNJ"])
def test_credits_agree_with_the_rules_percentage(line):
    counts = Register(**{STATUS_FIELDS[s]: line.count(s) for s in set(line)})
    low = percentage(counts)
    exact = 100 * credits_earned(counts, rules=RULES_V1) / counts.held
    assert abs(exact - low) <= Decimal("0.005")


@pytest.mark.django_db
def test_blank_lines_are_left_or_unrecorded_by_the_clock():
    cohort = make_cohort()
    trainee = make_enrolment(cohort)
    fill_register(trainee, "PPPU")
    at = cohort.half_days.get(number=5).starts_at
    standing = stand(read_register(cohort), trainee.pk, rules=RULES_V1, at=at)
    assert standing.credits == 3
    assert (standing.unrecorded, standing.left) == (1, 26)
    evening = cohort.half_days.get(number=5).ends_at + datetime.timedelta(minutes=1)
    later = stand(read_register(cohort), trainee.pk, rules=RULES_V1, at=evening)
    assert (later.unrecorded, later.left) == (2, 25)


def codes(line, *, quizzes=(), missed=0, practicals=()):
    standing = stand_on(line, ended=0, rules=RULES_V1)
    found = flags_of(standing, quizzes=list(quizzes), missed=missed, practicals=list(practicals))
    return [flag.code for flag in found]


def test_flags():
    safe = "P" * 14 + "U" * 16
    assert codes(safe) == []
    assert codes("N" * 4 + "U" * 26) == ["attendance-close"]
    assert codes("N" * 7 + "U" * 23) == ["attendance-lost"]
    assert codes(safe, missed=2) == ["quizzes-missed"]
    assert codes(safe, missed=1) == []
    assert codes(safe, quizzes=[Decimal(50), Decimal(59)]) == ["quizzes-low"]
    assert codes(safe, quizzes=[Decimal(50), Decimal(60)]) == []
    assert codes(safe, practicals=[Decimal(50)]) == ["practicals-low"]
