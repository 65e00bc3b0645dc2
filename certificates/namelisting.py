"""The list to sign on paper as a PDF: each name large, in the certificate's fonts, a line to sign.

It reads the stored list and nothing else: printed again, it is the same list.
"""

from certificates.listing import listed
from certificates.models import NameSheet


def name_sheet_pdf(sheet: NameSheet) -> bytes:
    """The PDF of a stored list, in both languages, with its reference on every page."""
    context = {
        "sheet": sheet,
        "cohort": sheet.cohort,
        "zone": sheet.cohort.tz,
        "lines": sheet.lines,
    }
    return listed("names.html", "names.css", context)
