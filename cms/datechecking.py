"""What is wrong with the facts that companions name, or should name."""

from collections.abc import Iterator
from typing import Any

from cms.datereading import Date, covers, date_of, dates_in
from cms.extracting import passages_of, plain
from cms.factnaming import keys_named
from cms.findings import Finding
from cms.models import CompanionPage, ModulePage
from cms.stating import day_of, fact_blocks

PLAIN_DATE = "plain-date"
UNKNOWN_FACT = "unknown-fact"


def companion_fact_faults() -> Iterator[Finding]:
    """A date of a dated fact whose fact is not named in the same passage; a fact that is none.

    A date belongs to a fact that states it, begins or ends on it. Dates of no fact are the course's
    own: a birthday in a case, the day of a session.
    """
    lessons = {
        (page.activity_id, page.locale_id): list(fact_blocks(page))
        for page in ModulePage.objects.live()
    }
    for page in CompanionPage.objects.live().select_related("locale"):
        facts = lessons.get((page.activity_id, page.locale_id), [])
        known = {value["key"] for value in facts}
        where = f"{page.locale.language_code} {page.get_parent().slug}/{page.slug}"
        dates = {value["key"]: dates_of(value) for value in facts}
        for path, passage in passages_of(page).items():
            if path.startswith("body."):
                for code, detail in date_faults(plain(passage.text), dates):
                    yield Finding(where, path, code, detail)
        for block in page.body:
            if block.block_type == "box":
                for key in (block.value["facts"] or "").split():
                    if key not in known:
                        yield Finding(where, f"body.{block.id}.facts", UNKNOWN_FACT, key)


def date_faults(text: str, dates: dict[str, set[Date]]) -> Iterator[tuple[str, str]]:
    """Codes and details of one text; `dates` by the keys of the lesson's facts."""
    named = keys_named(text)
    for key in named:
        if key not in dates:
            yield UNKNOWN_FACT, key
    for written, words in dates_in(text).items():
        owners = [key for key, days in dates.items() if any(covers(written, day) for day in days)]
        if owners and not set(owners) & set(named):
            yield PLAIN_DATE, f"{words} → {' | '.join(owners)}"


def dates_of(fact: Any) -> set[Date]:
    """What a dated fact states, begins or ends on; nothing of one without a limit."""
    limits = [day for day in (day_of(fact["valid_from"]), day_of(fact["valid_until"])) if day]
    if not limits:
        return set()
    return {*map(date_of, limits), *dates_in(fact["statement"])}
