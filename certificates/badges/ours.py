"""Our own credentials: an Open Badge 3.0 of one print, and the status lists. Dates are arguments.

The holder is named by a salted hash alone, so that the file tells nothing that the paper does not.
OB 3.0 has one text where our papers have two: French first, then English, parted by a slash.
"""

import datetime as dt
import hashlib
import uuid
from collections.abc import Collection
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.badges.homes import did_web
from certificates.badges.multikeys import multikey
from certificates.badges.places import PURPOSES, index_of_print, list_number
from certificates.badges.proofs import signed
from certificates.badges.statuslist import encoded_list
from certificates.names import name_key
from certificates.payload import Bilingual, CertificatePayload
from certificates.printed_words import FIXED, WORDS, course_hours, period

VC = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
_HASH = "sha256$"
_SALT_BYTES = 16
_CRITERIA = {
    "participation": Bilingual(
        "Présence exigée atteinte ; réussite non atteinte.",
        "Required attendance reached; completion not reached.",
    ),
    "attendance": Bilingual(
        "Présence à une partie de la formation.", "Attendance of a part of the course."
    ),
}
_COMPLETED = Bilingual(
    "Présence exigée et toutes les composantes de l’évaluation réussies.",
    "Required attendance and every component of the assessment passed.",
)


def credential(
    payload: CertificatePayload, *, place: int, key: Ed25519PrivateKey, created: dt.datetime
) -> dict[str, Any]:
    """The signed credential of a print. The same arguments give the same bytes."""
    address = payload.verify_url.rstrip("/")
    document = {
        "@context": [VC, OB],
        "id": f"{address}/{payload.number}/#{payload.print_index}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": _both(title(payload.kind)),
        "issuer": {
            "id": did_web(payload.verify_url),
            "type": ["Profile"],
            "name": " · ".join(map(_both, payload.issuing_bodies)),
            "url": address,
        },
        "validFrom": f"{payload.signed_on.isoformat()}T00:00:00Z",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [_identity(payload)],
            "achievement": achievement(payload),
        },
        "credentialStatus": [_entry(payload, purpose, place) for purpose in PURPOSES],
    }
    return _signed(document, payload.verify_url, key, created)


def status_credential(
    *,
    verify_url: str,
    purpose: str,
    number: int,
    positions: Collection[int],
    key: Ed25519PrivateKey,
    since: dt.datetime,
    until: dt.datetime,
) -> dict[str, Any]:
    """A signed Bitstring Status List, valid from `since` to `until`, with these bits set."""
    address = list_address(verify_url, purpose, number)
    document = {
        "@context": [VC],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did_web(verify_url),
        "validFrom": _stamp(since),
        "validUntil": _stamp(until),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encoded_list(positions),
        },
    }
    return _signed(document, verify_url, key, since)


def list_address(verify_url: str, purpose: str, number: int) -> str:
    """Where a status list is published."""
    return f"{verify_url.rstrip('/')}/status/{purpose}-{number}.json"


def title(kind: str) -> Bilingual:
    """The title of the paper with its mention."""
    words = WORDS[kind]
    return Bilingual(
        ", ".join(filter(None, (words.title.fr, words.mention.fr))),
        " ".join(filter(None, (words.title.en, words.mention.en))),
    )


def achievement(payload: CertificatePayload) -> dict[str, Any]:
    """What was achieved: one for each kind of paper and course, the same for all its holders."""
    course = payload.number.partition("-")[0]
    name = f"{payload.verify_url.rstrip('/')}/{course}/{payload.kind}/{payload.course_title.fr}"
    held = _CRITERIA.get(payload.kind, _COMPLETED)
    hours = course_hours(payload.hours)
    about = Bilingual(
        f"{payload.course_title.fr}, {hours.fr}", f"{payload.course_title.en}, {hours.en}"
    )
    when = period(payload.starts_on, payload.ends_on)
    rules = Bilingual(
        f"{held.fr} Règlement d’évaluation, version {payload.rule_set_version}.",
        f"{held.en} Assessment rules, version {payload.rule_set_version}.",
    )
    return {
        # A name, not an address: no page of ours tells more of it than the paper.
        "id": uuid.uuid5(uuid.NAMESPACE_URL, name).urn,
        "type": ["Achievement"],
        "achievementType": "Achievement"
        if payload.kind in _CRITERIA
        else "CertificateOfCompletion",
        "name": _both(
            Bilingual(
                f"{title(payload.kind).fr} : {payload.course_title.fr}",
                f"{title(payload.kind).en}: {payload.course_title.en}",
            )
        ),
        "description": _both(Bilingual(f"{about.fr}, {when.fr}", f"{about.en}, {when.en}")),
        "criteria": {"narrative": _both(rules)},
    }


def hashed_name(name: str, salt: str) -> str:
    """The identityHash: SHA-256 over `name_key` and salt, so that case, accents and the order of
    the parts do not matter to whoever compares."""
    return _HASH + hashlib.sha256((name_key(name) + salt).encode()).hexdigest()


def _identity(payload: CertificatePayload) -> dict[str, Any]:
    # Not a secret, only another one for each print: it is written beside the hash.
    source = f"relais/badge-salt/1\0{payload.number}\0{payload.print_index}".encode()
    salt = hashlib.sha256(source).hexdigest()[: 2 * _SALT_BYTES]
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": hashed_name(payload.holder_name, salt),
        "identityType": "name",
        "salt": salt,
    }


def _entry(payload: CertificatePayload, purpose: str, place: int) -> dict[str, Any]:
    address = list_address(payload.verify_url, purpose, list_number(place))
    index = str(index_of_print(place, payload.print_index))
    return {
        "id": f"{address}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": index,
        "statusListCredential": address,
    }


def _signed(
    document: dict[str, Any], verify_url: str, key: Ed25519PrivateKey, created: dt.datetime
) -> dict[str, Any]:
    method = f"{did_web(verify_url)}#{multikey(key.public_key())}"
    return signed(document, key=key, verification_method=method, created=_stamp(created))


def _both(words: Bilingual) -> str:
    # The paper's no-break spaces are for typesetting.
    return f"{words.fr} / {words.en}".replace(FIXED, " ")


def _stamp(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
