"""Keys are files with dates: made once, rotated, published for ever; a secret half never shows."""

import datetime as dt
import json
from io import StringIO
from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.management import call_command
from django.core.management.base import CommandError

from certificates.badges.multikeys import base64url_decode, base64url_encode, from_multikey
from certificates.checks import check_keys
from certificates.keyring import (
    KeyExists,
    KeyFileProblem,
    identifier_of,
    make_first_key,
    published_keys,
    rotate_key,
    signing_key,
)

FIRST = dt.datetime(2026, 1, 10, 8, tzinfo=dt.UTC)
SECOND = dt.datetime(2026, 6, 10, 8, tzinfo=dt.UTC)
SEEDS = [bytes([number]) * 32 for number in range(1, 5)]


@pytest.fixture
def folder(tmp_path, settings):
    settings.KEYS_DIR = tmp_path / "keys"
    return settings.KEYS_DIR


def current():
    key = signing_key()
    assert key is not None
    return key


def test_no_key_at_first(folder):
    assert signing_key() is None
    assert published_keys() == []


def test_the_first_key(folder):
    made = make_first_key(at=FIRST, seed=SEEDS[0])
    key = current()
    assert key.dated == made
    key.dated.public.verify(key.secret.sign(b"words"), b"words")
    assert made.identifier == identifier_of(made.public) == key.identifier
    assert len(made.identifier) == 8
    (file,) = folder.glob("*.json")
    assert file.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    with pytest.raises(KeyExists):
        make_first_key(at=SECOND, seed=SEEDS[1])
    assert published_keys() == [made]


def test_rotation_keeps_the_public_half_with_its_dates_and_destroys_the_secret_one(folder):
    first = make_first_key(at=FIRST, seed=SEEDS[0])
    second = rotate_key(at=SECOND, seed=SEEDS[1])
    assert current().dated == second
    retired, present = published_keys()
    assert (retired.public, retired.since, retired.until) == (first.public, FIRST, SECOND)
    assert (present.since, present.until) == (SECOND, None)
    assert [retired.signed_at(moment) for moment in (FIRST, SECOND)] == [True, False]
    assert [present.signed_at(moment) for moment in (FIRST, SECOND)] == [False, True]
    files = b"".join(file.read_bytes() for file in folder.iterdir())
    assert base64url_encode(SEEDS[0]).encode() not in files
    assert base64url_encode(SEEDS[1]).encode() in files


def test_rotating_needs_no_first_key_and_goes_forward_only(folder):
    made = rotate_key(at=FIRST, seed=SEEDS[0])
    assert current().dated == made
    with pytest.raises(KeyFileProblem):
        rotate_key(at=FIRST, seed=SEEDS[1])


def test_a_crash_between_new_and_old_is_mended_by_the_next_rotation(folder):
    make_first_key(at=FIRST, seed=SEEDS[0])
    (file,) = folder.glob("*.json")
    before = file.read_bytes()
    second = rotate_key(at=SECOND, seed=SEEDS[1])
    file.write_bytes(before)
    assert current().dated == second
    rotate_key(at=SECOND + dt.timedelta(days=1), seed=SEEDS[2])
    assert [key.until is None for key in published_keys()] == [False, False, True]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"public": "z6Mk", "from": "2026-01-01", "until": null}',
        b'{"public": 1, "from": 2, "until": null}',
        b"\xff",
    ],
)
def test_a_damaged_file_is_named(folder, content):
    make_first_key(at=FIRST, seed=SEEDS[0])
    (folder / "OTHER.json").write_bytes(content)
    with pytest.raises(KeyFileProblem, match=r"OTHER\.json"):
        published_keys()


def test_halves_of_two_keys_are_refused(folder):
    made = make_first_key(at=FIRST, seed=SEEDS[0])
    file = folder / f"{made.identifier}.json"
    plain = json.loads(file.read_text())
    file.write_text(json.dumps({**plain, "secret": base64url_encode(SEEDS[1])}))
    with pytest.raises(KeyFileProblem):
        signing_key()


def asked(*arguments):
    out = StringIO()
    call_command("certificate_keys", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_makes_rotates_and_lists_without_a_secret(folder):
    assert asked() == ""
    assert "in use" in asked("--make")
    with pytest.raises(CommandError, match="already"):
        asked("--make")
    found = json.loads(asked("--rotate", "--json"))
    assert [key["until"] is None for key in found["keys"]] == [False, True]
    secret = base64url_encode(current().secret.private_bytes_raw())
    assert secret not in asked() + asked("--json")


def ids():
    return [message.id for message in check_keys(None)]


def test_production_is_told_what_is_wrong_with_its_keys(folder, settings):
    assert ids() == []
    settings.PRODUCTION = True
    assert ids() == ["certificates.W001"]
    made = make_first_key(at=FIRST, seed=SEEDS[0])
    assert ids() == []
    file = folder / f"{made.identifier}.json"
    file.chmod(0o644)
    assert ids() == ["certificates.W002"]
    file.write_text("{")
    assert ids() == ["certificates.E001"]


def test_published_with_dates_at_a_stable_address(folder, settings, client):
    settings.PUBLIC_ADDRESS = "https://relais.example"
    make_first_key(at=FIRST, seed=SEEDS[0])
    rotate_key(at=SECOND, seed=SEEDS[1])
    answer = client.get("/v/keys.json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    found = answer.json()
    assert found["issuer"] == "did:web:relais.example"
    first, second = found["keys"]
    assert (first["from"], first["until"]) == ("2026-01-10T08:00:00Z", "2026-06-10T08:00:00Z")
    assert (second["from"], second["until"]) == ("2026-06-10T08:00:00Z", None)
    for key, dated in zip(found["keys"], published_keys(), strict=True):
        assert key["id"] == dated.identifier
        assert Ed25519PublicKey.from_public_bytes(base64url_decode(key["x"])) == dated.public
        assert from_multikey(key["multikey"]) == dated.public
        assert set(key) == {"id", "type", "x", "multikey", "from", "until"}


def test_the_did_document(folder, settings, client):
    settings.PUBLIC_ADDRESS = "http://127.0.0.1:8000"
    made = make_first_key(at=FIRST, seed=SEEDS[0])
    rotate_key(at=SECOND, seed=SEEDS[1])
    answer = client.get("/.well-known/did.json")
    document = answer.json()
    assert document["id"] == f"did:web:{urlsplit(settings.PUBLIC_ADDRESS).hostname}%3A8000"
    methods = document["verificationMethod"]
    assert [method["id"] for method in methods] == document["assertionMethod"]
    assert len(methods) == 2
    assert methods[0]["publicKeyMultibase"] == made.multikey
    assert methods[0]["controller"] == document["id"]
