"""The pure rules of the register: clock, slips, catch-up days, replayed history."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.attendance import SLIP, ClockRules, is_slip, proposed_status, status_of_arrival
from courses.catchups import places_left, state_of
from courses.registerlog import BrokenHistory, Entry, replay
from courses.workingdays import add_working_days

STARTS = datetime.datetime(2016, 1, 25, 8, tzinfo=datetime.UTC)
ENDS = STARTS + datetime.timedelta(hours=4)
THURSDAY = datetime.date(2016, 1, 28)


@pytest.mark.parametrize(
    ("minutes", "status"), [(-15, "P"), (15, "P"), (16, "L"), (60, "L"), (61, "H"), (240, "P")]
)
def test_a_tap_means_what_the_clock_says_until_the_half_day_is_over(minutes, status):
    at = STARTS + datetime.timedelta(minutes=minutes)
    assert proposed_status(at, starts=STARTS, ends=ENDS) == status


def test_thresholds_are_the_cohorts():
    at = STARTS + datetime.timedelta(minutes=20)
    assert status_of_arrival(at, STARTS) == "L"
    assert status_of_arrival(at, STARTS, ClockRules(late_after=30, half_after=90)) == "P"
    assert status_of_arrival(at, STARTS, ClockRules(late_after=5, half_after=10)) == "H"


def test_a_slip_is_the_same_person_within_five_minutes():
    second = datetime.timedelta(seconds=1)
    assert is_slip(recorded_by=1, recorded_at=STARTS, by=1, at=STARTS + SLIP)
    assert not is_slip(recorded_by=1, recorded_at=STARTS, by=1, at=STARTS + SLIP + second)
    assert not is_slip(recorded_by=1, recorded_at=STARTS, by=2, at=STARTS)
    assert not is_slip(recorded_by=None, recorded_at=STARTS, by=None, at=STARTS)


@pytest.mark.parametrize(
    ("absent", "due"),
    [("2016-01-25", "2016-01-28"), ("2016-01-28", "2016-02-02"), ("2016-01-29", "2016-02-03")],
)
def test_three_working_days_leave_the_weekend_out(absent, due):
    assert add_working_days(datetime.date.fromisoformat(absent), 3).isoformat() == due


def test_a_task_lapses_the_day_after_its_last_and_gives_its_place_back():
    def state(today, *, handed_in=False, validated=False):
        return state_of(handed_in=handed_in, validated=validated, due_on=THURSDAY, today=today)

    friday = THURSDAY + datetime.timedelta(days=1)
    assert (state(THURSDAY), state(THURSDAY, handed_in=True)) == ("open", "handed-in")
    assert (state(friday), state(friday, handed_in=True)) == ("lapsed", "lapsed")
    assert state(friday, handed_in=True, validated=True) == "validated"
    assert places_left(["validated", "open", "lapsed"], at_most=3) == 1
    assert places_left(["validated", "open", "handed-in", "validated"], at_most=3) == 0


STATUSES = st.sampled_from("UPLHJNC")
ACTS = st.lists(st.tuples(st.integers(1, 3), st.integers(1, 4), STATUSES), max_size=40)


def written(acts):
    """The history of a register on which these acts were done."""
    standing: dict = {}
    entries = []
    for person, half_day, after in acts:
        before = standing.get((person, half_day), "U")
        if before != after:
            entries.append(Entry(person, half_day, before, after))
            standing[person, half_day] = after
    return entries, {place: letter for place, letter in standing.items() if letter != "U"}


@given(ACTS)
def test_history_replays_to_what_stands(acts):
    entries, standing = written(acts)
    assert replay(entries) == standing


@given(ACTS, st.data())
def test_a_missing_line_is_noticed_wherever_the_next_one_follows(acts, data):
    entries, _standing = written(acts)
    followed = [
        place
        for place, entry in enumerate(entries)
        if any(entry[:2] == later[:2] for later in entries[place + 1 :])
    ]
    if not followed:
        return
    torn = data.draw(st.sampled_from(followed))
    # The line after the missing one begins with what nobody recorded, unless it is a way back.
    rest = entries[:torn] + entries[torn + 1 :]
    following = next(e for e in entries[torn + 1 :] if e[:2] == entries[torn][:2])
    assert following.before != entries[torn].before
    with pytest.raises(BrokenHistory):
        replay(rest)
