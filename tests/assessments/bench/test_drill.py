"""The drill: a question, the answer worked out, the next specimen; nothing is kept but a tally."""

import re

import pytest
from django.contrib.sessions.models import Session

from assessments.mrz.exercises import TASKS, exercise
from assessments.mrz.generating import FORMATS
from assessments.mrz.sheets import next_seed
from tests.assessments.player.room import address, queries, running_cohort, signed_in
from tests.factories.courses import make_enrolment
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    return signed_in(make_enrolment(running_cohort()).user)


def at(task, seed="K7M2Q4", language="en"):
    return address("document-exercise", task, seed, language=language)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("task", TASKS)
def test_each_level_asks_and_explains_in_both_languages(browser, task, language):
    drawn = exercise("K7M2Q4", task=task, formats=FORMATS)
    page = browser.get(at(task, language=language)).content.decode()
    assert 'role="img"' in page and 'name="answer"' in page
    for line in drawn.shown:
        assert line.replace("<", "&lt;") in page
    response = browser.post(at(task, language=language), {"answer": drawn.answer}, follow=True)
    solved = response.content.decode()
    assert ("Juste" if language == "fr" else "Right") in solved
    assert at(task, next_seed("K7M2Q4"), language=language) in solved
    for line in drawn.specimen.lines:
        assert line.replace("<", "&lt;") in solved


@pytest.mark.parametrize("task", ["digit", "composite", "name"])
def test_what_is_asked_is_not_in_the_page(browser, task):
    drawn = exercise("K7M2Q4", task=task, formats=FORMATS)
    page = browser.get(at(task)).content.decode()
    full = [line for line in drawn.specimen.lines if line not in drawn.shown]
    assert len(full) == 1
    assert full[0].replace("<", "&lt;") not in page


def test_the_worked_sum_stands_under_a_wrong_answer(browser):
    drawn = exercise("K7M2Q4", task="digit", formats=FORMATS)
    wrong = str((int(drawn.answer) + 1) % 10)
    page = browser.post(at("digit"), {"answer": wrong}, follow=True).content.decode()
    assert "Not right" in page
    steps = re.findall(r"<li><b>([^<]+)</b><span>(\d+) × (\d)</span><i>(\d+)</i>", page)
    assert "".join(character for character, *_ in steps).replace("&lt;", "<") == drawn.summed
    total = sum(int(product) for *_, product in steps)
    assert f"Sum: {total}." in page and total % 10 == int(drawn.answer)


def test_an_answer_is_counted_once_a_specimen(browser):
    drawn = exercise("K7M2Q4", task="digit", formats=FORMATS)
    for _ in range(2):
        browser.post(at("digit"), {"answer": drawn.answer})
    assert "1 of 1 right" in browser.get(at("digit")).content.decode()
    browser.post(at("digit", "AAAAAA"), {"answer": "x"})
    page = browser.get(address("document-bench", language="en")).content.decode()
    assert "1 of 2 right" in page and "Not tried yet" in page
    assert "Print specimens" not in page
    browser.post(address("account_logout", language="en"))
    assert Session.objects.count() == 0


def test_without_an_answer_it_asks_again(browser):
    page = browser.post(at("wrong-digit"), follow=True).content.decode()
    assert "Give an answer first" in page and "Right answer" not in page


def test_the_way_in_and_wrong_addresses(browser):
    first = browser.get(address("document-drill", "name", language="en"))
    assert first.status_code == 302 and re.search(r"/name/[A-Z0-9]{6}/$", first["Location"])
    assert browser.get(address("document-drill", "guess")).status_code == 404
    assert browser.get(at("guess")).status_code == 404


def test_a_stranger_signs_in_first(client):
    make_user("nobody")
    assert client.get(at("digit")).status_code == 302


def test_a_page_costs_few_queries(browser):
    assert queries(lambda: browser.get(at("wrong-digit"))) <= 6
