"""Quizzes: a blueprint over the bank, and the window in which a cohort may take it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.question import Kind
from courses.models import Activity, Cohort, Module


class Quiz(models.Model):
    """How a quiz activity is drawn and taken. The words of its title belong to the activity."""

    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="quiz")
    attempts_allowed = models.PositiveSmallIntegerField(_("attempts allowed"), default=2)
    reopen_after_hours = models.PositiveSmallIntegerField(
        _("hours before the second attempt"), default=12
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, help_text=_("Empty: no time limit.")
    )
    shows_feedback = models.BooleanField(_("shows feedback after submission"), default=True)

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["activity__position"]

    def __str__(self) -> str:
        return self.activity.key


class BlueprintLine(models.Model):
    """So many items from one module, perhaps of one kind or Bloom level."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="blueprint")
    position = models.PositiveSmallIntegerField(_("position"))
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveSmallIntegerField(_("items"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, blank=True)
    bloom = models.CharField(_("Bloom level"), max_length=12, blank=True)

    class Meta:
        ordering = ["quiz", "position"]

    def __str__(self) -> str:
        return f"{self.count} × {self.module.code}"


class QuizWindow(models.Model):
    """When a cohort may take a quiz. Without a window the quiz is closed."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="quiz_windows")
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="windows")
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "quiz"], name="one_window_per_cohort_and_quiz"
            )
        ]

    def __str__(self) -> str:
        return f"{self.cohort.code} {self.quiz}"
