"""Verbs of interchange: what belongs to a version beside its words goes out and comes in as tags.

No format of other systems has a place for Bloom's level, a source, a validity or our pools; all
but Aiken carry tags. Ours begin with `relais:`; only we read them, and the bank keeps none.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import unquote

from assessments.drafting import plain_points
from assessments.interchange.notes import Note
from assessments.interchange.question import ImportedQuestion
from assessments.interchange.storing import TAG
from assessments.models import QuestionVersion
from assessments.models.question import Bloom, Pool

_DATES = ("valid_from", "valid_until")
_LONGEST = 80
_MOST_SOURCES = 40
_TOO_MANY_POINTS = 1000
# What a tag cannot hold in one of the formats, and the sign that stands for it.
_SPECIAL = re.compile(r"[%<>`\[\]\\,=\x00-\x1f]")


@dataclass(frozen=True)
class Details:
    """What the tags say: fields of the version, the pool, and notes on what was not understood."""

    fields: Mapping[str, Any]
    pool: str
    notes: tuple[Note, ...] = field(default=())


def tags_told(version: QuestionVersion) -> tuple[str, ...]:
    """The details of a version as tags; what is empty or as every draft has it is not said."""
    return tuple(f"{TAG}{name}={_escaped(value)}" for name, value in _said(version))


def own_tags(question: ImportedQuestion) -> list[str]:
    """The tags of the file that are tags of the bank."""
    return [tag for tag in question.tags if not tag.startswith(TAG)]


def details_of(question: ImportedQuestion) -> Details:
    """Read the tags again. A value that cannot be one is left out and named, never guessed."""
    fields: dict[str, Any] = {"points": "1", "sources": []}
    pool, notes = str(Pool.QUIZ), []
    for tag in question.tags:
        name, given, told = tag.removeprefix(TAG).partition("=")
        if not tag.startswith(TAG) or not given or name not in _READ:
            continue
        try:
            value = _READ[name](unquote(told))
        except (ValueError, ArithmeticError):
            notes.append(Note("detail-not-understood", f"{name}={unquote(told)[:60]}"))
            continue
        if name == "source":
            fields["sources"] = list(dict.fromkeys([*fields["sources"], value]))[:_MOST_SOURCES]
        elif name == "pool":
            pool = value
        else:
            fields[name.replace("-", "_")] = value
    return Details(fields, pool, tuple(notes))


def _said(version: QuestionVersion) -> Iterator[tuple[str, str]]:
    if version.question.pool != Pool.QUIZ:
        yield "pool", version.question.pool
    if version.points != 1:
        yield "points", plain_points(version.points)
    if version.bloom:
        yield "bloom", version.bloom
    for source in version.sources:
        yield "source", source
    for name in _DATES:
        if getattr(version, name):
            yield name.replace("_", "-"), getattr(version, name).isoformat()
    if version.valid_as_of:
        yield "valid-as-of", version.valid_as_of


def _escaped(value: str) -> str:
    return _SPECIAL.sub(lambda match: f"%{ord(match[0]):02X}", value)


def _short(value: str) -> str:
    if not value.strip() or len(value) > _LONGEST:
        raise ValueError(value[:60])
    return value


def _points(value: str) -> str:
    points = Decimal(_short(value))
    # Written out, a tiny number would have as many zeros as its exponent says.
    if points.adjusted() < -_LONGEST or not 0 < points < _TOO_MANY_POINTS:
        raise ValueError(value[:60])
    return plain_points(points)


_READ: Mapping[str, Any] = {
    "pool": lambda value: str(Pool(value)),
    "points": _points,
    "bloom": lambda value: str(Bloom(value)),
    "source": _short,
    "valid-from": datetime.date.fromisoformat,
    "valid-until": datetime.date.fromisoformat,
    "valid-as-of": _short,
}
