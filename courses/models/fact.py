"""Dated facts: what a lesson states with a time and a place, so that items may rest on it."""

import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nTextField

from courses.models.catalogue import Module
from courses.validity import validity_on


class FactQuerySet(models.QuerySet):
    """Facts by the day."""

    def untrue(self, *, on: datetime.date) -> Self:
        """Those that are not in force on a day: ended before it, or not yet begun."""
        return self.filter(Q(valid_from__gt=on) | Q(valid_until__lt=on))

    def dated(self) -> Self:
        """Those with a beginning or an end."""
        return self.filter(Q(valid_from__isnull=False) | Q(valid_until__isnull=False))


class Fact(models.Model):
    """One statement of a module's lesson. The pages are its home: publishing them writes this row.

    Both days belong to the time in which it is true; `countries` = alpha-3 codes, none for all.
    A row is never deleted: questions rest on it, also when the page no longer states it.
    """

    module = models.ForeignKey(
        Module, on_delete=models.PROTECT, related_name="facts", verbose_name=_("module")
    )
    key = models.SlugField(_("key"), max_length=60)
    statement = I18nTextField(_("statement"))
    valid_from = models.DateField(_("true from"), null=True, blank=True)
    valid_until = models.DateField(_("true until"), null=True, blank=True)
    countries = models.JSONField(_("countries"), default=list, blank=True)
    on_page = models.BooleanField(_("on a page"), default=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["module", "key"]
        constraints = [
            models.UniqueConstraint(fields=["module", "key"], name="fact_key_once_per_module")
        ]

    def __str__(self) -> str:
        return f"{self.module.code} · {self.key}"

    def state_on(self, day: datetime.date) -> str:
        """ALWAYS, CURRENT, ENDED or COMING of `courses.validity`."""
        return validity_on(day, self.valid_from, self.valid_until)
