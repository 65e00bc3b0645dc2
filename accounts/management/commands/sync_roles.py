"""`manage.py sync_roles`: write the groups of the roles table."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.roles import ROLES
from accounts.syncing import sync_roles


class Command(BaseCommand):
    """Repeating it changes nothing; `migrate` runs it too."""

    help = "Write the groups and Wagtail permissions of the roles table."

    def handle(self, *args: Any, **options: Any) -> None:
        """Call the verb and say what is missing."""
        missing = sync_roles()
        self.stdout.write(f"{len(ROLES)} roles")
        if missing:
            self.stderr.write("not there yet: " + ", ".join(missing))
