"""Formatted text of questions: what may stand in it, and what is left without it. Pure."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

import nh3

HTML = "html"

TAGS = frozenset(
    "p br b strong i em u sub sup code pre blockquote ul ol li span".split()
    + "table thead tbody tr th td".split()
)
ATTRIBUTES = {"span": {"lang", "dir"}, "p": {"lang", "dir"}, "td": {"colspan"}, "th": {"colspan"}}
# As far as a table of a question goes. Browsers stop at a thousand, a printer of PDF lays out all.
_COLUMNS = re.compile(r"[1-9][0-9]?", re.ASCII)
_BLOCK = re.compile(r"</?(?:p|br|li|tr|ul|ol|table|pre|blockquote)\b[^>]*>", re.I)


def sanitise(text: str) -> str:
    """HTML without anything that acts, loads or links: scripts, styles, events, pictures, links."""
    return nh3.clean(
        text, tags=set(TAGS), attributes=ATTRIBUTES, attribute_filter=_kept, link_rel=None
    )


def _kept(tag: str, name: str, value: str) -> str | None:
    return None if name == "colspan" and not _COLUMNS.fullmatch(value) else value


def as_plain_text(text: str) -> str:
    """The words of formatted text, a blank where a block ended."""
    return " ".join(html.unescape(nh3.clean(_BLOCK.sub(" ", text), tags=set())).split())


def texts_in(value: Any) -> Iterator[str]:
    """Every text in the words of a face, however they are nested."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from texts_in(list(value.values()))
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)
