"""Whether two faces of a text name the same months and the same codes. Pure.

`assessments.parity` compares numbers; this compares what carries figures without being a number: a
month beside a figure (12 février is 12 February, not 12 March) and a code of letters and digits
(TD3, M05, 5W1H). Times need nothing of their own: 10 h 30 and 10:30 are both 10 and 30.
"""

import re
from collections import Counter

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
_BESIDE = {
    language: re.compile(
        rf"\d(?:er|st|nd|rd|th)?\s+({names})\b|\b({names})\s+\d", re.I if language == "fr" else 0
    )
    for language, names in ((one, "|".join(words.split())) for one, words in MONTHS.items())
}
# Short names that each language has of its own.
_OTHERWISE = {"QQOQCCP": "5W1H"}
_CODE = re.compile(r"(?<![^\W_])(?=[A-Z0-9]*[A-Z])(?=[A-Z0-9]*\d)[A-Z0-9]{2,}(?![^\W_])")


def months_in(text: str, language: str) -> list[int]:
    """The months of the dates of a text, 1 to 12, in order."""
    return [
        _MONTH[language][(match.group(1) or match.group(2)).lower()]
        for match in _BESIDE[language].finditer(text)
    ]


def codes_in(text: str) -> list[str]:
    """Codes in which capital letters and digits are mixed, in order; own short names as one."""
    for own, shared in _OTHERWISE.items():
        text = text.replace(own, shared)
    return _CODE.findall(text)


def token_differences(fr: str, en: str) -> tuple[list[str], list[str]]:
    """What only the French text names, and what only the English one: "TD3", "month 2"."""
    ours, theirs = (
        Counter([*codes_in(text), *(f"month {month}" for month in months_in(text, language))])
        for text, language in ((fr, "fr"), (en, "en"))
    )
    return sorted((ours - theirs).elements()), sorted((theirs - ours).elements())
