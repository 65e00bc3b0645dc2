"""Hand the sentences of a page to its translators, and keep what still holds.

wagtail-localize knows a changed sentence as a new one without a translation. Where the change is
one of wording, or where somebody has approved the other language as it stands, its live words are
the translation: they are kept, so that no reader meets a sentence of the wrong language.
"""

from collections.abc import Collection, Iterable
from typing import TypeVar

from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.models import LoadedPage

T = TypeVar("T")


def hand_over(*, page: LoadedPage, keep: Collection[str] = ()) -> None:
    """Give the live words of a source page to every translation of it.

    At the paths of `keep` the other language's live words are taken as the translation. A page
    that is nobody's source changes nothing.
    """
    if not TranslationSource.objects.filter(
        object_id=page.translation_key, locale=page.locale
    ).exists():
        return
    source, _ = TranslationSource.update_or_create_from_instance(page)
    for translation in Translation.objects.filter(source=source, enabled=True):
        keep_live_words(translation=translation, paths=keep)


def translation_into(page: LoadedPage) -> Translation | None:
    """The translation that writes this page; None where the page is written directly."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale, enabled=True
    ).first()


def keep_live_words(*, translation: Translation, paths: Collection[str] | None = None) -> None:
    """Fill what is not translated, at these paths or everywhere, from the live target page."""
    target = translation.source.get_translated_instance(translation.target_locale)
    live = _by_path(
        (segment.path, segment.string.data)
        for segment in extract_segments(type(target).objects.get(pk=target.pk))
        if isinstance(segment, StringSegmentValue)
    )
    segments = list(
        StringSegment.objects.filter(source=translation.source)
        .annotate_translation(translation.target_locale)
        .select_related("context", "string")
        .order_by("order", "pk")
    )
    ours = _by_path((segment.context.path, segment) for segment in segments)
    for path, parts in ours.items():
        words = live.get(path, [])
        if (paths is not None and path not in paths) or len(words) != len(parts):
            continue
        for segment, text in zip(parts, words, strict=True):
            if segment.translation is None:
                StringTranslation.objects.update_or_create(
                    translation_of=segment.string,
                    context=segment.context,
                    locale=translation.target_locale,
                    defaults={"data": text, "has_error": False},
                )


def _by_path(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for path, value in pairs:
        found.setdefault(path, []).append(value)
    return found
