"""A PDF in somebody's hands: the file itself, what was altered in it, and what tells nothing."""

import datetime as dt
import io
import json
import re
import time
import zlib
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.test import override_settings
from pyhanko.pdf_utils.generic import ArrayObject, StreamObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from certificates.archiving import Attachment
from certificates.badges.baked import credential_text
from certificates.codes import new_number
from certificates.dissecting import FILE_LIMIT, dissected
from certificates.examining import (
    ALTERED,
    BROKEN,
    CONTACT,
    COPY,
    DAMAGED,
    FOREIGN,
    INTACT,
    MISSING,
    NO_MATCH,
    REPLACED,
    REVOKED,
    SUSPENDED,
    UNREADABLE,
    VALID,
    Examination,
    examine,
)
from certificates.issuing import issue_cohort
from certificates.keyring import rotate_key
from certificates.models import Certificate, CertificatePrint, StampedCopy
from certificates.overprinting import overprinted
from certificates.payload import Bilingual, PrintedModule, from_dict, to_dict
from certificates.printedfields import changed_fields
from certificates.printing import single_pdf
from certificates.rendering import render_certificate, render_cohort
from certificates.replacing import correct_name
from certificates.revoking import reinstate, revoke, suspend
from certificates.signing import signed_pdf, signing_identity
from tests.certificates.register.registered import NAMES, make_frozen
from tests.factories.courses import AFTER
from tests.signing_keys import write_test_certificate, write_test_key

LATER = AFTER + dt.timedelta(days=30)


@pytest.fixture(scope="module")
def certificates(module_rows, tmp_path_factory, django_db_setup):
    """Two signed certificates, made once for this file; each test undoes what it does."""
    folder = tmp_path_factory.mktemp("keys")
    write_test_key(folder)
    with override_settings(KEYS_DIR=folder, SIGNING_CERTIFICATE=write_test_certificate(folder)):
        yield issue_cohort(cohort=make_frozen(names=NAMES[:2]), by=None, at=AFTER)


@pytest.fixture
def certificate(certificates, db):
    return Certificate.objects.get(pk=certificates[0].pk)


@pytest.fixture
def entry(certificate):
    return certificate.prints.get(index=1)


@pytest.fixture
def pdf(entry):
    return bytes(entry.pdf)


@pytest.fixture
def payload(entry):
    return from_dict(entry.payload)


def attachment(text):
    return Attachment(
        name="credential.json",
        media_type="application/ld+json",
        description="Open Badges 3.0",
        content=text if isinstance(text, bytes) else text.encode(),
    )


def forged(payload, pdf, **changes):
    """Our page with other words, our credential inside, made by somebody without our keys."""
    changed = replace(payload, seal="", **changes)
    return render_certificate(changed, attachments=[attachment(credential_text(pdf))])


