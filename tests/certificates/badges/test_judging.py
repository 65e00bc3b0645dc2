"""Good and bad credentials: what is refused, with which reason, and that nothing makes it crash."""

import base64
import copy
import json
import random
from hashlib import sha256

import pytest

from certificates.badges.jcs import canonical_json
from certificates.badges.judging import judge
from certificates.badges.multikeys import base58_encode
from certificates.badges.statuslist import decoded_list, encoded_list, is_set
from tests.certificates.badges.issued import (
    AT,
    KEY,
    LIST_ADDRESS,
    OB3,
    OTHER,
    VC2,
    badge,
    content,
    did,
    method,
    pdf,
    png,
    sign,
    status_entry,
    status_list,
    svg,
)


def verdict(document, **options):
    return judge(content(document), at=AT, **options)


def changed(path, value):
    document = sign(badge())
    node = document
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return document


def every_text(node, path=()):
    if isinstance(node, dict):
        for name, value in node.items():
            yield from every_text(value, (*path, name))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from every_text(value, (*path, number))
    elif isinstance(node, str):
        yield path, node


@pytest.mark.parametrize(
    "wrap",
    [
        lambda text: text,
        png,
        lambda text: png(text, compressed=True),
        lambda text: svg(f"<![CDATA[{text.decode()}]]>"),
        pdf,
    ],
    ids=["json", "png", "packed png", "svg", "pdf"],
)
def test_a_good_one_in_every_wrapping(wrap):
    found = judge(wrap(content(sign(badge()))), at=AT)
    assert found.as_json() == {
        "valid": True,
        "reasons": [],
        "signature": "valid",
        "status": "none",
    }
    forged = sign(badge())
    forged["credentialSubject"]["achievement"]["name"] = "Another"
    found = judge(wrap(content(forged)), at=AT)
    assert (found.valid, found.signature, found.reasons) == (False, "invalid", ["signature"])


@pytest.mark.parametrize(("path", "text"), list(every_text(sign(badge()))), ids=str)
def test_every_single_text_is_protected(path, text):
    assert not verdict(changed(path, text[:-1] + ("A" if text[-1] != "A" else "B"))).valid


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (["validFrom"], "2016-02-12", "signature"),
        (["expirationDate"], "2030-01-01T00:00:00Z", "term-unknown"),
        (["mention"], "with distinction", "term-unknown"),
        (["@context"], [VC2, OB3, "https://evil.example/context"], "context-unknown"),
        (["@context"], [VC2, OB3, {"mention": "https://evil.example/m"}], "context-inline"),
        (["@context"], [OB3, VC2], "context-missing"),
        (["@context"], None, "context-missing"),
        (["credentialSubject", "@context"], {"@vocab": "urn:x:"}, "context-inline"),
        (["https://schema.org/name"], "Minister", "keyword"),
        (["@included"], [{"id": "urn:x:y"}], "keyword"),
        (["credentialSubject"], [[badge()["credentialSubject"]]], "nested-list"),
        (["proof", "proofPurpose"], "authentication", "proof-purpose"),
        (["proof", "cryptosuite"], "bbs-2023", "proof-unsupported"),
        (["proof", "type"], "Ed25519Signature2018", "proof-unsupported"),
        (["proof", "proofValue"], "u" + "A" * 86, "proof-malformed"),
        (["proof", "proofValue"], "z111", "proof-malformed"),
        (["proof", "proofValue"], 7, "proof-malformed"),
        (["proof", "previousProof"], "urn:x:y", "proof-unsupported"),
        (["proof"], [], "proof-missing"),
        (["proof"], ["text"], "proof-malformed"),
        (["proof"], None, "proof-missing"),
        (["proof", "verificationMethod"], method(OTHER), "signature"),
        (["proof", "verificationMethod"], did() + "#other", "bad-key"),
        (["proof", "verificationMethod"], "did:web:issuer.example#key-1", "key-unreachable"),
        (["type"], "OpenBadgeCredential", "term-unknown"),
    ],
)
def test_refused_with_its_reason(path, value, reason):
    found = verdict(changed(path, value))
    assert reason in found.reasons
    assert not found.valid


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (badge(validFrom="2017-01-01T00:00:00Z"), "not-yet-valid"),
        (badge(validUntil="2016-02-20T00:00:00Z"), "expired"),
        (badge(validUntil="2016-02-30T00:00:00Z"), "malformed:validUntil"),
        (badge(validFrom="2016-02-12T12:00:00"), "malformed:validFrom"),
        (badge(validFrom=None), "missing:validFrom"),
        (badge(issuer=did(OTHER)), "issuer-key-mismatch"),
        (badge(credentialSubject={"type": "AchievementSubject"}), "missing:achievement"),
        (badge(type="VerifiableCredential", credentialSubject=[]), "subject-missing"),
        (badge(issuer=None), "issuer-missing"),
    ],
)
def test_rightly_signed_and_still_refused(document, reason):
    found = verdict(sign(document))
    assert (found.signature, found.valid) == ("valid", False)
    assert reason in found.reasons


