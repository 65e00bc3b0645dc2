"""One page's passages side by side: what the other language changed, what this one changes."""

from dataclasses import dataclass, field

from assessments.parity import Difference
from cms.agreeing import (
    live_sides,
    number_differences,
    open_changes,
    other_language,
    own_moves,
    words_of,
)
from cms.drift import marked
from cms.extracting import SHARED, passages_of, plain
from cms.glossary import Hit
from cms.glossing import check_words
from cms.models import AgreedWords, LoadedPage, SourceChange
from cms.previewing import words_to_be

Marks = list[tuple[str, str]]


@dataclass(frozen=True)
class Pair:
    """One passage in both languages, changes marked; `hits` are forbidden variants typed here."""

    path: str
    section: int
    theirs: Marks
    ours: Marks
    hits: list[Hit]
    is_shared: bool = False


@dataclass(frozen=True)
class Comparison:
    """`awaited` follow the changes `changes` of the other language; `own` are this one's."""

    language: str
    other: str
    awaited: list[Pair]
    own: list[Pair]
    changes: list[SourceChange]
    differences: list[Difference] = field(default_factory=list)
    is_agreed: bool = True

    @property
    def has_something(self) -> bool:
        """Whether there is anything to publish or to approve."""
        return bool(self.awaited or self.own) or not self.is_agreed


def compare(page: LoadedPage) -> Comparison:
    """What publishing this page's draft would change, and what it would approve."""
    key, language = page.translation_key, page.locale.language_code
    other = other_language(language)
    agreed = AgreedWords.objects.filter(translation_key=key).first()
    sides = live_sides(key)
    words = words_to_be(page)
    theirs = words_of(sides[other]) if other in sides else {}
    sections = {path: one.section for path, one in passages_of(page).items()}
    if other in sides:
        sections |= {path: one.section for path, one in passages_of(sides[other]).items()}
    changes = open_changes(key, made_in=[other])
    before: dict[str, str] = {}
    for change in changes:
        for entry in change.passages:
            before.setdefault(entry["path"], entry["before"])

    def pair(path: str, old_theirs: str, old_ours: str) -> Pair:
        now = words.get(path, "")
        return Pair(
            path=path,
            section=sections.get(path, 0),
            theirs=marked(plain(old_theirs), plain(theirs.get(path, ""))),
            ours=marked(plain(old_ours), plain(now)),
            hits=check_words(now, language),
            is_shared=path.startswith(SHARED),
        )

    known = agreed.passages if agreed else {}
    own = own_moves(agreed, language, words) if agreed else []
    texts = {language: words, other: theirs}
    return Comparison(
        language=language,
        other=other,
        awaited=[
            pair(path, old, known.get(path, {}).get(language, "")) for path, old in before.items()
        ],
        own=[pair(one.path, theirs.get(one.path, ""), one.before) for one in own],
        changes=changes,
        differences=number_differences(texts["fr"], texts["en"]) if theirs else [],
        is_agreed=agreed is not None or other not in sides,
    )
