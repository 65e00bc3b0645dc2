"""What a credential must have besides a signature: required members, types, who issued it."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from certificates.badges.canonical import BASES

_BADGE_TYPES = {"OpenBadgeCredential", "AchievementCredential"}
_ACHIEVEMENT = ("id", "type", "name", "criteria")


def types_of(node: dict[str, Any]) -> list[str]:
    """The types of a node, one or a list."""
    given = node.get("type")
    types = given if isinstance(given, list) else [given]
    return [name for name in types if isinstance(name, str)]


def nodes(value: Any) -> list[dict[str, Any]]:
    """One object or a list of them, as a list; what is no object is left out."""
    return [
        node for node in (value if isinstance(value, list) else [value]) if isinstance(node, dict)
    ]


def issuer_of(credential: dict[str, Any]) -> str:
    """The issuer's identifier; "" when there is none."""
    issuer = credential.get("issuer")
    found = issuer.get("id") if isinstance(issuer, dict) else issuer
    return found if isinstance(found, str) else ""


def faults(credential: dict[str, Any]) -> Iterator[str]:
    """Codes of everything required that is missing or has a wrong type."""
    contexts = credential.get("@context")
    first = contexts[0] if isinstance(contexts, list) and contexts else contexts
    if first not in BASES:
        yield "context-missing"
    types = types_of(credential)
    if "VerifiableCredential" not in types:
        yield "type-missing"
    if ":" not in issuer_of(credential):
        yield "issuer-missing"
    for name in ("id", "validFrom", "validUntil", "issuanceDate", "expirationDate"):
        if name in credential and not isinstance(credential[name], str):
            yield f"malformed:{name}"
    subjects = credential.get("credentialSubject")
    if not nodes(subjects) or (
        isinstance(subjects, list) and len(nodes(subjects)) != len(subjects)
    ):
        yield "subject-missing"
    elif _BADGE_TYPES & set(types):
        yield from _badge_faults(credential, nodes(subjects))


def bound(issuer: str, method: str) -> bool:
    """Whether the method that names a key may speak for this issuer, as far as the file says.

    A did:key or did:jwk issuer is its key. A web issuer may use any key that no other web address
    or DID claims: whether it really does, only its own address could tell.
    """
    if not method:
        return not issuer.startswith(("did:key:", "did:jwk:"))
    controller = method.partition("#")[0]
    if controller == issuer.partition("#")[0]:
        return True
    if issuer.startswith("did:"):
        return issuer.startswith("did:web:") and _host(issuer) == _host(controller) != ""
    if controller.startswith(("did:key:", "did:jwk:")):
        return True
    return _host(issuer) == _host(controller) != ""


def _host(identifier: str) -> str:
    if identifier.startswith("did:web:"):
        return identifier.removeprefix("did:web:").split(":")[0].replace("%3A", ":").lower()
    try:
        return urlsplit(identifier).netloc.lower()
    except ValueError:
        return ""


def _badge_faults(credential: dict[str, Any], subjects: list[dict[str, Any]]) -> Iterator[str]:
    if not isinstance(credential.get("id"), str):
        yield "missing:id"
    if "validFrom" not in credential and "issuanceDate" not in credential:
        yield "missing:validFrom"
    for subject in subjects:
        achievements = nodes(subject.get("achievement"))
        if not achievements:
            yield "missing:achievement"
        for achievement in achievements:
            for name in _ACHIEVEMENT:
                if not achievement.get(name):
                    yield f"missing:achievement.{name}"
