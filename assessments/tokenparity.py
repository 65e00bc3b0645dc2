"""Whether two faces of a text name the same dates and the same codes. Pure.

`assessments.parity` compares numbers; this compares what carries figures without being a number: a
month beside a figure, with its day and its year (12 février is 12 February, not 12 March, and two
dates that exchange their days are other dates), and a code of letters and digits (TD3, M05, 5W1H).
Times need nothing of their own: 10 h 30 and 10:30 are both 10 and 30.
"""

import re
from collections import Counter, defaultdict

# Year, month and day; 0 where one is not written.
Date = tuple[int, int, int]

MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
_MONTH = {
    language: {name.lower(): number for number, name in enumerate(names.split(), start=1)}
    for language, names in MONTHS.items()
}
# A month counts only beside a figure, and in English only with its capital: « mars » is also a
# planet, and "pillar 2 may help" has a verb.
_DATE = {
    language: re.compile(
        rf"(?:\b(\d{{1,2}})(?:er|st|nd|rd|th)?\s+)?\b({names})\b(?:,?\s+(\d{{4}})\b|(\s+\d))?",
        re.I if language == "fr" else 0,
    )
    for language, names in ((one, "|".join(words.split())) for one, words in MONTHS.items())
}
# Short names that each language has of its own.
_OTHERWISE = {"QQOQCCP": "5W1H"}
_CODE = re.compile(r"(?<![^\W_])(?=[A-Z0-9]*[A-Z])(?=[A-Z0-9]*\d)[A-Z0-9]{2,}(?![^\W_])")


def dates_in(text: str, language: str) -> dict[Date, list[str]]:
    """The dates of a text with a day or a year beside the month, each with the words it has."""
    found: dict[Date, list[str]] = defaultdict(list)
    for match in _DATE[language].finditer(text):
        day, month, year, figure = match.groups()
        if day or year or figure:
            date = int(year or 0), _MONTH[language][month.lower()], int(day or 0)
            found[date].append(match[0].strip())
    return found


def codes_in(text: str) -> list[str]:
    """Codes in which capital letters and digits are mixed, in order; own short names as one."""
    for own, shared in _OTHERWISE.items():
        text = text.replace(own, shared)
    return _CODE.findall(text)


def token_differences(fr: str, en: str) -> tuple[list[str], list[str]]:
    """What only the French text names, and what only the English one: "TD3", "3 June 2020"."""
    codes = [Counter(codes_in(text)) for text in (fr, en)]
    dates = [dates_in(fr, "fr"), dates_in(en, "en")]
    only = []
    for own, other in ((0, 1), (1, 0)):
        words = [
            written
            for date, places in dates[own].items()
            for written in places[len(dates[other].get(date, ())) :]
        ]
        only.append(sorted([*(codes[own] - codes[other]).elements(), *words]))
    return only[0], only[1]
