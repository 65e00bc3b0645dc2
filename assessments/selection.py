"""Drawing items and option orders from a seed. Pure: the same seed always draws the same.

Identifier of the method: `sha256-order-v1`. Candidates are put in the order of
SHA-256(seed ‖ purpose ‖ name); the first ones are taken. No state, no platform's random numbers.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A line of a blueprint: so many items of a module, perhaps of one kind or Bloom level."""

    module: str
    count: int
    kind: str = ""
    bloom: str = ""


@dataclass(frozen=True)
class Candidate:
    """An item that may be drawn. `used` says the trainee has met it in an earlier attempt."""

    key: str
    module: str
    kind: str
    bloom: str
    used: bool = False


class PoolTooSmall(Exception):
    """The pool cannot fill a line; `line` says which, `found` how many there were."""

    def __init__(self, line: Line, found: int) -> None:
        super().__init__(f"{line.module}: {line.count} items wanted, {found} found")
        self.line = line
        self.found = found


def rank(seed: str, purpose: str, name: str) -> str:
    """Where a name stands in the seed's order: SHA-256 in hexadecimal."""
    return hashlib.sha256(f"{seed}\x1f{purpose}\x1f{name}".encode()).hexdigest()


def shuffled(names: Iterable[str], *, seed: str, purpose: str) -> list[str]:
    """The names in the seed's order; equal input sets give equal output."""
    return sorted(names, key=lambda name: rank(seed, purpose, name))


def draw(lines: Sequence[Line], pool: Iterable[Candidate], *, seed: str) -> list[str]:
    """Keys of the drawn items, line by line in a seeded order, no key twice.

    Items the trainee has not met come first, so a second attempt draws other items as long as
    the pool has some (R4). Raises PoolTooSmall when a line cannot be filled at all.
    """
    candidates = list(pool)
    taken: list[str] = []
    for number, line in enumerate(lines):
        fitting = [c for c in candidates if _fits(c, line) and c.key not in taken]
        if len(fitting) < line.count:
            raise PoolTooSmall(line, len(fitting))
        fitting.sort(key=lambda c: (c.used, rank(seed, f"line-{number}", c.key)))
        taken.extend(c.key for c in fitting[: line.count])
    return shuffled(taken, seed=seed, purpose="items")


def draw_parallel(
    lines: Sequence[Line], pool: Iterable[Candidate], *, seed: str
) -> tuple[list[str], list[str]]:
    """Two forms of one blueprint without an item in common, matched item by item.

    Line by line twice the items are taken, two of equal Bloom level and kind at a time as long as
    the pool has such pairs, and the two of a pair go to different forms. Raises PoolTooSmall.
    """
    rest = {c.key: c for c in pool}
    doubled = [Line(line.module, 2 * line.count, line.kind, line.bloom) for line in lines]
    one: list[str] = []
    other: list[str] = []
    for number, line in enumerate(doubled):
        fitting = [c for c in rest.values() if _fits(c, line)]
        if len(fitting) < line.count:
            raise PoolTooSmall(line, len(fitting))
        taken = _in_pairs(fitting, seed=f"{seed}\x1f{number}")[: line.count]
        for place, key in enumerate(taken):
            (one, other)[(place + number) % 2].append(key)
            del rest[key]
    return one, other


def _fits(candidate: Candidate, line: Line) -> bool:
    return (
        candidate.module == line.module
        and line.kind in ("", candidate.kind)
        and line.bloom in ("", candidate.bloom)
    )


def _in_pairs(candidates: Iterable[Candidate], *, seed: str) -> list[str]:
    """Keys in a seeded order, two by two of equal level and kind; those without a partner last."""
    levels = {c.key: (c.bloom, c.kind) for c in candidates}
    paired: list[str] = []
    waiting: dict[tuple[str, str], str] = {}
    for key in shuffled(levels, seed=seed, purpose="pairs"):
        if levels[key] in waiting:
            paired += [waiting.pop(levels[key]), key]
        else:
            waiting[levels[key]] = key
    return paired + [waiting[level] for level in sorted(waiting)]


def option_order(options: Sequence[str], *, seed: str, item: str, fixed: bool = False) -> list[str]:
    """The order in which one item's options are shown, the same in both languages."""
    return list(options) if fixed else shuffled(options, seed=seed, purpose=f"options-{item}")


def item_seed(seed: str, item: str) -> str:
    """The seed of what one item of an attempt draws for itself: 16 hexadecimal digits."""
    return rank(seed, "content", item)[:16]