def saved_anew(pdf, change=None):
    """As another program writes it, with one change."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    if change:
        change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def told(found):
    return found.state, found.altered, found.signature


def test_the_file_itself(certificate, pdf):
    found = examine(pdf, at=LATER)
    assert told(found) == (VALID, (), INTACT)
    assert (found.number, found.print_index, found.newest_print) == (certificate.number, 1, 1)
    assert (found.kind, found.ended_on) == (certificate.kind, certificate.ended_on)


def test_its_states(certificate, pdf):
    suspend(certificate=certificate, reason="asked", by=None, at=AFTER)
    assert examine(pdf, at=LATER).state == SUSPENDED
    revoke(certificate=certificate, reason="fraud", by=None, at=AFTER)
    assert examine(pdf, at=LATER).state == REVOKED


def test_an_earlier_print_names_the_newer_one(certificate, pdf):
    correct_name(certificate=certificate, name="OUÉDRAOGO Aïcha", reason="typo", by=None, at=LATER)
    found = examine(pdf, at=LATER)
    assert (found.state, found.print_index, found.newest_print) == (REPLACED, 1, 2)
    newer = bytes(certificate.prints.get(index=2).pdf)
    assert told(examine(newer, at=LATER)) == (VALID, (), INTACT)


def test_our_stamped_copies_are_copies_of_a_print_whatever_became_of_it(certificate, pdf):
    suspend(certificate=certificate, reason="asked", by=None, at=AFTER)
    copy = single_pdf(certificate=certificate, by=None, at=AFTER)
    assert copy == single_pdf(certificate=certificate, by=None, at=LATER)
    assert StampedCopy.objects.count() == 1
    found = examine(copy, at=LATER)
    assert (found.state, found.stamp, found.register_state) == (COPY, "suspended", SUSPENDED)
    assert (found.number, found.print_index, found.altered) == (certificate.number, 1, ())
    reinstate(certificate=certificate, reason="in order", by=None, at=AFTER)
    correct_name(certificate=certificate, name="AUTRE Nom", reason="typo", by=None, at=AFTER)
    found = examine(copy, at=LATER)
    assert (found.state, found.register_state, found.newest_print) == (COPY, REPLACED, 2)
    Certificate.objects.update(silent=True)
    assert examine(copy, at=LATER).state == CONTACT


def test_a_stamp_makes_no_altered_file_a_copy(certificate, pdf, payload):
    """Whoever stamps a file as we do, or writes into our copy, holds no copy of ours."""
    suspend(certificate=certificate, reason="asked", by=None, at=AFTER)
    copy = single_pdf(certificate=certificate, by=None, at=AFTER)
    richer = forged(payload, pdf, signed_on=payload.signed_on + dt.timedelta(days=1))
    for other in (
        overprinted(richer, stamp="suspended"),
        overprinted(pdf, stamp="revoked"),
        saved_anew(copy),
        copy + b"\n",
    ):
        assert examine(other, at=LATER).state == ALTERED
    stranger = forged(payload, pdf, holder_name="Zoumbara Faux")
    assert examine(overprinted(stranger, stamp="suspended"), at=LATER).state == NO_MATCH


def test_a_silent_one_says_nothing_to_strangers(certificate, pdf, payload):
    Certificate.objects.filter(pk=certificate.pk).update(silent=True)
    altered = forged(payload, pdf, holder_name="SOMEBODY Else")
    for file in (pdf, altered):
        found = examine(file, at=LATER)
        assert (found.state, found.number, found.kind, found.altered) == (CONTACT, "", "", ())
    assert examine(pdf, at=LATER, trusted=True).state == VALID


NOBODYS = new_number("FDF", random_bytes=bytes)
OTHER_DAY = dt.date(2016, 3, 1)


@pytest.mark.parametrize(
    ("change", "altered"),
    [
        ({"holder_name": "SOMEBODY Else"}, {"name"}),
        ({"kind": "distinction"}, {"kind"}),
        ({"signed_on": OTHER_DAY}, {"signed-on"}),
        ({"ends_on": OTHER_DAY}, {"dates"}),
        ({"holder_name": "SOMEBODY Else", "kind": "distinction"}, {"name", "kind"}),
        ({"signatories": ()}, {"signatory"}),
        ({"holder_arabic": "\u0645\u062d\u0645\u062f"}, {"arabic"}),
        ({"course_title": Bilingual("Autre formation", "Another course")}, {"course"}),
        ({"venue_city": Bilingual("Bamako", "Bamako")}, {"venue"}),
        ({"hours": Decimal(120)}, {"hours"}),
        ({"funding_lines": (Bilingual("Autre fonds", "Another fund"),)}, {"funding"}),
        ({"issuing_bodies": (Bilingual("Autre école", "Another school"),)}, {"issuing-body"}),
        (
            {"modules": (PrintedModule("M01", Bilingual("Autre", "Other"), Decimal(3)),)},
            {"programme"},
        ),
        ({"rule_set_version": "other v9"}, {"rules"}),
    ],
    ids=[
        "name",
        "mention",
        "day of signature",
        "dates",
        "name and mention",
        "signatory",
        "Arabic name",
        "course",
        "venue",
        "hours",
        "funding",
        "issuing body",
        "programme",
        "rules",
    ],
)
def test_what_was_altered_is_named(payload, pdf, change, altered):
    found = examine(forged(payload, pdf, **change), at=LATER)
    assert (found.state, found.register_state) == (ALTERED, VALID)
    assert set(found.altered) == {*altered, "signature"}
    assert found.signature == MISSING


def test_another_arabic_name_in_place_of_one(payload):
    names = ("\u0645\u062d\u0645\u062f", "\u0623\u062d\u0645\u062f", "")
    texts = [
        "".join(page.text for page in dissected(file).pages)
        for file in (
            render_certificate(replace(payload, seal="", holder_arabic=name)) for name in names
        )
    ]
    had = replace(payload, holder_arabic=names[0])
    for theirs in texts[1:]:
        assert changed_fields(had, ours=texts[0], theirs=theirs) == ("arabic",)


def test_another_number_on_the_page(certificates, payload, pdf):
    found = examine(forged(payload, pdf, number=certificates[1].number), at=LATER)
    assert (found.number, set(found.altered)) == (payload.number, {"number", "signature"})


def test_a_mention_written_beside(pdf):
    def add(writer):
        page = writer.pages[0]
        fonts = page["/Resources"].get_object()["/Font"].get_object()
        fonts[NameObject("/Mine")] = writer._add_object(_plain_font())
        stream = DecodedStreamObject()
        stream.set_data(b"BT /Mine 20 Tf 300 300 Td (with distinction) Tj ET")
        page[NameObject("/Contents")].append(writer._add_object(stream))

    found = examine(saved_anew(pdf, add), at=LATER)
    assert found.state == ALTERED
    assert "kind" in found.altered


def _plain_font():
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )


def test_a_drawing_laid_over_the_words(pdf):
    def cover(writer):
        stream = DecodedStreamObject()
        stream.set_data(b"1 1 1 rg 200 250 400 60 re f")
        writer.pages[0][NameObject("/Contents")].append(writer._add_object(stream))

    found = examine(saved_anew(pdf, cover), at=LATER)
    assert (found.state, found.altered[0]) == (ALTERED, "drawing")


def test_saved_anew_without_a_change_has_lost_its_signature_only(pdf):
    found = examine(saved_anew(pdf), at=LATER)
    assert found.state == ALTERED
    assert set(found.altered) == {"signature"}


def test_something_added_behind_our_file(pdf):
    found = examine(pdf + b"% added\n%%EOF\n", at=LATER)
    assert told(found) == (ALTERED, ("unreadable",), BROKEN)
    found = examine(pdf + b"\n", at=LATER)
    assert told(found) == (ALTERED, ("signature",), BROKEN)


def test_the_signature_cut_off(payload, pdf):
    cut = pdf[: pdf.index(b"%%EOF") + 5]
    assert told(examine(cut, at=LATER)) == (ALTERED, ("signature",), MISSING)


def test_signed_by_somebody_else(payload, pdf, tmp_path, settings):
    settings.SIGNING_CERTIFICATE = write_test_certificate(tmp_path)
    stranger = signing_identity()
    assert stranger is not None
    settings.SIGNING_CERTIFICATE = tmp_path / "none.pem"
    file = signed_pdf(forged(payload, pdf, kind="distinction"), at=AFTER, identity=stranger)
    found = examine(file, at=LATER)
    assert found.signature == FOREIGN
    assert set(found.altered) == {"kind", "signature"}


def test_a_byte_of_the_signature(pdf):
    place = re.search(rb"/Contents ?<[0-9a-fA-F]{400}", pdf)
    assert place
    broken = bytearray(pdf)
    broken[place.end() - 1] = ord("0") if broken[place.end() - 1] != ord("0") else ord("1")
    assert told(examine(bytes(broken), at=LATER)) == (ALTERED, ("signature",), BROKEN)


def place_in(pdf, region):
    """A byte of the region, by what stands before it."""
    marks = {
        "header": (b"%PDF-1.", -3),
        "page or font": (b"stream\n", 40),
        "XMP": (b"pdfaid:part", 13),
        "attachment": (b"/EmbeddedFile", 300),
        "object stream": (b"/ObjStm", 400),
        "cross-references": (b"/XRef", 200),
        "identity": (b"/ID [", 8),
        "startxref": (b"startxref\n", 1),
        "byte range": (b"/ByteRange", 13),
        "name of the signer": (b"/Contents <", 3000),
        "room behind the signature": (b"0000>", -3),
    }
    mark, further = marks[region]
    # The first revision ends with a cross-reference, too.
    found = pdf.rindex(mark) if region == "startxref" else pdf.index(mark)
    return found + len(mark) + further


REGIONS = {
    "header": {"unreadable"},
    "page or font": {"unreadable"},
    "XMP": {"signature"},
    "attachment": {"credential", "signature"},
    "object stream": {"unreadable"},
    "cross-references": {"unreadable"},
    "identity": {"signature"},
    "startxref": {"unreadable"},
    "byte range": {"signature"},
    "name of the signer": {"signature"},
    "room behind the signature": {"signature"},
}


@pytest.mark.parametrize("region", REGIONS)
def test_one_byte_of_every_part_of_the_file(certificate, pdf, region):
    place = place_in(pdf, region)
    other = b"1" if pdf[place : place + 1] == b"0" else b"0"
    found = examine(pdf[:place] + other + pdf[place + 1 :], at=LATER)
    assert (found.state, found.number) == (ALTERED, certificate.number)
    assert (set(found.altered), found.signature) == (REGIONS[region], BROKEN)
    assert found.register_state == VALID


def test_a_file_cut_short_and_one_with_bytes_put_into_it(certificate, pdf):
    half = pdf.index(b"/ObjStm") + 60
    for damaged in (pdf[: int(len(pdf) * 0.95)], pdf[:half] + b"\0" * 7 + pdf[half:]):
        found = examine(damaged, at=LATER)
        assert (found.state, found.number, found.signature) == (ALTERED, certificate.number, BROKEN)
    # Half of it proves that somebody had half of it; nothing is compared.
    assert examine(pdf[: len(pdf) // 2], at=LATER).state == UNREADABLE
    made_up = b"%PDF-1.7\n" + certificate.number.encode() + b"\xff" * len(pdf)
    assert examine(made_up, at=LATER) == Examination(UNREADABLE, fault="damaged")


def test_a_second_revision_that_changes_the_page(certificate, pdf):
    """An incremental update that is well made: the first revision is whole, the page is not."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    stream = StreamObject(stream_data=b"1 1 1 rg 200 250 400 60 re f")
    parts = page.raw_get("/Contents")
    page[pdf_name("/Contents")] = ArrayObject([*parts, writer.add_object(stream)])
    writer.update_container(page)
    target = io.BytesIO()
    writer.write(target)
    found = examine(target.getvalue(), at=LATER)
    assert (found.state, found.number, found.signature) == (ALTERED, certificate.number, BROKEN)
    assert set(found.altered) == {"drawing", "signature"}


