"""Groups of three for a practical, mixing countries. Pure."""

import random
from collections.abc import Sequence

SIZE = 3


def draw_trios(people: Sequence[tuple[int, str]], *, seed: str) -> list[list[int]]:
    """Groups of (person, country): three each, some of four or two where it does not come out.

    Dealing country by country puts compatriots as far apart as their number allows; the same seed
    gives the same groups.
    """
    if not people:
        return []
    chance = random.Random(seed)  # noqa: S311 - a draw that can be repeated
    count = max(1, round(len(people) / SIZE))
    by_country: dict[str, list[int]] = {}
    for person, country in people:
        by_country.setdefault(country, []).append(person)
    countries = sorted(by_country)
    chance.shuffle(countries)
    dealt: list[int] = []
    for country in sorted(countries, key=lambda one: -len(by_country[one])):
        own = by_country[country]
        chance.shuffle(own)
        dealt += own
    return [dealt[place::count] for place in range(count)]
