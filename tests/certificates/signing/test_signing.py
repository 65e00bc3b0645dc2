"""The signature in the PDF: intact, dated by argument, the same bytes each time, and breakable."""

import asyncio
import datetime as dt
import hashlib
import io
import subprocess
import time
from io import StringIO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.core.management import call_command
from django.core.management.base import CommandError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from certificates import refusals
from certificates.archiving import Attachment
from certificates.checks import check_signing_certificate
from certificates.drafting import rendered
from certificates.issuing import issue_cohort
from certificates.pdfsignatures import Signature, signatures_of
from certificates.refusals import Refusal
from certificates.rendering import render_certificate
from certificates.signing import (
    FIELD,
    SigningIdentity,
    SigningProblem,
    signed_pdf,
    signing_identity,
)
from certificates.wording import sentence_for
from tests.certificates.register.registered import NAMES, make_frozen
from tests.certificates.rendering.specimens import specimen
from tests.factories.courses import AFTER
from tests.signing_keys import write_test_certificate

AT = dt.datetime(2016, 2, 12, 16, 30, tzinfo=dt.UTC)
FILE = Attachment(
    name="credential.json", media_type="application/json", description="-", content=b"{}"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("certificate")
    write_test_certificate(made)
    return made


@pytest.fixture
def identity(folder, settings):
    settings.SIGNING_CERTIFICATE = folder / "signing.pem"
    found = signing_identity()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def plain():
    return render_certificate(specimen(), attachments=[FILE])


def judged(pdf, identity):
    reader = PdfFileReader(io.BytesIO(pdf))
    (signature,) = reader.embedded_signatures
    context = ValidationContext(
        trust_roots=[signature.signer_cert], moment=AT, allow_fetching=False
    )
    return asyncio.run(async_validate_pdf_signature(signature, context)), signature


def test_a_reader_finds_it_whole_and_certifying(plain, identity):
    pdf = signed_pdf(plain, at=AT, identity=identity)
    status, signature = judged(pdf, identity)
    assert status.intact
    assert status.valid
    assert status.bottom_line
    assert status.coverage.name == "ENTIRE_FILE"
    assert signature.field_name == FIELD
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.self_reported_timestamp == AT
    assert hashlib.sha256(signature.signer_cert.dump()).hexdigest() == identity.fingerprint
    assert PdfFileReader(io.BytesIO(pdf)).root["/Perms"]["/DocMDP"] is not None


def test_the_same_bytes_each_time_and_another_moment_other_bytes(plain, identity):
    pdf = signed_pdf(plain, at=AT, identity=identity)
    # Into another second: nothing in it is from the clock.
    time.sleep(1.1)
    assert pdf == signed_pdf(plain, at=AT, identity=identity)
    assert pdf != signed_pdf(plain, at=AT + dt.timedelta(seconds=1), identity=identity)
    assert pdf.startswith(plain)


def test_any_changed_byte_breaks_it(plain, identity):
    pdf = bytearray(signed_pdf(plain, at=AT, identity=identity))
    # A byte of the page's content, long before the signature.
    pdf[len(plain) // 2] ^= 1
    status, _ = judged(bytes(pdf), identity)
    assert not status.intact
    assert not status.bottom_line


def test_pkcs12_with_a_passphrase(identity, tmp_path, settings):
    file = tmp_path / "signing.p12"
    file.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"relais",
            identity.key,
            identity.certificate,
            None,
            serialization.BestAvailableEncryption(b"open sesame"),
        )
    )
    settings.SIGNING_CERTIFICATE = file
    settings.SIGNING_PASSPHRASE = "wrong"
    with pytest.raises(SigningProblem, match=r"signing\.p12"):
        signing_identity()
    settings.SIGNING_PASSPHRASE = "open sesame"
    found = signing_identity()
    assert found is not None
    assert found.fingerprint == identity.fingerprint


@pytest.mark.parametrize("content", [b"", b"\x30\x82", b"-----BEGIN PRIVATE KEY-----\nAAAA\n"])
def test_a_file_that_is_none(tmp_path, settings, content):
    settings.SIGNING_CERTIFICATE = tmp_path / "signing.pem"
    assert signing_identity() is None
    settings.SIGNING_CERTIFICATE.write_bytes(content)
    with pytest.raises(SigningProblem):
        signing_identity()


def test_a_key_without_its_certificate(identity, tmp_path, settings):
    other = write_test_certificate(tmp_path)
    key = identity.key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    foreign = other.read_bytes().partition(b"-----END PRIVATE KEY-----\n")[2]
    settings.SIGNING_CERTIFICATE = tmp_path / "mixed.pem"
    settings.SIGNING_CERTIFICATE.write_bytes(key + foreign)
    with pytest.raises(SigningProblem, match="no certificate"):
        signing_identity()


def test_an_elliptic_key(plain, tmp_path, settings):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Fictional, on a curve")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(2**100)
        .not_valid_before(AT)
        .not_valid_after(AT + dt.timedelta(days=9))
        .add_extension(x509.KeyUsage(*[True, True, *[False] * 7]), critical=True)
        .sign(key, hashes.SHA256())
    )
    found = SigningIdentity(key, certificate)
    status, _ = judged(signed_pdf(plain, at=AT, identity=found), found)
    assert status.bottom_line


