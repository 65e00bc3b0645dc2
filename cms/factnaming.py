"""How the words of a companion name a fact of its lesson: « left in 2025 [[three-left]] ». Pure."""

import re

NAMED = re.compile(r"[ \u00a0\u202f]?\[\[(?P<key>[a-z0-9-]+)\]\]")


def keys_named(text: str) -> list[str]:
    """Keys of facts in the order in which a text names them, each once."""
    return list(dict.fromkeys(NAMED.findall(text)))


def without_names(text: str) -> str:
    """The words alone, as the search and a count of words take them."""
    return NAMED.sub("", text)
