"""Whether two writings are the same name: tolerant of form, never of letters.

Domain 7.4 and 7.6. Ignored: case, diacritics, hooked and special letters (ɗ is d, œ is oe),
apostrophes of every kind, present or not, hyphens against blanks, blanks, full stops and commas,
the order of the parts. Nothing else: one other letter is another name.
"""

import hashlib
import hmac
import unicodedata

# Letters that Unicode does not decompose, written as a phone without them would.
_PLAIN_LETTERS = str.maketrans(
    {
        "ɓ": "b", "ƈ": "c", "ɗ": "d", "ɖ": "d", "đ": "d", "ð": "d", "ɛ": "e", "ǝ": "e", "ə": "e",
        "ƒ": "f", "ɠ": "g", "ɣ": "g", "ħ": "h", "ɦ": "h", "ı": "i", "ɩ": "i", "ƙ": "k", "ł": "l",
        "ŋ": "n", "ɲ": "n", "ɔ": "o", "ø": "o", "ƥ": "p", "ŧ": "t", "ƭ": "t", "ʋ": "v", "ƴ": "y",
        "ȥ": "z", "œ": "oe", "æ": "ae", "þ": "th",
    }
)  # fmt: skip
# Removed, so that N’DIAYE, N'DIAYE and NDIAYE are one name: apostrophes, primes, accents written
# apart, and the modifier letters for hamza, ayn and the glottal stop; the Arabic tatweel.
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛`´′ʹʻʼʽʾʿˈˊˋꞋꞌ＇ـ"))
_BREAKS = frozenset({"Zs", "Zl", "Zp", "Cc", "Pd", "Po"})


def name_key(text: str) -> str:
    """The canonical form in which two writings of one name are equal; "" when nothing remains.

    A hyphen parts like a blank (Jean-Paul is Jean Paul); an apostrophe leaves no trace, so
    N’DIAYE is NDIAYE but not N DIAYE. Parts are sorted: NOM Prénom is Prénom NOM.
    """
    # Twice: NFKD turns a lone ´ into a blank, and ŉ into an apostrophe and n.
    bare = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).casefold())
    letters = []
    for character in bare.translate(_APOSTROPHES).casefold():
        category = unicodedata.category(character)
        if category == "Mn" or category == "Cf":
            continue
        letters.append(" " if category in _BREAKS else character)
    return " ".join(sorted("".join(letters).translate(_PLAIN_LETTERS).split()))


def same_name(one: str, other: str) -> bool:
    """Whether both are writings of one name. An empty name is nobody's."""
    key = name_key(one)
    return bool(key) and key == name_key(other)


def name_digest(text: str, *, key: bytes) -> str:
    """The keyed hash of a name that the register keeps: HMAC-SHA256 of `name_key`, 64 hex digits.

    Without the key nobody can try names against a leaked register.
    """
    message = b"relais/name/1\0" + name_key(text).encode()
    return hmac.new(key, message, hashlib.sha256).hexdigest()
