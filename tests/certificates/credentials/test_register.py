"""From the register to the verdict: issue, correct a name, suspend, revoke, delete, rotate."""

import datetime as dt
import json
import random
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.test import override_settings
from lxml.etree import fromstring
from PIL import Image

from certificates.badgedrawing import SIDE, lines_of
from certificates.badgemaking import PNG, SVG, baked_badge
from certificates.badges.baked import credential_text
from certificates.badges.places import BLOCKS, index_of_print
from certificates.badges.statuslist import decoded_list, is_set
from certificates.confirming import confirm
from certificates.drafting import free_places, rendered
from certificates.issuing import issue_cohort
from certificates.keyring import rotate_key
from certificates.models import Certificate
from certificates.payload import KINDS, Bilingual, from_dict
from certificates.replacing import correct_name
from certificates.revoking import reinstate, revoke, suspend
from certificates.statuslisting import own_list, status_list
from tests.certificates.register.registered import NAMES, holder, make_frozen
from tests.certificates.rendering.specimens import specimen
from tests.factories.courses import AFTER, make_colleague
from tests.factories.people import make_user
from tests.signing_keys import write_test_key

pytestmark = pytest.mark.django_db
LATER = AFTER + dt.timedelta(days=20)
SEED = b"another seed of thirty-two bytes"


@pytest.fixture(autouse=True)
def keys(tmp_path, settings):
    settings.KEYS_DIR = tmp_path / "keys"
    write_test_key(settings.KEYS_DIR)
    settings.PUBLIC_ADDRESS = "https://relais.example"


@pytest.fixture(scope="module")
def issued(module_rows, tmp_path_factory):
    """Made once for this file with the key that each test starts from; each undoes what it does."""
    folder = tmp_path_factory.mktemp("keys")
    write_test_key(folder)
    with override_settings(KEYS_DIR=folder, PUBLIC_ADDRESS="https://relais.example"):
        return issue_cohort(cohort=make_frozen(names=NAMES[:1]), by=None, at=AFTER)[0].pk


@pytest.fixture
def certificate(issued, keys, db):
    return Certificate.objects.get(pk=issued)


def pdf_of(certificate, index=1):
    return bytes(certificate.prints.get(index=index).pdf)


def verdict(content, **options):
    return confirm(content, at=LATER, **options)


def says(verdict):
    return verdict.valid, verdict.reasons, verdict.signature, verdict.status


ACTIVE: tuple[bool, list[str], str, str] = (True, [], "valid", "active")


def published(purpose):
    found = status_list(purpose=purpose, number=0, at=LATER)
    assert found is not None
    return found


def test_pdf_and_json_are_believed(certificate):
    pdf = pdf_of(certificate)
    assert says(verdict(pdf)) == ACTIVE
    text = credential_text(pdf)
    assert says(verdict(text.encode())) == ACTIVE
    document = json.loads(text)
    assert document["issuer"]["id"] == "did:web:relais.example"
    assert document["id"] == f"https://relais.example/v/{certificate.number}/#1"
    assert NAMES[0] not in text


@pytest.mark.parametrize("form", [PNG, SVG])
def test_a_baked_picture_is_believed_and_follows_the_state(certificate, form):
    badge = baked_badge(certificate=certificate, form=form, by=None, at=AFTER)
    assert says(verdict(badge)) == ACTIVE
    assert credential_text(badge) == credential_text(pdf_of(certificate))
    assert NAMES[0].split()[0].encode() not in badge
    forged = badge.replace(b"Certificate of", b"Certified by..", 1)
    assert not verdict(forged).valid
    revoke(certificate=certificate, reason="fraud", by=None, at=AFTER)
    assert says(verdict(badge)) == (False, ["revoked"], "valid", "revoked")


def test_the_pictures_can_be_looked_at(certificate):
    png = baked_badge(certificate=certificate, form=PNG, by=None, at=AFTER)
    picture = Image.open(BytesIO(png))
    picture.load()
    assert picture.size == (SIDE, SIDE)
    # Frame, paper and letters, in colours of the certificate.
    seen = {colour for _, colour in picture.getcolors(100_000) or ()}
    assert {(0x27, 0x40, 0x6B), (0xB4, 0x53, 0x2A), (0xFD, 0xFC, 0xF8)} <= seen
    svg = fromstring(baked_badge(certificate=certificate, form=SVG, by=None, at=AFTER))
    assert svg.get("viewBox") == f"0 0 {SIDE} {SIDE}"
    assert "Certificat" in (svg.findtext("{http://www.w3.org/2000/svg}title") or "")


