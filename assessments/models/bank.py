"""Around the bank: files that were imported, pictures of items, flags, and figures beside items."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.question import Question, QuestionFace, QuestionVersion


class ImportBatch(models.Model):
    """One file that was imported, with the report that its author saw."""

    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    format = models.CharField(_("format"), max_length=12)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    language = models.CharField(_("language"), max_length=2)
    imported_at = models.DateTimeField(_("imported at"))
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    report = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        ordering = ["-imported_at"]

    def __str__(self) -> str:
        return self.file_name


class QuestionFile(models.Model):
    """A picture that belongs to a version of a question, kept with it."""

    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "name"], name="one_file_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class FaceFlag(models.Model):
    """A face sent back to its translator. While it is open, exams and tests do not draw the item.

    `evidence` holds the figures that raised it; `raised_by` is empty when a statistic did.
    """

    class Reason(models.TextChoices):
        FAIRNESS = "fairness", _("one language does worse at equal ability")
        WORDING = "wording", _("wording")
        KEY = "key", _("the key is doubtful")

    face = models.ForeignKey(QuestionFace, on_delete=models.PROTECT, related_name="flags")
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices)
    remark = models.TextField(_("remark"), blank=True)
    evidence = models.JSONField(default=dict)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    resolution = models.TextField(_("what was done"), blank=True)

    class Meta:
        verbose_name = _("flag on a face")
        verbose_name_plural = _("flags on faces")
        ordering = ["raised_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["face", "reason"],
                condition=models.Q(resolved_at__isnull=True),
                name="one_open_flag_per_face_and_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.face} {self.reason}"


class ItemFigures(models.Model):
    """Figures of a question over all cohorts, as last computed: for lists, no evidence.

    `facility` and `discrimination` in per cent, empty where undefined; `by_language` =
    {"fr": {"n": 20, "facility": "55.0"}, …}; `verdict` is a code of the statistics.
    """

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="figures")
    attempts = models.PositiveIntegerField(_("attempts"))
    facility = models.DecimalField(
        _("facility"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    discrimination = models.DecimalField(
        _("discrimination"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    by_language = models.JSONField(default=dict)
    verdict = models.CharField(max_length=24, blank=True)
    computed_at = models.DateTimeField(_("computed at"))

    class Meta:
        ordering = ["question"]

    def __str__(self) -> str:
        return f"{self.question} {self.facility}"