def test_a_forged_credential_inside_our_page(payload, pdf):
    text = credential_text(pdf).replace("Certificate of", "Certified by", 1)
    file = render_certificate(payload, attachments=[attachment(text)])
    found = examine(file, at=LATER)
    # Number and name on the page are right, so it is known which certificate it was.
    assert (found.state, set(found.altered)) == (ALTERED, {"credential", "signature"})


def test_the_credential_of_somebody_else(certificates, payload, pdf):
    other = credential_text(bytes(certificates[1].prints.get().pdf))
    file = render_certificate(payload, attachments=[attachment(other)])
    found = examine(file, at=LATER)
    assert found.number == certificates[1].number
    assert {"name", "number", "signature"} <= set(found.altered)


def test_printed_to_a_file_with_its_right_words(payload):
    found = examine(render_certificate(payload), at=LATER)
    assert (found.state, set(found.altered)) == (ALTERED, {"credential", "signature"})


def test_a_bare_number_opens_nothing(payload, certificate):
    file = render_certificate(replace(payload, seal="", holder_name="SOMEBODY Else"))
    found = examine(file, at=LATER)
    assert found == type(found)(NO_MATCH)
    found = examine(file, at=LATER, trusted=True)
    assert (found.number, "name" in found.altered) == (certificate.number, True)


