"""What a language is about to say: the draft of a page, or what its translators have written."""

from wagtail_localize.models import StringSegment

from accounts.models import User
from cms.agreeing import awaited_paths, own_moves, words_of
from cms.handing import keep_live_words, translation_into
from cms.models import AgreedWords, LoadedPage


def words_to_be(page: LoadedPage) -> dict[str, str]:
    """The words of the latest draft. Nothing is written.

    In a translated page a sentence without a translation keeps what is live, as
    `write_draft` will have it.
    """
    translation = translation_into(page)
    if translation is None or not page.live:
        return words_of(page.get_latest_revision_as_object())
    source, locale = translation.source, translation.target_locale
    words = words_of(source.get_ephemeral_translated_instance(locale, fallback=True))
    live = words_of(page)
    owed = StringSegment.objects.filter(source=source).annotate_translation(locale)
    for path in owed.filter(translation__isnull=True).values_list("context__path", flat=True):
        words[path] = live.get(path, words.get(path, ""))
    return words


def write_draft(*, page: LoadedPage, by: User) -> None:
    """Make what the translators have written the latest draft of the page; else nothing."""
    translation = translation_into(page)
    if translation is None or not page.live:
        return
    if words_to_be(page) == words_of(page):
        return
    keep_live_words(translation=translation)
    translation.save_target(user=by, publish=False)
    page.refresh_from_db()


def is_asked(page: LoadedPage, words: dict[str, str]) -> bool:
    """Whether publishing these words needs an answer or approves something."""
    agreed = AgreedWords.objects.filter(translation_key=page.translation_key).first()
    if agreed is None:
        return False
    language = page.locale.language_code
    return bool(own_moves(agreed, language, words) or awaited_paths(page.translation_key, language))