def test_a_key_named_by_a_web_address_speaks_for_that_address_only():
    name = method().partition("#")[2]
    document = badge(issuer="https://issuer.example/profile")
    assert verdict(sign(document)).valid
    at_home = sign(document, verification_method=f"https://issuer.example/profile#{name}")
    assert verdict(at_home).valid
    elsewhere = sign(document, verification_method=f"https://evil.example/profile#{name}")
    assert verdict(elsewhere).reasons == ["issuer-key-mismatch"]


def test_keys_at_hand_are_used_offline():
    document = sign(
        badge(issuer="did:web:issuer.example"),
        verification_method="did:web:issuer.example#2016",
    )
    assert verdict(document).signature == "unverifiable"
    keys = {"did:web:issuer.example#2016": KEY.public_key()}
    assert verdict(document, keys=keys).valid
    keys = {"did:web:issuer.example#2016": OTHER.public_key()}
    assert verdict(document, keys=keys).reasons == ["signature"]


@pytest.mark.parametrize("index", ["94567", 94567])
@pytest.mark.parametrize(
    ("purpose", "bits", "status"),
    [
        ("revocation", (94567,), "revoked"),
        ("suspension", (94567,), "suspended"),
        ("revocation", (), "active"),
        # The neighbours, and the same place counted from the right of its byte.
        ("revocation", (94566, 94568, 94560), "active"),
    ],
)
def test_status(index, purpose, bits, status):
    entry = status_entry(statusPurpose=purpose, statusListIndex=index)
    lists = {LIST_ADDRESS: status_list(*bits, purpose=purpose)}
    # An index that is a number has no place in the signed graph of some contexts, but in tokens.
    token = make_token(badge(credentialStatus=entry))
    found = judge(token, at=AT, list_of=lists.get)
    assert found.status == status
    assert found.valid is (status == "active")


def test_a_list_that_is_not_at_hand_leaves_the_state_unknown():
    found = verdict(sign(badge(credentialStatus=status_entry())))
    assert (found.valid, found.status, found.reasons) == (True, "unknown", [])


@pytest.mark.parametrize(
    ("content_of_list", "entry", "reason"),
    [
        (status_list(purpose="suspension"), status_entry(), "status-purpose"),
        (status_list(key=OTHER), status_entry(), "status-list-issuer"),
        (status_list(validUntil="2016-02-29T12:00:00Z"), status_entry(), "status-list-invalid"),
        (status_list(encoded="u!"), status_entry(), "status-list-malformed"),
        (status_list(encoded=encoded_list([], length=1024)), status_entry(), "status-list-short"),
        (status_list(), status_entry(statusListIndex="131072"), "status-index"),
        (status_list(), status_entry(statusListIndex="-1"), "status-index"),
        (status_list(), status_entry(statusListIndex="1e3"), "status-index"),
        (b"no list", status_entry(), "status-list-invalid"),
    ],
)
def test_a_list_that_proves_nothing(content_of_list, entry, reason):
    document = sign(badge(credentialStatus=entry))
    found = verdict(document, list_of={LIST_ADDRESS: content_of_list}.get)
    assert (found.valid, found.status, found.reasons) == (False, "unknown", [reason])


