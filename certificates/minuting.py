"""The minutes of the jury as a PDF (tagged, PDF/UA-1): rendered, and kept with the freeze."""

import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from django.db import transaction
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from accounts.models import User
from assessments.deliberating import freeze_cohort
from assessments.models import Freeze, Minutes
from certificates.minutes_words import DRAFT, TITLE
from certificates.minutesreading import PrintedMinutes, draft_minutes, frozen_minutes
from certificates.rendering import ONE_AT_A_TIME, OwnFiles
from courses.models import Cohort

_STYLE = Path(__file__).resolve().parent / "templates" / "certificates" / "print" / "minutes.css"
_VARIANT = "pdf/ua-1"


@transaction.atomic
def freeze_with_minutes(*, cohort: Cohort, by: User | None, at: datetime.datetime) -> Freeze:
    """Freeze a cohort and store its minutes, both or neither. Raises Refusal as the freeze does."""
    freeze = freeze_cohort(cohort=cohort, by=by, at=at)
    keep_minutes(freeze=freeze, at=at)
    return freeze


@transaction.atomic
def keep_minutes(*, freeze: Freeze, at: datetime.datetime) -> Minutes:
    """The stored minutes of a freeze, rendered the first time and never again."""
    kept = Minutes.objects.filter(freeze=freeze).first()
    if kept is not None:
        return kept
    pdf = render_minutes(frozen_minutes(freeze))
    return Minutes.objects.create(
        freeze=freeze, pdf=pdf, sha256=sha256(pdf).hexdigest(), made_at=at
    )


def minutes_pdf(cohort: Cohort) -> bytes:
    """The stored minutes; before the freeze, or without any stored, what they would be."""
    kept = Minutes.objects.filter(freeze__cohort=cohort).first()
    if kept is not None:
        return bytes(kept.pdf)
    freeze = Freeze.objects.filter(cohort=cohort).first()
    return render_minutes(frozen_minutes(freeze) if freeze else draft_minutes(cohort))


def render_minutes(minutes: PrintedMinutes) -> bytes:
    """One PDF; the same minutes give the same bytes."""
    html = render_to_string(
        "certificates/print/minutes.html", {"m": minutes, "title": TITLE, "draft": DRAFT}
    )
    fonts = FontConfiguration()
    target = BytesIO()
    with ONE_AT_A_TIME:
        style = CSS(
            string=_STYLE.read_text(encoding="utf-8"), font_config=fonts, url_fetcher=OwnFiles()
        )
        HTML(string=html, url_fetcher=OwnFiles()).write_pdf(
            target, stylesheets=[style], font_config=fonts, pdf_variant=_VARIANT
        )
    return target.getvalue()