@pytest.mark.parametrize("kind", KINDS)
def test_the_longest_words_stay_inside_the_frame(kind):
    long = Bilingual("Formation approfondie " * 9, "Advanced training " * 10)
    lines = lines_of(specimen(kind=kind, course_title=long))
    assert all(60 < line.baseline < SIDE - 60 for line in lines)


@pytest.mark.parametrize("form", [PNG, SVG])
def test_holder_and_registrar_download_them(certificate, client, form):
    client.force_login(make_colleague(certificate.cohort, "registrar"))
    answer = client.get(f"/fr/certificates/{certificate.number}.{form}")
    assert says(verdict(answer.content)) == ACTIVE
    assert answer.headers["Content-Disposition"].endswith(f'{certificate.number}.{form}"')
    client.force_login(holder(NAMES[0]))
    own = client.get(f"/fr/my-certificate/{certificate.number}.{form}")
    assert own.content == answer.content
    suspend(certificate=certificate, reason="asked", by=None, at=AFTER)
    assert client.get(f"/fr/my-certificate/{certificate.number}.{form}").status_code == 404


def test_the_file_is_the_same_each_time_it_is_made(certificate):
    entry = certificate.prints.get()
    assert rendered(from_dict(entry.payload)) == bytes(entry.pdf)


def test_a_forged_text_is_not_believed(certificate):
    text = credential_text(pdf_of(certificate)).replace("Certificate of", "Certified by", 1)
    assert says(verdict(text.encode()))[:3] == (False, ["signature"], "invalid")


def test_suspended_reinstated_revoked(certificate):
    pdf = pdf_of(certificate)
    suspend(certificate=certificate, reason="asked", by=None, at=AFTER)
    assert says(verdict(pdf)) == (False, ["suspended"], "valid", "suspended")
    reinstate(certificate=certificate, reason="cleared", by=None, at=AFTER)
    assert says(verdict(pdf)) == ACTIVE
    revoke(certificate=certificate, reason="fraud", by=None, at=AFTER)
    assert says(verdict(pdf)) == (False, ["revoked"], "valid", "revoked")


def test_a_corrected_name_revokes_the_earlier_print_only(certificate):
    correct_name(certificate=certificate, name="OUÉDRAOGO Aïcha", reason="typo", by=None, at=LATER)
    assert says(verdict(pdf_of(certificate)))[3] == "revoked"
    assert says(verdict(pdf_of(certificate, 2))) == ACTIVE
    document = json.loads(credential_text(pdf_of(certificate, 2)))
    assert document["id"].endswith("/#2")
    assert document["proof"]["created"] == f"{LATER:%Y-%m-%dT%H:%M:%SZ}"


def test_with_a_list_fetched_before_and_no_register(certificate, settings):
    pdf = pdf_of(certificate)
    lists = {
        f"https://relais.example/v/status/{purpose}-0.json": published(purpose)
        for purpose in ("revocation", "suspension")
    }
    revoke(certificate=certificate, reason="fraud", by=None, at=LATER)
    after = published("revocation")
    # Another installation: not its own address, so only the files count.
    settings.PUBLIC_ADDRESS = "https://elsewhere.example"
    assert says(verdict(pdf)) == (True, [], "valid", "unknown")
    assert says(verdict(pdf, lists=lists)) == ACTIVE
    lists["https://relais.example/v/status/revocation-0.json"] = after
    assert says(verdict(pdf, lists=lists)) == (False, ["revoked"], "valid", "revoked")
    stale = confirm(pdf, at=LATER + dt.timedelta(days=8), lists=lists)
    assert stale.reasons == ["status-list-invalid"]


def test_deleting_person_and_cohort_leaves_the_state(certificate):
    pdf = pdf_of(certificate)
    revoke(certificate=certificate, reason="fraud", by=None, at=AFTER)
    Certificate.objects.filter(pk=certificate.pk).update(enrolment=None, cohort=None)
    assert says(verdict(pdf)) == (False, ["revoked"], "valid", "revoked")


def test_after_a_rotation_old_and_new_are_believed(certificate):
    old = pdf_of(certificate)
    rotate_key(at=AFTER + dt.timedelta(days=1), seed=SEED)
    assert says(verdict(old)) == ACTIVE
    correct_name(certificate=certificate, name="OUÉDRAOGO Aïcha", reason="typo", by=None, at=LATER)
    new = pdf_of(certificate, 2)
    assert says(verdict(new)) == ACTIVE
    methods = {
        json.loads(credential_text(pdf))["proof"]["verificationMethod"] for pdf in (old, new)
    }
    assert len(methods) == 2


