"""Two lists of the last day as PDFs, in both languages: who receives what, and every sheet.

The hand-over list has a line to sign for each certificate in force, in protocol order. The list of
sheets says of each numbered paper what it carries, which are spoiled and which are left.
"""

import datetime
from typing import Any

from certificates import refusals
from certificates.listing import listed
from certificates.models import PaperEntry
from certificates.paperreading import SPOILED, TAKE_BACK, VALID, sheets_of, standing_of, stocks_of
from certificates.printed_words import WORDS, day_en, day_fr
from certificates.printing import current_prints
from certificates.refusals import Refusal
from courses.models import Cohort


def handover_pdf(cohort: Cohort, *, at: datetime.datetime) -> bytes:
    """The list to sign when certificates are handed over. Raises Refusal(NOTHING_TO_PRINT)."""
    on_paper = {
        entry.carries_id: entry.stock.paper_number(entry.number)
        for entry in standing_of(cohort).values()
        if entry.what == PaperEntry.What.USED
    }
    lines = [
        (
            entry.certificate,
            entry.payload["holder_name"],
            WORDS[entry.certificate.kind],
            on_paper.get(entry.pk, ""),
        )
        for entry in current_prints(cohort).defer("pdf")
    ]
    if not lines:
        raise Refusal(refusals.NOTHING_TO_PRINT)
    return _pdf("handover.html", cohort, at, {"lines": lines, "has_paper": bool(on_paper)})


def paper_pdf(cohort: Cohort, *, at: datetime.datetime) -> bytes:
    """Every sheet that is used or spoiled, and what is left. Raises Refusal(NOTHING_TO_PRINT)."""
    stocks = stocks_of(cohort)
    if not stocks:
        raise Refusal(refusals.NOTHING_TO_PRINT)
    sheets = sheets_of(cohort)
    groups = [
        (key, [line for line in sheets if line.counts == key])
        for key in (SPOILED, TAKE_BACK, VALID)
    ]
    return _pdf("sheets.html", cohort, at, {"stocks": stocks, "groups": groups})


def _pdf(template: str, cohort: Cohort, at: datetime.datetime, context: dict[str, Any]) -> bytes:
    day = at.astimezone(cohort.tz).date()
    about = {"cohort": cohort, "zone": cohort.tz, "day_fr": day_fr(day), "day_en": day_en(day)}
    return listed(template, "lists.css", context | about)
