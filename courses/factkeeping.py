"""Verb: keep the facts of a module as its published page states them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from i18nfield.strings import LazyI18nString

from courses.models import Fact, Module


@dataclass(frozen=True)
class Stated:
    """A fact as one language's page states it."""

    key: str
    statement: str
    valid_from: datetime.date | None
    valid_until: datetime.date | None
    countries: tuple[str, ...]


@transaction.atomic
def keep_facts(*, module: Module, language: str, facts: Iterable[Stated]) -> None:
    """Write each fact's statement in this language with its days and countries.

    The language published last says the days. What the page no longer states stays, marked: items
    may rest on it. Race: the module's row is locked, so two publications follow each other.
    """
    Module.objects.select_for_update().get(pk=module.pk)
    known = {fact.key: fact for fact in Fact.objects.filter(module=module)}
    stated = {fact.key: fact for fact in facts}
    for key, told in stated.items():
        fact = known.get(key) or Fact(module=module, key=key, statement=LazyI18nString({}))
        words = {**_words(fact), language: told.statement}
        after = {
            "statement": LazyI18nString(words),
            "valid_from": told.valid_from,
            "valid_until": told.valid_until,
            "countries": list(told.countries),
            "on_page": True,
        }
        if fact.pk and all(
            _plain(getattr(fact, name)) == _plain(value) for name, value in after.items()
        ):
            continue
        for name, value in after.items():
            setattr(fact, name, value)
        fact.save()
    gone = [fact.pk for key, fact in known.items() if key not in stated and fact.on_page]
    Fact.objects.filter(pk__in=gone).update(on_page=False)


def _words(fact: Fact) -> dict[str, str]:
    data = fact.statement.data
    return dict(data) if isinstance(data, dict) else {}


def _plain(value: object) -> object:
    return value.data if isinstance(value, LazyI18nString) else value
