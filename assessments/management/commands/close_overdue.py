"""`manage.py close_overdue`: time out every attempt whose deadline has passed."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.closing import close_overdue


class Command(BaseCommand):
    """Pages do the same when an attempt is opened; this closes those that nobody opens."""

    help = "Time out every attempt whose deadline has passed; safe to run as often as you like."

    def handle(self, *args: Any, **options: Any) -> None:
        """Close them and say how many."""
        count = close_overdue(at=timezone.now())
        self.stdout.write(f"{count} closed")
