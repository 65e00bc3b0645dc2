"""Where the numbered paper of a cohort stands: used, spoiled, to be taken back, left."""

from collections.abc import Iterable
from dataclasses import dataclass

from certificates.entryreading import stamp_for
from certificates.models import CertificatePrint, PaperEntry, PaperStock
from certificates.printing import current_prints
from courses.models import Cohort

_What = PaperEntry.What
# Carries a print in force; one that is not in force any more; nothing that anybody may use.
VALID, TAKE_BACK, SPOILED = "valid", "take-back", "spoiled"


@dataclass(frozen=True)
class SheetLine:
    """A sheet with an entry, and how it counts: VALID, TAKE_BACK or SPOILED."""

    entry: PaperEntry
    counts: str

    @property
    def paper_number(self) -> str:
        """The number as it stands on the sheet."""
        return self.entry.stock.paper_number(self.entry.number)


@dataclass(frozen=True)
class StockLine:
    """A pack of paper counted: `valid`, `take_back`, `spoiled` and `left` make its `total`."""

    stock: PaperStock
    valid: int
    take_back: int
    spoiled: int
    left_numbers: tuple[str, ...]
    left: int

    @property
    def total(self) -> int:
        """All sheets of the pack."""
        return self.stock.last - self.stock.first + 1


def standing_of(cohort: Cohort) -> dict[tuple[int, int], PaperEntry]:
    """The entry that counts for each sheet that is not in the stock, by stock and number."""
    entries = (
        PaperEntry.objects.filter(stock__cohort=cohort)
        .select_related("stock", "by", "carries__certificate")
        .defer("carries__pdf", "carries__payload")
        .order_by("stock__prefix", "stock__first", "number", "pk")
    )
    last = {(entry.stock_id, entry.number): entry for entry in entries}
    return {key: entry for key, entry in last.items() if entry.what != _What.FREED}


def sheets_of(cohort: Cohort) -> list[SheetLine]:
    """Every sheet that is used or spoiled, in the order of its number."""
    return [SheetLine(entry, _counts(entry)) for entry in standing_of(cohort).values()]


def stocks_of(cohort: Cohort) -> list[StockLine]:
    """The packs of a cohort, counted."""
    lines = sheets_of(cohort)
    return [_counted(stock, lines) for stock in cohort.paper_stocks.all()]


def without_sheet(cohort: Cohort) -> list[CertificatePrint]:
    """The prints in force that stand on no sheet yet, in protocol order."""
    on_paper = {one.carries_id for one in standing_of(cohort).values() if one.what == _What.USED}
    prints = current_prints(cohort).defer("pdf", "payload")
    return [one for one in prints if one.pk not in on_paper]


def _counts(entry: PaperEntry) -> str:
    if entry.what == _What.SPOILED or entry.carries is None:
        return SPOILED
    return TAKE_BACK if stamp_for(entry.carries.certificate, entry.carries.index) else VALID


def _counted(stock: PaperStock, lines: Iterable[SheetLine]) -> StockLine:
    own = {line.entry.number: line.counts for line in lines if line.entry.stock_id == stock.pk}
    counts = list(own.values())
    free = [number for number in range(stock.first, stock.last + 1) if number not in own]
    return StockLine(
        stock,
        counts.count(VALID),
        counts.count(TAKE_BACK),
        counts.count(SPOILED),
        tuple(_ranges(stock, free)),
        len(free),
    )


def _ranges(stock: PaperStock, numbers: list[int]) -> Iterable[str]:
    """« A001 – A007 » for numbers that follow each other."""
    start = 0
    for place, number in enumerate(numbers, start=1):
        if place < len(numbers) and numbers[place] == number + 1:
            continue
        first, last = stock.paper_number(numbers[start]), stock.paper_number(number)
        yield first if first == last else f"{first} – {last}"
        start = place
