import datetime

import pytest
from django.utils import translation

from cms.blocks.dates import in_words
from courses.validity import ALWAYS, COMING, CURRENT, ENDED, validity_on

FEBRUARY_2016 = datetime.date(2016, 2, 12)
IN_2016 = (datetime.date(2016, 1, 1), datetime.date(2016, 12, 31))


@pytest.mark.parametrize(
    ("day", "begins", "ends", "expected"),
    [
        (FEBRUARY_2016, *IN_2016, CURRENT),
        (datetime.date(2016, 1, 1), *IN_2016, CURRENT),
        (datetime.date(2016, 12, 31), *IN_2016, CURRENT),
        (datetime.date(2015, 12, 31), *IN_2016, COMING),
        (datetime.date(2017, 1, 1), *IN_2016, ENDED),
        (datetime.date(2026, 1, 1), *IN_2016, ENDED),
        (FEBRUARY_2016, None, None, ALWAYS),
        (FEBRUARY_2016, None, datetime.date(2015, 12, 31), ENDED),
        (FEBRUARY_2016, datetime.date(2016, 7, 11), None, COMING),
    ],
)
def test_validity_on(day, begins, ends, expected):
    assert validity_on(day, begins, ends) == expected


@pytest.mark.parametrize(
    ("language", "date", "words"),
    [
        ("fr", datetime.date(2016, 1, 1), "1er janvier 2016"),
        ("fr", datetime.date(2016, 2, 11), "11 février 2016"),
        ("en", datetime.date(2016, 1, 1), "1 January 2016"),
        ("fr", None, ""),
    ],
)
def test_dates_in_words(language, date, words):
    with translation.override(language):
        assert in_words(date) == words