def test_an_unknown_kind_of_key(tmp_path, settings):
    settings.SIGNING_CERTIFICATE = tmp_path / "signing.pem"
    settings.SIGNING_CERTIFICATE.write_bytes(
        Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    with pytest.raises(SigningProblem):
        signing_identity()


def test_openssl_reads_the_container(plain, identity, tmp_path):
    reader = PdfFileReader(io.BytesIO(signed_pdf(plain, at=AT, identity=identity)))
    (signature,) = reader.embedded_signatures
    container, covered = tmp_path / "signature.der", tmp_path / "covered.bin"
    container.write_bytes(signature.pkcs7_content)
    pdf = signed_pdf(plain, at=AT, identity=identity)
    first, length, second, rest = (int(number) for number in signature.byte_range)
    covered.write_bytes(pdf[first : first + length] + pdf[second : second + rest])
    authority = tmp_path / "authority.pem"
    authority.write_bytes(identity.certificate.public_bytes(serialization.Encoding.PEM))
    words = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", container,
             "-content", covered, "-CAfile", authority, "-purpose", "any", "-attime",
             str(int(AT.timestamp())), "-out", "/dev/null"]  # fmt: skip
    assert subprocess.run(words, capture_output=True).returncode == 0
    covered.write_bytes(covered.read_bytes() + b"x")
    assert subprocess.run(words, capture_output=True).returncode != 0


def test_the_stored_file_is_the_signed_one(identity, db):
    (made,) = issue_cohort(cohort=make_frozen(names=NAMES[:1]), by=None, at=AFTER)
    entry = made.prints.get()
    status, signature = judged(bytes(entry.pdf), identity)
    assert status.intact
    assert signature.self_reported_timestamp == AFTER
    assert entry.sha256 == hashlib.sha256(bytes(entry.pdf)).hexdigest()


def test_out_of_its_dates_it_does_not_sign(tmp_path, settings):
    settings.SIGNING_CERTIFICATE = write_test_certificate(tmp_path, until=AT)
    inside = specimen(made_at=AT, status_place=1)
    assert b"/ByteRange" in rendered(inside)
    outside = specimen(made_at=AT + dt.timedelta(seconds=1), status_place=1)
    assert b"/ByteRange" not in rendered(outside)


def test_unreadable_keys_refuse_with_a_sentence(tmp_path, settings):
    settings.SIGNING_CERTIFICATE = tmp_path / "signing.pem"
    settings.SIGNING_CERTIFICATE.write_bytes(b"none")
    with pytest.raises(Refusal) as refused:
        rendered(specimen(made_at=AT, status_place=1))
    assert refused.value.code == refusals.KEYS
    assert sentence_for(refused.value)


def test_production_is_told_of_a_certificate_out_of_its_dates(tmp_path, settings, identity):
    def ids():
        return [message.id for message in check_signing_certificate(None)]

    settings.PRODUCTION = True
    assert ids() == []
    settings.SIGNING_CERTIFICATE = tmp_path / "signing.pem"
    assert ids() == []
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(days=30)
    write_test_certificate(tmp_path, until=soon)
    assert ids() == ["certificates.W003"]
    settings.SIGNING_CERTIFICATE.write_bytes(b"none")
    assert ids() == ["certificates.E002"]


def test_the_command_makes_one_and_overwrites_none(tmp_path, settings):
    settings.SIGNING_CERTIFICATE = tmp_path / "new" / "signing.pem"
    call_command("certificate_keys", "--self-sign", "Académie fictive d’Uto", stdout=StringIO())
    found = signing_identity()
    assert found is not None
    assert "Académie fictive d’Uto" in found.certificate.subject.rfc4514_string()
    assert settings.SIGNING_CERTIFICATE.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError, match="already"):
        call_command("certificate_keys", "--self-sign", "Another", stdout=StringIO())


def test_our_own_reader_agrees_with_the_library(plain, identity):
    pdf = signed_pdf(plain, at=AT, identity=identity)

    def read(content):
        return signatures_of(PdfFileReader(io.BytesIO(content)).root, content)

    assert read(plain) == ()
    assert read(pdf) == (Signature(identity.fingerprint, intact=True, whole=True),)
    assert read(pdf + b"\n") == (Signature(identity.fingerprint, intact=True, whole=False),)
    _status, signature = judged(pdf, identity)
    parts = (
        signature.signer_info["signature"].native,
        signature.signer_info["signed_attrs"].dump()[4:],
        signature.signer_cert.dump(),
    )
    for part in parts:
        start = pdf.upper().index(part.hex().upper().encode())
        for place in range(start, start + 2 * len(part), 2 * len(part) // 12):
            broken = bytearray(pdf)
            broken[place] = ord("0") if broken[place] != ord("0") else ord("1")
            (found,) = read(bytes(broken))
            assert found != Signature(identity.fingerprint, intact=True, whole=True), place
