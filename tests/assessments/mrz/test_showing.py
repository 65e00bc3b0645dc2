"""What a page gets of an exercise: nothing that tells the answer before, everything after."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.mrz.digits import check_digit
from assessments.mrz.drawing import BACK, FRONT
from assessments.mrz.exercises import CHANGED, TASKS, WRITE_NAME, exercise
from assessments.mrz.generating import FORMATS
from assessments.mrz.layouts import LAYOUTS, TD1, TD3, cut
from assessments.mrz.showing import checks_of, page_of, solution_of


@pytest.mark.parametrize("task", TASKS)
def test_a_card_shows_its_front_where_its_data_are_asked_for(task):
    card = page_of(exercise("s", task=task, formats=[TD1]))
    assert card.faces == ((FRONT, BACK) if task in (WRITE_NAME, CHANGED) else (BACK,))
    assert page_of(exercise("s", task=task, formats=[TD3])).faces == (FRONT,)


@given(seed=st.text(max_size=8), task=st.sampled_from(TASKS))
def test_options_show_what_stands_in_the_zone(seed, task):
    drawn = exercise(seed, task=task, formats=FORMATS)
    page, layout = page_of(drawn), LAYOUTS[drawn.specimen.format]
    assert [option.code for option in page.options] == list(drawn.options)
    for option in page.options:
        name = option.code.partition("-")[2]
        if option.digit:
            assert option.digit == cut(drawn.shown, layout.digits[name])
        if option.text:
            assert cut(drawn.shown, layout.fields[name]).startswith(option.text)


@given(seed=st.text(max_size=8), task=st.sampled_from(TASKS))
def test_the_solution_marks_and_works_out_what_is_wrong(seed, task):
    drawn = exercise(seed, task=task, formats=FORMATS)
    solution = solution_of(drawn)
    for check in solution["checks"]:
        assert check.total == 10 * check.tens + int(check.digit)
        assert check.digit == check_digit(check.text)
        assert check.is_right == (check.name not in solution["wrong"])
    assert solution["lines"] == drawn.specimen.lines
    if drawn.target:
        assert solution["spans"] == drawn.spans
        assert [check.name for check in solution["checks"]] in ([drawn.target], [])
    else:
        assert bool(solution["spans"]) == (drawn.answer != "none")


def test_a_digit_over_an_illegal_character_is_not_worked_out():
    lines = list(exercise("s", task=WRITE_NAME, formats=[TD3]).specimen.lines)
    lines[1] = "é" + lines[1][1:]
    names = [check.name for check in checks_of(lines, TD3)]
    assert names == ["birth", "expiry", "optional"]