def test_a_list_of_names_opens_nothing(payload):
    lines = b"".join(
        b"0 -20 Td (" + name + b") Tj "
        for name in (
            b"SOMEBODY Else",
            payload.holder_name.encode("cp1252"),
            *(b"ANOTHER Person %d" % number for number in range(9)),
        )
    )

    def add(writer):
        page = writer.pages[0]
        fonts = page["/Resources"].get_object()["/Font"].get_object()
        font = _plain_font()
        font[NameObject("/Encoding")] = NameObject("/WinAnsiEncoding")
        fonts[NameObject("/Mine")] = writer._add_object(font)
        stream = DecodedStreamObject()
        stream.set_data(b"BT /Mine 20 Tf 300 300 Td " + lines + b"ET")
        page[NameObject("/Contents")].append(writer._add_object(stream))

    base = render_certificate(replace(payload, seal="", holder_name="WRONG Name"))
    assert examine(saved_anew(base, add), at=LATER).state == NO_MATCH


def test_another_house_is_no_match(certificate):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    target = io.BytesIO()
    writer.write(target)
    found = examine(target.getvalue(), at=LATER)
    assert found == type(found)(NO_MATCH)


def test_after_a_rotation_and_a_new_signing_certificate(
    certificate, pdf, payload, settings, tmp_path
):
    settings.KEYS_DIR = tmp_path / "keys"
    write_test_key(settings.KEYS_DIR)
    rotate_key(at=AFTER + dt.timedelta(days=1), seed=b"another seed of thirty-two bytes")
    settings.SIGNING_CERTIFICATE = write_test_certificate(tmp_path)
    assert examine(pdf, at=LATER).state == VALID
    found = examine(forged(payload, pdf, kind="distinction"), at=LATER)
    assert set(found.altered) == {"kind", "signature"}


