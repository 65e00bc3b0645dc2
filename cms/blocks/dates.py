"""Dates in the words of the active language."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import get_language


def in_words(date: datetime.date | None) -> str:
    """« 1er janvier 2015 », “12 February 2016”; empty for no date.

    The first of a month is an ordinal in French, which no format of Django can say.
    """
    if date is None:
        return ""
    words = date_format(date, "DATE_FORMAT")
    if date.day == 1 and (get_language() or "").startswith("fr"):
        return words.replace("1 ", "1er ", 1)
    return words
