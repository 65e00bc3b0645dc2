"""Verb: write the groups of the roles table, so that Wagtail and Django see the roles."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from accounts.roles import ROLES


@transaction.atomic
def sync_roles() -> list[str]:
    """Create the group of each role and give it at least the role's Wagtail permissions.

    Permissions that an administrator or a higher app added stay; nothing is taken away. A
    permission whose app is not migrated yet is given by the next run. Returns the names
    (`app_label.codename`) still missing.
    """
    wanted = {name for role in ROLES.values() for name in role.wagtail}
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.filter(
            codename__in=[name.partition(".")[2] for name in wanted]
        ).select_related("content_type")
    }
    for role in ROLES.values():
        group, _ = Group.objects.get_or_create(name=role.key)
        group.permissions.add(*(known[name] for name in role.wagtail if name in known))
    return sorted(wanted - known.keys())
