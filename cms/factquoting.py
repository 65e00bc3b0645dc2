"""The facts that a companion names: said in its language, as they stand on a day.

The lesson is the home of a fact. A companion names it by its key, and so can never say something
else; in a locked edition it says what the lesson of that edition says.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from accounts.countries import COUNTRY_CHOICES
from cms.blocks.companion import parts_of
from cms.blocks.dates import in_words
from cms.editionreading import page_in_memory, texts_of, written_out
from cms.factnaming import NAMED, without_names
from cms.models import CompanionPage, KeptAs, ModulePage
from cms.stating import day_of, fact_blocks
from courses.models import Edition
from courses.validity import validity_on

# A fact that is named, or a tag: in the address of a link a mark would be no mark.
_NAMED_OR_TAG = re.compile(rf"(?P<tag><[^<>]*>)|{NAMED.pattern}")


@dataclass(frozen=True)
class NamedFact:
    """A fact as a reader meets it: dates and countries in words, `validity` of courses.validity."""

    key: str
    statement: str
    validity: str
    start: str
    end: str
    countries: str


Facts = Mapping[str, NamedFact]


def facts_beside(
    page: CompanionPage, *, edition: Edition | None, today: datetime.date
) -> dict[str, NamedFact]:
    """The facts of the companion's lesson by key, in the companion's language.

    Whoever may read the companion may read what it names: labels of the lesson are not asked.
    """
    lesson = _lesson(page, edition)
    if lesson is None:
        return {}
    with translation.override(page.locale.language_code):
        return {value["key"]: _named(value, today) for value in fact_blocks(lesson)}


def body_of(page: CompanionPage, facts: Facts) -> dict[str, Any]:
    """`body`, the companion's parts as HTML, with a mark wherever they name a fact, and `named`,
    those facts in the order of their numbers. A fact that the lesson does not have is left out."""
    named: dict[str, int] = {}

    def mark(match: Any) -> str:
        fact = facts.get(match["key"] or "")
        if fact is None:
            return without_names(match["tag"] or "")
        number = named.setdefault(fact.key, len(named) + 1)
        return render_to_string("cms/companions/mark.html", {"fact": fact, "number": number})

    html = render_to_string(
        "cms/companions/body.html", {"page": page, "parts": parts_of(page.body, facts)}
    )
    body: SafeString = mark_safe(_NAMED_OR_TAG.sub(mark, html))
    return {"body": body, "named": [facts[key] for key in named]}


def digest_of_facts(facts: Facts) -> str:
    """Changes when anything that a companion might say of its facts does."""
    said = "\x1f".join(map(repr, facts.values()))
    return hashlib.sha256(said.encode()).hexdigest()[:16] if facts else ""


def _lesson(page: CompanionPage, edition: Edition | None) -> ModulePage | None:
    if edition is not None:
        places = texts_of(edition).filter(kind="", activity=page.activity_id)
        place = places.filter(language=page.locale.language_code).first()
        if place is not None:
            lesson = page_in_memory(ModulePage, place)
            lesson.kept = KeptAs(place.text_id, place.edition.label, place.text.since)
            return written_out(lesson)
    live = ModulePage.objects.live().filter(activity=page.activity_id, locale=page.locale_id)
    return live.only("sections").first()


def _named(value: Any, today: datetime.date) -> NamedFact:
    begins, ends = day_of(value["valid_from"]), day_of(value["valid_until"])
    names = dict(COUNTRY_CHOICES)
    return NamedFact(
        key=value["key"],
        statement=value["statement"],
        validity=validity_on(today, begins, ends),
        start=in_words(begins),
        end=in_words(ends),
        countries=", ".join(str(names[code]) for code in value["countries"] if code in names),
    )
