"""A page as passages: what each language says at the same place.

A passage is a text field or one text of a block; its path is the one wagtail-localize pairs texts
by, made of block ids that both languages share. What a fact shares between languages (dates,
countries, sources) is a passage too: a change of a date changes what a reader is told.
"""

import re
from dataclasses import dataclass

from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.models import LoadedPage, ModulePage

SHARED = "shared."
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Passage:
    """One place of a page. `section` is the number of its section, 0 outside sections."""

    path: str
    text: str
    section: int = 0


def passages_of(page: LoadedPage) -> dict[str, Passage]:
    """Every passage of a page in one language, by path, in the order of the page."""
    numbers = _section_numbers(page)
    texts: dict[str, list[str]] = {}
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            texts.setdefault(segment.path, []).append(segment.string.data)
    texts |= _shared(page)
    return {
        path: Passage(path, "\n".join(parts), _section_of(path, numbers))
        for path, parts in texts.items()
    }


def plain(text: str) -> str:
    """A passage without its tags, for people and for comparing figures."""
    return _TAG.sub("", text).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")


def _section_numbers(page: LoadedPage) -> dict[str, int]:
    if not isinstance(page, ModulePage):
        return {}
    return {block.id: number for number, block in enumerate(page.sections, start=1)}


def _section_of(path: str, numbers: dict[str, int]) -> int:
    return next((numbers[part] for part in path.split(".") if part in numbers), 0)


def _shared(page: LoadedPage) -> dict[str, list[str]]:
    if not isinstance(page, ModulePage):
        return {}
    found = {}
    for section in page.sections:
        for block in section.value["body"]:
            if block.block_type != "fact":
                continue
            fact = block.value
            said = [fact["valid_from"], fact["valid_until"], *fact["countries"], fact["sources"]]
            found[f"{SHARED}{section.id}.{block.id}"] = [
                " ".join(str(one) if one else "–" for one in said)
            ]
    return found
