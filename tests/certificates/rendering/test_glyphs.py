"""A letter that no bundled font draws stops the print, with the name and the letter."""

import pytest

from certificates.glyphs import MissingGlyph, missing_glyphs, require_glyphs
from certificates.payload import Bilingual
from certificates.rendering import render_certificate
from tests.certificates.rendering.specimens import MODULES, SIGNATORIES, specimen


@pytest.mark.parametrize(
    "text",
    [
        "ÉÈÊÏÇŒ éèêïçœ",
        "ɗɓŋƴ ƊƁŊƳ",
        "N’DIAYE N'DIAYE",
        "\u202f\u00a0«»–—·º",
        "Ṣāliḥ ʿAlī",
        "e\u0301",
    ],
)
def test_the_letters_of_the_region_are_there(text):
    assert missing_glyphs(text) == ()


def test_arabic_is_drawn_by_its_own_font_only():
    assert missing_glyphs("محمد ولد الشيخ", arabic=True) == ()
    assert missing_glyphs("محمد")[0].codepoint == "U+0645"


@pytest.mark.parametrize("character", ["中", "😀", "\u202e", "\u200b", "\ue000", "\n"])
def test_what_cannot_be_drawn_or_seen_is_missing(character):
    assert [lost.character for lost in missing_glyphs(f"BA {character} {character}")] == [character]


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("holder_name", {"holder_name": "BA 中 Moussa"}),
        ("holder_arabic", {"holder_arabic": "BA 中"}),
        ("course_title", {"course_title": Bilingual("Formation", "Training 中")}),
        ("signatories", {"signatories": (SIGNATORIES[0]._replace(name="中"),)}),
        ("modules", {"modules": (specimen().modules[0]._replace(code="中"),)}),
        ("funding_lines", {"funding_lines": (Bilingual("中", "x"),)}),
        ("rule_set_version", {"rule_set_version": "中"}),
    ],
)
def test_every_printed_field_is_checked_and_the_letter_named(field, change):
    payload = specimen(**change)
    with pytest.raises(MissingGlyph) as stopped:
        render_certificate(payload)
    assert stopped.value.field == field
    assert stopped.value.name == payload.holder_name
    assert (stopped.value.character, stopped.value.codepoint) == ("中", "U+4E2D")


def test_the_specimen_passes():
    assert len(MODULES) == 16
    require_glyphs(specimen(holder_arabic="ويدراوغو"))
