"""Our own credential: what it says and hides, that others believe it, and every text protected."""

import copy
import datetime as dt
import json

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from openbadgeslib.ob3.ldp import OB3LdpVerifier
from openbadgeslib.ob3.verifier import OB3VerificationError

from certificates.badges.homes import DatedKey, Home
from certificates.badges.judging import judge
from certificates.badges.ours import achievement, credential, hashed_name, status_credential
from certificates.badges.places import BITS, BLOCKS, bits_set, index_of_print, list_number
from certificates.badges.shape import faults
from certificates.badges.statuslist import LENGTH
from certificates.payload import KINDS
from tests.certificates.badges.test_judging import every_text
from tests.certificates.rendering.specimens import specimen

AT = dt.datetime(2016, 2, 12, 16, tzinfo=dt.UTC)
LATER = dt.datetime(2016, 3, 1, tzinfo=dt.UTC)
KEY = Ed25519PrivateKey.from_private_bytes(b"relais-test-key-of-our-own-house")
HOME = Home("relais.example", [DatedKey("OURS", KEY.public_key(), AT)])
PLACE = 4711


def made(**changes):
    return credential(specimen(**changes), place=PLACE, key=KEY, created=AT)


def lists(*revoked_bits, suspended=()):
    found = {}
    for purpose, bits in (("revocation", revoked_bits), ("suspension", suspended)):
        document = status_credential(
            verify_url=specimen().verify_url,
            purpose=purpose,
            number=0,
            positions=bits,
            key=KEY,
            since=AT,
            until=LATER + dt.timedelta(days=1),
        )
        found[document["id"]] = json.dumps(document).encode()
    return found.get


def verdict(document, **options):
    return judge(json.dumps(document).encode(), at=LATER, home=HOME, **options)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_a_whole_open_badge(kind):
    document = made(kind=kind)
    assert list(faults(document)) == []
    assert verdict(document, list_of=lists()).as_json() == {
        "valid": True,
        "reasons": [],
        "signature": "valid",
        "status": "active",
    }
    assert verdict(document).status == "unknown"
    assert verdict(document).valid


def test_the_same_print_gives_the_same_bytes():
    assert json.dumps(made()) == json.dumps(made())


def test_another_library_believes_it():
    pem = KEY.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    document = made()
    assert OB3LdpVerifier(pem).verify(document).id == document["id"]
    document["name"] = "Another"
    with pytest.raises(OB3VerificationError):
        OB3LdpVerifier(pem).verify(document)


def test_both_languages_and_no_name():
    document = made(kind="distinction", holder_name="OUÉDRAOGO Aïssata")
    assert document["name"] == (
        "Certificat de réussite, mention Très bien / Certificate of completion with distinction"
    )
    text = json.dumps(document, ensure_ascii=False)
    assert "OUÉDRAOGO" not in text
    assert "Aïssata" not in text
    assert specimen().venue_city.fr not in text


def test_the_holder_is_a_salted_hash_that_forgives_writing():
    (identity,) = made(holder_name="OUÉDRAOGO Aïssata")["credentialSubject"]["identifier"]
    assert identity["identityHash"] == hashed_name("aissata ouedraogo", identity["salt"])
    assert identity["identityHash"] != hashed_name("aissata ouedraogo", "")
    assert identity["identityHash"] != hashed_name("aissata ouedraoga", identity["salt"])
    (other,) = made(holder_name="OUÉDRAOGO Aïssata", print_index=2)["credentialSubject"][
        "identifier"
    ]
    assert other["salt"] != identity["salt"]


def test_an_achievement_is_one_for_all_holders_and_another_for_each_kind():
    assert achievement(specimen()) == achievement(specimen(holder_name="B"))
    assert len({achievement(specimen(kind=kind))["id"] for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize(("path", "text"), list(every_text(made())), ids=str)
def test_every_single_text_is_protected(path, text):
    document = copy.deepcopy(made())
    node = document
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = text[:-1] + ("1" if text[-1] != "1" else "2")
    assert not verdict(document, list_of=lists()).valid


def test_states():
    document = made()
    bit = index_of_print(PLACE, 1)
    assert verdict(document, list_of=lists(bit)).reasons == ["revoked"]
    assert verdict(document, list_of=lists(suspended=[bit])).reasons == ["suspended"]
    assert verdict(document, list_of=lists(bit - 1, bit + 1)).valid


def test_places():
    assert BLOCKS * BITS == LENGTH
    assert (list_number(BLOCKS - 1), list_number(BLOCKS)) == (0, 1)
    assert index_of_print(BLOCKS - 1, 1) == LENGTH - BITS
    assert index_of_print(BLOCKS - 1, 40) == LENGTH - 1
    seen = {index_of_print(place, number) for place in (0, 1, 2) for number in range(1, BITS + 1)}
    assert len(seen) == 3 * BITS


@pytest.mark.parametrize(
    ("standing", "revocation", "suspension"),
    [
        ((1, 1, False, False), [], []),
        ((1, 1, True, False), [8], []),
        ((1, 1, False, True), [], [8]),
        ((1, 3, False, False), [8, 9], []),
        ((1, 3, True, False), [8, 9, 10], []),
        ((1, 3, False, True), [8, 9], [10]),
        ((0, 8, False, False), [0, 1, 2, 3, 4, 5, 6], []),
        ((0, 9, False, False), [0, 1, 2, 3, 4, 5, 6], []),
        ((0, 9, True, False), [0, 1, 2, 3, 4, 5, 6, 7], []),
    ],
)
def test_bits_of_a_certificate(standing, revocation, suspension):
    assert bits_set("revocation", [standing]) == revocation
    assert bits_set("suspension", [standing]) == suspension
