"""The printed sheet: what stands on it, and what its QR leads to."""

import io

import pypdf
import pypdfium2
import pytest
from django.utils import timezone

from accounts.card_sheet import render
from accounts.cards import IssuedCard
from accounts.models import PinCard, User
from tests.scanning import qr_words

HEADING = {"fr": "Cohorte de Ouagadougou", "en": "Ouagadougou cohort"}
NAMES = ["TRAORÉ Aminata", "Ɗan Ɓaba Ŋaari ƴero", "Li", "Mohamed Ould Cheikh Œdipe " * 4]


def card(name, suffix, pin="246810", language="fr"):
    user = User(printed_name=name, language=language)
    return IssuedCard(
        PinCard(user=user, group_code="OUA16", code=f"OUA16-{suffix}", issued_at=timezone.now()),
        pin,
    )


def pages(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf)).pages


@pytest.fixture(scope="module")
def sheet():
    return render([card(name.strip(), f"7K{n}") for n, name in enumerate(NAMES)], HEADING)


def test_every_card_carries_name_code_and_pin_in_both_languages(sheet):
    text = " ".join(pages(sheet)[0].extract_text().split())
    for name in NAMES:
        assert name.strip() in text
    assert text.count("246 810") == len(NAMES)
    assert all(f"OUA16-7K{n}" in text for n in range(len(NAMES)))
    assert text.count("Cohorte de Ouagadougou") == text.count("Ouagadougou cohort") == len(NAMES)


def test_the_codes_lead_to_the_sign_in_page_without_the_pin(settings):
    settings.PUBLIC_ADDRESS = "https://relais.example"
    pdf = render([card("Li", "7KM"), card("TRAORÉ Aminata", "9ZZ", language="en")], HEADING)
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil()
    assert set(qr_words(picture)) == {
        "https://relais.example/fr/card/?code=OUA16-7KM",
        "https://relais.example/en/card/?code=OUA16-9ZZ",
    }


def test_only_our_own_fonts_are_used(sheet):
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in pages(sheet)
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts == {"Relais-Cards", "Relais-Cards-Bold", "Relais-Codes-Bold"}


@pytest.mark.parametrize(("cards", "expected"), [(1, 1), (10, 1), (11, 2), (24, 3)])
def test_ten_cards_to_a_page(cards, expected):
    assert len(pages(render([card("Li", f"7{n:02}") for n in range(cards)], HEADING))) == expected


def test_an_empty_sheet_is_refused():
    with pytest.raises(ValueError, match="nothing"):
        render([], HEADING)
