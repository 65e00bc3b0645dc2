"""Stretches of a text between an opening and a closing mark, in one pass. Pure.

A lazy regular expression looks through the whole rest of a text for every opening that nothing
closes: a text of openings alone would take minutes.
"""

import re
from collections.abc import Iterator, Mapping


def spans(text: str, marks: Mapping[str, str], *, least: int = 0) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch, marks included, in order and none inside another.

    `marks` is opening → closing; `least` is how many characters stand between them at least.
    """
    open_ended: set[str] = set()
    position = 0
    for match in re.finditer("|".join(map(re.escape, marks)), text):
        opening = match[0]
        if match.start() < position or opening in open_ended:
            continue
        found = text.find(marks[opening], match.end() + least)
        if found < 0:
            open_ended.add(opening)
            continue
        position = found + len(marks[opening])
        yield match.start(), position
