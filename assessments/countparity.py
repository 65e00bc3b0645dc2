"""Whether two faces of a text count the same things the same number of times. Pure.

Two numbers that changed places are the same numbers: « 12 heures et 5 jours » is not "5 hours and
12 days". So a number is compared together with the unit that follows it, wherever both languages
name one that is known here; a sentence that names its counts in another order is right. Measures
(hours, days, per cent) must be the same; of things that are counted a language may have another
word (« participants », "trainees"), and only a thing that stands by another number is a fault.

Counts in words (« trois juges », "four judges") are compared from two to twelve, and found fault
with only where each language has one that the other lacks: "both", "a pair", "twice" and « neuf »
(new) leave a count without a partner on one side, and are no mistake.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

# What follows a figure, French against English: first measures, then what this course counts.
_MEASURES = (
    (r"s|secondes?", r"s|seconds?"),
    (r"min|minutes?", r"min|minutes?"),
    (r"h|heures?", r"h|hours?|hrs?"),
    (r"demi-journées?", r"half-days?"),
    (r"jours?|journées?", r"days?"),
    (r"nuits?", r"nights?"),
    (r"semaines?", r"weeks?"),
    (r"mois", r"months?"),
    (r"ans?|années?", r"years?"),
    (r"%", r"%|per ?cent"),
    (r"points?|pts?", r"points?|pts?|marks?"),
    (r"mm", r"mm"),
    (r"cm", r"cm"),
    (r"m|mètres?", r"m|metres?"),
    (r"km|kilomètres?", r"km|kilometres?"),
)
_THINGS = (
    (r"personnes?", r"persons?|people"),
    (r"stagiaires?", r"trainees?"),
    (r"participants?|participantes?", r"participants?"),
    (r"formateurs?|formatrices?", r"trainers?|facilitators?"),
    (r"agents?", r"officers?"),
    (r"voyageurs?|voyageuses?", r"travellers?"),
    (r"enfants?", r"children|child"),
    (r"pays", r"countr(?:y|ies)"),
    (r"postes?", r"posts?"),
    (r"modules?", r"modules?"),
    (r"séances?", r"sessions?"),
    (r"questions?", r"questions?|items?"),
    (r"réponses?", r"answers?"),
    (r"documents?", r"documents?"),
    (r"passeports?", r"passports?"),
    (r"véhicules?", r"vehicles?"),
    (r"pages?", r"pages?"),
    (r"lignes?", r"lines?|rows?"),
    (r"caractères?", r"characters?"),
    (r"critères?", r"criteri(?:on|a)"),
    (r"groupes?", r"groups?"),
    (r"fois", r"times?"),
)
_UNITS = _MEASURES + _THINGS
_SIDE = {"fr": 0, "en": 1}
_BETWEEN = r"[\s\u00a0\u202f-]*"
_UNIT = {
    language: re.compile(
        _BETWEEN + "(?:" + "|".join(rf"({unit[side]})" for unit in _UNITS) + r")(?![^\W\d_]|-\w)",
        re.I,
    )
    for language, side in _SIDE.items()
}
_COUNTS = {
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze",
    "en": "two three four five six seven eight nine ten eleven twelve",
}
_VALUE = {
    language: {word: number for number, word in enumerate(words.split(), start=2)}
    for language, words in _COUNTS.items()
}
_WORD = re.compile(r"[^\W\d_]+")

# A figure and the text that follows it.
Figure = tuple[Decimal, str]


def unit_differences(fr: Iterable[Figure], en: Iterable[Figure]) -> tuple[list[str], list[str]]:
    """Figures whose unit is another one in the other language, as each language writes them.

    A figure is compared where each of its places in both languages has a known unit.
    """
    ours, theirs = _units(fr, "fr"), _units(en, "en")
    everywhere = {kind for places in theirs.values() for kind, _ in places}
    found: tuple[list[str], list[str]] = ([], [])
    for value in ours.keys() & theirs.keys():
        kinds = [Counter(kind for kind, _ in side[value]) for side in (ours, theirs)]
        if any(0 in kind for kind in kinds) or kinds[0] == kinds[1]:
            continue
        gone, come = kinds[0] - kinds[1], kinds[1] - kinds[0]
        if not everywhere & gone.keys() and max([*gone, *come]) > len(_MEASURES):
            continue
        for words, side in zip(found, (ours, theirs), strict=True):
            words += [f"{value} {written}" for _kind, written in side[value]]
    return sorted(found[0]), sorted(found[1])


def count_differences(
    fr: str, en: str, figures: tuple[Sequence[Decimal], Sequence[Decimal]]
) -> tuple[list[str], list[str]]:
    """Counts in words that the other language has neither in words nor among its `figures`.

    Nothing unless both languages have one.
    """
    written = [
        [
            (_VALUE[language][word], word)
            for word in map(str.lower, _WORD.findall(text))
            if word in _VALUE[language]
        ]
        for text, language in ((fr, "fr"), (en, "en"))
    ]
    stated = [
        Counter([*(Decimal(value) for value, _ in words), *figures[side]])
        for side, words in enumerate(written)
    ]
    only = [stated[0] - stated[1], stated[1] - stated[0]]
    lacking = [
        sorted({word for value, word in written[side] if value in only[side]}) for side in (0, 1)
    ]
    both = all(any(2 <= value <= 12 for value in side) for side in only)
    return (lacking[0], lacking[1]) if both else ([], [])


def _units(figures: Iterable[Figure], language: str) -> dict[Decimal, list[tuple[int, str]]]:
    found: dict[Decimal, list[tuple[int, str]]] = defaultdict(list)
    for value, after in figures:
        match = _UNIT[language].match(after)
        found[value].append(
            (match.lastindex, match[match.lastindex]) if match and match.lastindex else (0, "")
        )
    return found
