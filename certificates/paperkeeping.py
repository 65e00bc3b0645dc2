"""Verbs of the numbered paper: a stock received, sheets used, spoiled, or entered by mistake.

Each is an entry that stays; the last entry of a number is how it stands. A sheet carries one
print, and a print stands on one sheet: the first one is spoiled before another is used.
"""

import datetime
import re
from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from certificates import refusals
from certificates.models import CertificatePrint, PaperEntry, PaperStock
from certificates.paperreading import standing_of
from certificates.refusals import Refusal
from courses.models import Cohort

STOCK_LIMIT = 5000
_What = PaperEntry.What
_NUMBER = re.compile(r"(.{0,12}?)(\d{1,9})")


@transaction.atomic
def receive_stock(
    *, cohort: Cohort, first: str, last: str, by: User | None, at: datetime.datetime
) -> PaperStock:
    """A pack of paper, its numbers as they stand on the first and the last sheet.

    Raises Refusal: PAPER_RANGE (no numbers of one series, in the wrong order, or over STOCK_LIMIT),
    PAPER_OVERLAP (a cohort has some of these sheets already).
    """
    _lock(cohort)
    low, high = _NUMBER.fullmatch(_typed(first)), _NUMBER.fullmatch(_typed(last))
    if not low or not high or low[1] != high[1]:
        raise Refusal(refusals.PAPER_RANGE)
    start, end = int(low[2]), int(high[2])
    if not start <= end < start + STOCK_LIMIT:
        raise Refusal(refusals.PAPER_RANGE)
    if PaperStock.objects.filter(prefix=low[1], first__lte=end, last__gte=start).exists():
        raise Refusal(refusals.PAPER_OVERLAP)
    return PaperStock.objects.create(
        cohort=cohort,
        prefix=low[1],
        digits=len(low[2]),
        first=start,
        last=end,
        received_at=at,
        received_by=by,
    )


@transaction.atomic
def use_sheets(
    *,
    cohort: Cohort,
    first: str,
    prints: Sequence[CertificatePrint],
    by: User | None,
    at: datetime.datetime,
) -> list[PaperEntry]:
    """The prints, in their order, stand on the sheets from `first` on; what is not free is passed.

    Raises Refusal: NOTHING_TO_PRINT, PAPER_UNKNOWN, PAPER_TAKEN (`first` is not free, or a print
    has its sheet already), PAPER_SHORT (the pack ends before the last print; nothing is entered).
    """
    _lock(cohort)
    if not prints:
        raise Refusal(refusals.NOTHING_TO_PRINT)
    stock, number = _find(cohort, first)
    standing = standing_of(cohort)
    on_paper = {one.carries_id for one in standing.values() if one.what == _What.USED}
    if (stock.pk, number) in standing or on_paper & {one.pk for one in prints}:
        raise Refusal(refusals.PAPER_TAKEN)
    free = [n for n in range(number, stock.last + 1) if (stock.pk, n) not in standing]
    if len(free) < len(prints):
        raise Refusal(refusals.PAPER_SHORT)
    return [
        PaperEntry.objects.create(
            stock=stock, number=place, what=_What.USED, carries=one, at=at, by=by
        )
        for place, one in zip(free, prints, strict=False)
    ]


@transaction.atomic
def spoil_sheet(
    *, cohort: Cohort, number: str, reason: str, by: User | None, at: datetime.datetime
) -> PaperEntry:
    """A sheet is spoiled, empty or with a print on it, which then stands on no sheet any more.

    Raises Refusal: REASON_MISSING, PAPER_UNKNOWN, PAPER_TAKEN (it is spoiled already).
    """
    _lock(cohort)
    stock, place = _find(cohort, number)
    last = standing_of(cohort).get((stock.pk, place))
    if last and last.what == _What.SPOILED:
        raise Refusal(refusals.PAPER_TAKEN)
    carries = last.carries if last else None
    return _enter(stock, place, _What.SPOILED, carries, _reason(reason), by, at)


@transaction.atomic
def free_sheet(
    *, cohort: Cohort, number: str, reason: str, by: User | None, at: datetime.datetime
) -> PaperEntry:
    """An entry was a mistake: the sheet is in the stock. The mistaken entry stays to be read.

    Raises Refusal: REASON_MISSING, PAPER_UNKNOWN (also of a sheet without an entry).
    """
    _lock(cohort)
    stock, place = _find(cohort, number)
    if (stock.pk, place) not in standing_of(cohort):
        raise Refusal(refusals.PAPER_UNKNOWN)
    return _enter(stock, place, _What.FREED, None, _reason(reason), by, at)


def _enter(
    stock: PaperStock,
    number: int,
    what: str,
    carries: CertificatePrint | None,
    reason: str,
    by: User | None,
    at: datetime.datetime,
) -> PaperEntry:
    return PaperEntry.objects.create(
        stock=stock, number=number, what=what, carries=carries, reason=reason, at=at, by=by
    )


def _lock(cohort: Cohort) -> None:
    """Of two entries at once the second finds what the first has left."""
    Cohort.objects.select_for_update().get(pk=cohort.pk)


def _find(cohort: Cohort, typed: str) -> tuple[PaperStock, int]:
    found = _NUMBER.fullmatch(_typed(typed))
    if found:
        number = int(found[2])
        stock = cohort.paper_stocks.filter(
            prefix=found[1], first__lte=number, last__gte=number
        ).first()
        if stock:
            return stock, number
    raise Refusal(refusals.PAPER_UNKNOWN)


def _typed(text: str) -> str:
    return "".join(text.split()).upper()


def _reason(text: str) -> str:
    words = " ".join(text.replace("\0", "").split())
    if not words:
        raise Refusal(refusals.REASON_MISSING)
    return words[:200]
