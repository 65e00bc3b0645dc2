"""What certificates say: both languages, logos, and only what is valid on the day of signature."""

import datetime
from base64 import b64decode, b64encode
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfReader

from certificates.issuing import issue_cohort
from certificates.logos import LOGO_LIMIT, LogoProblem, clean_logo
from certificates.models import IssuingBody, Signatory
from certificates.payload import from_dict
from certificates.rendering import render_certificate
from tests.certificates.register.registered import NAMES, make_frozen
from tests.certificates.rendering.specimens import specimen
from tests.factories.courses import make_cohort, make_colleague

AT = datetime.datetime(2016, 2, 12, 12, 20, tzinfo=datetime.UTC)
WORDS = "/fr/cohort/OUA16/certificates/words/"
BODY = {"fr": "Office fictif", "en": "Fictional office"}


def picture(kind="PNG", size=(1200, 400), mode="RGBA"):
    target = BytesIO()
    colour = (39, 64, 107, 128) if mode == "RGBA" else (39, 64, 107)
    Image.new(mode, size, colour).save(target, kind)
    return target.getvalue()


@pytest.fixture
def cohort(db):
    return make_frozen(names=NAMES[:1])


@pytest.fixture
def registrar(cohort, client):
    user = make_colleague(cohort, "registrar")
    client.force_login(user)
    return user


def payload_of(cohort):
    (certificate,) = issue_cohort(cohort=cohort, by=None, at=AT)
    return from_dict(certificate.prints.get().payload)


def day(number):
    return datetime.date(2016, 2, number)


def test_only_who_is_in_office_on_the_day_signs(cohort):
    before, after = Signatory.objects.filter(cohort=cohort).order_by("position")
    Signatory.objects.filter(pk=before.pk).update(valid_until=day(11))
    Signatory.objects.filter(pk=after.pk).update(valid_from=day(12), valid_until=day(12))
    cohort.funding_lines.update(valid_from=day(13))
    payload = payload_of(cohort)
    assert [who.name for who in payload.signatories] == [after.name]
    assert payload.funding_lines == ()


def test_a_body_with_its_logo_from_the_screen_to_the_paper(client, cohort, registrar):
    logo = SimpleUploadedFile("logo.jpg", picture("JPEG", mode="RGB"), "image/jpeg")
    assert client.post(f"{WORDS}body/new/", {**BODY, "logo": logo})["Location"] == WORDS
    body = IssuingBody.objects.get(cohort=cohort, position=2)
    assert body.name.localize("en") == "Fictional office"
    payload = payload_of(cohort)
    assert payload.logos[0] == "" and b64decode(payload.logos[1]) == bytes(body.logo)
    page = PdfReader(BytesIO(render_certificate(payload))).pages[0]
    (image,) = page.images
    assert image.image and image.image.size == (600, 200)
    # Saving anything else leaves the logo; a tick takes it off.
    form = {**BODY, "valid_until": "2016-03-01", "position": "2"}
    client.post(f"{WORDS}body/{body.pk}/", form)
    body.refresh_from_db()
    assert body.logo and body.valid_until == datetime.date(2016, 3, 1)
    client.post(f"{WORDS}body/{body.pk}/", {**form, "without_logo": "on"})
    body.refresh_from_db()
    assert not body.logo


