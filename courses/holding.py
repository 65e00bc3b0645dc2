"""Verbs: hold a module, so that nothing drawn from it can be started, and let it go."""

import datetime

from django.db import transaction

from accounts.models import User
from courses.models import Module, ModuleHold


@transaction.atomic
def hold_module(
    *, module: Module, origin: str, reason: str, by: User | None, at: datetime.datetime
) -> ModuleHold:
    """The open hold of this origin, made if there is none. Race: the module's row is locked."""
    Module.objects.select_for_update().get(pk=module.pk)
    hold, _ = ModuleHold.objects.get_or_create(
        module=module,
        origin=origin,
        released_at=None,
        defaults={"reason": reason, "held_at": at, "held_by": by},
    )
    return hold


def release_module(*, module: Module, origin: str, by: User | None, at: datetime.datetime) -> bool:
    """Close the open hold of this origin; False when there was none."""
    open_ones = ModuleHold.objects.filter(module=module, origin=origin, released_at__isnull=True)
    return bool(open_ones.update(released_at=at, released_by=by))
