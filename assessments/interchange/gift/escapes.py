"""Escaped characters of GIFT: set aside before the text is cut up, put back afterwards. Pure."""

import re

# Characters of the private use area stand for escaped ones while the text is cut up.
_ESCAPED = ":#={}~n>"
_ASIDE = {char: chr(0xE010 + index) for index, char in enumerate(_ESCAPED)}
_BACK = {ord(mark): "\n" if char == "n" else char for char, mark in _ASIDE.items()}
# A mark that came with the file itself.
_STRAY = dict.fromkeys(_BACK)
_ESCAPE = re.compile(r"\\([\\:#={}~n>])")
_CONTROL = re.compile(r"[\\#=~{}:]")


def set_aside(text: str) -> str:
    """The text with a mark for every escaped character; an escaped backslash becomes one."""
    return _ESCAPE.sub(
        lambda match: "\\" if match[1] == "\\" else _ASIDE[match[1]], text.translate(_STRAY)
    )


def put_back(text: str) -> str:
    """The text with its marks as the characters they stand for."""
    return text.translate(_BACK)


def protect(text: str) -> str:
    """Control characters that cannot be meant: inside an HTML tag, in a character's number."""
    return _MARKUP.sub(
        lambda match: "".join(_ASIDE.get(c, c) if c in "#=~:" else c for c in match[0]), text
    )


def escape(text: str) -> str:
    """The text as GIFT writes it: control characters escaped, line ends as \\n."""
    return _CONTROL.sub(lambda match: "\\" + match[0], text).replace("\n", "\\n")


# A tag that does not end is no tag: looked at first, since each of its attributes would look again.
_MARKUP = re.compile(
    r"<[a-zA-Z](?=[^<>]*>)[^<>{}]*\s[a-zA-Z-]+\s*=\s*[\"'][^<>]*>"
    r"|&#[xX]?[0-9a-fA-F]{1,6};"
)
