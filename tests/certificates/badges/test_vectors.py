"""The published vectors, and a second opinion in both directions."""

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from openbadgeslib.ob3.credential import Achievement, Issuer, OpenBadgeCredential
from openbadgeslib.ob3.ldp import OB3LdpSigner, OB3LdpVerifier
from openbadgeslib.ob3.signer import OB3Signer
from openbadgeslib.ob3.verifier import OB3VerificationError

from certificates.badges import canonical
from certificates.badges.judging import judge
from certificates.badges.multikeys import base58_decode, from_multikey, multikey
from certificates.badges.proofs import signed
from tests.certificates.badges.issued import AT, KEY, badge, content, did, method, png, sign, svg

# W3C « Data Integrity EdDSA Cryptosuites 1.0 », appendix B.1.
W3C_PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
W3C_SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
W3C_METHOD = f"did:key:{W3C_PUBLIC}#{W3C_PUBLIC}"
W3C_VALUE = (
    "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme"
)
W3C_CREDENTIAL = {
    "@context": [
        "https://www.w3.org/ns/credentials/v2",
        "https://www.w3.org/ns/credentials/examples/v2",
    ],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}
# The other library dates its proofs by the clock: any day after this one.
NOW = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


def pem(key):
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def theirs(issuer=None):
    return OpenBadgeCredential(
        issuer=Issuer(id=issuer or did(), name="Fictional Academy of Uto"),
        recipient_id="mailto:nobody@example.com",
        achievement=Achievement(
            id="https://issuer.example/achievements/1",
            name="Training of trainers",
            description="Fifteen days.",
            criteria_narrative="Everything was there.",
        ),
        issuance_date=dt.datetime(2016, 2, 12, 12, tzinfo=dt.UTC),
    )


def test_w3c_vector_byte_for_byte():
    key = Ed25519PrivateKey.from_private_bytes(base58_decode(W3C_SECRET[1:])[2:])
    assert multikey(key.public_key()) == W3C_PUBLIC
    assert from_multikey(W3C_PUBLIC) == key.public_key()
    made = signed(
        W3C_CREDENTIAL, key=key, verification_method=W3C_METHOD, created="2023-02-24T23:36:38Z"
    )
    assert made["proof"]["proofValue"] == W3C_VALUE
    assert judge(content(made), at=NOW).as_json() == {
        "valid": True,
        "reasons": [],
        "signature": "valid",
        "status": "none",
    }


def test_contexts_are_the_published_ones():
    folder = Path(canonical.__file__).parent / "contexts"
    digest = hashlib.sha256((folder / "credentials-v2.json").read_bytes()).hexdigest()
    assert digest == "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"
    for name in folder.glob("*.json"):
        assert "@context" in json.loads(name.read_text())


def test_they_believe_ours():
    assert OB3LdpVerifier().verify(sign(badge())).id == badge()["id"]
    forged = sign(badge())
    forged["name"] = "Minister"
    with pytest.raises(OB3VerificationError):
        OB3LdpVerifier().verify(forged)


def test_we_believe_theirs():
    made = OB3LdpSigner(pem(KEY)).sign(theirs())
    assert made["proof"]["verificationMethod"] == method()
    assert judge(content(made), at=NOW).valid
    made["credentialSubject"]["achievement"]["name"] = "Astronaut"
    assert judge(content(made), at=NOW).reasons == ["signature"]


@pytest.mark.parametrize(
    ("algorithm", "key"),
    [
        ("EdDSA", KEY),
        ("ES256", ec.generate_private_key(ec.SECP256R1())),
        ("RS256", rsa.generate_private_key(public_exponent=65537, key_size=2048)),
    ],
    ids=["EdDSA", "ES256", "RS256"],
)
def test_we_believe_their_tokens(algorithm, key):
    credential = theirs("https://issuer.example/profile")
    token = OB3Signer(pem(key), algorithm).sign(credential)
    assert judge(token.encode(), at=NOW).as_json()["valid"] is True
    head, _, tail = token.split(".")
    other = OB3Signer(pem(key), algorithm).sign(theirs("https://other.example/profile"))
    mixed = ".".join((head, other.split(".")[1], tail))
    assert judge(mixed.encode(), at=NOW).reasons == ["signature"]


def test_we_find_what_they_baked():
    signer = OB3Signer(pem(KEY), "EdDSA")
    credential = theirs("https://issuer.example/profile")
    assert judge(signer.sign_into_png(credential, blank_png()), at=NOW).valid
    plain = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
    assert judge(signer.sign_into_svg(credential, plain), at=NOW).valid
    proved = OB3LdpSigner(pem(KEY))
    assert judge(proved.sign_into_png(theirs(), blank_png()), at=NOW).valid
    assert judge(proved.sign_into_svg(theirs(), plain), at=NOW).valid
    assert judge(svg(json.dumps(sign(badge()))), at=AT).valid


def blank_png():
    whole = png(b"x")
    start = whole.index(b"iTXt") - 4
    length = int.from_bytes(whole[start : start + 4], "big")
    return whole[:start] + whole[start + 12 + length :]


def test_the_vector_of_the_suite_over_the_text():
    """W3C « Data Integrity EdDSA Cryptosuites 1.0 », appendix B, representation eddsa-jcs-2022."""
    proof = {
        "@context": W3C_CREDENTIAL["@context"],
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": "2023-02-24T23:36:38Z",
        "verificationMethod": W3C_METHOD,
        "proofPurpose": "assertionMethod",
        "proofValue": "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTW"
        "d3GAVFuUfjoJdcnTMuVor51aX",
    }
    assert judge(content({**W3C_CREDENTIAL, "proof": proof}), at=NOW).signature == "valid"
    forged = {**W3C_CREDENTIAL, "name": "Another", "proof": proof}
    assert judge(content(forged), at=NOW).signature == "invalid"
