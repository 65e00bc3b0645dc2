"""Who starts with form A and who with form B. Pure: the same seed assigns the same.

Method `strata-alternate-v1`: people are put in the order of their language, then of their country,
then of the seed, and forms alternate along that line. So the class is halved to within one person,
and so is each language, and each country within a language.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.selection import rank

A, B = "A", "B"


@dataclass(frozen=True)
class Sitter:
    """Somebody to assign: `key` identifies, `language` and `country` balance."""

    key: str
    language: str
    country: str


def assign(people: Iterable[Sitter], *, seed: str) -> dict[str, str]:
    """key → A or B, the form of the pre-test; the post-test takes the other one."""
    line = sorted(people, key=lambda p: (p.language, p.country, rank(seed, "forms", p.key)))
    start = int(rank(seed, "forms", "first"), 16) % 2
    return {person.key: (A, B)[(start + place) % 2] for place, person in enumerate(line)}


def assign_one(person: Sitter, assigned: Iterable[tuple[Sitter, str]], *, seed: str) -> str:
    """The form of somebody who joins later: the rarer one among those most like them.

    Looked at in turn: same language and country, same language, everybody; then the seed decides.
    """
    others = list(assigned)
    circles = (
        [f for p, f in others if (p.language, p.country) == (person.language, person.country)],
        [f for p, f in others if p.language == person.language],
        [f for _, f in others],
    )
    for forms in circles:
        if forms.count(A) != forms.count(B):
            return A if forms.count(A) < forms.count(B) else B
    return (A, B)[int(rank(seed, "forms", person.key), 16) % 2]
