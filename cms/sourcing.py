"""Where a lesson takes its facts from, and when each of them is true."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation

from cms.blocks.dates import in_words
from cms.companionreading import CitedSource, sources_of
from cms.models import CompanionPage, ModulePage
from cms.stating import fact_blocks
from courses.validity import validity_on


@dataclass(frozen=True)
class DatedFact:
    """A statement with its time in words; `validity` as in `cms.blocks.validity`."""

    statement: str
    validity: str
    start: str
    end: str


@dataclass(frozen=True)
class UsedSource:
    """A source and what the lesson takes from it; nothing where it carries a companion only."""

    source: CitedSource
    facts: list[DatedFact] = field(default_factory=list)


def sources_used(
    *, page: ModulePage, companions: list[CompanionPage], today: datetime.date
) -> list[UsedSource]:
    """Every source of a lesson and of its companions by code, with the dated facts of the lesson.

    Dates are in the words of the lesson's language.
    """
    facts: dict[str, list[DatedFact]] = {}
    with translation.override(page.locale.language_code):
        for value in fact_blocks(page):
            for code in value["sources"].split():
                facts.setdefault(code, []).append(_dated(value, today))
    named = " ".join([page.sources, *(companion.sources for companion in companions), *facts])
    codes = sorted(set(named.split()))
    return [UsedSource(one, facts.get(one.code, [])) for one in sources_of(" ".join(codes))]


def _dated(value: Any, today: datetime.date) -> DatedFact:
    begins, ends = value["valid_from"], value["valid_until"]
    return DatedFact(
        statement=value["statement"],
        validity=validity_on(today, begins, ends),
        start=in_words(begins),
        end=in_words(ends),
    )
