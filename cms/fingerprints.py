"""The fingerprint of a passage: equal for equal words, whatever blanks and encodings lie. Pure."""

import hashlib
import unicodedata


def fingerprint(text: str) -> str:
    """SHA-256 of the words, in hexadecimal. An accent counts; a doubled blank does not.

    No-break spaces are blanks too: typography is not a change of the text.
    """
    words = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(words.encode()).hexdigest()
