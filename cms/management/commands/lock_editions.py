"""`manage.py lock_editions`: for the nightly timer, lock the editions whose day has come."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.editioning import lock_due_editions


class Command(BaseCommand):
    """Thin: call the verb, print."""

    help = "Locks each open edition whose first cohort starts within ten days."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each edition that was locked, and how many."""
        locked = lock_due_editions(at=timezone.now())
        for edition in locked:
            self.stdout.write(f"locked: {edition}")
        self.stdout.write(f"{len(locked)} edition{'' if len(locked) == 1 else 's'} locked")
