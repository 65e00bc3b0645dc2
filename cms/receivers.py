"""What the site does when the floors below announce something."""

from typing import Any

from django.apps import apps
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate, pre_delete
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished
from wagtail.users.models import UserProfile

from accounts.models import User
from cms.drifting import record_publication
from cms.editioning import keep_in_step
from cms.glossing import check_words
from cms.granting import grant_rows
from cms.indexing import index_page
from cms.labelling import share_label
from cms.models import CompanionPage, CoursePage, LabelledPage, LoadedPage, ModulePage
from cms.parity_wording import sentence_of_hit
from cms.stating import facts_stated_by
from cms.unpublishing import open_when_back, take_down_together
from courses.factkeeping import keep_facts
from courses.signals import words_written


# Django's own auth app comes last of those whose permissions a role holds.
@receiver(post_migrate, sender=apps.get_app_config("auth"), dispatch_uid="cms.grant_rows")
def grant_what_a_new_version_grants(**more: Any) -> None:
    """After `migrate`: what the roles may do in the admin is what this version says."""
    grant_rows()


@receiver(user_logged_in)
def speak_the_editors_language(
    sender: type[User], request: HttpRequest | None, user: User, **more: Any
) -> None:
    """Wagtail's admin has no language in its addresses: it starts in the person's own."""
    if not user.is_staff:
        return
    profile = UserProfile.get_for_user(user)
    if not profile.preferred_language:
        profile.preferred_language = user.language
        profile.save(update_fields=["preferred_language"])


@receiver(page_published, sender=ModulePage)
def keep_the_facts_of_a_lesson(sender: type[ModulePage], instance: ModulePage, **more: Any) -> None:
    """What a lesson states is known to the question bank from the moment it is published."""
    module = instance.activity.module
    if module is not None:
        keep_facts(
            module=module,
            language=instance.locale.language_code,
            facts=facts_stated_by(instance),
        )


@receiver(page_published)
def keep_one_label(sender: type[Page], instance: Page, **more: Any) -> None:
    """What an editor labels in French is labelled so in English from the same moment."""
    if isinstance(instance, LabelledPage):
        share_label(page=instance)


@receiver((page_published, page_unpublished))
def keep_the_search_in_step(sender: type[Page], instance: Page, **more: Any) -> None:
    """What is published can be found at once; what is taken down, no more."""
    index_page(instance)


@receiver(page_published)
def guard_against_drift(
    sender: type[Page], instance: Page, revision: Revision | None = None, **more: Any
) -> None:
    """Every way to the readers ends here: by hand, by workflow, by timetable, by data file.

    Synchronous and in the same transaction: words that nobody answered for close the tests.
    """
    if not isinstance(instance, LoadedPage):
        return
    by, at = revision.user if revision else None, instance.last_published_at or timezone.now()
    record_publication(page=instance, revision=revision.pk if revision else None, by=by, at=at)
    # After the change is in the log: it says what an edition keeps back.
    if isinstance(instance, LabelledPage):
        keep_in_step(page=instance, by=by, at=at)
    open_when_back(page=instance, by=by, at=at)


@receiver(page_unpublished)
def take_the_other_language_down_too(sender: type[Page], instance: Page, **more: Any) -> None:
    """By hand, by a bulk action, by timetable: no page stays live in one language alone."""
    if isinstance(instance, LabelledPage):
        take_down_together(page=instance, by=None, at=timezone.now())


@receiver(pre_delete, sender=CoursePage)
@receiver(pre_delete, sender=ModulePage)
@receiver(pre_delete, sender=CompanionPage)
def take_the_other_language_of_a_deleted_page_down(
    sender: type[LabelledPage], instance: LabelledPage, **more: Any
) -> None:
    """Wagtail announces no deletion; a draft that is deleted takes nothing down."""
    if Page.objects.filter(pk=instance.pk, live=True).update(live=False):
        take_down_together(page=instance, by=None, at=timezone.now())


@receiver(words_written)
def name_forbidden_variants(sender: None, words: dict[str, list[str]], **more: Any) -> list[str]:
    """The glossary speaks wherever words are written: questions, certificates, titles."""
    return [
        sentence_of_hit(hit)
        for language, texts in words.items()
        for text in texts
        for hit in check_words(text, language)
    ]
