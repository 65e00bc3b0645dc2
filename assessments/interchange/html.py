"""HTML of strangers: sanitised, or reduced to plain text where it carries no formatting. Pure."""

import html
import re
from urllib.parse import urlsplit

import nh3

from assessments.interchange.limits import HTML_DEPTH, HTML_MARKS, HTML_REPEATED
from assessments.interchange.notes import Note, QuestionProblem, Unreadable
from assessments.interchange.spans import spans

FILE_PREFIX = "@@PLUGINFILE@@/"

_TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp "
    "small span strong sub sup table tbody td tfoot th thead tr u ul var wbr".split()
)
_ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
}
# Their contents are no words of the question.
_DROPPED = {"script", "style", "title", "template", "noscript", "iframe", "object", "svg", "math"}
# Named when they are taken out: what they showed is missing.
_MISSED = (
    "script iframe object embed audio video svg math form input select textarea button canvas "
    "applet frame meta link base style".split()
)
_MISSED_TAG = re.compile(rf"<({'|'.join(_MISSED)})\b", re.IGNORECASE)
_HANDLER = re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE)
_SCRIPT_LINK = re.compile(r"""=\s*(?:["']\s*)?(?:javascript|vbscript|data:text)""", re.IGNORECASE)
# Old tags for what a kept tag also says.
_SAME = {"strike": "s", "tt": "code", "center": "div", "big": "strong"}
_OLD_TAG = re.compile(rf"<(/?)({'|'.join(_SAME)})\b[^<>]*>", re.IGNORECASE)
# A text with none of these tags, and with no attribute kept, is plain.
_BARE = frozenset({"p", "br", "div", "span"})
_NAMES = (
    *sorted(_TAGS),
    *_MISSED,
    *_SAME,
    *"font html body head center header footer section article main nav aside source param".split(),
)
_ANY_TAG = re.compile(rf"</?(?:{'|'.join(dict.fromkeys(_NAMES))})(?:\s[^<>]*|/)?>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)>")
_TAG_BEGUN = re.compile(r"<(/?)([a-zA-Z][^\s<>/]*)[^<>]*>?")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_VOID = frozenset({"br", "img", "hr", "col", "wbr", "input", "meta", "link"})
_IMPLIED = frozenset("p li dt dd tr td th thead tbody tfoot option".split())
# What a parser opens anew in the next paragraph where it was not closed.
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_COMMENTS = {"<!--": "-->", "<![": "]>"}
_BLOCK = re.compile(
    r"</(?:p|div|li|tr|h[1-6]|blockquote|dd|dt|pre|table|ul|ol|figure|figcaption|caption)>"
    r"|<(?:br|hr)\b[^<>]*>|<(?:p|div|li|tr|table|ul|ol|h[1-6])\b[^<>]*>"
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_IMAGE_SCHEMES = ("", "data")


def refuse_too_much_html(marks: int) -> None:
    """Raise Unreadable for a file with so many tags and named characters in its texts.

    The sentence says into how many files it is to be divided.
    """
    if marks > HTML_MARKS:
        raise Unreadable("too-much-html", str(-(-marks // HTML_MARKS)))


def has_tags(text: str) -> bool:
    """Whether the text has a tag that HTML knows: « a < b » has none."""
    return _ANY_TAG.search(text) is not None


def sanitised(source: str) -> tuple[str, list[Note]]:
    """Safe HTML, with a note for everything whose loss a reader would see.

    Pictures from other hosts go: pages of ours load nothing from elsewhere.
    """
    notes = [
        Note("html-removed", name)
        for name in sorted({name.lower() for name in _MISSED_TAG.findall(source)} - {"style"})
    ]
    if _HANDLER.search(source) or _SCRIPT_LINK.search(source):
        notes.append(Note("html-removed", "javascript"))
    elsewhere: list[str] = []

    def attribute(tag: str, name: str, value: str) -> str | None:
        if tag == "img" and name == "src" and not _own_picture(value):
            elsewhere.append(value[:80])
            return None
        if name == "dir" and value.lower() != "rtl":
            return None
        return value

    modern = _OLD_TAG.sub(lambda match: f"<{match[1]}{_SAME[match[2].lower()]}>", source)
    clean = nh3.clean(
        flattened(modern),
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        clean_content_tags=_DROPPED,
        attribute_filter=attribute,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel="noopener noreferrer nofollow",
    )
    clean = re.sub(r"""<a href="data:[^"]*\"""", "<a", clean)
    notes += [Note("picture-elsewhere", address) for address in dict.fromkeys(elsewhere)]
    return re.sub(r"<img(?![^<>]*\ssrc=)[^<>]*>", "", clean).strip(), notes


def is_bare(clean: str) -> bool:
    """Whether sanitised HTML is only paragraphs and lines, so that plain text says the same."""
    return all(
        name.lower() in _BARE and not attributes.strip(" /")
        for _, name, attributes in _TAG.findall(clean)
    )


def plain(clean: str) -> str:
    """The words of sanitised HTML, one line a paragraph."""
    flowed = re.sub(r"[ \t\n\r\f]+", " ", _uncommented(clean))
    lines = (_TAG.sub("", line) for line in _BLOCK.sub("\n", flowed).split("\n"))
    words = [decoded(line).strip() for line in lines]
    return "\n".join(line for line in words if line)


def _uncommented(text: str) -> str:
    kept, position = [], 0
    for start, end in spans(text, _COMMENTS):
        kept.append(text[position:start])
        position = end
    return "".join([*kept, text[position:]])


def decoded(text: str) -> str:
    """Entities as characters; an ampersand that is not one stays."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def escaped(text: str) -> str:
    """Plain text as HTML; a line end becomes a break."""
    return html.escape(text, quote=False).replace("\n", "<br>\n")


def flattened(source: str) -> str:
    """The HTML with tags beyond a depth taken out: parsers pay for depth with their stack.

    What a parser might not close counts as open. Raises QuestionProblem where formatting that is
    left open would be repeated without end.
    """
    if source.count("<") <= HTML_DEPTH and source.count("<") * len(source) <= HTML_REPEATED:
        return source
    open_now: list[tuple[str, int]] = []
    formatting = most = tags = position = 0
    kept = []
    for match in _TAG_BEGUN.finditer(source):
        name = match[2].lower()
        tags += 1
        if name in _VOID:
            continue
        if match[1]:
            formatting -= _close(open_now, name)
        elif len(open_now) < HTML_DEPTH:
            size = _size(match) if name in _FORMATTING else 0
            open_now.append((name, size))
            formatting += size
            most = max(most, formatting)
            continue
        else:
            # A blank, or what stands around it might become a tag.
            kept += [source[position : match.start()], " "]
            tags -= 1
            position = match.end()
    repeated = most * tags
    if repeated > HTML_REPEATED:
        raise QuestionProblem("formatting-open", str(repeated))
    return "".join([*kept, source[position:]])


def _size(tag: re.Match[str]) -> int:
    """Its length; a quotation mark that is left open may reach to the end of the text."""
    bare = _QUOTED.sub("", tag[0])
    return len(tag.string) if '"' in bare or "'" in bare else len(tag[0])


def _close(open_now: list[tuple[str, int]], name: str) -> int:
    """Close the tag where it is the last, implied ends aside; the formatting that ends with it."""
    at = len(open_now) - 1
    while at >= 0 and open_now[at][0] != name and open_now[at][0] in _IMPLIED:
        at -= 1
    if at < 0 or open_now[at][0] != name:
        return 0
    ended = sum(size for _, size in open_now[at:])
    del open_now[at:]
    return ended


def _own_picture(address: str) -> bool:
    if address.startswith(FILE_PREFIX):
        return True
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    if parts.scheme == "data":
        return address.strip().lower().startswith("data:image/")
    return parts.scheme == "" and not parts.netloc and "@@" not in address and "/" not in address
