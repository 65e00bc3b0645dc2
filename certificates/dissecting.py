"""What is in a PDF that claims to be ours: pages, credential, signature. Values in, values out.

`python -m certificates.dissecting` does it for the file on its standard input and prints JSON: a
stranger's file is taken apart in a process of its own (`certificates.quarantining`), because no
reader of PDF is safe from a file that was made to make it work for ever.
"""

import json
import resource
import sys
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader

from certificates.badges.baked import credential_text
from certificates.badges.reading import Unreadable
from certificates.pagetext import Page, page_of
from certificates.pdfsignatures import Signature, signatures_of

FILE_LIMIT = 5_000_000
PAGES_LIMIT = 12
_TREE = 200
_SECONDS = 6
_MEMORY = 800_000_000


class NotReadable(ValueError):
    """This is no PDF that can be read; `code` says why: too-large, not-a-pdf, damaged, busy."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Dissection:
    """`more_pages`: there are pages beyond those that were read. `credential` is "" when there is
    none or when it cannot be read."""

    pages: tuple[Page, ...]
    more_pages: bool
    credential: str
    signatures: tuple[Signature, ...]


def dissected(pdf: bytes) -> Dissection:
    """Take a PDF apart. Raises NotReadable. May take long on a hostile file."""
    if len(pdf) > FILE_LIMIT:
        raise NotReadable("too-large")
    if b"%PDF-" not in pdf[:1024]:
        raise NotReadable("not-a-pdf")
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        leaves = _leaves(reader.root["/Pages"])
        pages = tuple(page_of(leaf) for leaf in leaves[:PAGES_LIMIT])
        signatures = signatures_of(reader.root, pdf)
    # The library raises anything on a file made to break it.
    except Exception as error:
        raise NotReadable("damaged") from error
    return Dissection(pages, len(leaves) > PAGES_LIMIT, _credential(pdf), signatures)


def _leaves(tree: Any) -> list[Any]:
    found: list[Any] = []
    waiting = [tree]
    for _ in range(_TREE):
        if not waiting or len(found) > PAGES_LIMIT:
            return found
        node = waiting.pop()
        if "/Kids" in node:
            kids = node["/Kids"]
            waiting += [kids[place] for place in reversed(range(min(len(kids), _TREE)))]
        else:
            found.append(node)
    raise NotReadable("damaged")


def _credential(pdf: bytes) -> str:
    try:
        return credential_text(pdf)
    except Unreadable:
        return ""


def as_json(found: Dissection) -> str:
    """For the way between two processes."""
    return json.dumps(asdict(found))


def from_json(text: str) -> Dissection:
    """What `as_json` wrote."""
    plain = json.loads(text)
    return Dissection(
        tuple(Page(*page) for page in plain["pages"]),
        plain["more_pages"],
        plain["credential"],
        tuple(Signature(**one) for one in plain["signatures"]),
    )


def main() -> None:
    """The file on standard input; exit code 1 and the code of NotReadable when there is none.

    This process ends itself when it needs more processor time or memory than any honest file.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    try:
        found = dissected(sys.stdin.buffer.read(FILE_LIMIT + 1))
    except NotReadable as error:
        sys.exit(error.code)
    sys.stdout.write(as_json(found))


if __name__ == "__main__":
    main()
