"""The words of a QTI item as HTML: prompts in, interactions out, gaps marked. Pure."""

import html
import posixpath
import re
from collections.abc import Callable
from urllib.parse import unquote

from assessments.interchange.collecting import Collector
from assessments.interchange.qti.formulas import as_text
from assessments.interchange.qti.names import INTERACTION, attribute, first, language, name
from assessments.interchange.qti.words import INSTEAD, KEPT, UNKNOWN, put_back, set_aside
from assessments.interchange.question import EMPTY, HTML, Text
from assessments.interchange.xml import Element, local, words

GAP = "_____"
# Characters of the private use area that mark a gap while HTML is cleaned.
_MARK = "\ue100"
_EMPTY_TAGS = frozenset({"br", "img", "hr", "col", "wbr"})
# Parts of a body that are not the question.
_LEFT_OUT = frozenset(
    {"rubricBlock", "feedbackInline", "feedbackBlock", "modalFeedback", "stylesheet", "infoControl"}
)
_INLINE = frozenset({"textEntryInteraction", "inlineChoiceInteraction"})
Fetch = Callable[[str], bytes | None]


class Words:
    """Turns elements of one item into neutral texts; pictures come from the package."""

    def __init__(self, collector: Collector, fetch: Fetch) -> None:
        self._collector = collector
        self._fetch = fetch
        self._addresses: dict[str, str] = {}

    def text(self, element: Element | None) -> Text:
        """The neutral text of an element's contents."""
        if element is None:
            return EMPTY
        text = self._collector.text(self.html(element), HTML)
        return Text(put_back(text.text), text.markup)

    def stem(self, body: Element, gaps: int) -> Text:
        """The question: one gap at its end is left out, several are numbered."""
        text = self._collector.text(self.html(_heart(body) if gaps < 2 else body), HTML)
        if gaps > 1:
            first_words, *others = text.text.split(_MARK)
            numbered = (f"[[{index}]]{each}" for index, each in enumerate(others, start=1))
            return Text(put_back("".join([first_words, *numbered])), text.markup)
        trailing = re.compile(rf"{_MARK}(?=(?:\s|&nbsp;|<[^<>]*>)*$)")
        shown = trailing.sub("", text.text).replace(_MARK, GAP)
        return Text(put_back(shown.strip()), text.markup)

    def html(self, element: Element) -> str:
        """The contents of an element as HTML without namespaces."""
        parts = [_escaped(element.text)]
        for node in element:
            if isinstance(node.tag, str):
                parts.append(self._node(node))
            parts.append(_escaped(node.tail))
        return "".join(parts)

    def _node(self, node: Element) -> str:
        kind = name(node)
        if kind in _LEFT_OUT:
            return ""
        if kind in _INLINE:
            return _MARK
        if kind.endswith(INTERACTION):
            prompt = first(node, "prompt")
            return f"<div>{self.html(prompt)}</div>" if prompt is not None else ""
        tag = local(node).lower()
        if tag == "math":
            formula, whole = as_text(node)
            if not whole:
                self._collector.note("html-removed", "math")
            return _escaped(formula)
        if tag == "object" and attribute(node, "type").startswith("image/"):
            return self._picture(attribute(node, "data"), words(node).strip())
        if tag == "img":
            return self._picture(attribute(node, "src"), node.get("alt") or "")
        if attribute(node, "class") == KEPT:
            return _kept(node)
        stated = {
            key: value
            for key, value in node.attrib.items()
            if isinstance(key, str) and isinstance(value, str) and "{" not in key
        }
        if language(node):
            stated["lang"] = language(node, region=True)
        called = attribute(node, "class").removeprefix(INSTEAD)
        if tag == "span" and called in UNKNOWN:
            tag = called
        attributes = "".join(f' {key}="{html.escape(value)}"' for key, value in stated.items())
        if tag in _EMPTY_TAGS:
            return f"<{tag}{attributes}>"
        return f"<{tag}{attributes}>{self.html(node)}</{tag}>"

    def _picture(self, address: str, alt: str) -> str:
        if address.startswith("data:image/"):
            return f'<img src="{html.escape(address)}" alt="{html.escape(alt)}">'
        if address not in self._addresses:
            path = posixpath.normpath(unquote(address.split("#")[0].split("?")[0]))
            content = self._fetch(path) if "://" not in address else None
            if content is None:
                self._collector.note("picture-missing", address[:80])
            kept = self._collector.keep_file(path, content) if content else None
            self._addresses[address] = kept or ""
        known = self._addresses[address]
        return f'<img src="{known}" alt="{html.escape(alt)}">' if known else html.escape(alt)


def _escaped(text: str | None) -> str:
    return html.escape((text or "").replace(_MARK, ""), quote=False)


def _kept(node: Element) -> str:
    """A text whose white space counts, its line ends written as breaks."""
    parts = [node.text or ""]
    for each in node:
        parts.append("\n" if isinstance(each.tag, str) and name(each) == "br" else "")
        parts.append(each.tail or "")
    return _escaped(set_aside("".join(parts)))


def _heart(body: Element) -> Element:
    """The one division that is the question, where beside it only answers are asked for."""
    blocks = [each for each in body if isinstance(each.tag, str) and not _only_asks(each)]
    loose = [body.text, *(each.tail for each in body)]
    if len(blocks) != 1 or any((text or "").strip() for text in loose):
        return body
    return blocks[0] if name(blocks[0]) == "div" else body


def _only_asks(block: Element) -> bool:
    """An interaction without prompt, or a paragraph of nothing but a gap."""
    if name(block).endswith(INTERACTION):
        return first(block, "prompt") is None
    inner = [each for each in block if isinstance(each.tag, str)]
    beside = [block.text, *(each.tail for each in block)]
    alone = len(inner) == 1 and name(inner[0]) in _INLINE
    return name(block) in ("p", "div") and alone and not any((one or "").strip() for one in beside)
