"""The words of a QTI item as HTML: prompts in, interactions out, gaps marked. Pure."""

import html
import posixpath
import re
from collections.abc import Callable
from urllib.parse import unquote

from assessments.interchange.collecting import Collector
from assessments.interchange.qti.names import INTERACTION, attribute, first, name
from assessments.interchange.question import EMPTY, HTML, Text
from assessments.interchange.xml import Element, local

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
        return self._collector.text(self.html(element), HTML)

    def stem(self, body: Element, gaps: int) -> Text:
        """The question: one gap at its end is left out, several are numbered."""
        text = self._collector.text(self.html(body), HTML)
        if gaps > 1:
            numbered = text.text
            for index in range(1, gaps + 1):
                numbered = numbered.replace(_MARK, f"[[{index}]]", 1)
            return Text(numbered, text.markup)
        trailing = re.compile(rf"{_MARK}(?=(?:\s|&nbsp;|<[^<>]*>)*$)")
        words = trailing.sub("", text.text).replace(_MARK, GAP)
        return Text(words.strip(), text.markup)

    def html(self, element: Element) -> str:
        """The contents of an element as HTML without namespaces."""
        parts = [html.escape(element.text or "", quote=False)]
        for node in element:
            if isinstance(node.tag, str):
                parts.append(self._node(node))
            parts.append(html.escape(node.tail or "", quote=False))
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
        if tag == "object" and attribute(node, "type").startswith("image/"):
            return self._picture(attribute(node, "data"), html.unescape(self.html(node)).strip())
        if tag == "img":
            return self._picture(attribute(node, "src"), node.get("alt") or "")
        attributes = "".join(
            f' {key}="{html.escape(value)}"'
            for key, value in node.attrib.items()
            if isinstance(key, str) and isinstance(value, str) and "{" not in key
        )
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
