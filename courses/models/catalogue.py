"""The catalogue without language: courses, modules and activities with stable keys."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField


class Course(models.Model):
    """What is taught, once for both languages."""

    key = models.SlugField(_("key"), unique=True)
    title = I18nCharField(_("title"), max_length=200)
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=1)
    days = models.PositiveSmallIntegerField(_("days"), default=15)
    certificate_prefix = models.CharField(_("prefix of certificate numbers"), max_length=3)

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["key"]

    def __str__(self) -> str:
        return str(self.title)


class Module(models.Model):
    """One of the modules M01 to M16 of a course."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="modules")
    code = models.CharField(_("code"), max_length=8)
    position = models.PositiveSmallIntegerField(_("position"))
    title = I18nCharField(_("title"), max_length=200)
    hours = models.DecimalField(_("hours"), max_digits=4, decimal_places=1)
    days = models.JSONField(_("days"), default=list)

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        ordering = ["course", "position"]
        constraints = [
            models.UniqueConstraint(fields=["course", "code"], name="module_code_once_per_course")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class ActivityKind(models.TextChoices):
    LESSON = "lesson", _("lesson")
    QUIZ = "quiz", _("quiz")
    PRACTICAL = "practical", _("practical")
    MICRO_TEACHING = "micro-teaching", _("micro-teaching")
    EXAM = "exam", _("final exam")
    ACTION_PLAN = "action-plan", _("action plan")
    PRE_TEST = "pre-test", _("pre-test")
    POST_TEST = "post-test", _("post-test")


class Activity(models.Model):
    """Something a trainee does. Pages, quizzes, progress and marks all point here.

    The key is stable for ever (`M04-lesson`, `Q04`, `P1`, `MT`, `EXAM`, `AP`): it has no language.
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="activities")
    module = models.ForeignKey(
        Module,
        on_delete=models.PROTECT,
        related_name="activities",
        null=True,
        blank=True,
    )
    key = models.SlugField(_("key"), max_length=40)
    kind = models.CharField(_("kind"), max_length=16, choices=ActivityKind.choices)
    title = I18nCharField(_("title"), max_length=200)
    position = models.PositiveSmallIntegerField(_("position"))
    day = models.PositiveSmallIntegerField(
        _("day"), help_text=_("Day of the course on which it is done or opens.")
    )

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["course", "position"]
        constraints = [
            models.UniqueConstraint(fields=["course", "key"], name="activity_key_once_per_course")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"
