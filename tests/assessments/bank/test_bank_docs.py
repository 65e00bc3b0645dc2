"""docs/question-bank.md says what the code does."""

import re
from pathlib import Path

from assessments import facestates, publishing
from assessments.bank_wording import sentences_of_missing
from assessments.bankqueuing import SOON
from assessments.publishing import Missing

PAGE = Path(__file__).resolve().parents[3] / "docs" / "question-bank.md"


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table under a heading."""
    part = PAGE.read_text("utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_states_of_a_face():
    told = {(state, event): becomes for state, event, becomes in rows("States of a face")}
    assert told == facestates.TRANSITIONS
    assert {state for state, _ in told} | set(told.values()) == set(facestates.STATES)
    assert {event for _, event in told} == set(facestates.EVENTS)


def test_what_publication_wants():
    codes = {
        value
        for name, value in vars(publishing).items()
        if name.isupper() and isinstance(value, str) and re.fullmatch(r"[a-z-]+", value)
    }
    told = [code.strip("`") for code, _ in rows("Before a version is published")]
    assert sorted(told) == sorted(codes)
    for code in codes:
        (sentence,) = sentences_of_missing([Missing(code, "fr")])
        assert sentence.strip()


def test_the_days_of_the_expiring_list():
    assert f"within {SOON.days} days" in PAGE.read_text("utf-8")
