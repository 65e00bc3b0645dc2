"""Frozen inputs with one thing changed (R18). Pure."""

from collections.abc import Mapping
from typing import Any


def patched_case(
    stored: Mapping[str, Any], *, was: Mapping[str, Any], becomes: Mapping[str, Any]
) -> dict[str, Any]:
    """The stored case with every difference between `was` and `becomes` brought into it.

    Whatever is equal in both stays as it was frozen, even where today's rows say otherwise; lists
    of equal length (quizzes, practicals) are compared entry by entry.
    """
    patched = dict(stored)
    for name, value in becomes.items():
        before = was.get(name)
        if value == before:
            continue
        kept = stored.get(name)
        if _side_by_side(value, before, kept):
            patched[name] = [
                new if new != old else frozen
                for new, old, frozen in zip(value, before or (), kept or (), strict=True)
            ]
        else:
            patched[name] = value
    return patched


def _side_by_side(*values: object) -> bool:
    lists = [value for value in values if isinstance(value, list)]
    return len(lists) == len(values) and len({len(one) for one in lists}) == 1
