"""Reads the table of URL × persona and the URL patterns that it must cover."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

# One line for the whole of Wagtail's admin: Wagtail tests its own addresses.
BLOCKS = ("admin/",)


def read_table(text: str, columns: Iterable[str]) -> dict[str, dict[str, str]]:
    """Lines of `url cell cell …` as url → persona → cell; the first line repeats the columns.

    Raises ValueError when a line does not fit.
    """
    lines = [line.split() for line in text.strip().splitlines() if line.strip()]
    names = list(columns)
    if lines[0][1:] != names:
        raise ValueError(f"columns must be {names}")
    table: dict[str, dict[str, str]] = {}
    for url, *cells in lines[1:]:
        if len(cells) != len(names) or url in table:
            raise ValueError(f"{url}: one line with {len(names)} cells")
        table[url] = dict(zip(names, cells, strict=True))
    return table


def write_table(table: dict[str, dict[str, str]]) -> str:
    """The text that `read_table` reads, in aligned columns."""
    names = list(next(iter(table.values())))
    width = max(map(len, table)) + 2
    rows = [["url", *names], *([url, *cells.values()] for url, cells in table.items())]
    return "\n".join(
        row[0].ljust(width)
        + " ".join(cell.ljust(len(name)) for cell, name in zip(row[1:], names, strict=True)).strip()
        for row in rows
    )


def all_urls() -> dict[str, list[str]]:
    """Every URL pattern by its name, or its route where it has none → its parameters' names."""
    return dict(_walk(get_resolver().url_patterns, "", []))


def _walk(
    patterns: Iterable[Any], prefix: str, given: list[str]
) -> Iterator[tuple[str, list[str]]]:
    for pattern in patterns:
        if isinstance(pattern.pattern, LocalePrefixPattern):
            route, parameters = prefix, given
        else:
            regex = pattern.pattern.regex
            route = prefix + str(pattern.pattern)
            parameters = given + (list(regex.groupindex) or ["path"] * regex.groups)
        if route in BLOCKS:
            yield route, []
        elif isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route, parameters)
        else:
            yield pattern.name or route, parameters
