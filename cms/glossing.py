"""The project's glossary, read once, and what it says of a text."""

from functools import cache

from cms.collecting import CONTENT, read_file
from cms.factnaming import without_names
from cms.glossary import Hit, Rule, forbidden_in, rules_from


@cache
def locked_words() -> tuple[Rule, ...]:
    """The rules of `content/glossary.yaml`."""
    return tuple(rules_from(read_file(CONTENT / "glossary.yaml")))


def check_words(text: str, language: str) -> list[Hit]:
    """Forbidden variants in a text, each with the term to write; keys of facts are no words."""
    return forbidden_in(without_names(text), language, locked_words())