def test_deleting_the_person_and_the_cohort_changes_nothing(certificate, pdf):
    Certificate.objects.filter(pk=certificate.pk).update(enrolment=None, cohort=None)
    assert examine(pdf, at=LATER).state == VALID


@pytest.mark.parametrize(
    "change",
    [
        {"holder_name": "SOMEBODY Else"},
        {"kind": "distinction"},
        {"ends_on": "2016-03-01"},
        {"print_index": 2},
        {"hours": "many"},
    ],
    ids=str,
)
def test_a_payload_changed_in_the_database(entry, pdf, change):
    CertificatePrint.objects.filter(pk=entry.pk).update(
        payload={**entry.payload, "seal": "", **change}
    )
    assert examine(pdf, at=LATER).state == DAMAGED


def test_a_payload_that_contradicts_its_own_page(entry, pdf, payload):
    changed = to_dict(replace(payload, signed_on=OTHER_DAY))
    CertificatePrint.objects.filter(pk=entry.pk).update(payload=changed)
    found = examine(pdf, at=LATER, trusted=True)
    assert (found.state, found.altered) == (DAMAGED, ("signed-on",))


def _bomb():
    inner = zlib.compress(b"\0" * 60_000_000, 9)
    return (
        b"%%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>\nendobj\n"
        b"4 0 obj\n<</Filter/FlateDecode/Length %d>>\nstream\n"
        % len(inner)
        + inner
        + b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n"
    )


LOOP = (
    b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    b"2 0 obj\n<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>\nendobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    b"trailer\n<</Root 1 0 R/Size 3/Prev 107>>\nstartxref\n107\n%%EOF\n"
)


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (b"", "not-a-pdf"),
        (b"not a PDF", "not-a-pdf"),
        (b"%PDF-1.7\n" + b"\xff" * 4000, "damaged"),
        (b"%PDF-1.7\n" + b"[" * 500_000, "damaged"),
        (b"%PDF-1.7\n" + b"x" * FILE_LIMIT, "too-large"),
        (LOOP, "damaged"),
        (_bomb(), "damaged"),
    ],
    ids=["empty", "text", "noise", "brackets", "large", "loop", "bomb"],
)
def test_hostile_files_are_answered_soon(db, file, fault):
    began = time.monotonic()
    found = examine(file, at=LATER)
    assert (found.state, found.fault) == (UNREADABLE, fault)
    assert time.monotonic() - began < 30


def test_a_batch_of_specimens_is_nobodys(db, payload):
    found = examine(render_cohort([replace(payload, seal="", number=NOBODYS)]), at=LATER)
    assert found.state == NO_MATCH


def asked(capsys, *arguments):
    call_command("verify_certificate", *map(str, arguments), "--json")
    return json.loads(capsys.readouterr().out)


def test_the_command_reads_a_file(certificate, pdf, payload, tmp_path, capsys):
    file = tmp_path / "certificate.pdf"
    file.write_bytes(pdf)
    found = asked(capsys, file)
    assert found["valid"] is True
    assert (found["verdict"], found["number"], found["reasons"]) == (
        "valid",
        certificate.number,
        [],
    )
    assert found["course"]["fr"]
    assert asked(capsys, file, "--name", "aissata ouedraogo")["valid"] is True
    assert asked(capsys, file, "--name", "autre")["reasons"] == ["name:no-match"]
    file.write_bytes(forged(payload, pdf, kind="distinction"))
    found = asked(capsys, file)
    assert (found["valid"], found["verdict"], found["signature"]) == (False, "altered", "missing")
    assert set(found["reasons"]) == {"altered", "altered:kind", "altered:signature"}


