"""Names of questions: cleaned, or made from the first words of the stem. Pure."""

import re

from assessments.interchange import html
from assessments.interchange.question import HTML, Text

LONGEST_MADE = 80
LONGEST = 200
# A path of a dozen of Moodle's categories.
LONGEST_CATEGORY = 3_000


def clean_name(raw: str) -> str:
    """A name without tags and line ends, at most 200 characters."""
    words = html.decoded(re.sub(r"</?[a-zA-Z][^<>]*>", "", raw))
    return shortened(" ".join(words.split()), LONGEST)


def made_name(stem: Text) -> str:
    """The first words of the stem."""
    words = html.plain(stem.text) if stem.markup == HTML else stem.text
    return shortened(" ".join(words.split()), LONGEST_MADE)


def clean_category(raw: str) -> str:
    """A path of categories in one line; every question repeats it, so a long one keeps its end."""
    return " ".join(raw[-2 * LONGEST_CATEGORY :].split())[-LONGEST_CATEGORY:]


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning up to a word's end, with three dots."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 3]
    space = cut.rfind(" ")
    return (cut[:space] if space > longest // 2 else cut).rstrip() + "..."
