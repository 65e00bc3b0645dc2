"""What is wrong with what is live: a missing language, page, key or title, or a stale text."""

import datetime
from collections.abc import Iterator

from django.conf import settings
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, Translation

from assessments.parity import text_differences
from cms.agreeing import other_language, own_moves, words_of
from cms.datechecking import companion_fact_faults
from cms.extracting import SHARED, passages_of, plain
from cms.findings import Finding, numbers_told
from cms.glossing import check_words
from cms.itemchecking import item_faults
from cms.models import (
    AgreedWords,
    CompanionPage,
    CoursePage,
    HomePage,
    LoadedPage,
    ModulePage,
    Source,
    SourceChange,
)
from cms.textchecking import MISSING_TITLE, NUMBERS, TERM, text_faults
from courses.models import Activity, ActivityKind
from courses.validity import ENDED, validity_on

MISSING_LANGUAGE = "missing-language"
MISSING_PAGE = "missing-page"
MISSING_KEY = "missing-key"
STALE = "stale-translation"
OTHER_SECTIONS = "other-sections"
DATES = "dates"
UNKNOWN_SOURCE = "unknown-source"


def find_faults(*, on: datetime.date) -> list[Finding]:
    """Every fault of the live curriculum and of the items in force on a day, sorted by place."""
    return sorted(
        {
            *text_faults(),
            *_lessons_without_page(),
            *_pages(),
            *_facts(),
            *companion_fact_faults(),
            *_stale_translations(),
            *item_faults(on=on),
        }
    )


def ended_facts(day: datetime.date) -> list[Finding]:
    """Facts that are no longer true on a day: shown as such to readers, to review for editors."""
    return [
        Finding(_name(page), f"fact {fact['key']}", ENDED, str(fact["valid_until"]))
        for page in ModulePage.objects.live().select_related("locale")
        for fact in _facts_of(page)
        if validity_on(day, fact["valid_from"], fact["valid_until"]) == ENDED
    ]


def _languages() -> list[str]:
    return [code for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES]


def _name(page: Page) -> str:
    """Language and address; a companion's slug is only its kind, so its lesson's comes before."""
    before = f"{page.get_parent().slug}/" if isinstance(page, CompanionPage) else ""
    return f"{page.locale.language_code} {before}{page.slug}"


def _lessons_without_page() -> Iterator[Finding]:
    live = set(ModulePage.objects.live().values_list("activity_id", "locale__language_code"))
    for activity in Activity.objects.filter(kind=ActivityKind.LESSON):
        for language in _languages():
            if (activity.pk, language) not in live:
                yield Finding(activity.key, f"page ({language})", MISSING_PAGE)


def _pages() -> Iterator[Finding]:
    locales = set(Locale.objects.values_list("language_code", flat=True))
    for model in (HomePage, CoursePage, ModulePage, CompanionPage):
        by_key: dict[object, dict[str, LoadedPage]] = {}
        for page in model.objects.live().select_related("locale"):
            by_key.setdefault(page.translation_key, {})[page.locale.language_code] = page
            if not page.title.strip():
                yield Finding(_name(page), "title", MISSING_TITLE)
        for faces in by_key.values():
            first = next(iter(faces.values()))
            for language in locales - faces.keys():
                yield Finding(_name(first), language, MISSING_LANGUAGE)
            yield from _differences(list(faces.values()))
            yield from _words(faces)


def _differences(faces: list[LoadedPage]) -> Iterator[Finding]:
    modules = [page for page in faces if isinstance(page, ModulePage)]
    for page in modules[1:]:
        if page.activity_id != modules[0].activity_id:
            yield Finding(_name(page), "activity", MISSING_KEY)
        if [b.id for b in page.sections] != [b.id for b in modules[0].sections]:
            yield Finding(_name(page), "sections", OTHER_SECTIONS)


def _words(faces: dict[str, LoadedPage]) -> Iterator[Finding]:
    """Numbers that differ between the languages, and variants that the glossary forbids."""
    texts = {language: passages_of(page) for language, page in faces.items()}
    for language, passages in texts.items():
        for path, passage in passages.items():
            for hit in check_words(passage.text, language):
                yield Finding(_name(faces[language]), path, TERM, f"{hit.variant} → {hit.term}")
    ours, theirs = texts.get("fr", {}), texts.get("en", {})
    for path in ours.keys() & theirs.keys():
        if path.startswith(SHARED):
            continue
        for one in text_differences(path, plain(ours[path].text), plain(theirs[path].text)):
            yield Finding(_name(faces["en"]), path, NUMBERS, numbers_told(one))


def _facts() -> Iterator[Finding]:
    known = set(Source.objects.values_list("code", flat=True))
    for page in ModulePage.objects.live().select_related("locale"):
        for fact in _facts_of(page):
            name, begins, ends = f"fact {fact['key']}", fact["valid_from"], fact["valid_until"]
            if not fact["key"]:
                yield Finding(_name(page), name, MISSING_KEY)
            if begins and ends and ends < begins:
                yield Finding(_name(page), name, DATES)
            for code in sorted(set(fact["sources"].split()) - known):
                yield Finding(_name(page), name, UNKNOWN_SOURCE, code)


def _facts_of(page: ModulePage) -> list[dict]:
    return [
        block.value
        for section in page.sections
        for block in section.value["body"]
        if block.block_type == "fact"
    ]


def _stale_translations() -> Iterator[Finding]:
    """A language whose partner changed in meaning, words that nobody agreed to, sentences owed."""
    for change in SourceChange.objects.filter(
        kind=SourceChange.Kind.MEANING, approved_at__isnull=True
    ):
        language = other_language(change.language)
        yield Finding(f"{language} {change.title}", "text", STALE, f"{change.changed_at:%Y-%m-%d}")
    agreed = {row.translation_key: row for row in AgreedWords.objects.all()}
    for model in (HomePage, CoursePage, ModulePage, CompanionPage):
        for page in model.objects.live().select_related("locale"):
            known = agreed.get(page.translation_key)
            if known is None:
                yield Finding(_name(page), "text", STALE, "never agreed")
                continue
            for one in own_moves(known, page.locale.language_code, words_of(page)):
                yield Finding(_name(page), one.path, STALE, "nobody answered for it")
    for translation in Translation.objects.filter(enabled=True).select_related(
        "target_locale", "source"
    ):
        yield from _owed(translation)


def _owed(translation: Translation) -> Iterator[Finding]:
    page = Page.objects.filter(
        translation_key=translation.source.object_id, locale=translation.target_locale
    ).first()
    if page is None or not page.live:
        return
    where = _name(page.specific)
    segments = StringSegment.objects.filter(source=translation.source)
    for segment in (
        segments.annotate_translation(translation.target_locale)
        .filter(translation__isnull=True)
        .select_related("context")
    ):
        yield Finding(where, segment.context.field_path, STALE, "not translated")