def four(found):
    return found["valid"], found["reasons"], found["signature"], found["status"]


def test_the_command_always_says_four_things_of_a_file(certificate, pdf, tmp_path, capsys):
    file = tmp_path / "certificate.pdf"
    file.write_bytes(pdf)
    assert four(asked(capsys, file)) == (True, [], "valid", "active")
    suspend(certificate=certificate, reason="asked", by=None, at=AFTER)
    assert four(asked(capsys, file)) == (False, ["suspended"], "valid", "suspended")
    file.write_bytes(pdf + b"\n")
    assert four(asked(capsys, file)) == (
        False,
        ["altered", "altered:signature", "suspended"],
        "invalid",
        "suspended",
    )
    revoke(certificate=certificate, reason="fraud", by=None, at=AFTER)
    file.write_bytes(pdf)
    assert four(asked(capsys, file)) == (False, ["revoked"], "valid", "revoked")
    file.write_bytes(b"no file of anybody")
    nothing = (False, ["unreadable", "not-a-pdf"], "unverifiable", "unknown")
    assert four(asked(capsys, file)) == nothing
    absent = (False, ["unreadable", "no-file"], "unverifiable", "unknown")
    assert four(asked(capsys, tmp_path / "nowhere.pdf")) == absent
    folder = (False, ["unreadable", "file-not-readable"], "unverifiable", "unknown")
    assert four(asked(capsys, tmp_path)) == folder


def test_the_command_always_says_four_things_of_a_number(certificate, capsys):
    number, name = certificate.number, NAMES[0]
    for more in ((), ("--name", name)):
        assert four(asked(capsys, number, *more)) == (True, [], "valid", "active")
    unknown = (False, ["no-match"], "unverifiable", "unknown")
    assert four(asked(capsys, "FDF-0000-0000")) == unknown
    assert four(asked(capsys, number, "--name", "autre")) == unknown
    correct_name(certificate=certificate, name="AUTRE Nom", reason="typo", by=None, at=AFTER)
    assert four(asked(capsys, number)) == (True, [], "valid", "active")
    replaced = (False, ["replaced"], "valid", "replaced")
    assert four(asked(capsys, number, "--name", name)) == replaced
    revoke(certificate=certificate, reason="fraud", by=None, at=AFTER)
    assert four(asked(capsys, number)) == (False, ["revoked"], "valid", "revoked")
    Certificate.objects.update(silent=True)
    assert four(asked(capsys, number, "--name", "AUTRE Nom")) == (
        False,
        ["contact"],
        "unverifiable",
        "unknown",
    )


def test_a_number_whose_stored_print_was_touched(certificate, entry, capsys):
    number, pdf, payload = certificate.number, bytes(entry.pdf), entry.payload
    entry.pdf = pdf[:-1] + b" "
    entry.save()
    damaged = (False, ["register-damaged"], "invalid", "unknown")
    assert four(asked(capsys, number)) == damaged
    entry.pdf, entry.payload = pdf, payload | {"seal": _another_digit(payload["seal"])}
    entry.save()
    found = four(asked(capsys, number))
    assert found == (False, ["register-damaged", "altered:seal"], "invalid", "unknown")


def test_a_number_with_a_seal_of_a_key_that_is_lost(certificate, capsys, settings, tmp_path):
    settings.KEYS_DIR = tmp_path
    assert four(asked(capsys, certificate.number)) == (True, [], "unverifiable", "active")


def test_a_number_whose_prints_were_purged(certificate, capsys):
    StampedCopy.objects.all().delete()
    certificate.prints.all().delete()
    for more in ((), ("--name", NAMES[0])):
        found = asked(capsys, certificate.number, *more)
        assert four(found) == (True, [], "unverifiable", "active")
        assert found["kind"] == certificate.kind


def _another_digit(seal):
    return seal[:-1] + str((int(seal[-1]) + 1) % 10)
