"""Normalisation of written answers (5.1): two ways, kept apart because MRZ characters matter."""

import unicodedata

# Typed, typographic and mistaken apostrophes, prime and ʼokina included.
APOSTROPHES = str.maketrans(dict.fromkeys("’‘‛ʼʻʹ′`´＇", "'"))
# Characters without width that copying brings along.
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def normalise_short_text(text: str, *, ignore: str = "") -> str:
    """NFKC, upper case, accents stripped, apostrophes and spaces unified, ends trimmed.

    Apostrophes go first: NFKC would turn an acute accent used as one into a space. `ignore` lists
    characters that an item leaves out of the comparison.
    """
    unified = text.translate(APOSTROPHES).translate(INVISIBLE)
    upper = unicodedata.normalize("NFKC", unified).upper()
    decomposed = unicodedata.normalize("NFD", upper)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    kept = "".join(char for char in " ".join(bare.split()) if char not in ignore)
    return unicodedata.normalize("NFC", kept).strip()


def normalise_mrz(text: str) -> str:
    """Upper case and ends trimmed, nothing else: every filler of a machine-readable zone counts."""
    return text.strip().upper()
