"""Who took which file of answers in, and what came of it: append-only."""

from django.conf import settings
from django.db import models

from assessments.models.attempt import Attempt


class AnswerFile(models.Model):
    """One taking-in of a file that a device saved because it could not reach the server.

    `digest` is the SHA-256 of the file, `key` the identifier of the key it was sealed to, `answers`
    how many answers met which fate (`assessments.rescuing`): {"saved": 3, "kept": 1, …}.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="answer_files")
    digest = models.CharField(max_length=64)
    key = models.CharField(max_length=8)
    answers = models.JSONField()
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["attempt", "taken_at", "pk"]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.digest[:8]}"
