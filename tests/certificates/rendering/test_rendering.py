"""The printed certificate: pages, words, letters, QR, determinism, refusals."""

import io
import logging
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from certificates.codes import new_number
from certificates.payload import KINDS, Bilingual, from_json, to_json
from certificates.printed_words import WORDS
from certificates.qr import qr_text
from certificates.rendering import (
    LayoutOverflow,
    OwnFiles,
    render_certificate,
    render_cohort,
)
from certificates.sheets import UnknownTemplate, back_html
from tests.certificates.rendering.specimens import LONGEST_NAME, SIGNATORIES, counted, specimen
from tests.scanning import qr_words


def texts(pdf: bytes) -> list[str]:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return [" ".join(page.extract_text().replace("\u00a0", " ").split()) for page in pages]


def page_image(pdf: bytes, index: int, scale: float = 3):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[index].render(scale=scale).to_pil().convert("L")
    finally:
        document.close()


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_says_what_it_is_on_two_pages(kind):
    front, back = texts(render_certificate(specimen(kind=kind)))
    words = WORDS[kind]
    for said in (*words.title, *words.act, "90 heures", "90 hours", "FDF-"):
        assert said in front
    for mention in ("mention Bien", "mention Très bien", "with merit", "with distinction"):
        assert (mention in front) == (mention in _plain(words.mention))
    assert f"{words.this.fr} ne confère aucun grade universitaire" in back
    assert f"{words.this.en} gives no academic grade" in back
    for said in ("M01", "M16", "3,5", "3.5", "version 2016.1", "relais.example/verifier"):
        assert said in back


def _plain(mention: Bilingual) -> tuple[str, ...]:
    return tuple(text.replace("\u00a0", " ") for text in mention)


@pytest.mark.parametrize(
    "name",
    [
        "OUÉDRAOGO Aïssata",
        "N’DIAYE Moussa",
        "ɗan ɓello ŋari ƴero ƊƁŊƳ",
        "Ba",
        "Çağrı Œuf",
        LONGEST_NAME,
    ],
)
def test_the_name_is_text_with_every_diacritic(name):
    front, _ = texts(render_certificate(specimen(holder_name=name)))
    assert name in front


def test_the_largest_letters_of_the_page_are_the_name():
    for name in ("Ba", LONGEST_NAME):
        sizes: dict[float, str] = {}

        def seen(text, _cm, tm, _font, size, sizes=sizes):
            if text.strip():
                scale = round(abs(tm[3]) * size, 1)
                sizes[scale] = sizes.get(scale, "") + text

        page = PdfReader(
            io.BytesIO(render_certificate(specimen(holder_name=name, kind="completion")))
        ).pages[0]
        page.extract_text(visitor_text=seen)
        assert name.split()[0] in sizes[max(sizes)]


def test_the_qr_on_the_page_image_holds_address_and_number_only():
    payload = specimen(kind="distinction", holder_arabic="ويدراوغو", signatories=SIGNATORIES)
    found = qr_words(page_image(render_certificate(payload), 0))
    assert found == [qr_text(payload.verify_url, payload.number)]
    assert found[0] == f"https://relais.example/verifier/{payload.number}/"


def test_the_frame_is_drawn_on_both_pages_of_every_certificate():
    pdf = render_cohort([specimen(), specimen(number=new_number("FDF", random_bytes=counted(7)))])
    for index in range(4):
        page = page_image(pdf, index, scale=1)
        width, height = page.size
        for edge in (
            page.crop((24, 24, width - 24, 46)),
            page.crop((24, height - 46, width - 24, height - 24)),
        ):
            assert sum(edge.histogram()[:128]) > 2000


def test_a_cohort_is_one_document_in_the_given_order():
    payloads = [
        specimen(
            holder_name=f"SPÉCIMEN {letter}", number=new_number("FDF", random_bytes=counted(at))
        )
        for at, letter in enumerate("ABC")
    ]
    pages = texts(render_cohort(payloads))
    assert len(pages) == 6
    for at, payload in enumerate(payloads):
        assert payload.holder_name in pages[2 * at]
        assert payload.number in pages[2 * at]
        assert "M16" in pages[2 * at + 1]


def test_the_same_payload_gives_the_same_bytes():
    payload = specimen(holder_arabic="ويدراوغو")
    assert render_certificate(payload) == render_certificate(from_json(to_json(payload)))


def test_the_pdf_is_tagged_titled_and_in_french_without_complaint(caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf = render_certificate(specimen())
    assert caplog.records == []
    reader = PdfReader(io.BytesIO(pdf))
    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "fr"
    assert reader.metadata is not None
    assert reader.metadata.title == "Certificat de réussite · " + specimen().number
    assert b"pdfuaid" in catalogue["/Metadata"].get_object().get_data()


def test_only_bundled_fonts_are_embedded():
    reader: Any = PdfReader(io.BytesIO(render_certificate(specimen(holder_arabic="ويدراوغو"))))
    fonts = {
        font.get_object()["/BaseFont"].split("+")[-1]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert len(fonts) == 4


@pytest.mark.parametrize(
    "change",
    [
        {"course_title": Bilingual("Formation très longue " * 30, "Very long training " * 30)},
        {"funding_lines": (Bilingual("Financé par", "Funded by"),) * 12},
        {"rule_set_version": "2016.1 " * 700},
    ],
)
def test_what_does_not_fit_is_refused_by_number(change):
    fits = specimen(number=new_number("FDF", random_bytes=counted(1)))
    payload = specimen(**change)
    with pytest.raises(LayoutOverflow) as refused:
        render_cohort([fits, payload])
    assert refused.value.number == payload.number


def test_the_longest_of_everything_still_fits():
    payload = specimen(
        kind="distinction",
        holder_name=("MOHAMED OULD CHEIKH EL HACEN N’GUÉDRAOGO WAHABOU " * 3)[:120].strip(),
        holder_arabic="محمد الأمين ولد سيدي محمد ولد الشيخ الحسن ولد بوبكر نجاي " * 2,
        course_title=Bilingual(
            "Formation de formateurs en gestion " * 5, "Training of trainers in border " * 5
        ),
        signatories=SIGNATORIES,
        issuing_bodies=(specimen().issuing_bodies * 2)[:3],
        funding_lines=specimen().funding_lines * 2,
    )
    assert len(texts(render_certificate(payload))) == 2
    assert len(texts(render_certificate(specimen(holder_name="W" * 120)))) == 2


def test_nothing_is_fetched_from_anywhere_else():
    for address in (
        "https://relais.example/x.png",
        "file:///etc/hostname",
        "relais-print:fonts/no.ttf",
    ):
        with pytest.raises(FatalURLFetchingError):
            OwnFiles().fetch(address)


def test_markup_in_a_name_is_printed_not_obeyed():
    name = "BA <b>Moussa</b> & fils"
    front, _ = texts(render_certificate(specimen(holder_name=name)))
    assert name in front


@pytest.mark.parametrize(
    ("version", "says"),
    [
        ("1", ("valable, remplacé ou révoqué", "valid, replaced or revoked")),
        ("2", ("valable, remplacé, suspendu ou révoqué", "valid, replaced, suspended or revoked")),
    ],
)
def test_the_back_names_the_states_of_its_version(version, says):
    html = back_html(specimen(template_version=version))
    assert all(words in html for words in says)


def test_an_unknown_template_version_and_an_empty_batch_are_refused():
    with pytest.raises(UnknownTemplate):
        render_certificate(replace(specimen(), template_version="0"))
    with pytest.raises(ValueError, match="nothing to print"):
        render_cohort([])
