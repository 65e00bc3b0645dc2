"""Our own address in a credential: who claims it is judged by our published keys alone."""

import datetime as dt
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from certificates.badges.multikeys import PublicKey, multikey, same_key

_USUAL_PORTS = {":443", ":80"}


@dataclass(frozen=True, slots=True)
class DatedKey:
    """A public key with the period in which it signed; `until` None: it still does."""

    identifier: str
    public: Ed25519PublicKey
    since: dt.datetime
    until: dt.datetime | None = None

    @property
    def multikey(self) -> str:
        """z6Mk…, as credentials and DID documents write it."""
        return multikey(self.public)

    def signed_at(self, moment: dt.datetime) -> bool:
        """Whether the key was in use at a moment."""
        return self.since <= moment and (self.until is None or moment < self.until)


@dataclass(frozen=True, slots=True)
class Home:
    """The host that credentials of ours name, and every key that it ever published."""

    host: str
    keys: Sequence[DatedKey]

    def claimed_by(self, issuer: str) -> bool:
        """Whether an issuer's identifier is at our host, however it is written."""
        return bool(self.host) and host_of(issuer) == self.host

    def key(self, public: PublicKey) -> DatedKey | None:
        """The published key that this is."""
        return next((key for key in self.keys if same_key(key.public, public)), None)


def did_web(address: str) -> str:
    """The did:web of the host of an address, a port written as the method wants it."""
    return f"did:web:{host_of(address).replace(':', '%3A')}"


def host_of(identifier: str) -> str:
    """Host and unusual port of a web address or did:web, in one spelling; "" when it has none.

    Capitals, a closing point, a name before @, wide letters and usual ports make no other host.
    """
    if identifier.startswith("did:web:"):
        place = unquote(identifier.removeprefix("did:web:").split("#")[0].split(":")[0])
    else:
        try:
            parts = urlsplit(unicodedata.normalize("NFKC", identifier))
        except ValueError:
            return ""
        place = parts.netloc if parts.scheme in ("http", "https") else ""
    place = unicodedata.normalize("NFKC", place).lower().rpartition("@")[2].replace("。", ".")
    for port in _USUAL_PORTS:
        place = place.removesuffix(port)
    name, colon, port = place.partition(":")
    return name.rstrip(".") + colon + port
