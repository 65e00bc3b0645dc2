"""Verbs of what a cohort's certificates say: issuing bodies, signatories, funding lines.

They may change at any time: what is issued keeps the words it was printed with, and a certificate
issued later carries those who are in office then.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max, Model

from certificates.models import IssuingBody, Signatory
from courses.models import Cohort, FundingLine

BODY, SIGNATORY, FUNDING = "body", "signatory", "funding"
PARTS: Mapping[str, Any] = {BODY: IssuingBody, SIGNATORY: Signatory, FUNDING: FundingLine}


def parts_of(cohort: Cohort, part: str) -> Any:
    """The rows of one part of a cohort, in the order of printing."""
    return PARTS[part].objects.filter(cohort=cohort).order_by("position", "pk")


def is_valid(row: Any, day: datetime.date) -> bool:
    """Whether a row is printed on certificates signed on that day; both its days included."""
    return (row.valid_from is None or row.valid_from <= day) and (
        row.valid_until is None or day <= row.valid_until
    )


@transaction.atomic
def keep_part(*, cohort: Cohort, part: str, values: Mapping[str, Any], row: Any = None) -> Model:
    """Write one row, a new one at the end. `values` are its fields as the form has checked them."""
    if row is None:
        last = parts_of(cohort, part).aggregate(last=Max("position"))["last"] or 0
        row = PARTS[part](cohort=cohort, position=last + 1)
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    kept: Model = row
    return kept


def remove_part(*, row: Model) -> None:
    """Take one row off what will be printed. What is issued keeps it."""
    row.delete()