def test_a_file_that_is_no_logo_is_refused(client, cohort, registrar):
    for content in (b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", b""):
        file = SimpleUploadedFile("logo.png", content or b"\x89PNG", "image/png")
        answer = client.post(f"{WORDS}body/new/", {**BODY, "logo": file})
        assert answer.status_code == 200 and 'class="summary"' in answer.content.decode()
    assert IssuingBody.objects.filter(cohort=cohort).count() == 1


@pytest.mark.parametrize("part", ["body", "signatory", "funding"])
def test_both_languages_are_asked_for(client, cohort, registrar, part):
    sent = {"fr": "Seulement", "en": "", "name": "NOM Prénom", "grant_code": "X"}
    answer = client.post(f"{WORDS}{part}/new/", sent)
    assert answer.status_code == 200 and 'class="summary"' in answer.content.decode()
    assert client.post(f"{WORDS}{part}/new/", {**sent, "en": "Only"}).status_code == 302
    late = {**sent, "en": "Only", "valid_from": "2016-02-02", "valid_until": "2016-02-01"}
    assert client.post(f"{WORDS}{part}/new/", late).status_code == 200


def test_what_is_issued_keeps_its_words(client, cohort, registrar):
    payload = payload_of(cohort)
    who = Signatory.objects.filter(cohort=cohort).earliest("position")
    assert client.post(f"{WORDS}signatory/{who.pk}/", {"act": "remove"})["Location"] == WORDS
    assert not Signatory.objects.filter(pk=who.pk).exists()
    kept = cohort.certificates.get().prints.get()
    assert from_dict(kept.payload) == payload
    assert who.name in [one.name for one in payload.signatories]


def test_the_page_says_what_is_lacking(client, cohort, registrar):
    assert "note-warning" not in client.get(WORDS).content.decode()
    Signatory.objects.filter(cohort=cohort).update(valid_until=day(1))
    page = client.get(WORDS).content.decode()
    assert page.count("note-warning") == 1
    assert client.get("/fr/cohort/OUA16/certificates/specimen.pdf")["Location"] == WORDS


def test_a_specimen_names_nobody_and_enters_nothing(client, cohort, registrar):
    answer = client.get("/fr/cohort/OUA16/certificates/specimen.pdf")
    front, back = PdfReader(BytesIO(answer.content)).pages
    text = front.extract_text()
    assert "Financé par un fonds fictif" in text and NAMES[0] not in text
    assert "Programme" in back.extract_text()
    assert not cohort.certificates.exists()


def test_outsiders_find_no_words(client, cohort):
    who = Signatory.objects.filter(cohort=cohort).earliest("position")
    addresses = [WORDS, f"{WORDS}body/new/", f"{WORDS}signatory/{who.pk}/"]
    for person in (
        make_colleague(cohort, "lead"),
        make_colleague(make_cohort("NIA26"), "registrar"),
    ):
        client.force_login(person)
        assert [client.get(one).status_code for one in addresses] == [404] * 3
        assert client.post(addresses[2], {"act": "remove"}).status_code == 404
    client.force_login(make_colleague(cohort, "registrar"))
    assert client.get(f"{WORDS}nothing/new/").status_code == 404
    other = make_frozen("NIA27", names=("AUTRE Nom",))
    foreign = Signatory.objects.filter(cohort=other).earliest("position")
    assert client.post(f"{WORDS}signatory/{foreign.pk}/", {"act": "remove"}).status_code == 404


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_logo_is_small_opaque_and_always_the_same(kind):
    content = picture(kind, mode="RGB")
    logo = clean_logo(content)
    assert logo == clean_logo(content) and len(logo) <= LOGO_LIMIT
    with Image.open(BytesIO(logo)) as seen:
        assert (seen.format, seen.mode, seen.size) == ("PNG", "RGB", (600, 200))


def test_transparency_becomes_paper():
    with Image.open(BytesIO(clean_logo(picture()))) as seen:
        assert seen.getpixel((5, 5)) == (147, 159, 181)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-a-picture"),
        (b"<svg/>", "not-a-picture"),
        (picture()[:20], "not-a-picture"),
        (picture("TIFF"), "not-a-picture"),
        (b"x" * 3_000_001, "file-too-large"),
        (picture("GIF", (6000, 6000), "RGB"), "too-detailed"),
    ],
)
def test_what_is_no_logo(content, code):
    with pytest.raises(LogoProblem) as problem:
        clean_logo(content)
    assert problem.value.code == code


@pytest.mark.parametrize("count", [1, 2, 3])
def test_logos_fit_beside_the_longest_names(count):
    logo = b64encode(clean_logo(picture())).decode()
    long = specimen().issuing_bodies[1]
    payload = specimen(issuing_bodies=(long,) * count, logos=(logo,) * count)
    assert len(PdfReader(BytesIO(render_certificate(payload))).pages) == 2
