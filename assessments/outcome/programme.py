"""Drawing up the turns of the micro-teaching: who teaches when, where and before whom. Pure."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from assessments.outcome.pairing import Assessor, History, Seating, Teacher, breaches, loads


@dataclass(frozen=True)
class Turn:
    """One lesson: the teacher's key, the number of the slot and of the room, the seats."""

    teacher: int
    slot: int
    room: int
    seating: Seating


def draw_turns(
    teachers: Sequence[Teacher],
    team: Sequence[Assessor],
    *,
    slots: int,
    rooms: int,
    seed: str,
    histories: Mapping[int, History] | None = None,
    taken: Mapping[int, Seating] | None = None,
) -> list[Turn]:
    """Turns for as many teachers as slots and team allow; the same seed gives the same turns.

    In one slot a person sits in one room and teaches in none. The load is spread evenly: the three
    persons with the fewest seats so far (those of `taken` included) are chosen, ties by seed. A
    teacher for whom few trios are allowed goes first. Whoever finds no place is left out.
    """
    chance = random.Random(seed)  # noqa: S311 - a draw that can be repeated
    histories = histories or {}
    waiting = list(teachers)
    chance.shuffle(waiting)
    load = {person.key: 0 for person in team} | loads(taken or {})
    order = {person.key: chance.random() for person in team}
    allowed = {
        teacher.key: _allowed(teacher, team, histories.get(teacher.key, History()))
        for teacher in waiting
    }
    waiting.sort(key=lambda teacher: len(allowed[teacher.key]))
    turns = []
    for slot in range(slots):
        busy: set[int] = set()
        for room in range(rooms):
            found = _next(waiting, allowed, busy, load, order)
            if found is None:
                break
            teacher, seating = found
            waiting.remove(teacher)
            busy |= {teacher.key, *(person.key for person in seating.seated())}
            for person in seating.seated():
                load[person.key] += 1
            turns.append(Turn(teacher.key, slot, room, seating))
    return turns


def draw_themes(people: Iterable[int], themes: Sequence[str], *, seed: str) -> dict[int, str]:
    """A theme for everybody (domain 1.5: drawn); none twice before each was drawn once."""
    chance = random.Random(f"{seed}:themes")  # noqa: S311
    drawn: dict[int, str] = {}
    pack: list[str] = []
    for person in sorted(people):
        if not themes:
            break
        if not pack:
            pack = list(themes)
            chance.shuffle(pack)
        drawn[person] = pack.pop()
    return drawn


def _allowed(teacher: Teacher, team: Sequence[Assessor], history: History) -> list[Seating]:
    """Every seating without a breach; who of a pair is first says nothing and is drawn later."""
    found = []
    for trio in combinations(team, 3):
        for observer in trio:
            first, second = (person for person in trio if person is not observer)
            seating = Seating(first, second, observer, history)
            if not breaches(teacher, seating):
                found.append(seating)
    return found


def _next(
    waiting: Sequence[Teacher],
    allowed: Mapping[int, list[Seating]],
    busy: set[int],
    load: Mapping[int, int],
    order: Mapping[int, float],
) -> tuple[Teacher, Seating] | None:
    for teacher in waiting:
        if teacher.key in busy:
            continue
        free = [
            seating
            for seating in allowed[teacher.key]
            if not busy & {person.key for person in seating.seated()}
        ]
        if free:
            return teacher, min(free, key=lambda seating: _weight(seating, load, order))
    return None


def _weight(
    seating: Seating, load: Mapping[int, int], order: Mapping[int, float]
) -> tuple[int, int, float]:
    counts = [load[person.key] for person in seating.seated()]
    place = sum(
        order[p.key] * weight for p, weight in zip(seating.seated(), (1, 2, 3), strict=True)
    )
    return max(counts), sum(counts), place
