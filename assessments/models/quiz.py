"""Quizzes: a blueprint over the bank, and the window in which a cohort may take it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.disclosure import EXAM, PRACTICE, TEST
from assessments.models.question import Pool, kind_choices
from courses.models import Activity, Cohort, Module


class Quiz(models.Model):
    """How a quiz activity is drawn and taken. The words of its title belong to the activity."""

    class Policy(models.TextChoices):
        """Who sees what and when: the table of `assessments.disclosure`."""

        PRACTICE = PRACTICE, _("quiz: result and feedback after submission")
        TEST = TEST, _("test: result once it is released, never the key")
        EXAM = EXAM, _("exam: mark once it is released, never the key")

    class Forms(models.TextChoices):
        """Whether the items are those of a parallel form, and of which one."""

        NONE = "", _("drawn from the pool")
        FIRST = "first", _("the form assigned to the trainee")
        OTHER = "other", _("the other form")

    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="quiz")
    pool = models.CharField(_("pool"), max_length=4, choices=Pool.choices, default=Pool.QUIZ)
    policy = models.CharField(
        _("disclosure"), max_length=8, choices=Policy.choices, default=Policy.PRACTICE
    )
    forms = models.CharField(
        _("parallel forms"), max_length=5, choices=Forms.choices, default=Forms.NONE, blank=True
    )
    attempts_allowed = models.PositiveSmallIntegerField(_("attempts allowed"), default=2)
    reopen_after_hours = models.PositiveSmallIntegerField(
        _("hours before the second attempt"), default=12
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, help_text=_("Empty: no time limit.")
    )
    late_start_minutes = models.PositiveSmallIntegerField(
        _("may be started until, minutes after opening"),
        null=True,
        blank=True,
        help_text=_("Empty: as long as the window is open."),
    )
    ends_with_window = models.BooleanField(
        _("ends with the window"),
        default=False,
        help_text=_("Whoever starts late has less time."),
    )

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
    kind = models.CharField(_("kind"), max_length=12, choices=kind_choices, blank=True)
    bloom = models.CharField(_("Bloom level"), max_length=12, blank=True)

    class Meta:
        ordering = ["quiz", "position"]

    def __str__(self) -> str:
        return f"{self.count} × {self.module.code}"


class QuizWindow(models.Model):
    """A sitting: when a cohort may take a quiz. Without a window the quiz is closed.

    A second window of the same quiz is another sitting: a re-sit, or one that replaces a cancelled
    sitting. `only_granted` opens it to trainees who were granted an attempt (`Extension`).
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="quiz_windows")
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="windows")
    number = models.PositiveSmallIntegerField(_("sitting"), default=1)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    only_granted = models.BooleanField(_("only for those who were granted it"), default=False)
    released_at = models.DateTimeField(_("results released"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    cancelled_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["cohort", "quiz", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "quiz", "number"], name="one_window_per_cohort_quiz_and_sitting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.cohort.code} {self.quiz} {self.number}"


class WindowChange(models.Model):
    """Append-only: a sitting was moved, with both times as they were and as they became."""

    window = models.ForeignKey(QuizWindow, on_delete=models.PROTECT, related_name="changes")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    reason = models.CharField(_("reason"), max_length=300)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["window", "made_at", "pk"]

    def __str__(self) -> str:
        return str(self.made_at)
