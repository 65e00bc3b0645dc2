"""Members of a PDF's objects, and one digest for what an object draws. Bounded."""

import hashlib
from typing import Any

from pyhanko.pdf_utils import generic

CONTENT_LIMIT = 4_000_000
_NODES = 20_000
_NOT_DRAWN = {
    "/Parent", "/P", "/StructParent", "/StructParents", "/Metadata", "/Length", "/Filter",
    "/DecodeParms", "/PieceInfo", "/LastModified",
}  # fmt: skip


class TooMuch(ValueError):
    """The file is made to cost more than it may."""


def member(node: Any, name: str, otherwise: Any = None) -> Any:
    """A member with its reference followed; the library's own `get` follows none."""
    return node[name] if name in node else otherwise  # noqa: SIM401


def inherited(page: Any, name: str, otherwise: Any) -> Any:
    """A member of a page or of the nearest node above that has it."""
    node = page
    for _ in range(10):
        if name in node:
            return node[name]
        if "/Parent" not in node:
            break
        node = node["/Parent"]
    return otherwise


class NodeDigester:
    """One value for what an object and all that hangs on it draw, whatever its numbering."""

    def __init__(self) -> None:
        self._nodes = 0
        self._known: dict[Any, bytes] = {}

    def digest(self, value: Any) -> bytes:
        """SHA-256 of an object."""
        self._nodes += 1
        if self._nodes > _NODES:
            raise TooMuch("objects")
        if isinstance(value, generic.IndirectObject):
            name = (value.idnum, value.generation)
            if name not in self._known:
                # What points back to itself is, at that place, only a pointer.
                self._known[name] = b"again"
                self._known[name] = self.digest(value.get_object())
            return self._known[name]
        if isinstance(value, generic.DictionaryObject):
            parts = []
            for key in sorted(set(value) - _NOT_DRAWN):
                parts += [key.encode(), self.digest(value.raw_get(key))]
            if isinstance(value, generic.StreamObject):
                parts.append(hashlib.sha256(bytes(value.data)).digest())
            return hashlib.sha256(b"d" + b"\0".join(parts)).digest()
        if isinstance(value, generic.ArrayObject):
            parts = [self.digest(value.raw_get(place)) for place in range(len(value))]
            return hashlib.sha256(b"a" + b"\0".join(parts)).digest()
        return hashlib.sha256(b"s" + str(value).encode()).digest()
