"""What follows a migration: the groups of the roles are written."""

from typing import Any

from django.apps import apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from accounts.syncing import sync_roles


# Django's own auth app comes last of those whose permissions a role holds.
@receiver(post_migrate, sender=apps.get_app_config("auth"), dispatch_uid="accounts.write_groups")
def write_groups(**kwargs: Any) -> None:
    """After `migrate`: groups exist before anybody is put into one."""
    sync_roles()
