"""Fill wagtail-localize's memory with the English words of the data files, and publish from it.

Afterwards the English pages live as if translators had made them in Wagtail: they see each
sentence beside its source, export and import PO files and publish.
"""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from wagtail.models import Locale
from wagtail_localize.fields import SynchronizedField
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.models import LoadedPage
from cms.segmenting import hand_over


class UnpairedTexts(Exception):
    """The languages of a page do not have the same pieces; `place` names the first difference."""

    def __init__(self, page: str, place: str) -> None:
        super().__init__(f"{page}: {place}")
        self.page = page
        self.place = place


@transaction.atomic
def translate_page(*, page: LoadedPage, fields: dict[str, Any], target: Locale) -> LoadedPage:
    """Publish the page in the target locale with the words of `fields`.

    `page` is the published source; `fields` are those `cms.composing` makes in the other language.
    A sentence that a person translated in Wagtail keeps that translation.
    Raises UnpairedTexts when the languages differ in structure.
    """
    page = type(page).objects.get(pk=page.pk)
    source = hand_over(page)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=target)
    _remember(translation, _pairs(source, page, fields))
    parent = page.get_parent()
    if parent.is_root() or page.get_translation_or_none(target) is not None:
        translated, _ = source.create_or_update_translation(
            target, publish=False, copy_parent_pages=True, fallback=False
        )
        revision = translated.get_latest_revision()
    else:
        # Nobody can have translated a page that is not there: the words stand as they are. Copied
        # and then translated sentence by sentence, it would cost three times as much.
        translated = type(page)(**{**fields, **_same_in_both(page)}, locale=target, live=False)
        parent.get_translation(target).add_child(instance=translated)
        revision = translated.save_revision()
    # Not left to on_commit: what is loaded in one transaction must be published in it.
    revision.publish()
    translated.refresh_from_db()
    return translated


def _same_in_both(page: LoadedPage) -> dict[str, Any]:
    """What a new page of the target locale takes over from its source."""
    shared = [
        rule.field_name
        for rule in page.override_translatable_fields
        if isinstance(rule, SynchronizedField)
    ]
    names = ("translation_key", "slug", "loaded_digest", *shared)
    return {name: getattr(page, name) for name in names}


def _pairs(
    source: TranslationSource, page: LoadedPage, fields: dict[str, Any]
) -> Iterator[tuple[StringSegment, str]]:
    """Each sentence of the source with its translation, in order and by its path in the page."""
    ours = list(
        StringSegment.objects.filter(source=source)
        .select_related("context", "string")
        .order_by("order")
    )
    theirs = [
        segment
        for segment in extract_segments(type(page)(**fields))
        if isinstance(segment, StringSegmentValue)
    ]
    for segment, value in zip(ours, theirs, strict=False):
        if segment.context.path != value.path:
            raise UnpairedTexts(page.title, segment.context.get_field_path(page))
        yield segment, value.string.data
    if len(ours) != len(theirs):
        raise UnpairedTexts(page.title, f"{len(ours)} ≠ {len(theirs)}")


def _remember(translation: Translation, pairs: Iterator[tuple[StringSegment, str]]) -> None:
    locale = translation.target_locale
    known = {
        (row.translation_of_id, row.context_id): row
        for row in StringTranslation.objects.filter(
            context__object_id=translation.source.object_id, locale=locale
        )
    }
    new = []
    for segment, words in pairs:
        row = known.get((segment.string_id, segment.context_id))
        if row is None:
            row = StringTranslation(
                translation_of=segment.string,
                context=segment.context,
                locale=locale,
                data=words,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
            known[segment.string_id, segment.context_id] = row
            new.append(row)
        elif row.data != words and row.last_translated_by_id is None:
            row.data = words
            row.has_error = False
            if row.pk:
                row.save()
    # Past the library's check of a translator's HTML: the words are segments of a page themselves.
    StringTranslation.objects.bulk_create(new)
