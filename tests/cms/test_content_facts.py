"""The facts in the data files of the lessons."""

import pytest

from cms.collecting import CONTENT, read_file

FILES = sorted((CONTENT / "modules").glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_on_the_day_of_a_change_one_truth_is_shown(file):
    """Both days of a fact count: the earlier one ends the day before the later one begins."""
    facts = read_file(file).get("facts", [])
    begin = {str(fact["valid_from"]): fact["key"] for fact in facts if fact["valid_from"]}
    overlaps = [
        (fact["key"], begin[str(fact["valid_until"])])
        for fact in facts
        if str(fact["valid_until"]) in begin
    ]
    assert overlaps == []
