"""The diagrams: whole in both languages, named and described, and nothing runs out of its paper."""

import re

import pytest
from django.utils import translation
from lxml import etree

from assessments.mrz.reading import findings
from cms.blocks.diagram import DiagramBlock, figure_choices
from cms.collecting import collect
from cms.diagrams.figures import FIGURES, LANGUAGES, drawing
from cms.diagrams.shapes import WIDTH, lines_of
from cms.diagrams.zone import LINES

SVG = "{http://www.w3.org/2000/svg}"
EVERY = [(key, language) for key in FIGURES for language in LANGUAGES]


def drawn(key, language):
    return etree.fromstring(drawing(key, language).encode())


@pytest.mark.parametrize(("key", "language"), EVERY)
def test_it_has_a_name_and_a_description_that_say_what_is_drawn(key, language):
    root = drawn(key, language)
    named = {node.get("id"): node.text or "" for node in root if node.get("id")}
    assert named[root.get("aria-labelledby")] == FIGURES[key].title[language]
    assert len(named[root.get("aria-describedby")]) > 80
    assert root.get("role") == "img"


@pytest.mark.parametrize(("key", "language"), EVERY)
def test_nothing_stands_outside_the_paper(key, language):
    root = drawn(key, language)
    high = float(root.get("viewBox").split()[-1])
    for node in root.iter(f"{SVG}tspan", f"{SVG}rect"):
        assert 0 <= float(node.get("x", 0)) <= WIDTH
        assert 0 <= float(node.get("y", 0)) <= high
    for node in root.iter(f"{SVG}rect"):
        right = float(node.get("x", 0)) + float(node.get("width", 0))
        below = float(node.get("y", 0)) + float(node.get("height", 0))
        assert right <= WIDTH and below <= high


@pytest.mark.parametrize("key", FIGURES)
def test_both_languages_say_as_much_and_never_the_same_words(key):
    texts = [
        [node.text for node in drawn(key, language).iter(f"{SVG}tspan")] for language in LANGUAGES
    ]
    words = [{word for text in one for word in re.findall(r"[a-zà-ÿ]{4,}", text)} for one in texts]
    assert all(words)
    # Some words are spelt alike in both languages; most are not.
    assert len(words[0] & words[1]) < min(map(len, words)) / 3


@pytest.mark.parametrize(("key", "language"), EVERY)
def test_french_typography_and_no_script(key, language):
    svg = drawing(key, language)
    assert not re.search(r"<script|<style| style=|<image|url\(", svg)
    shown = " ".join(map(str, etree.fromstring(svg.encode()).itertext()))
    if language == "fr":
        assert not re.search(r"(?<!\u202f)[;:?!]", shown)
        assert "'" not in shown


def test_lines_fit_their_room_and_no_break_spaces_hold():
    assert lines_of("un deux trois", 50) == ["un", "deux", "trois"]
    assert lines_of("Jamais\u202f: rien", 300) == ["Jamais\u202f: rien"]
    assert lines_of("oui\u202f?", 20) == ["oui\u202f?"]


def test_the_zone_that_is_taken_apart_is_the_sound_specimen():
    assert findings(LINES) == []


def test_the_block_draws_in_the_language_of_the_page_and_knows_what_is_gone():
    assert [key for key, _ in figure_choices()] == list(FIGURES)
    for language, word in (("fr", "besoins"), ("en", "needs")):
        with translation.override(language):
            html = DiagramBlock().render("cycle")
        assert word in html and FIGURES["cycle"].title[language] in html
    assert DiagramBlock().render("gone").strip() == ""


def test_every_diagram_stands_in_a_lesson():
    found = [
        block["diagram"]
        for module in collect().modules
        for section in module["sections"]
        for block in section["blocks"]
        if "diagram" in block
    ]
    assert sorted(found) == sorted(FIGURES)
