"""What both languages of a page last said together, and every change of a published text since."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.countries import LANGUAGE_CHOICES
from courses.models import Module


class AgreedWords(models.Model):
    """Both languages of a page as they were when somebody last stood for their saying the same.

    `passages` = {path: {"fr": words, "en": words}}. The fingerprint of each is what its partner was
    made from: a language whose words have another fingerprint now has moved on alone.
    """

    translation_key = models.UUIDField(unique=True)
    passages = models.JSONField(default=dict)
    agreed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("agreed words")
        verbose_name_plural = _("agreed words")

    def __str__(self) -> str:
        return str(self.translation_key)


def agreed_keys() -> models.QuerySet[AgreedWords, uuid.UUID]:
    """Translation keys of the pages whose languages somebody has approved, for a filter of pages.

    A new page is not among them before both languages are live and approved.
    """
    return AgreedWords.objects.values_list("translation_key", flat=True)


class SourceChange(models.Model):
    """One publication that changed the words of a page in one language: the log of corrections.

    Append-only but for the approval of the other language, or a kind that was declared afterwards.
    It points at no page: the log outlives what it tells of. `cohorts` are the codes of those that
    were under way and so read the page before and after; `passages` = [{path, section, before,
    after}].
    """

    class Kind(models.TextChoices):
        WORDING = "wording", _("wording")
        MEANING = "meaning", _("meaning")

    class Reach(models.TextChoices):
        """For whom it was published, where a locked edition has cohorts that are not over."""

        CORRECTION = "correction", _("also for editions under way")
        NEXT = "next", _("for the next edition only")

    translation_key = models.UUIDField(db_index=True)
    title = models.CharField(_("page"), max_length=255)
    module = models.ForeignKey(Module, on_delete=models.PROTECT, null=True, related_name="+")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    # False when words reached the readers past the question: then it counts as meaning.
    declared = models.BooleanField(default=True)
    # Empty where no locked edition asked for an answer.
    reach = models.CharField(_("for whom"), max_length=10, choices=Reach.choices, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    passages = models.JSONField(default=list)
    cohorts = models.JSONField(default=list)
    revision = models.PositiveIntegerField(null=True)
    changed_at = models.DateTimeField(_("changed at"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("other language approved at"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("change of a text")
        verbose_name_plural = _("changes of texts")
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.title} {self.changed_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        """Whether the other language still has to be approved."""
        return self.kind == self.Kind.MEANING and self.approved_at is None
