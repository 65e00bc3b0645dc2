"""Texts made to hold a reader up are read, or refused by name, in seconds of the processor."""

import time

import pytest

from assessments.interchange import texts
from assessments.interchange.limits import MARKDOWN_MARKS
from assessments.interchange.notes import Unreadable
from assessments.interchange.reading import read_file

# A linear reader takes a second or two for the worst of them; one that looks through the rest of
# the text at every mark takes minutes.
SECONDS = 30
LONG = 180_000
UNITS = {
    texts.MOODLE: ["<b>a</b>\n", "<b>a</b> ", "<pre>", "</pre><pre>", "= ", "<b>"],
    texts.HTML: ["<!--", "<![", "<!-- <b>", "<b ", "&", "<a href='data:"],
}
RUNS = {
    "line ends": (texts.MOODLE, "<b>a</b>" + "\n" * LONG + "b"),
    "blanks": (texts.MOODLE, "<b>a</b>" + " " * LONG + "b"),
    "an equals sign": (texts.HTML, "<b>a</b>=" + " " * LONG + "b"),
    "a name": (texts.HTML, "<b>" * 201 + "<" + "a" * LONG),
    "formulas": (texts.MARKDOWN, "\\(" * 45_000),
    "other formulas": (texts.MARKDOWN, "\\[" * 45_000),
    "brackets": (texts.MARKDOWN, "[" * 45_000),
}


def in_time(call, *arguments):
    begun = time.process_time()
    try:
        return call(*arguments)
    finally:
        assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        *((kind, unit * (LONG // len(unit))) for kind, units in UNITS.items() for unit in units),
        *RUNS.values(),
    ],
    ids=lambda value: value[:12] if len(value) > 12 else value,
)
def test_no_text_takes_long(kind, source):
    text, _ = in_time(texts.read_text, source, kind)
    assert isinstance(text.text, str)


def moodle(stems, format="markdown"):
    asked = "".join(
        f'<question type="shortanswer">\n<name><text>{n}</text></name><questiontext '
        f'format="{format}"><text><![CDATA[{stem}]]></text></questiontext><answer fraction="100">'
        "<text>*a*</text></answer></question>\n"
        for n, stem in enumerate(stems)
    )
    return f"<quiz>\n{asked}</quiz>".encode()


@pytest.mark.parametrize("mark", ["[", "![", "*a ", "a\n", "- a\n", "a|b\n-|-\n"])
def test_a_file_of_hostile_markdown_is_refused_at_its_line(mark):
    size = 30_000 // len(mark)
    gift = "\n\n".join(f"::{n}::[markdown]{mark * size}{{=a}}" for n in range(40))
    for raw in (moodle([mark * size] * 40), gift.encode()):
        with pytest.raises(Unreadable) as refused:
            in_time(read_file, raw, "hostile")
        assert refused.value.code == "too-much-markdown" and refused.value.line > 1
        assert "divide it into" in str(refused.value)


def test_a_bank_that_teachers_wrote_comes_in():
    stem = "Le **contrôle** de la carte, selon la *fiche 3*:\n\n1. lire;\n2. comparer;\n3. noter."
    read = in_time(read_file, moodle([f"{stem} ({n})" for n in range(1_000)]), "bank.xml")
    assert len(read.questions) == 1_000 and not read.errors
    assert "<strong>contrôle</strong>" in read.questions[0].stem.text
    # What is not Markdown has no such limit.
    plain = in_time(read_file, moodle(["[" * 60_000] * 3, "html"), "plain.xml")
    assert len(plain.questions) == 3
    assert MARKDOWN_MARKS < 180_000


@pytest.mark.parametrize("line", ["a", "$CATEGORY: a", "::a::b}", "=a", "{", "}"])
def test_a_block_of_many_lines_takes_no_longer_than_its_lines(line):
    raw = ("{\n" + f"{line}\n" * 15_000).encode()
    read = in_time(read_file, raw, "block.gift", "gift")
    assert read.errors or read.questions
