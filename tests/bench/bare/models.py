"""The one row that the yardstick writes: as wide as a step, without its rules."""

from django.db import models


class BareRow(models.Model):
    """What was sent, as it was sent."""

    client_id = models.UUIDField(unique=True)
    attempt = models.UUIDField()
    sequence = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField()
    response = models.JSONField()
    received_at = models.DateTimeField()

    objects: models.Manager = models.Manager()

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return str(self.client_id)
