"""What moved between two states of a text, and how to show it. Pure."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cms.fingerprints import fingerprint

SAME, GONE, NEW = "same", "gone", "new"
_WORDS = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Moved:
    """One passage that is not what it was; an empty side is a passage that is not there."""

    path: str
    before: str
    after: str

    @property
    def is_structural(self) -> bool:
        """A passage that came or went: the other language has nothing to set against it."""
        return not self.before.strip() or not self.after.strip()


def moved(before: Mapping[str, str], after: Mapping[str, str]) -> list[Moved]:
    """Passages whose fingerprints differ: first those of `after` in their order, then those gone.

    Blanks, no-break spaces and encodings are no change.
    """
    paths: Iterable[str] = dict.fromkeys([*after, *before])
    return [
        Moved(path, before.get(path, ""), after.get(path, ""))
        for path in paths
        if fingerprint(before.get(path, "")) != fingerprint(after.get(path, ""))
    ]


def marked(before: str, after: str) -> list[tuple[str, str]]:
    """The second text with what was taken out and put in: [(same | gone | new, words), …].

    Without the GONE parts it is `after`, without the NEW parts `before`. A single word that both
    happen to have between two changes is taken along: nobody reads a text cut into crumbs.
    """
    ours, theirs = _WORDS.findall(before), _WORDS.findall(after)
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    kept = [
        block
        for number, block in enumerate(blocks)
        if block.size > 1
        or number == 0 == block.a == block.b
        or (block.a + 1, block.b + 1) == (len(ours), len(theirs))
    ]
    parts: list[tuple[str, str]] = []
    a = b = 0
    for at, there, size in [*kept, (len(ours), len(theirs), 0)]:
        cut = (
            (GONE, ours[a:at]),
            (NEW, theirs[b:there]),
            (SAME, ours[at : at + size]),
        )
        parts += [(kind, "".join(words)) for kind, words in cut if words]
        a, b = at + size, there + size
    return parts
