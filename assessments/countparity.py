"""Whether two faces of a text count the same things the same number of times. Pure.

Two numbers that changed places are the same numbers: « 12 heures et 5 jours » is not "5 hours and
12 days". So a number is compared together with the unit that follows it, wherever both languages
name one that is known here; a sentence that names its counts in another order is right. Measures
(hours, days, per cent) must be the same; of things that are counted a language may have another
word (« participants », "trainees"), and only a thing that stands by another number is a fault.

Counts in words (« trois juges », "four judges", « soixante-douze heures », "two hundred people")
are compared from two upwards, and found fault with only where each language has one that the other
lacks: "both", "a pair", "twice" and « neuf » (new) leave a count without a partner on one side, and
are no mistake. Ordinals and fractions in words are not compared, nor is the order of two figures
that have no unit.
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
_SMALL = {
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"
    " seize",
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen",
}
_TENS = {
    "fr": "vingt trente quarante cinquante soixante",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
}
# « Une quarantaine » is "about forty".
_ROUND = {
    "fr": {
        "vingts": 20,
        "dizaine": 10,
        "douzaine": 12,
        "quinzaine": 15,
        "vingtaine": 20,
        "trentaine": 30,
        "quarantaine": 40,
        "cinquantaine": 50,
        "soixantaine": 60,
        "centaine": 100,
    },
    "en": {"dozen": 12},
}
_HUNDREDS = {"fr": "cents?", "en": "hundred"}
_THOUSANDS = {"fr": "mille", "en": "thousand"}
_VALUE = {
    language: {
        **{word: number for number, word in enumerate(words.split(), start=1)},
        **{word: 10 * number for number, word in enumerate(_TENS[language].split(), start=2)},
        **_ROUND[language],
    }
    for language, words in _SMALL.items()
}
_JOINED = {"fr": r"(?:-et-|\set\s(?=une?\b|onze\b)|-)", "en": r"(?:-)"}
# Words of one number: joined by hyphens, or standing beside « cent » and « mille ».
_COUNT = {
    language: re.compile(
        rf"(?<![\w-])(?:(?P<before>{under})\s)?"
        rf"(?P<many>{_HUNDREDS[language]}|{_THOUSANDS[language]})"
        rf"(?:\s(?:and\s)?(?P<after>{under}))?(?![\w-])|(?<![\w-]){under}(?![\w-])",
        re.I,
    )
    for language in _SMALL
    for word in ["|".join([*_VALUE[language], *(["une"] if language == "fr" else [])])]
    for under in [rf"(?:{word})(?:{_JOINED[language]}(?:{word}))*"]
}
# « Pour cent » is a unit.
_PER_CENT = re.compile(r"\bpour[\s\u00a0\u202f]cent\b", re.I)

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
    written = [_counts(text, language) for text, language in ((fr, "fr"), (en, "en"))]
    stated = [
        Counter([*(Decimal(value) for value, _ in words), *figures[side]])
        for side, words in enumerate(written)
    ]
    only = [stated[0] - stated[1], stated[1] - stated[0]]
    lacking = [
        sorted({word for value, word in written[side] if value in only[side]}) for side in (0, 1)
    ]
    both = all(any(value >= 2 for value in side) for side in only)
    return (lacking[0], lacking[1]) if both else ([], [])


def _counts(text: str, language: str) -> list[tuple[int, str]]:
    """Each count in words from two upwards: what it is worth, and as it is written."""
    found = []
    for match in _COUNT[language].finditer(_PER_CENT.sub(" ", text)):
        if match["many"]:
            many = 1000 if re.fullmatch(_THOUSANDS[language], match["many"], re.I) else 100
            value = _small(match["before"] or "", language) or 1
            value = value * many + _small(match["after"] or "", language)
        else:
            value = _small(match[0], language)
        if value > 1:
            found.append((value, match[0].lower()))
    return found


def _small(words: str, language: str) -> int:
    """A number below a hundred; « quatre-vingts » is four times twenty."""
    value = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word.startswith("vingt") and value == 4:
            value = 80
        else:
            value += _VALUE[language].get("un" if word == "une" else word, 0)
    return value


def _units(figures: Iterable[Figure], language: str) -> dict[Decimal, list[tuple[int, str]]]:
    found: dict[Decimal, list[tuple[int, str]]] = defaultdict(list)
    for value, after in figures:
        match = _UNIT[language].match(after)
        found[value].append(
            (match.lastindex, match[match.lastindex]) if match and match.lastindex else (0, "")
        )
    return found
