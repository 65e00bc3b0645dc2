"""Marks given by people: practicals and paper marks, micro-teaching sheets, action plans."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from courses.models import Activity, Enrolment


class Absence(models.TextChoices):
    NONE = "", _("taken")
    JUSTIFIED = "justified", _("justified absence")
    UNJUSTIFIED = "unjustified", _("unjustified absence")
    EXCUSED = "excused", _("excused")


class Mark(models.Model):
    """A mark entered by a person: a practical, or a quiz, test or exam taken on paper.

    Append-only: a correction is a new row that supersedes the old one. `sitting` 2 is the second
    attempt of a quiz or the re-sit of the exam. `value` is out of `out_of`; empty for an absence.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="marks")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="marks")
    sitting = models.PositiveSmallIntegerField(_("sitting"), default=1)
    value = models.DecimalField(_("mark"), max_digits=5, decimal_places=2, null=True, blank=True)
    out_of = models.DecimalField(_("out of"), max_digits=5, decimal_places=2)
    absence = models.CharField(_("absence"), max_length=12, choices=Absence.choices, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    paper_reference = models.CharField(_("reference of the paper"), max_length=40, blank=True)
    superseded = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        ordering = ["enrolment", "activity", "sitting", "entered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "activity", "sitting"],
                condition=models.Q(superseded=False),
                name="one_mark_in_force_per_sitting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity.key} {self.value}"


class Rubric(models.Model):
    """One version of the micro-teaching rubric; sheets keep the one they were filled with."""

    identifier = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")
        constraints = [
            models.UniqueConstraint(fields=["identifier", "version"], name="rubric_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.identifier} v{self.version}"


class Criterion(models.Model):
    """A criterion C1 to C8 with its weight and the descriptors of its five levels.

    `descriptors` = {"fr": ["level 0", …, "level 4"], "en": […]}.
    """

    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=4)
    name = I18nCharField(max_length=120)
    weight = models.PositiveSmallIntegerField()
    knock_out = models.BooleanField(default=False)
    descriptors = models.JSONField()

    class Meta:
        ordering = ["rubric", "position"]

    def __str__(self) -> str:
        return self.code


class TeachingSheet(models.Model):
    """One assessor's sheet on one lesson. Closed on submission; a revision is a second row.

    `seat` 1 and 2 are the blind assessors, 3 the reserve observer; `lesson` 1 is the first
    lesson, 2 the re-sit; `round` 1 the blind sheet, 2 its one revision in conciliation. A sheet
    without `submitted_at` is a draft, whose levels may still be null. A lesson that is repeated
    because no reserve was held (4.3.6) leaves its sheets annulled.
    """

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="teaching_sheets"
    )
    lesson = models.PositiveSmallIntegerField(_("lesson"), default=1)
    seat = models.PositiveSmallIntegerField(
        _("seat"), validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="sheets")
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="teaching_sheets",
    )
    levels = models.JSONField(
        _("levels"), default=list, help_text=_("Levels 0 to 4 of C1 to C8, in order.")
    )
    seconds = models.PositiveIntegerField(_("duration in seconds"), null=True, blank=True)
    strengths = models.TextField(_("strengths"), blank=True)
    improvements = models.TextField(_("improvements"), blank=True)
    knock_out_facts = models.TextField(_("facts of a knock-out"), blank=True)
    revision_reasons = models.JSONField(
        _("reasons of the changes"),
        default=dict,
        blank=True,
        help_text=_("Of a revision: code of each changed criterion and its reason."),
    )
    revision_reason = models.TextField(_("reason for keeping the marks"), blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    paper_reference = models.CharField(_("reference of the paper"), max_length=40, blank=True)
    annulled_at = models.DateTimeField(null=True, blank=True)
    annulled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    annulled_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("micro-teaching sheet")
        verbose_name_plural = _("micro-teaching sheets")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "lesson", "seat", "round"],
                condition=models.Q(annulled_at__isnull=True),
                name="one_sheet_per_seat_and_round",
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.lesson}/{self.seat}/{self.round}"


class ActionPlan(models.Model):
    """The action and cascade plan (R8): handed in by the trainee, validated or not, no mark.

    Until it is handed in it is the trainee's draft and holds whatever was typed; sent back with a
    remark it is a draft again. `saved_at` is the last change, for a second device to see.
    """

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.PROTECT, related_name="action_plan"
    )
    answers = models.JSONField(_("answers"), default=dict)
    saved_at = models.DateTimeField(null=True, blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    remark = models.CharField(_("what to change"), max_length=500, blank=True)
    validated_at = models.DateTimeField(null=True, blank=True)
    validated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")

    def __str__(self) -> str:
        return str(self.enrolment_id)

    @property
    def edition(self) -> str:
        """Names what is handed in: another one after each handing in, empty without one."""
        return self.handed_in_at.isoformat() if self.handed_in_at else ""

    @property
    def is_sent_back(self) -> bool:
        """The team asked for a change and waits for the trainee."""
        return self.returned_at is not None and not self.handed_in_at and not self.validated_at
