"""Contents and progress inside a lesson, the whole of it to print, and what is fetched ahead."""

import re

import pytest

from cms.reading import finish_reading, open_lesson
from tests.cms.trial import make_reader, make_trial_cohort
from tests.factories.assessments import LONG_AGO
from tests.factories.courses import make_colleague

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_course")]
START = "/en/lessons/trial/m01/"
AHEAD = re.compile(r'data-prefetch="([^"]+)"')


@pytest.fixture
def reader(client):
    user, _ = make_reader()
    client.force_login(user)
    return user


def _read(user, number):
    reading = open_lesson(
        user=user, course_key="trial", slug="m01", language="en", today=LONG_AGO.date()
    )
    assert reading is not None
    finish_reading(reading=reading, number=number, at=LONG_AGO)


def _text(client, address, **headers):
    return client.get(address, headers=headers).content.decode()


def test_a_section_knows_its_place_and_how_far_the_reader_is(client, reader):
    _read(reader, 1)
    text = _text(client, START + "2/")
    assert f'<a href="{START}2/" aria-current="page">' in text
    assert f'<a href="{START}1/">' in text
    assert "1 section of 2 read" in text
    assert 'aria-label="Sections read: 1 of 2"' in text


def test_a_colleague_has_contents_and_no_progress(client):
    client.force_login(make_colleague(make_trial_cohort(), "facilitator"))
    text = _text(client, START + "1/")
    assert f'<a href="{START}2/">' in text
    assert "Sections read" not in text
    assert AHEAD.findall(text) == [START + "2/"]


def test_the_whole_lesson_on_one_page_with_its_answers(client, reader):
    text = _text(client, START + "whole/")
    assert text.count("<h2>") >= 3
    assert text.count('<details class="check" open>') == text.count('<details class="check') > 0
    assert "data-print" in text


def test_the_first_section_is_fetched_ahead_but_not_for_who_saves_data(client, reader):
    answer = client.get(START)
    assert AHEAD.findall(answer.content.decode()) == [START + "1/"]
    assert "Save-Data" in answer.headers["Vary"]
    assert AHEAD.findall(_text(client, START, **{"Save-Data": "on"})) == []


def test_a_page_that_the_button_changes_is_not_fetched_ahead(client, reader):
    assert AHEAD.findall(_text(client, START + "1/")) == []
    _read(reader, 1)
    assert AHEAD.findall(_text(client, START + "1/")) == [START + "2/"]


def test_after_the_last_section_the_next_lesson_is_named(client, reader):
    assert "Next lesson:" not in _text(client, START)
    for number in (1, 2):
        _read(reader, number)
    text = _text(client, START)
    assert "M02 · The second module" in text
    assert AHEAD.findall(text) == ["/en/lessons/trial/m02/"]
