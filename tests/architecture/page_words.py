"""What a reader sees of a page, and the words of it that are in the wrong language."""

import gettext
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from tests.architecture.sources import APPS, ROOT

SILENT = {"script", "style", "template"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SPOKEN = ("aria-label", "alt", "title", "placeholder")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|%%|\{\w*\}")
# A message of fewer words may stand inside a sentence of the other language.
LONG = 3
# A language is named in itself.
NAMES = {"Français", "English"}


class _Reader(HTMLParser):
    """Collects text and spoken attributes outside of elements in another language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.words: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def _hidden(self) -> bool:
        return any(hidden for _, hidden in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        hidden = tag in SILENT or (found.get("lang") or self.language) != self.language
        if not hidden and not self._hidden():
            self.words += [value for name in SPOKEN if (value := found.get(name))]
        if tag not in VOID:
            self._open.append((tag, hidden))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass  # <rect/> and the like hold no words

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        # Not split(): the narrow no-break spaces of French belong to the message.
        text = re.sub(r"[ \n\t\r]+", " ", data).strip()
        if text and not self._hidden():
            self.words.append(text)


def words_of(html: str, language: str) -> list[str]:
    """Texts and spoken attributes of a page, without those marked as another language."""
    reader = _Reader(language)
    reader.feed(html)
    return reader.words


def _pairs() -> Iterator[tuple[str, str]]:
    for app in APPS:
        compiled = ROOT / app / "locale/fr/LC_MESSAGES/django.mo"
        if not compiled.exists():
            continue
        with Path(compiled).open("rb") as file:
            catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        for key, french in catalogue.items():
            english = key[0] if isinstance(key, tuple) else key
            english = english.rpartition("\x04")[2]
            if english and english != french:
                yield english, french


class Foreign:
    """The messages that must not be read on a page in `language`: those of the other one."""

    def __init__(self, language: str) -> None:
        pairs = list(_pairs())
        own = {pair[0 if language == "en" else 1] for pair in pairs}
        other = {pair[1 if language == "en" else 0] for pair in pairs} - own - NAMES
        self.language = language
        self._whole = {message.strip() for message in other if _is_short(message)}
        self._anywhere = [_pattern(message) for message in sorted(other) if _is_long(message)]
        self._heard: dict[str, bool] = {}

    def speaks(self, text: str) -> bool:
        """Whether a text is one of these messages, or holds a long one; pages repeat texts."""
        if text not in self._heard:
            self._heard[text] = text in self._whole or any(
                pattern.search(text) for pattern in self._anywhere
            )
        return self._heard[text]


def _words(message: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", " ".join(PLACEHOLDER.split(message.strip())))


def _is_long(message: str) -> bool:
    """May be found anywhere in a text; a shorter one only as the whole text."""
    return len(_words(message)) > LONG


def _is_short(message: str) -> bool:
    return 0 < len(_words(message)) <= LONG and not PLACEHOLDER.search(message)


def _pattern(message: str) -> re.Pattern[str]:
    pieces = PLACEHOLDER.split(message.strip())
    return re.compile(".{1,80}?".join(re.escape(piece) for piece in pieces))
