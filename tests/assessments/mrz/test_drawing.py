"""The drawing of a specimen: whole, named in both languages, and nothing that a page forbids."""

import re

import pytest
from lxml import etree

from assessments.mrz.drawing import BACK, FRONT, day, drawing, faces_of
from assessments.mrz.generating import FORMATS, holder, specimen
from assessments.mrz.layouts import LAYOUTS, TD1

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("seed", [str(n) for n in range(6)])
def test_it_shows_the_page_and_the_lines(format, seed):
    one = specimen(seed, format=format)
    texts: list[str] = []
    told = ""
    for face in faces_of(format):
        text = drawing(one.document, one.lines, id=f"x-{face}", face=face)
        root = etree.fromstring(text.encode())
        texts += [node.text or "" for node in root.iter(f"{SVG}text")]
        assert root.get("role") == "img"
        named = {node.get("id"): node.text or "" for node in root if node.get("id")}
        title, desc = named[f"x-{face}-t"], named[f"x-{face}-d"]
        assert root.get("aria-labelledby") == f"x-{face}-t"
        assert root.get("aria-describedby") == f"x-{face}-d"
        told += desc
        if face == FRONT:
            assert "UTO" in title and "spécimen" in title and "specimen" in title
    assert "SPÉCIMEN" in texts
    for line in one.lines:
        assert line in texts and line in told
    for value in (one.document.surname.upper(), one.document.number, day(one.document.birth)):
        assert value in texts and value in told


def test_a_card_has_its_zone_on_the_back():
    assert faces_of(TD1) == (FRONT, BACK)
    one = specimen("s", format=TD1)
    front = drawing(one.document, one.lines, id="x")
    assert one.lines[0].replace("<", "&lt;") not in front


def test_one_language_may_be_asked_for_and_marks_are_drawn():
    one = specimen("s", format="TD3")
    plain = drawing(one.document, one.lines, id="x", languages=["en"])
    title = re.search(r"<title[^>]*>([^<]*)", plain)
    assert title and "Passport, specimen" in title[1] and "Passeport" not in title[1]
    marked = drawing(
        one.document, one.lines, id="x", languages=["en"], marked=[LAYOUTS["TD3"].fields["birth"]]
    )
    assert marked.count("<rect") == plain.count("<rect") + 1


def test_no_script_no_style_nothing_from_elsewhere():
    one = specimen("s", format="TD3")
    text = drawing(one.document, one.lines, id="x")
    assert not re.search(r"<script|<style| style=|href|<image|url\(", text)
    assert text.count("http") == 1
    assert len(text) < 6000


def test_a_name_with_signs_is_escaped():
    one = holder("s", format="TD3")
    text = drawing(one, ["<" * 44, "&" * 44], id="x")
    etree.fromstring(text.encode())
