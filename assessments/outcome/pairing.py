"""Who may sit in which seat of a micro-teaching lesson (domain 4, pairing rules). Pure.

A breach is never allowed; a doubt (data that is missing or weak) is shown and left to the lead.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

# Breaches.
ONE_PERSON_TWO_SEATS = "one-person-two-seats"
OWN_LESSON = "assesses-own-lesson"
TIE_DECLARED = "chain-of-command-declared"
TIE_ASSUMED = "chain-of-command-assumed"
SAME_NATIONALITY = "no-other-nationality"
NOT_CALIBRATED = "not-calibrated"
NOBODY_NEW = "no-new-assessor"
NOT_ALL_NEW = "assessor-of-annulled-lesson"
# Doubts.
COUNTRY_UNKNOWN = "country-unknown"
SERVICE_UNKNOWN = "service-unknown"
CALIBRATION_UNKNOWN = "no-sample-lessons"
OBSERVER_NOT_CALIBRATED = "observer-not-calibrated"
KNEW_THE_REFERENCE = "calibrated-after-the-reference"
DOUBTS = frozenset(
    {
        COUNTRY_UNKNOWN,
        SERVICE_UNKNOWN,
        CALIBRATION_UNKNOWN,
        OBSERVER_NOT_CALIBRATED,
        KNEW_THE_REFERENCE,
    }
)

# Values that say nothing about where somebody serves.
NO_COUNTRY = frozenset({"", "ZZZ"})
NO_SERVICE = frozenset({"", "other"})


@dataclass(frozen=True)
class Assessor:
    """One of the team. `calibrated` is None while the course has no sample lessons;
    `knew_the_reference` where it was reached only by goes after the reference had been shown."""

    key: int
    country: str = ""
    service: str = ""
    calibrated: bool | None = None
    knew_the_reference: bool = False


@dataclass(frozen=True)
class Teacher:
    """The trainee who gives the lesson; `key` is the person, `ties` the declared superiors."""

    key: int
    country: str = ""
    service: str = ""
    ties: frozenset[int] = frozenset()


@dataclass(frozen=True)
class History:
    """Who assessed before: in the first lesson (a re-sit needs one new assessor), and in annulled
    goes at the same lesson (its repetition needs two new ones, 4.3.6)."""

    first_lesson: frozenset[int] = frozenset()
    annulled: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Finding:
    """A rule that is broken, or a doubt; `person` is whom it concerns, None for the pair."""

    code: str
    person: int | None = None

    @property
    def is_breach(self) -> bool:
        """Whether the seating must be refused."""
        return self.code not in DOUBTS


@dataclass(frozen=True)
class Seating:
    """Three seats; None where nobody sits yet."""

    first: Assessor | None = None
    second: Assessor | None = None
    observer: Assessor | None = None
    history: History = field(default_factory=History)

    def seated(self) -> list[Assessor]:
        """Everybody who sits, blind assessors first."""
        return [one for one in (self.first, self.second, self.observer) if one is not None]

    def blind(self) -> list[Assessor]:
        """The blind assessors who sit."""
        return [one for one in (self.first, self.second) if one is not None]


def findings(teacher: Teacher, seating: Seating) -> list[Finding]:
    """Every breach and doubt of a seating, breaches first. Rules about a pair wait for both."""
    found = [*_of_persons(teacher, seating), *_of_pair(teacher, seating)]
    return sorted(found, key=lambda finding: not finding.is_breach)


def breaches(teacher: Teacher, seating: Seating) -> list[Finding]:
    """Only what must be refused."""
    return [finding for finding in findings(teacher, seating) if finding.is_breach]


def _of_persons(teacher: Teacher, seating: Seating) -> Iterator[Finding]:
    seated = seating.seated()
    keys = [person.key for person in seated]
    for key in sorted(set(keys)):
        if keys.count(key) > 1:
            yield Finding(ONE_PERSON_TWO_SEATS, key)
    for person in seated:
        yield from _of_person(teacher, person)
    for person in seated:
        if person.knew_the_reference:
            yield Finding(KNEW_THE_REFERENCE, person.key)
    for person in seating.blind():
        if person.calibrated is False:
            yield Finding(NOT_CALIBRATED, person.key)
        elif person.calibrated is None:
            yield Finding(CALIBRATION_UNKNOWN, person.key)
    observer = seating.observer
    if observer is not None and observer.calibrated is False:
        yield Finding(OBSERVER_NOT_CALIBRATED, observer.key)


def _of_person(teacher: Teacher, person: Assessor) -> Iterator[Finding]:
    if person.key == teacher.key:
        yield Finding(OWN_LESSON, person.key)
    if person.key in teacher.ties:
        yield Finding(TIE_DECLARED, person.key)
    if person.country in NO_COUNTRY:
        yield Finding(COUNTRY_UNKNOWN, person.key)
    elif person.country == teacher.country:
        if person.service in NO_SERVICE or teacher.service in NO_SERVICE:
            yield Finding(SERVICE_UNKNOWN, person.key)
        elif person.service == teacher.service:
            yield Finding(TIE_ASSUMED, person.key)


def _of_pair(teacher: Teacher, seating: Seating) -> Iterator[Finding]:
    pair = seating.blind()
    if teacher.country in NO_COUNTRY:
        yield Finding(COUNTRY_UNKNOWN)
    annulled = [person for person in pair if person.key in seating.history.annulled]
    for person in annulled:
        yield Finding(NOT_ALL_NEW, person.key)
    if len(pair) < 2:
        return
    known = teacher.country not in NO_COUNTRY
    if known and all(person.country == teacher.country for person in pair):
        yield Finding(SAME_NATIONALITY)
    before = seating.history.first_lesson
    if before and all(person.key in before for person in pair):
        yield Finding(NOBODY_NEW)


def loads(seatings: Mapping[int, Seating]) -> dict[int, int]:
    """How many seats each person holds."""
    counted: dict[int, int] = {}
    for seating in seatings.values():
        for person in seating.seated():
            counted[person.key] = counted.get(person.key, 0) + 1
    return counted