def test_drafted_before_a_rotation_signed_after_it(certificate):
    entry = certificate.prints.get()
    rotate_key(at=AFTER + dt.timedelta(hours=1), seed=SEED)
    pdf = rendered(from_dict(entry.payload))
    assert says(verdict(pdf)) == ACTIVE


def test_without_a_key_a_certificate_has_no_credential(tmp_path, settings):
    settings.KEYS_DIR = tmp_path / "none"
    cohort = make_frozen("NIA26", names=NAMES[1:2])
    (made,) = issue_cohort(cohort=cohort, by=None, at=AFTER)
    assert verdict(pdf_of(made)).reasons == ["no-credential-inside"]
    assert status_list(purpose="revocation", number=0, at=LATER) is None


def test_the_list_is_published_and_names_nobody(certificate, client):
    revoke(certificate=certificate, reason="fraud", by=None, at=AFTER)
    answer = client.get("/v/status/revocation-0.json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "max-age=300" in answer.headers["Cache-Control"]
    document = json.loads(answer.content)
    assert document["id"] == "https://relais.example/v/status/revocation-0.json"
    bits = decoded_list(document["credentialSubject"]["encodedList"])
    assert is_set(bits, index_of_print(certificate.status_place, 1))
    assert sum(byte.bit_count() for byte in bits) == 1
    assert certificate.number not in answer.content.decode()
    for other in ("/v/status/revocation-1.json", "/v/status/message-0.json"):
        assert client.get(other).status_code == 404


def test_the_same_hour_and_state_give_the_same_list(certificate):
    one = status_list(purpose="revocation", number=0, at=LATER)
    assert one == status_list(purpose="revocation", number=0, at=LATER + dt.timedelta(minutes=5))
    assert one != status_list(purpose="revocation", number=0, at=LATER + dt.timedelta(hours=1))
    assert own_list("https://evil.example/v/status/revocation-0.json", at=LATER) is None


def test_places_are_drawn_apart_and_a_list_is_left_half_empty(certificate):
    places = free_places(300, random=random.Random(1))
    assert len(set(places)) == 300
    assert certificate.status_place not in places
    assert places != sorted(places)
    assert max(places) < BLOCKS
    Certificate.objects.bulk_create(
        Certificate(
            number=f"FULL-{place}",
            kind="completion",
            course_title="",
            ended_on=AFTER.date(),
            issued_at=AFTER,
            status_place=BLOCKS - 1 - place,
        )
        for place in range(BLOCKS // 2)
        if BLOCKS - 1 - place != certificate.status_place
    )
    assert {place // BLOCKS for place in free_places(3, random=random.Random(1))} <= {0, 1}
    assert {place // BLOCKS for place in free_places(9, random=random.Random(1))[1:]} == {1}


def test_downloads_of_holder_and_registrar(certificate, client):
    person = holder(NAMES[0])
    client.force_login(person)
    answer = client.get(f"/fr/my-certificate/{certificate.number}.json")
    assert answer.content.decode() == credential_text(pdf_of(certificate))
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert certificate.events.filter(action="downloaded", by=person).count() == 1
    revoke(certificate=certificate, reason="fraud", by=None, at=AFTER)
    assert client.get(f"/fr/my-certificate/{certificate.number}.json").status_code == 404
    client.force_login(make_user("Other", roles=("trainee",)))
    assert client.get(f"/fr/my-certificate/{certificate.number}.json").status_code == 404
    assert client.get(f"/fr/certificates/{certificate.number}.json").status_code == 404


def test_the_registrar_has_it_whatever_the_state(certificate, client):
    client.force_login(make_colleague(certificate.cohort, "registrar"))
    address = f"/fr/certificates/{certificate.number}.json"
    whole = credential_text(pdf_of(certificate))
    assert client.get(address).content.decode() == whole
    revoke(certificate=certificate, reason="fraud", by=None, at=AFTER)
    assert client.get(address).content.decode() == whole


def test_the_command_knows_our_own_state(certificate, tmp_path):
    file = tmp_path / "certificate.pdf"
    file.write_bytes(pdf_of(certificate))

    def asked():
        out = StringIO()
        call_command("verify_credential", str(file), "--json", stdout=out)
        return json.loads(out.getvalue())

    assert asked() == {"valid": True, "reasons": [], "signature": "valid", "status": "active"}
    revoke(certificate=certificate, reason="fraud", by=None, at=AFTER)
    assert asked()["status"] == "revoked"
