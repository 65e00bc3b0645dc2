"""An attempt is a list of append-only steps; everything else about it is derived from them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.countries import LANGUAGE_CHOICES
from assessments import states
from assessments.models.question import QuestionVersion
from assessments.models.quiz import Quiz, QuizWindow
from assessments.models.testform import TestForm
from assessments.querysets import AttemptQuerySet, LateStepQuerySet
from courses.models import Enrolment


class Attempt(models.Model):
    """One go of one trainee at one quiz. `state` changes only through `assessments.attempting`.

    `released_at`, `released_by`: only where its result was shown later than those of its sitting.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField(_("attempt"))
    seed = models.CharField(max_length=64)
    state = models.CharField(
        max_length=12,
        choices=[(s, s) for s in states.STATES],
        default=states.IN_PROGRESS,
    )
    started_at = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    window = models.ForeignKey(
        QuizWindow, on_delete=models.PROTECT, related_name="attempts", null=True, blank=True
    )
    form = models.ForeignKey(
        TestForm, on_delete=models.PROTECT, related_name="attempts", null=True, blank=True
    )
    cancelled_reason = models.CharField(_("reason of the cancellation"), max_length=300, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    released_at = models.DateTimeField(_("results released"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["enrolment", "quiz", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "enrolment", "number"], name="attempt_number_once"
            ),
            models.UniqueConstraint(
                fields=["quiz", "enrolment"],
                condition=models.Q(state=states.IN_PROGRESS),
                name="one_open_attempt_per_quiz_and_trainee",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz} {self.number}"


class AttemptItem(models.Model):
    """An item as drawn: a pinned version and the order of its options, equal in both languages.

    `drawn` is what a kind that draws its content drew for this attempt alone: seed, generator,
    what was shown and what is right. Marks are computed from it; it is never drawn again.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    version = models.ForeignKey(
        QuestionVersion, on_delete=models.PROTECT, related_name="attempt_items"
    )
    option_order = models.JSONField(default=list)
    drawn = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["attempt", "position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="item_position_once"),
            models.UniqueConstraint(fields=["attempt", "version"], name="item_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} #{self.position}"


class AttemptStep(models.Model):
    """One thing the trainee did. Never changed, never deleted; accepted twice without effect.

    `client_id` is made by the client and identifies the step; `sequence` orders the steps of one
    item: the highest wins. `elapsed` is whole seconds since the start as the client saw them.
    """

    class Action(models.TextChoices):
        ANSWER = "answer", _("answer")
        LANGUAGE = "language", _("language changed")
        SUBMIT = "submit", _("submitted")
        SHOWN = "shown", _("shown for the first time in this language")
        FLAG = "flag", _("marked to come back to")

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="steps")
    client_id = models.UUIDField()
    sequence = models.PositiveIntegerField()
    action = models.CharField(max_length=8, choices=Action.choices)
    position = models.PositiveSmallIntegerField(null=True, blank=True)
    response = models.JSONField(null=True, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    elapsed = models.PositiveIntegerField()
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["attempt", "sequence", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "client_id"], name="step_accepted_once")
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.position}"


class LateStep(models.Model):
    """A step that came too late to be saved: kept for a person to decide, never thrown away.

    `refused` is the code of the refusal. Once admitted, a copy stands among the attempt's steps and
    the attempt is marked again.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="late_steps")
    client_id = models.UUIDField()
    sequence = models.PositiveIntegerField()
    action = models.CharField(max_length=8, choices=AttemptStep.Action.choices)
    position = models.PositiveSmallIntegerField(null=True, blank=True)
    response = models.JSONField(null=True, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    elapsed = models.PositiveIntegerField()
    received_at = models.DateTimeField()
    refused = models.CharField(max_length=24)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    admitted = models.BooleanField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = LateStepQuerySet.as_manager()

    class Meta:
        ordering = ["attempt", "received_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "client_id"], name="late_step_kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.refused} {self.position}"


class AttemptGrade(models.Model):
    """Append-only: what an attempt was worth when it was marked or regraded. The last one counts.

    `items` = [{"position": 1, "version": id, "scheme": "single-v1", "fraction": "1/3",
    "points": "1"}]; `score` is out of 100 (docs/scoring.md).
    """

    class Cause(models.TextChoices):
        SUBMISSION = "submission", _("submitted")
        REGRADE = "regrade", _("regraded")
        READING = "reading", _("an answer was read by people")
        LATE = "late", _("late answers were admitted")
        IRREGULARITY = "irregularity", _("decision on an irregularity")

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="grades")
    score = models.DecimalField(max_digits=5, decimal_places=2)
    items = models.JSONField()
    graded_at = models.DateTimeField()
    graded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)
    cause = models.CharField(max_length=12, choices=Cause.choices, default=Cause.SUBMISSION)

    class Meta:
        ordering = ["attempt", "graded_at", "pk"]

    def __str__(self) -> str:
        return str(self.score)
