"""What texts must keep on their way through QTI, whose own words fold white space. Pure.

A text whose white space means something is put in a span of the class `relais-text`; an element
that HTML has and QTI has not becomes a span of the class `html-` and its name. Both are ordinary
spans to any other system.
"""

KEPT = "relais-text"
INSTEAD = "html-"
# HTML that the bank keeps and QTI 2.2 does not know.
UNKNOWN = frozenset({"del", "ins", "mark", "s", "u", "wbr"})
# White space waits in a private plane while HTML is cleaned.
_AWAY = 0xF0000


def set_aside(text: str) -> str:
    """The text with its white space where nothing folds it."""
    return "".join(chr(_AWAY + ord(char)) if char.isspace() else char for char in text)


def put_back(text: str) -> str:
    """The text with the white space that was set aside."""
    if all(ord(char) < _AWAY for char in text):
        return text
    return "".join(_white(char) for char in text)


def _white(char: str) -> str:
    code = ord(char) - _AWAY
    return chr(code) if 0 <= code <= 0x3000 and chr(code).isspace() else char
