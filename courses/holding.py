"""Verbs: hold a module, so that nothing drawn from it can be started, and let it go."""

import datetime
from collections.abc import Collection

from django.db import transaction

from accounts.models import User
from courses.models import Edition, Module, ModuleHold


@transaction.atomic
def hold_module(
    *,
    module: Module,
    origin: str,
    reason: str,
    by: User | None,
    at: datetime.datetime,
    spared: Collection[Edition] = (),
) -> ModuleHold:
    """The open hold of this origin, made if there is none. Race: the module's row is locked.

    Cohorts on the editions of `spared` go on with their tests; a hold that is open already goes on
    sparing only those that this one spares too.
    """
    Module.objects.select_for_update().get(pk=module.pk)
    hold, is_new = ModuleHold.objects.get_or_create(
        module=module,
        origin=origin,
        released_at=None,
        defaults={"reason": reason, "held_at": at, "held_by": by},
    )
    if is_new:
        hold.spared.set(spared)
    else:
        hold.spared.remove(*hold.spared.exclude(pk__in=[edition.pk for edition in spared]))
    return hold


def hold_for_edition(*, origin: str, edition: Edition) -> None:
    """The open holds of this origin hold the cohorts of this edition too, from now on."""
    for hold in ModuleHold.objects.filter(origin=origin, released_at__isnull=True):
        hold.spared.remove(edition)


def release_module(*, module: Module, origin: str, by: User | None, at: datetime.datetime) -> bool:
    """Close the open hold of this origin; False when there was none."""
    open_ones = ModuleHold.objects.filter(module=module, origin=origin, released_at__isnull=True)
    return bool(open_ones.update(released_at=at, released_by=by))
