"""The code on the page: what it holds, how large its modules are, what a photocopier may do."""

import io

import numpy as np
import pypdfium2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image, ImageDraw, ImageFilter

from certificates.payload import with_seal
from certificates.qr import qr_rectangles, qr_svg, qr_text
from certificates.rendering import render_certificate
from tests.certificates.rendering.specimens import SIGNATORIES, specimen
from tests.scanning import qr_codes, qr_words

SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
ADDRESSES = (
    "https://relais.example/v",
    "https://formation-des-formateurs.academie.example/v",
)
DPI = 300
PRINTED_MM = 36


def sealed_payload(address=ADDRESSES[0], **changes):
    payload = specimen(verify_url=address, signatories=SIGNATORIES, **changes)
    return with_seal(payload, secret=SECRET, salt_key=b"salt")


@pytest.fixture(scope="module", params=ADDRESSES)
def scanned(request):
    """The quarter of the front with the code, at a photocopier's resolution, and the text."""
    payload = sealed_payload(request.param)
    document = pypdfium2.PdfDocument(render_certificate(payload))
    page = document[0].render(scale=DPI / 72).to_pil().convert("L")
    document.close()
    quarter = page.crop((page.width * 2 // 3, page.height // 2, page.width, page.height))
    return quarter, qr_text(payload.verify_url, payload.number, payload.seal)


def photocopied(image, *, blur_mm=0.1, contrast=0.55, noise=14.0, turned=1.5):
    """Tilted on the glass, blurred, pale, noisy and speckled."""
    image = image.rotate(turned, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    image = image.filter(ImageFilter.GaussianBlur(blur_mm * DPI / 25.4))
    chance = np.random.default_rng(2016)
    grey = (np.asarray(image).astype(float) - 128) * contrast + 140
    grey += chance.normal(0, noise, grey.shape)
    speckled = chance.random(grey.shape)
    grey[speckled < 0.002] = 0
    grey[speckled > 0.998] = 255
    return Image.fromarray(grey.clip(0, 255).astype("uint8"))


def test_the_page_holds_address_number_and_seal_and_nothing_else(scanned):
    image, text = scanned
    assert qr_words(image) == [text]
    address, _, seal = text.partition("#")
    assert address.endswith("/v/FDF-" + text.split("FDF-")[1][:9] + "/")
    assert seal.isdigit() and len(seal) == 255


@pytest.mark.parametrize("turned", [0, 1.5, -4, 90, 180])
def test_it_is_read_from_a_photocopy(scanned, turned):
    image, text = scanned
    assert qr_words(photocopied(image, turned=turned)) == [text]


def test_it_is_read_from_a_photocopy_of_a_photocopy(scanned):
    image, text = scanned
    once = photocopied(image, contrast=0.8, noise=6)
    assert qr_words(photocopied(once, blur_mm=0.08, contrast=0.8, noise=6, turned=-1)) == [text]


def test_a_crease_through_the_code_does_not_hide_it(scanned):
    image, text = scanned
    found = qr_codes(image)[0].position
    across = (found.top_left.y * 2 + found.bottom_left.y) // 3
    ImageDraw.Draw(creased := image.copy()).line(
        (found.top_left.x - 40, across, found.top_right.x + 40, across + 12), fill=255, width=9
    )
    assert qr_words(creased) == [text]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_module_is_at_least_half_a_millimetre(address):
    payload = sealed_payload(address)
    width, _ = qr_rectangles(qr_text(address, payload.number, payload.seal))
    assert PRINTED_MM / width > 0.55
    plain, _ = qr_rectangles(qr_text(address, payload.number))
    assert PRINTED_MM / plain > 0.7


def test_the_drawing_and_the_picture_are_one_code():
    payload = sealed_payload()
    text = qr_text(payload.verify_url, payload.number, payload.seal)
    width, runs = qr_rectangles(text)
    drawn = Image.new("L", (width * 4, width * 4), 255)
    pen = ImageDraw.Draw(drawn)
    for x, y, length in runs:
        pen.rectangle((x * 4, y * 4, (x + length) * 4 - 1, y * 4 + 3), fill=0)
    assert qr_words(drawn) == [text]
    assert f'width="{width}"'.encode() in qr_svg(text)


def test_the_same_print_gives_the_same_bytes_and_another_key_only_another_seal():
    assert render_certificate(sealed_payload()) == render_certificate(sealed_payload())
    bare = with_seal(sealed_payload(), secret=None, salt_key=b"salt")
    assert render_certificate(bare) != render_certificate(sealed_payload())
    image = pypdfium2.PdfDocument(io.BytesIO(render_certificate(bare)))[0].render(scale=3).to_pil()
    assert qr_words(image.convert("L")) == [qr_text(bare.verify_url, bare.number)]
