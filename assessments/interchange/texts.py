"""A text of a file and the format it is said to be in, to the neutral text. Pure."""

import re

from markdown_it import MarkdownIt

from assessments.interchange import html
from assessments.interchange.limits import MARKDOWN_CHARACTERS, TEXT_CHARACTERS
from assessments.interchange.notes import Note, QuestionProblem
from assessments.interchange.question import HTML, PLAIN, Text

MOODLE = "moodle"
MARKDOWN = "markdown"
SOURCES = (MOODLE, HTML, PLAIN, MARKDOWN)

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
# Moodle keeps these out of Markdown's hands in formulas; elsewhere they are ordinary escapes.
_FORMULA = re.compile(r"\$\$.+?\$\$|\\\(.+?\\\)|\\\[.+?\\\]", re.DOTALL)


def read_text(source: str, kind: str) -> tuple[Text, list[Note]]:
    """The neutral text and what was taken out of it.

    `moodle` is Moodle's own format: HTML in which a line end is a line end. A text without
    formatting is plain whatever it was called. Raises QuestionProblem for an endless one.
    """
    if len(source) > TEXT_CHARACTERS:
        raise QuestionProblem("text-too-long", str(len(source)))
    source = source.strip()
    if kind == PLAIN:
        return Text(_tidy(source)), []
    if kind == MARKDOWN:
        return _from_markdown(source)
    if not html.has_tags(source):
        words = html.decoded(source)
        return Text(_tidy(words) if kind == MOODLE else html.plain(source)), []
    return _from_html(_with_line_ends(source) if kind == MOODLE else source)


def _from_markdown(source: str) -> tuple[Text, list[Note]]:
    if len(source) > MARKDOWN_CHARACTERS:
        return Text(_tidy(source)), [Note("markdown-too-long")]
    formulas: list[str] = []

    def aside(match: re.Match[str]) -> str:
        formulas.append(match[0])
        return f"\ue000{len(formulas) - 1}\ue001"

    rendered = _MARKDOWN.render(_FORMULA.sub(aside, source))
    return _from_html(
        re.sub(
            "\ue000([0-9]+)\ue001",
            lambda match: html.escaped(formulas[int(match[1])]),
            rendered,
        )
    )


def _from_html(source: str) -> tuple[Text, list[Note]]:
    clean, notes = html.sanitised(source)
    if html.is_bare(clean):
        return Text(html.plain(clean)), notes
    return Text(clean, HTML), notes


def _with_line_ends(source: str) -> str:
    """Line ends as breaks, except beside tags and in preformatted text, as Moodle shows them."""
    parts = re.split(r"(<pre\b.*?</pre>)", source, flags=re.DOTALL | re.IGNORECASE)
    return "".join(
        part if index % 2 else re.sub(r"(?<!>)[ \t]*\n[ \t]*(?!\s*<)", "<br>", part)
        for index, part in enumerate(parts)
    )


def _tidy(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().split("\n"))
