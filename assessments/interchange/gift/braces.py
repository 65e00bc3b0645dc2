"""Where a GIFT question keeps its answers: the braces, and what stands around them. Pure."""

import re
from dataclasses import dataclass

from assessments.interchange.cloze import starts_as_gap
from assessments.interchange.collecting import Collector
from assessments.interchange.gift.answers import FALSE, TRUE
from assessments.interchange.limits import BLOCK_CHARACTERS
from assessments.interchange.notes import QuestionProblem

GAP = "_____"
# A text with more braces than this is read by the first pair, as Moodle does.
MOST_PAIRS = 200
_MEANT = re.compile(r"\s*(?:[=~#>]|%-?[0-9]|####)")


@dataclass(frozen=True)
class Split:
    """The stem with its gap, and the answers; None for a text without braces."""

    stem: str
    answers: str | None


def split_answers(text: str, collector: Collector) -> Split:
    """Cut a question into stem and answers.

    The first pair of braces holds the answers, as in Moodle; but where it cannot (a formula, a
    set) and a later pair plainly does, that one. Raises QuestionProblem for half a pair.
    """
    if len(text) > BLOCK_CHARACTERS:
        raise QuestionProblem("text-too-long", str(len(text)))
    if "{" not in text and "}" not in text:
        return Split(text, None)
    pairs = _pairs(text)
    if not pairs:
        raise QuestionProblem("brace-open" if "{" in text else "brace-closed")
    start, end = pairs[0]
    if not _meant(text[start + 1 : end]):
        for pair in pairs[1:]:
            if _meant(text[pair[0] + 1 : pair[1]], later=True):
                start, end = pair
                collector.note("other-braces")
                break
    before, answers, after = text[:start], text[start + 1 : end], text[end + 1 :].strip()
    if "{" in after and pairs[0] == (start, end):
        collector.note("text-after", after[:60])
    if starts_as_gap(answers.strip()):
        collector.note("gap-in-gift", answers.strip()[:40])
    if not after:
        return Split(before, answers.strip())
    # A missing word keeps its place; the space before it is the author's.
    tail = text[end + 1 :].rstrip()
    return Split(f"{before}{GAP}{tail}", answers.strip())


def _meant(inside: str, *, later: bool = False) -> bool:
    words = inside.strip()
    if not words:
        return not later
    first = words.split("#", 1)[0].strip()
    return bool(_MEANT.match(words)) or first in TRUE or first in FALSE


def _pairs(text: str) -> list[tuple[int, int]]:
    """Pairs of braces, outermost, in order; an unbalanced one ends at the next closing brace."""
    found: list[tuple[int, int]] = []
    balanced: dict[int, int] | None = None
    position = 0
    while len(found) < MOST_PAIRS:
        start = text.find("{", position)
        nearest = text.find("}", start + 1) if start >= 0 else -1
        if nearest < 0:
            break
        end = nearest
        if text.find("{", start + 1, nearest) >= 0:
            balanced = _balanced(text) if balanced is None else balanced
            end = balanced.get(start, nearest)
        found.append((start, end))
        position = end + 1
    return found


def _balanced(text: str) -> dict[int, int]:
    """Where each opening brace is closed; those that nothing closes are left out."""
    closed: dict[int, int] = {}
    waiting: list[int] = []
    for match in re.finditer("[{}]", text):
        if match[0] == "{":
            waiting.append(match.start())
        elif waiting:
            closed[waiting.pop()] = match.start()
    return closed
