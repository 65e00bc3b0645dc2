"""What moved between two states of a text, and how to show it. Pure."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cms.fingerprints import fingerprint

SAME, GONE, NEW = "same", "gone", "new"
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


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

    Without the GONE parts it is `after`, without the NEW parts `before`.
    """
    ours, theirs = _WORDS.findall(before), _WORDS.findall(after)
    parts: list[tuple[str, str]] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(
        None, ours, theirs, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            parts.append((SAME, "".join(ours[a:b])))
            continue
        if a != b:
            parts.append((GONE, "".join(ours[a:b])))
        if c != d:
            parts.append((NEW, "".join(theirs[c:d])))
    return parts