def test_bit_0_is_the_leftmost():
    assert decoded_list(encoded_list([0]))[0] == 0x80
    bits = decoded_list(encoded_list([0, 7, 8, 131_071]))
    assert [place for place in range(131_072) if is_set(bits, place)] == [0, 7, 8, 131_071]


def encoded(value):
    text = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=")


def make_token(claims, header=None):
    head = {"alg": "EdDSA", "typ": "vc+jwt", "kid": method(), **(header or {})}
    message = encoded({k: v for k, v in head.items() if v is not None}) + b"." + encoded(claims)
    return message + b"." + encoded(KEY.sign(message))


@pytest.mark.parametrize(
    ("claims", "header", "reason"),
    [
        (badge(), {"alg": "none"}, "algorithm"),
        (badge(), {"alg": "HS256"}, "algorithm"),
        (badge(), {"alg": "ES256"}, "algorithm"),
        (badge(), {"crit": ["x"]}, "proof-malformed"),
        (badge(), {"kid": method(OTHER)}, "signature"),
        (badge(), {"jwk": {"kty": "OKP", "crv": "Ed25519", "x": "AA"}}, "bad-key"),
        (badge(), {"jwk": {"kty": "oct", "k": "AA"}}, "bad-key"),
        (badge(), {"kid": None}, "key-unreachable"),
        ({**badge(), "iss": did(OTHER)}, {}, "claim-conflict:iss"),
        ({**badge(), "jti": "urn:x:other"}, {}, "claim-conflict:jti"),
        ({**badge(), "sub": "urn:x:other"}, {}, "claim-conflict:sub"),
        ({**badge(), "exp": 1}, {}, "expired"),
        ({**badge(), "nbf": 4_000_000_000}, {}, "not-yet-valid"),
        ({**badge(), "exp": "tomorrow"}, {}, "malformed:exp"),
        (badge(issuer=did(OTHER)), {}, "issuer-key-mismatch"),
        (badge(type="OpenBadgeCredential"), {}, "type-missing"),
    ],
)
def test_tokens_refused(claims, header, reason):
    found = judge(make_token(claims, header), at=AT)
    assert reason in found.reasons
    assert not found.valid


def test_tokens_of_both_shapes_and_enveloped():
    assert judge(make_token(badge()), at=AT).valid
    assert judge(make_token({"iss": did(), "vc": badge()}), at=AT).valid
    token = make_token(badge()).decode()
    envelope = {
        "@context": VC2,
        "id": f"data:application/vc+jwt,{token}",
        "type": "EnvelopedVerifiableCredential",
    }
    assert verdict(envelope).valid
    x = encoded(KEY.public_key().public_bytes_raw()).decode()
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": x}
    assert judge(make_token(badge(), {"jwk": jwk}), at=AT).valid
    conflict = judge(make_token(badge(), {"jwk": jwk, "kid": method(OTHER)}), at=AT)
    assert conflict.reasons == ["key-conflict"]


ENTANGLED = [
    {"type": "Achievement", "related": [{"type": "Achievement"} for _ in range(6)]}
    for _ in range(9)
]


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe\x00",
        b"null",
        b'{"a":1,"a":2}',
        b'{"a":NaN}',
        b'{"id":' + b"9" * 6000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"a":"' + b"x" * 2_100_000 + b'"}',
        b"a.b.c",
        b"...",
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 40,
        b"%PDF-1.7\n" + b"x" * 200,
        b"<svg",
        svg("&a;", before='<!DOCTYPE s [<!ENTITY a "aaaa">]>'),
        png(b"x" * 100, times=2),
        png(b"\0" * 3_000_000, compressed=True),
        pdf(),
        pdf(content(sign(badge())), content(sign(badge()))),
    ],
)
def test_hostile_files_are_refused_not_fatal(hostile):
    found = judge(hostile, at=AT)
    assert not found.valid
    assert found.reasons


