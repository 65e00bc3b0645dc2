"""`manage.py prune_security`: keep the security log short; run it every night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.pruning import prune_security


class Command(BaseCommand):
    """Deletes counters and devices older than thirty days and expired sessions."""

    help = "Delete guess counters and staff devices older than 30 days, and expired sessions."

    def handle(self, *args: Any, **options: Any) -> None:
        """Call the verb and print the counts."""
        pruned = prune_security(at=timezone.now())
        self.stdout.write(
            f"{pruned.counters} counters, {pruned.sessions} sessions, {pruned.devices} devices"
        )
