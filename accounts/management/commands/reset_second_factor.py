"""`manage.py reset_second_factor NAME`: phone, key and recovery codes are lost."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.resetting import reset_second_factor


class Command(BaseCommand):
    """For an administrator who has the person in front of them."""

    help = "Delete the second factors of a member of staff. Set a new password with it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The sign-in name."""
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        """Find the person, call the verb, print."""
        try:
            user = User.objects.get_by_natural_key(options["username"])
        except User.DoesNotExist:
            raise CommandError("nobody has this sign-in name") from None
        self.stdout.write(f"{reset_second_factor(user=user)} deleted")
