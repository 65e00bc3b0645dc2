"""Moodle's asterisk: any characters in a short answer, and with a backslash only itself. Pure."""

from assessments.interchange.collecting import Collector

ANY = "*"


def read_pattern(text: str, collector: Collector, *, counts: bool) -> str:
    """The answer as it is compared here; a note where it stood for others and `counts`.

    "*" alone stays what it is: any other answer.
    """
    if text in (ANY, "\\*"):
        return text
    if counts and ANY in text.replace("\\*", ""):
        collector.note("wildcard", text[:60])
    return text.replace("\\*", ANY)


def as_pattern(text: str) -> str:
    """The answer for Moodle, its own asterisks marked as such."""
    return text if text == "\\*" else text.replace(ANY, "\\*")
