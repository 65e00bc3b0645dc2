"""Exercises by seed: what is asked can be answered from what is shown, and only one way."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.mrz.digits import check_digit
from assessments.mrz.exercises import (
    CHANGED,
    HIDDEN,
    ILL_FORMED,
    LAST_DIGIT,
    ONE_DIGIT,
    TASKS,
    WRITE_NAME,
    WRONG_DIGIT,
    exercise,
    is_right,
    read_answer,
)
from assessments.mrz.generating import FORMATS
from assessments.mrz.names import written
from assessments.mrz.planting import NOTHING, shows
from assessments.mrz.reading import findings

SEEDS = st.text(max_size=12)


@given(seed=SEEDS, task=st.sampled_from([ONE_DIGIT, LAST_DIGIT]))
def test_the_hidden_digit_is_the_one_of_the_characters_shown(seed, task):
    drawn = exercise(seed, task=task, formats=FORMATS)
    assert check_digit(drawn.summed) == drawn.answer
    assert sum(line.count(HIDDEN) for line in drawn.shown) == 1
    assert HIDDEN not in drawn.summed
    line, start, _ = drawn.spans[-1]
    assert drawn.shown[line][start] == HIDDEN


@given(seed=SEEDS)
def test_the_name_asked_for_has_one_right_form(seed):
    drawn = exercise(seed, task=WRITE_NAME, formats=FORMATS)
    page = drawn.specimen.document
    assert drawn.answer == "<<".join(filter(None, map(written, (page.surname, page.given))))
    assert drawn.answer not in "".join(drawn.shown)


@given(seed=SEEDS, task=st.sampled_from([WRONG_DIGIT, ILL_FORMED, CHANGED]))
def test_the_answer_is_the_option_that_checking_the_lines_finds(seed, task):
    drawn = exercise(seed, task=task, formats=FORMATS)
    assert drawn.shown == drawn.specimen.lines
    found = {finding.code for finding in findings(drawn.shown)}
    assert [one for one in drawn.options if shows(one) == found] == [drawn.answer]


@pytest.mark.parametrize("task", [WRONG_DIGIT, ILL_FORMED])
def test_now_and_then_nothing_is_wrong(task):
    answers = [exercise(str(n), task=task, formats=FORMATS).answer for n in range(200)]
    assert 20 < answers.count(NOTHING) < 70
    assert set(answers) == {
        option for f in FORMATS for option in exercise("x", task=task, formats=[f]).options
    }


@pytest.mark.parametrize(
    ("task", "typed", "read"),
    [
        (ONE_DIGIT, " 7 ", "7"),
        (WRITE_NAME, "bah<<hawa<<<", "BAH<<HAWA"),
        (WRONG_DIGIT, "digit-birth", "digit-birth"),
    ],
)
def test_what_is_typed_is_read_kindly(task, typed, read):
    assert read_answer(task, typed) == read
    assert is_right(read, read)
    assert not is_right("0", "O")


def test_an_unknown_task_is_refused():
    with pytest.raises(KeyError):
        exercise("s", task="guess", formats=FORMATS)


def test_what_a_seed_asks_is_frozen():
    """As the generator: never mend this, write a new one."""
    rows = [
        [seed, task, drawn.specimen.format, drawn.target, drawn.answer, *drawn.shown]
        for seed in "abcdefghij"
        for task in TASKS
        for drawn in [exercise(seed, task=task, formats=FORMATS)]
    ]
    assert hashlib.sha256(json.dumps(rows).encode()).hexdigest() == FROZEN


FROZEN = "3c824273b383313c2e67bb157c1b08807a4f05646ee9f7754c2d816c19adbc92"
