"""Who claims our address is judged by our keys; of other web addresses the file proves nothing."""

import datetime as dt

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.badges.homes import DatedKey, Home, did_web, host_of
from certificates.badges.judging import judge
from certificates.badges.multikeys import multikey
from tests.certificates.badges.issued import (
    AT,
    KEY,
    LIST_ADDRESS,
    OTHER,
    badge,
    content,
    method,
    sign,
    status_entry,
    status_list,
)
from tests.certificates.badges.test_judging import make_token

SINCE = dt.datetime(2016, 2, 1, tzinfo=dt.UTC)
UNTIL = dt.datetime(2016, 2, 20, tzinfo=dt.UTC)
RETIRED = Ed25519PrivateKey.from_private_bytes(b"relais-test-key-that-was-retired")
HOME = Home(
    "relais.example",
    [
        DatedKey("OLD", RETIRED.public_key(), dt.datetime(2015, 1, 1, tzinfo=dt.UTC), SINCE),
        DatedKey("NEW", KEY.public_key(), SINCE, UNTIL),
    ],
)
OURS = [
    "https://relais.example",
    "https://relais.example/v/issuer",
    "https://RELAIS.example:443/profile",
    "http://relais.example./",
    "https://somebody@relais.example/",
    "https://relais。example/",
    "did:web:relais.example",
    "did:web:Relais.Example:path",
    "did:web:relais.example%3A443",
]
NOT_OURS = [
    "https://relais.example.org",
    "https://relais.example:8443",
    "https://evil.example/relais.example",
    "https://relais.example@evil.example/",
    "did:web:evil.example:relais.example",
    "urn:relais.example",
]


def verdict(document, **options):
    return judge(content(document), at=AT, home=HOME, **options)


def issued(key, issuer="did:web:relais.example", **more):
    at_home = f"did:web:relais.example#{multikey(key.public_key())}"
    document = badge(issuer=issuer, **more.pop("badge", {}))
    return sign(document, key, **{"verification_method": at_home, **more})


@pytest.mark.parametrize("issuer", OURS)
def test_one_host_in_every_spelling(issuer):
    assert HOME.claimed_by(issuer)


@pytest.mark.parametrize("issuer", NOT_OURS)
def test_other_hosts(issuer):
    assert not HOME.claimed_by(issuer)


def test_ports_that_are_not_usual_belong_to_the_host():
    assert did_web("http://127.0.0.1:8000") == "did:web:127.0.0.1%3A8000"
    assert host_of("did:web:127.0.0.1%3A8000") == host_of("http://127.0.0.1:8000/v")


def test_our_key_in_its_time():
    found = verdict(issued(KEY))
    assert found.as_json() == {
        "valid": True,
        "reasons": [],
        "signature": "valid",
        "status": "none",
    }


@pytest.mark.parametrize("issuer", OURS)
@pytest.mark.parametrize("named", ["at home", "did:key", "elsewhere"])
def test_a_self_signed_file_that_claims_our_address(issuer, named):
    name = multikey(OTHER.public_key())
    claimed = {
        "at home": f"{issuer.partition('#')[0]}#{name}",
        "did:key": method(OTHER),
        "elsewhere": f"https://evil.example/keys#{name}",
    }[named]
    found = verdict(sign(badge(issuer=issuer), OTHER, verification_method=claimed))
    assert (found.valid, found.signature, found.reasons) == (False, "invalid", ["not-our-key"])


def test_a_token_that_claims_our_address():
    found = judge(make_token(badge(issuer="https://relais.example")), at=AT, home=HOME)
    assert found.valid
    strangers = Home("relais.example", [DatedKey("NEW", OTHER.public_key(), SINCE)])
    found = judge(make_token(badge(issuer="https://relais.example")), at=AT, home=strangers)
    assert (found.valid, found.reasons) == (False, ["not-our-key"])


@pytest.mark.parametrize(
    ("created", "reasons"),
    [
        ("2016-02-12T12:00:00Z", []),
        ("2016-01-31T12:00:00Z", ["key-not-in-use"]),
        ("2016-02-20T00:00:00Z", ["key-not-in-use"]),
    ],
)
def test_what_a_key_signed_outside_its_time(created, reasons):
    document = badge(issuer="did:web:relais.example", validFrom="2016-01-01T00:00:00Z")
    at_home = f"did:web:relais.example#{multikey(KEY.public_key())}"
    found = verdict(sign(document, KEY, verification_method=at_home, created=created))
    assert found.reasons == reasons


def test_without_a_published_key_nothing_is_ours():
    found = judge(content(issued(KEY)), at=AT, home=Home("relais.example", ()))
    assert found.reasons == ["not-our-key"]


def test_a_foreign_web_issuer_is_whole_but_not_confirmed():
    document = sign(badge(issuer="https://issuer.example/profile"))
    found = verdict(document)
    assert (found.valid, found.notices) == (True, ["issuer-unconfirmed"])
    known = sign(
        badge(issuer="did:web:issuer.example"), verification_method="did:web:issuer.example#2016"
    )
    keys = {"did:web:issuer.example#2016": KEY.public_key()}
    assert verdict(known, keys=keys).notices == []
    assert verdict(sign(badge())).notices == []


def test_a_forged_list_clears_nobody():
    entry = status_entry()
    document = issued(KEY, badge={"credentialStatus": entry})
    at_home = {"issuer": "did:web:relais.example"}
    forged = status_list(key=OTHER, **at_home)
    found = verdict(document, list_of={LIST_ADDRESS: forged}.get)
    assert found.reasons == ["status-list-invalid"]
    genuine = status_list(94567, key=KEY, validFrom="2016-02-10T00:00:00Z", **at_home)
    assert verdict(document, list_of={LIST_ADDRESS: genuine}.get).status == "revoked"
