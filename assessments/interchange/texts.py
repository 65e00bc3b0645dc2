"""A text of a file and the format it is said to be in, to the neutral text. Pure."""

import re

from markdown_it import MarkdownIt

from assessments.interchange import html
from assessments.interchange.limits import MARKDOWN_CHARACTERS, TEXT_CHARACTERS
from assessments.interchange.notes import Note, QuestionProblem
from assessments.interchange.question import HTML, PLAIN, Text
from assessments.interchange.spans import spans

MOODLE = "moodle"
MARKDOWN = "markdown"
SOURCES = (MOODLE, HTML, PLAIN, MARKDOWN)

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
# Moodle keeps these out of Markdown's hands in formulas; elsewhere they are ordinary escapes.
_FORMULAS = {"$$": "$$", r"\(": r"\)", r"\[": r"\]"}
_PREFORMATTED = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL | re.IGNORECASE)


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
        words = _tidy(html.decoded(source)) if kind == MOODLE else html.plain(source)
        return Text(words), []
    return _from_html(_with_line_ends(source) if kind == MOODLE else source)


def _from_markdown(source: str) -> tuple[Text, list[Note]]:
    if len(source) > MARKDOWN_CHARACTERS:
        return Text(_tidy(source)), [Note("markdown-too-long")]
    # Marks that came with the file itself.
    source = source.replace("\ue000", "").replace("\ue001", "")
    formulas: list[str] = []
    words, position = [], 0
    for start, end in spans(source, _FORMULAS, least=1):
        words += [source[position:start], f"\ue000{len(formulas)}\ue001"]
        formulas.append(source[start:end])
        position = end
    rendered = _MARKDOWN.render("".join([*words, source[position:]]))
    return _from_html(
        re.sub(
            "\ue000([0-9]+)\ue001",
            lambda match: html.escaped(formulas[int(match[1])]),
            rendered,
        )
    )


def _from_html(source: str) -> tuple[Text, list[Note]]:
    clean, notes = html.sanitised(source)
    # A line end becomes a break: five times as long.
    if len(clean) > 10 * TEXT_CHARACTERS:
        raise QuestionProblem("text-too-long", str(len(clean)))
    if html.is_bare(clean):
        return Text(html.plain(clean)), notes
    return Text(clean, HTML), notes


def _with_line_ends(source: str) -> str:
    """Line ends as breaks, except beside tags and in preformatted text, as Moodle shows them."""
    # Beyond the last closing tag nothing is preformatted, and looking for it would take long.
    last = source.lower().rfind("</pre>")
    end = last + len("</pre>") if last >= 0 else 0
    parts = _PREFORMATTED.split(source[:end])
    parts[-1] += source[end:]
    return "".join(part if index % 2 else _broken(part) for index, part in enumerate(parts))


def _broken(part: str) -> str:
    """A break for each line end that neither follows a tag nor comes before one. Linear."""
    lines = part.split("\n")
    before_tag = False
    kept = [lines[-1]]
    for index in range(len(lines) - 1, 0, -1):
        following, line = lines[index].lstrip(), lines[index - 1]
        before_tag = following.startswith("<") if following else before_tag
        if before_tag or line.endswith(">"):
            kept += ["\n", line]
        else:
            kept[-1] = kept[-1].lstrip(" \t")
            kept += ["<br>", line.rstrip(" \t")]
    return "".join(reversed(kept))


def _tidy(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().split("\n"))
