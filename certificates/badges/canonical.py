"""JSON-LD to the bytes that are signed: shipped contexts only, nothing dropped, bounded effort.

The signature covers the graph, everybody reads the JSON. So whatever the graph would leave out or
say elsewhere is refused before a signature is looked at: terms no context knows, contexts written
into the document, keywords and prefixed names instead of terms, identifiers that are no addresses,
lists in lists, the credential described a second time deeper down.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from pyld import jsonld  # type: ignore[import-untyped]
from pyld.canon import URDNA2015  # type: ignore[import-untyped]

_FOLDER = Path(__file__).resolve().parent / "contexts"
_OB = "https://purl.imsglobal.org/spec/ob/v3p0"
_FILES = {
    "https://www.w3.org/ns/credentials/v2": "credentials-v2",
    "https://www.w3.org/2018/credentials/v1": "credentials-v1",
    "https://www.w3.org/ns/credentials/examples/v2": "credentials-examples-v2",
    "https://w3id.org/security/data-integrity/v2": "security-data-integrity-v2",
    "https://w3id.org/security/multikey/v1": "security-multikey-v1",
    f"{_OB}/context.json": "ob-v3p0-context-3.0.3",
    f"{_OB}/context-3.0.1.json": "ob-v3p0-context-3.0.1",
    f"{_OB}/context-3.0.2.json": "ob-v3p0-context-3.0.2",
    f"{_OB}/context-3.0.3.json": "ob-v3p0-context-3.0.3",
    f"{_OB}/extensions.json": "ob-v3p0-extensions",
    "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json": "clr_context_2.0.1",
}
BASES = ("https://www.w3.org/ns/credentials/v2", "https://www.w3.org/2018/credentials/v1")
_CONTEXT_LIMIT = 8
# A credential of ours has thirty statements; symmetric unnamed nodes cost factorially more.
_STATEMENT_LIMIT = 4000
_EFFORT_LIMIT = 4000
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]*")
_LITERAL_KEYWORDS = {"@value", "@language", "@direction"}


class NotCanonical(ValueError):
    """The document cannot be turned into signed bytes faithfully; `code` says why."""

    def __init__(self, code: str, detail: object = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code


def known_contexts() -> frozenset[str]:
    """The addresses of the contexts that ship with Relais."""
    return frozenset(_FILES)


def canonical(document: dict[str, Any]) -> bytes:
    """The N-Quads of RDFC-1.0 (W3C Recommendation 2024). Raises NotCanonical.

    Codes: context-missing, context-unknown, context-inline, keyword, term-unknown, identifier,
    nested-list, described-twice, too-complex, not-json-ld.
    """
    _require_contexts(document)
    _require_plain(document, document.get("id"))
    dropped: list[str] = []
    options = {"documentLoader": _load, "base": "", "processingMode": "json-ld-1.1"}
    try:
        expanded = jsonld.expand(document, options, on_property_dropped=dropped.append)
        if dropped:
            raise NotCanonical("term-unknown", ", ".join(map(str, dropped[:5])))
        _require_identifiers(expanded)
        graph = jsonld.to_rdf(expanded, options)
        if sum(len(statements) for statements in graph.values()) > _STATEMENT_LIMIT:
            raise NotCanonical("too-complex", "statements")
        text = _Bounded().main(graph, {"format": "application/n-quads"})
    except NotCanonical:
        raise
    except RecursionError as error:
        raise NotCanonical("too-complex", "depth") from error
    # The library raises its own errors and, for values of a wrong type, any of Python's.
    except Exception as error:
        raise NotCanonical("not-json-ld", type(error).__name__) from error
    if not text:
        raise NotCanonical("not-json-ld", "empty")
    return str(text).encode()


class _Bounded(URDNA2015):
    """Canonicalization that gives up when unnamed nodes are entangled on purpose."""

    def __init__(self) -> None:
        super().__init__()
        self._effort = 0

    def hash_related_blank_node(self, related: Any, quad: Any, issuer: Any, position: Any) -> Any:
        """As RDFC-1.0 4.7, counted."""
        self._spend()
        return super().hash_related_blank_node(related, quad, issuer, position)

    def hash_n_degree_quads(self, id_: Any, issuer: Any) -> Any:
        """As RDFC-1.0 4.8, counted."""
        self._spend()
        return super().hash_n_degree_quads(id_, issuer)

    def _spend(self) -> None:
        self._effort += 1
        if self._effort > _EFFORT_LIMIT:
            raise NotCanonical("too-complex", "unnamed nodes")


def _require_contexts(document: dict[str, Any]) -> None:
    given = document.get("@context")
    contexts = given if isinstance(given, list) else [given]
    if not contexts or contexts[0] not in BASES:
        raise NotCanonical("context-missing")
    if len(contexts) > _CONTEXT_LIMIT:
        raise NotCanonical("too-complex", "contexts")
    for context in contexts:
        if not isinstance(context, str):
            raise NotCanonical("context-inline")
        if context not in _FILES:
            raise NotCanonical("context-unknown", context[:200])


def _require_plain(value: Any, identifier: object, *, top: bool = True) -> None:
    if isinstance(value, list):
        for item in value:
            if isinstance(item, list):
                raise NotCanonical("nested-list")
            _require_plain(item, identifier, top=False)
    elif isinstance(value, dict):
        if not top and identifier and value.get("id") == identifier and len(value) > 1:
            raise NotCanonical("described-twice")
        for key, inner in value.items():
            if key == "@context":
                if not top:
                    raise NotCanonical("context-inline")
                continue
            if key.startswith("@") and key not in _LITERAL_KEYWORDS:
                raise NotCanonical("keyword", key[:40])
            if ":" in key:
                raise NotCanonical("keyword", key[:80])
            _require_plain(inner, identifier, top=False)


def _require_identifiers(expanded: Any) -> None:
    """Statements about what is no address would be left out of the graph silently."""
    if isinstance(expanded, list):
        for item in expanded:
            _require_identifiers(item)
    elif isinstance(expanded, dict):
        for key, value in expanded.items():
            names = value if isinstance(value, list) else [value]
            if key == "@id" or key == "@type":
                for name in names:
                    if not isinstance(name, str) or not _IRI.fullmatch(name):
                        raise NotCanonical("identifier", str(name)[:80])
            elif not key.startswith("@") and not _IRI.fullmatch(key):
                raise NotCanonical("term-unknown", key[:80])
            elif key != "@value":
                _require_identifiers(value)


def _load(url: str, _options: Any) -> dict[str, Any]:
    if url not in _FILES:
        raise NotCanonical("context-unknown", url[:200])
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": _context(_FILES[url]),
    }


@cache
def _context(name: str) -> Any:
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
