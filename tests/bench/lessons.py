"""Which lesson is the heaviest: every page of every lesson is fetched once as a trainee gets it."""

import gzip
import re
import urllib.request

from tests.journeys.visiting import Visitor

LINK = re.compile(r'href="(/fr/lessons/[\w-]+/[\w-]+/)(\d+/)?"')
BESIDE = re.compile(r'href="(/fr/lessons/[\w-]+/[\w-]+/(sheet|memo|inventory)/)"')
# What a page brings along: its files, and the first page that the script fetches ahead.
FILE = re.compile(r'(?:href|src)="(/static/[^"]+)"')
AHEAD = re.compile(r'data-prefetch="([^"]+)"')


class Scales:
    """Weighs pages without a browser: compressed bytes, everything that they bring included."""

    def __init__(self, trainee: Visitor) -> None:
        self.trainee = trainee
        self.cookies = "; ".join(
            f"{one.get('name')}={one.get('value')}" for one in trainee.context.cookies()
        )
        self.known: dict[str, tuple[str, int]] = {}

    def fetch(self, path: str) -> tuple[str, int]:
        """The text of an address and its bytes over the wire; asked for once."""
        if path not in self.known:
            heads = {"Cookie": self.cookies, "Accept-Encoding": "gzip"}
            asked = urllib.request.Request(self.trainee.site.at(path), headers=heads)
            with urllib.request.urlopen(asked) as answer:
                sent = answer.read()
                packed = answer.headers.get("Content-Encoding") == "gzip"
            text = gzip.decompress(sent) if packed else sent
            self.known[path] = text.decode(errors="replace"), len(sent)
        return self.known[path]

    def weigh(self, path: str) -> int:
        """Bytes of a page with its files and the page that is fetched ahead."""
        text, size = self.fetch(path)
        brought = {*FILE.findall(text), *AHEAD.findall(text)[:1]}
        return size + sum(self.fetch(one)[1] for one in brought)


def heaviest_lessons(trainee: Visitor) -> dict[str, str]:
    """Name of a screen → the address of the heaviest page of its sort, over all lessons."""
    scales = Scales(trainee)
    starts = sorted({start for start, _ in LINK.findall(scales.fetch("/fr/lessons/")[0])})
    pages: dict[str, list[str]] = {"start": starts, "section": [], "whole": []}
    for start in starts:
        found = LINK.findall(scales.fetch(start)[0])
        pages["section"] += sorted({start + part for link, part in found if link == start and part})
        pages["whole"].append(f"{start}whole/")
        for link, sort in BESIDE.findall(scales.fetch(start)[0]):
            pages.setdefault(sort, []).append(link)
    print(f"\n{len(starts)} lessons, {sum(map(len, pages.values()))} pages looked at")
    return {
        f"heaviest lesson, {sort}": max(found, key=scales.weigh, default="")
        for sort, found in pages.items()
    }
