"""The dated facts that a module page states."""

import datetime
from collections.abc import Iterator
from typing import Any

from cms.models import ModulePage
from courses.factkeeping import Stated


def fact_blocks(page: ModulePage) -> Iterator[Any]:
    """The values of the page's fact blocks, in the order of reading."""
    for section in page.sections:
        for block in section.value["body"]:
            if block.block_type == "fact":
                yield block.value


def facts_stated_by(page: ModulePage) -> list[Stated]:
    """The page's facts; one without a key is not a fact that anything could rest on."""
    return [
        Stated(
            key=value["key"],
            statement=value["statement"],
            valid_from=day_of(value["valid_from"]),
            valid_until=day_of(value["valid_until"]),
            countries=tuple(value["countries"]),
        )
        for value in fact_blocks(page)
        if value["key"]
    ]


def day_of(value: datetime.date | str | None) -> datetime.date | None:
    """A limit of a fact as a date."""
    # A page that was just written from a data file still holds the date as text.
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value
