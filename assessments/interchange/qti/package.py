"""A content package: a zip with a manifest, opened within bounds and without trust. Pure."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from assessments.interchange.limits import (
    MEGABYTE,
    ZIP_ENTRIES,
    ZIP_ENTRY_BYTES,
    ZIP_RATIO,
    ZIP_TOTAL_BYTES,
)
from assessments.interchange.notes import Unreadable
from assessments.interchange.xml import Element, local, read_xml, words

MANIFEST = "imsmanifest.xml"
# Keywords of one item, and characters of one.
KEYWORDS, KEYWORD = 50, 200


class Package:
    """The files of a zip by name. Every read is bounded, whatever the directory claims."""

    def __init__(self, raw: bytes) -> None:
        # Each entry has this mark in the directory, which is read whole.
        if raw.count(b"PK\x01\x02") > ZIP_ENTRIES:
            raise Unreadable("zip-too-large", f"> {ZIP_ENTRIES} files")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise Unreadable("zip-broken", str(error)[:120]) from None
        if len(entries) > ZIP_ENTRIES:
            raise Unreadable("zip-too-large", f"{len(entries)} files")
        self._entries: dict[str, zipfile.ZipInfo] = {}
        claimed = 0
        for entry in entries:
            _check_path(entry.filename)
            if entry.flag_bits & 1:
                raise Unreadable("zip-encrypted", entry.filename[:120])
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise Unreadable("zip-method", entry.filename[:120])
            claimed += entry.file_size
            dense = entry.file_size > MEGABYTE and entry.file_size > ZIP_RATIO * max(
                1, entry.compress_size
            )
            if dense or entry.file_size > ZIP_ENTRY_BYTES or claimed > ZIP_TOTAL_BYTES:
                raise Unreadable("zip-too-large", entry.filename[:120])
            if not entry.is_dir():
                self._entries[posixpath.normpath(entry.filename)] = entry
        self._read = 0
        self._described: dict[str, tuple[tuple[str, ...], str]] = {}

    def described(self, path: str) -> tuple[tuple[str, ...], str]:
        """Keywords and discipline that the manifest gives an item, once its name was told."""
        return self._described.get(path, ((), ""))

    @property
    def names(self) -> list[str]:
        """The files in the order of the zip, without what systems put there for themselves."""
        return [
            name
            for name in self._entries
            if not name.startswith("__MACOSX/") and not posixpath.basename(name).startswith("._")
        ]

    def read(self, name: str) -> bytes | None:
        """The contents of a file, or None where there is none. Raises Unreadable beyond bounds."""
        entry = self._entries.get(posixpath.normpath(name))
        if entry is None:
            return None
        try:
            with self._zip.open(entry) as opened:
                content = opened.read(ZIP_ENTRY_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise Unreadable("zip-broken", f"{name}: {error}"[:120]) from None
        self._read += len(content)
        if len(content) > ZIP_ENTRY_BYTES or self._read > 2 * ZIP_TOTAL_BYTES:
            raise Unreadable("zip-too-large", name[:120])
        return content

    def item_names(self) -> Iterator[str]:
        """The files that the manifest names as items, else every XML file but the manifest."""
        manifest = next((n for n in self.names if posixpath.basename(n) == MANIFEST), None)
        if manifest is None:
            yield from (name for name in self.names if name.lower().endswith(".xml"))
            return
        root, _, _ = read_xml(self.read(manifest) or b"")
        folder = posixpath.dirname(manifest)
        listed = False
        walk = etree.iterwalk(root, events=("start",), tag="{*}resource")
        for _, resource in walk:
            # A resource in a resource is none: each would be looked through for all above it.
            walk.skip_subtree()
            kind = (resource.get("type") or "").lower()
            if "imsqti_xmlv1p" in kind or "imscc" in kind:
                raise Unreadable("qti-version", "1.2")
            if "imsqti_item" in kind or "imsqti_apipitem" in kind:
                listed = True
                path = posixpath.normpath(posixpath.join(folder, _href(resource)))
                if path in self._described:
                    continue
                self._described[path] = (_words_of(resource), _discipline(resource))
                yield path
        if not listed:
            yield from (n for n in self.names if n.lower().endswith(".xml") and n != manifest)


def _href(resource: Element) -> str:
    stated = resource.get("href") or ""
    if not stated:
        files = [node.get("href") or "" for node in resource if isinstance(node.tag, str)]
        stated = next((href for href in files if href.lower().endswith(".xml")), "")
    return unquote(stated)


def _words_of(resource: Element) -> tuple[str, ...]:
    """The keywords of its description (LOM), each once; blank ones are none."""
    said = (
        words(each).strip()
        for node in resource.iter()
        if isinstance(node.tag, str) and local(node) == "keyword"
        for each in ([one for one in node if isinstance(one.tag, str)] or [node])
    )
    return tuple(dict.fromkeys(word[:KEYWORD] for word in said if word))[:KEYWORDS]


def _discipline(resource: Element) -> str:
    """The last step of the first path among its classifications."""
    for node in resource.iter():
        if isinstance(node.tag, str) and local(node) == "taxonPath":
            entries = [
                words(each).strip()
                for each in node.iter()
                if isinstance(each.tag, str) and local(each) == "entry"
            ]
            return next((entry[:KEYWORD] for entry in reversed(entries) if entry), "")
    return ""


def _check_path(name: str) -> None:
    unified = name.replace("\\", "/")
    if unified.startswith("/") or ":" in unified.split("/")[0] or ".." in unified.split("/"):
        raise Unreadable("zip-path", name[:120])
