"""How much Markdown a file holds, counted before any of it is read. Pure.

Markdown-it takes a time that grows with the marks of a text (brackets, stars, line ends), not with
its words. One text alone cannot hold a machine up, a file of thousands can: it is refused at once.
"""

import re
from collections.abc import Iterable

from assessments.interchange.limits import MARKDOWN_MARKS
from assessments.interchange.notes import Unreadable

_MARK = re.compile(r"[^\w .,;?'\"()/]|_")
# What is spent on a text however short it is, in marks.
_PER_TEXT = 2


def refuse_too_much(texts: Iterable[tuple[int, str]]) -> None:
    """Raises Unreadable at the line of the text with which the file has too much Markdown.

    `texts` are the Markdown texts of the file, each with its line. The sentence says into how many
    files it is to be divided.
    """
    marks, beyond = 0, 0
    for line, text in texts:
        marks += _PER_TEXT + len(_MARK.findall(text))
        if marks > MARKDOWN_MARKS and not beyond:
            beyond = line
    if beyond:
        raise Unreadable("too-much-markdown", str(-(-marks // MARKDOWN_MARKS)), beyond)
