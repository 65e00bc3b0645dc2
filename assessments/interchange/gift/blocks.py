"""A GIFT file cut into blocks at its blank lines, each with its first line's number. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from assessments.interchange.gift.escapes import set_aside
from assessments.interchange.limits import QUESTIONS
from assessments.interchange.notes import Unreadable

_CATEGORY = re.compile(r"\$\s?CATEGORY\s*:", re.IGNORECASE)
# What a line inside answers begins with.
_INSIDE = ("=", "~", "#", "}", "%")
_NAMED = re.compile(r"::.*?::", re.DOTALL)
FURTHEST = 12
# Blocks of which none more than a few are one question.
MOST = 3 * QUESTIONS
# The dollar, the word and the colon: blanks may stand between them, and so may line ends.
CATEGORY_LINES = 3


@dataclass
class Block:
    """The lines of one question with their numbers; comments apart."""

    lines: list[tuple[int, str]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def line(self) -> int:
        """The first line that is not a comment."""
        return self.lines[0][0] if self.lines else 1

    @property
    def text(self) -> str:
        """The lines as one text, escaped characters set aside."""
        return set_aside("\n".join(line for _, line in self.lines)).strip()


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks in order; those of comments alone are left out.

    Beyond Moodle: a blank line inside open answers is passed over where what follows can only
    be their rest, a question right after a category line is a block of its own, and so is a
    named question right after closed answers. Raises Unreadable for far too many.
    """
    waiting = list(islice(_cut(text), MOST + 1))
    if len(waiting) > MOST:
        raise Unreadable("too-many-questions", str(QUESTIONS))
    index = 0
    while index < len(waiting):
        block = waiting[index]
        index += 1
        if _open(block):
            rest = _rest_of(block, waiting[index : index + FURTHEST])
            for part in waiting[index : index + rest]:
                block.lines += part.lines
                block.comments += part.comments
            if rest:
                block.notes.append("blank-line-inside")
            index += rest
        yield from _apart(block)


def category_of(block: Block) -> str | None:
    """The category that the block sets, or None."""
    match = _CATEGORY.match(block.text)
    return block.text[match.end() :].strip() if match else None


def _cut(text: str) -> Iterator[Block]:
    block = Block()
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.strip()
        if not words:
            if block.lines:
                yield block
            block = Block()
        elif words.startswith("//"):
            block.comments.append(words)
        else:
            block.lines.append((number, line.rstrip()))
    if block.lines:
        yield block


def _open(block: Block) -> bool:
    return _opens(block.text, before=False)


def _opens(text: str, *, before: bool) -> bool:
    """Whether braces stand open after the text, if they did or did not before it."""
    opening, closing = text.rfind("{"), text.rfind("}")
    return before if opening == closing else opening > closing


def _rest_of(block: Block, following: list[Block]) -> int:
    for count, part in enumerate(following, start=1):
        text = part.text
        opens, closes = text.find("{"), text.find("}")
        if closes >= 0 and (opens < 0 or closes < opens):
            return count
        if opens >= 0 or not text.startswith(_INSIDE):
            return 0
    return 0


def _apart(block: Block) -> Iterator[Block]:
    """One block, or several where a category or a named question follows without a blank line."""
    current = Block(comments=block.comments, notes=block.notes)
    # Kept from line to line: to look through the whole block at each takes minutes for a long one.
    is_open = False
    for number, line in block.lines:
        words = line.strip()
        begun = 0 < len(current.lines) <= CATEGORY_LINES
        after_category = begun and category_of(current) is not None
        after_answers = (
            bool(current.lines)
            and words.startswith("::")
            and set_aside(current.lines[-1][1]).rstrip().endswith(("}", "}."))
            and _NAMED.match(words) is not None
            and not is_open
        )
        before_category = bool(current.lines) and _CATEGORY.match(words) and not is_open
        if after_category or after_answers or before_category:
            yield current
            current = Block(notes=["category-line" if after_category else "no-blank-line"])
            is_open = False
        is_open = _opens(set_aside(line), before=is_open)
        current.lines.append((number, line))
    if current.lines:
        yield current
