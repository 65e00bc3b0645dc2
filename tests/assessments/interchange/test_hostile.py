"""Files made to hold the importers up: whole files of each format, in seconds of the processor."""

import io
import zipfile
from dataclasses import replace

import pytest
from django.utils import translation

from assessments.detailing import details_of
from assessments.import_wording import said
from assessments.interchange.gift.blocks import MOST
from assessments.interchange.limits import (
    HTML_MARKS,
    LINES,
    NOTES,
    QUESTIONS,
    XML_MARKS,
    ZIP_ENTRIES,
    ZIP_XML_MARKS,
)
from assessments.interchange.notes import Unreadable
from assessments.interchange.reading import read_file
from assessments.interchange.report import file_json
from tests.assessments.interchange.test_endless import in_time

SIZE = 300_000
ANSWER = '<answer fraction="100"><text>a</text></answer>'
ENTRY = '<p><textEntryInteraction responseIdentifier="R"/></p>'


def filled(unit, size=SIZE):
    return unit * (size // len(unit))


def moodle(stem, answers=ANSWER, format="html", type="shortanswer"):
    return (
        f'<quiz><question type="{type}"><name><text>n</text></name><questiontext '
        f'format="{format}">{stem}</questiontext>{answers}</question></quiz>'
    )


def item(body=ENTRY, values="<value>a</value>", base="string", rules="", more=""):
    return (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="i" title="t">'
        f'<responseDeclaration identifier="R" cardinality="single" baseType="{base}">'
        f"<correctResponse>{values}</correctResponse></responseDeclaration><itemBody>{body}"
        f"</itemBody><responseProcessing>{rules}</responseProcessing>{more}</assessmentItem>"
    )


def zipped(files, method=zipfile.ZIP_DEFLATED):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return held.getvalue()


OPENED = "".join(f"<b lang=a{n}>" for n in range(190))
SPACES = " ".join(f'xmlns:a{n}="u{n}"' for n in range(2_000))
NUMBERS = "".join(f"<value>{n}</value>" for n in range(8_000))
SET = '<setOutcomeValue identifier="SCORE"><baseValue>1</baseValue></setOutcomeValue>'
BRANCHES = f"{'<responseIf>' * 100}{filled('<variable/>')}{f'{SET}</responseIf>' * 100}"
EQUALS = f"{'<equal>' * 200}{filled('<variable/>')}{'</equal>' * 200}"
OBJECT = '<object type="image/png" data="data:image/a">'
RESOURCE = '<resource type="imsqti_item" href="x.xml">'
NESTED = f"<manifest>{RESOURCE * 200}{filled('<a/>')}{'</resource>' * 200}</manifest>"
TAGS = moodle(f"<text><![CDATA[{'</p>' * 40_000}]]></text>").removeprefix("<quiz>")
TAGS = TAGS.removesuffix("</quiz>")
LONG_ITEM = item(f"<!--{filled('<', 50_000)}-->{ENTRY}")
FILES = {
    "empty lines": "\n" * SIZE + "a{=b}",
    "aiken, no option": filled("ab\n") + "A. a\nB. b\nANSWER: A\n",
    "aiken, remarks": "q?\nA. a\nB. b\nANSWER: A\n" + filled(f"FEEDBACK: {'a' * 50}\n", 8_000_000),
    "aiken, a long option": "q?\nA. a\nB. b\n" + filled("cd\n") + "ANSWER: A\n",
    "gift, ordering": "q {>" + " " * 400 + "x\n b\n c}",
    "gift, attributes": "q {=<a" + filled(' a="') + "}",
    "gift, identities": "//" + filled("[id:") + "\nq {=a}",
    "gift, tags": "//" + filled("[tag:") + "\nq {=a}",
    "gift, braces": "q {" + filled("{}{", 900) + "{" * 1_500_000 + "}",
    "xml, comments": f"<quiz>&nbsp;{filled('<!--')}</quiz>",
    "xml, sections": f"<quiz>&nbsp;{filled('<![CDATA[')}</quiz>",
    "xml, namespaces": moodle(f"<text {SPACES}>{filled('<b/>')}</text>"),
    "xml, texts in texts": moodle(
        "<text>" * 240 + filled("a ", 3_000_000) + "</text>" * 240, format="markdown"
    ),
    "html, formatting left open": moodle(
        f"<text><![CDATA[<p>{OPENED}</p>{filled('<p>x</p>', 180_000)}]]></text>"
    ),
    "html, a long attribute left open": moodle(
        f"<text><![CDATA[<p><b lang='<{'a' * 90_000}'></p>{filled('<p>x</p>', 90_000)}]]></text>"
    ),
    "qti, numbers": item(values=NUMBERS, base="float", rules=filled("<a/>")),
    "qti, branches in branches": item(values="", rules=BRANCHES),
    "qti, comparisons": item(values="<value>1</value>", base="float", rules=EQUALS),
    "qti, pictures": item(OBJECT * 230 + filled("&lt;") + "</object>" * 230 + ENTRY),
    "qti, remarks": item(more=filled('<modalFeedback identifier="feedback"/>', 1_500_000)),
    "qti, gaps": item(filled('<textEntryInteraction responseIdentifier="R"/>', 2_000_000)),
    "qti, resources": zipped({"imsmanifest.xml": NESTED, "x.xml": item()}),
}


def raw_of(content):
    return content if isinstance(content, bytes) else content.encode()


@pytest.mark.parametrize("name", FILES)
def test_no_file_takes_long(name):
    format = name.partition(",")[0]
    asked = format if format in ("aiken", "gift") else None
    try:
        read = in_time(read_file, raw_of(FILES[name]), "hostile", asked)
    except Unreadable as refused:
        assert refused.line >= 1
    else:
        assert read.questions or read.errors


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (f"<quiz>{'<a/>' * (XML_MARKS + 1)}</quiz>", "xml-too-many"),
        (f"<quiz><?a <![CDATA[?>{'<a/>' * (XML_MARKS + 1)}<?a ]]>?></quiz>", "xml-too-many"),
        ("a\n" * (LINES + 1) + "{=a}", "too-many-lines"),
        ("\n\n".join(["q {" + "~a" * 499 + "=b}"] * 300), "too-many-parts"),
        (zipped({"x.xml": item()}, zipfile.ZIP_LZMA), "zip-method"),
        (moodle("&nbsp;" * (HTML_MARKS + 1)), "too-much-html"),
        ("<quiz>" + TAGS * (HTML_MARKS // 40_000 + 1) + "</quiz>", "too-much-html"),
        (
            "\n\n".join([f"[html]{'<br>' * 40_000}{{=a}}"] * (HTML_MARKS // 40_000 + 1)),
            "too-much-html",
        ),
        ("$CATEGORY: a\n\n" * (MOST + 1) + "q {=a}", "too-many-questions"),
        (
            zipped({f"{n}.xml": LONG_ITEM for n in range(ZIP_XML_MARKS // 50_000 + 1)}),
            "zip-too-many",
        ),
        # The directory is counted before it is read: this one has no end and could not be.
        (b"PK\x03\x04" + b"PK\x01\x02" * (ZIP_ENTRIES + 1), "zip-too-large"),
    ],
    ids=[
        *("elements", "elements behind a section", "lines", "options", "lzma"),
        *("named characters", "tags in sections", "tags in gift", "categories", "package"),
        "zip entries",
    ],
)
def test_what_would_fill_the_memory_is_refused(content, code):
    with pytest.raises(Unreadable) as refused:
        in_time(read_file, raw_of(content), "hostile")
    assert refused.value.code == code


@pytest.mark.parametrize("digits", ["7", "9" * 5_000])
def test_marks_of_formulas_that_the_file_brings_are_left_out(digits):
    source = moodle(f"<text>a \ue000{digits}\ue001 *b*</text>", format="markdown")
    read = read_file(source.encode(), "marks.xml")
    assert digits in read.questions[0].stem.text


def test_a_category_that_every_question_repeats_keeps_its_end():
    source = "$CATEGORY: " + "a/" * 100_000 + "M04\n\nq {=a}"
    read = read_file(source.encode(), "category.gift")
    assert len(read.questions[0].category) == 3_000
    assert read.questions[0].category.endswith("/M04")


def test_points_of_a_billion_zeros_are_not_understood():
    question = read_file(b"q {=a}", "points.gift").questions[0]
    details = details_of(replace(question, tags=("relais:points=1e-99999999",)))
    assert details.fields["points"] == "1"
    assert [note.code for note in details.notes] == ["detail-not-understood"]


def test_formatting_left_open_is_called_that():
    read = in_time(read_file, FILES["html, formatting left open"].encode(), "open.xml")
    assert [error.code for error in read.errors] == ["formatting-open"]


def test_what_a_file_may_hold_of_html_is_read_in_time():
    raw = f"<quiz>{TAGS * (HTML_MARKS // 40_000 - 1)}</quiz>".encode()
    assert len(in_time(read_file, raw, "tags.xml").questions) == HTML_MARKS // 40_000 - 1
    # The largest bank may have some twenty a question.
    assert HTML_MARKS >= 20 * QUESTIONS


def test_too_much_html_says_into_how_many_files_to_divide():
    with pytest.raises(Unreadable, match="divide it into 3 files"):
        read_file(moodle("&nbsp;" * (2 * HTML_MARKS + 1)).encode(), "much.xml")


def test_notes_beyond_the_first_hundred_are_counted():
    pictures = "".join(f'<img src="@@PLUGINFILE@@/{n}.png">' for n in range(1_500))
    # A note that was kept, and one that was left out, come again: they are no further ones.
    again = '<img src="@@PLUGINFILE@@/7.png"><img src="@@PLUGINFILE@@/1400.png">'
    source = moodle(f"<text><![CDATA[<p>a</p>{pictures}{again}]]></text>")
    read = read_file(source.encode(), "pictures.xml")
    notes = read.questions[0].notes
    assert len(notes) == NOTES + 1 and notes[-1].code == "notes-left-out"
    (printed,) = file_json(read)["questions"]
    assert printed["warnings"][-1] == "Further notes on this question, left out: 1400."
    with translation.override("fr"):
        assert said(printed["warnings"][-1]).endswith("omises\u202f: 1\u202f400.")


def test_a_hundred_notes_are_all_there():
    pictures = "".join(f'<img src="@@PLUGINFILE@@/{n}.png">' for n in range(NOTES))
    source = moodle(f"<text><![CDATA[<p>a</p>{pictures}]]></text>")
    notes = read_file(source.encode(), "pictures.xml").questions[0].notes
    assert [note.code for note in notes] == ["picture-missing"] * NOTES