@pytest.mark.parametrize("value", [None, 7, True, "text", [], {}, [1], {"id": 5}, [[]], 1e300])
@pytest.mark.parametrize(
    "name",
    ["@context", "id", "type", "issuer", "validFrom", "credentialSubject", "credentialStatus",
     "proof"],
)  # fmt: skip
def test_wrong_types_everywhere(name, value):
    document = sign(badge())
    document[name] = value
    # No status and an empty one say the same, in JSON and in what is signed.
    absent = name == "credentialStatus" and value in (None, [])
    assert verdict(document).valid is absent
    claims = {**badge(), name: value}
    judge(make_token(claims), at=AT)


def signed_as_json(document, key=KEY, **options):
    proof = {
        "@context": document["@context"],
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": "2016-02-12T12:00:00Z",
        "verificationMethod": method(),
        "proofPurpose": "assertionMethod",
        **options,
    }
    parts = (sha256(canonical_json(part)).digest() for part in (proof, document))
    value = "z" + base58_encode(key.sign(b"".join(parts)))
    return {**document, "proof": {**proof, "proofValue": value}}


def test_proofs_over_the_text_are_as_strict():
    assert verdict(signed_as_json(badge())).valid
    revoked = signed_as_json(badge(credentialStatus=status_entry()))
    lists = {LIST_ADDRESS: status_list(94567)}
    assert verdict(revoked, list_of=lists.get).reasons == ["revoked"]
    forged = signed_as_json(badge())
    forged["credentialSubject"]["achievement"]["name"] = "Another"
    assert verdict(forged).reasons == ["signature"]
    assert verdict(signed_as_json(badge(), key=OTHER)).reasons == ["signature"]
    # Signed, and yet no reader who follows the contexts would see it.
    assert verdict(signed_as_json(badge(mention="with distinction"))).reasons == ["term-unknown"]
    other = signed_as_json(badge(), **{"@context": [OB3]})
    assert verdict(other).reasons == ["proof-malformed"]
    both = sign(badge())
    both["proof"] = [both["proof"], signed_as_json(badge())["proof"]]
    assert verdict(both).valid
    both["proof"][1]["created"] = "2016-02-13T12:00:00Z"
    assert verdict(both).reasons == ["signature"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        # RFC 8785, 3.2.3 and appendix B.
        ({"\u20ac": 1, "\U0001f600": 2, "\ufb33": 3}, '{"€":1,"😀":2,"\ufb33":3}'),
        (
            [333333333.33333329, 1e30, 4.50, 2e-3, 1e-27],
            "[333333333.3333333,1e+30,4.5,0.002,1e-27]",
        ),
        ([-0.0, 5e-324, 1e21, 9.5e-7, 1e-6], "[0,5e-324,1e+21,9.5e-7,0.000001]"),
        ([295147905179352830000, 9007199254740993], "[295147905179352830000,9007199254740992]"),
        ('\u000f\n"\\/\u007f', '"\\u000f\\n\\"\\\\/\u007f"'),
        ([None, True, -1.5, 100.0], "[null,true,-1.5,100]"),
    ],
)
def test_one_text_for_one_value(value, text):
    assert canonical_json(value).decode() == text


def test_entangled_nodes_cost_a_bounded_effort():
    document = badge()
    nodes = [{"type": ["Achievement"], "name": "x"} for _ in range(1500)]
    document["credentialSubject"]["achievement"]["related"] = nodes
    found = verdict({**document, "proof": sign(badge())["proof"]})
    assert not found.valid


def test_random_damage_is_never_fatal_and_never_valid():
    whole = content(sign(badge()))
    chance = random.Random(4)
    for _ in range(150):
        damaged = bytearray(whole)
        place = chance.randrange(len(damaged))
        damaged[place] ^= 1 << chance.randrange(8)
        found = judge(bytes(damaged), at=AT)
        same = _same_document(bytes(damaged), whole)
        assert found.valid is same


def _same_document(one, other):
    try:
        return json.loads(one) == json.loads(other)
    except ValueError:
        return False


def test_the_document_given_is_left_alone():
    document = sign(badge())
    before = copy.deepcopy(document)
    verdict(document)
    assert document == before
