"""What the cohorts of a locked edition read: copies of texts, and which change reached whom."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.countries import LANGUAGE_CHOICES
from cms.models.drift import SourceChange
from courses.models import Activity, Edition


class KeptText(models.Model):
    """The words of a page in one language, stored once however many editions have them.

    A copy and no revision: neither deleting the page nor purging revisions takes it. Never edited.
    `content` = {field: text or list of blocks}; `digest` is its SHA-256 with the page's key and
    language. `since` is when this text went live.
    """

    digest = models.CharField(max_length=64, unique=True)
    content = models.JSONField()
    title = models.CharField(_("page"), max_length=255)
    since = models.DateTimeField(_("text of"))

    class Meta:
        verbose_name = _("text of an edition")
        verbose_name_plural = _("texts of editions")

    def __str__(self) -> str:
        return f"{self.title} {self.since:%Y-%m-%d}"


class EditionText(models.Model):
    """Which text of a page a locked edition has, from `taken_at` until `replaced_at`.

    Append-only but for the end and for `is_behind`, which says that the live page has another text.
    `reason` says why an editor took it in, `ending` why one took it out (empty: a correction did,
    or nobody). `kind` is the companion's, empty for a lesson. `page` is the id of the page, which
    may be gone.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="texts")
    translation_key = models.UUIDField(db_index=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    text = models.ForeignKey(KeptText, on_delete=models.PROTECT, related_name="places")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, blank=True)
    page = models.PositiveIntegerField()
    slug = models.SlugField(max_length=255)
    sensitivity = models.CharField(max_length=12)
    is_behind = models.BooleanField(default=False)
    reason = models.TextField(_("reason"), blank=True)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    replaced_at = models.DateTimeField(null=True, blank=True)
    ending = models.TextField(blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("place of a text in an edition")
        verbose_name_plural = _("places of texts in editions")
        ordering = ["edition", "activity__position", "kind", "language", "taken_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "translation_key", "language"],
                condition=models.Q(replaced_at__isnull=True),
                name="one_text_of_a_page_in_an_edition",
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition.label} {self.language} {self.slug}"


class EditionReach(models.Model):
    """One locked edition that held the page when a change was published.

    `reached_at` is null while the edition keeps the text of before the change.
    """

    change = models.ForeignKey(SourceChange, on_delete=models.PROTECT, related_name="reaches")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    reached_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("reach of a change")
        verbose_name_plural = _("reaches of changes")
        ordering = ["change", "edition"]
        constraints = [
            models.UniqueConstraint(fields=["change", "edition"], name="one_reach_of_a_change")
        ]

    def __str__(self) -> str:
        return f"{self.change} {self.edition.label}"
