"""The minutes of the jury as a PDF (tagged, PDF/UA-1): rendered, and kept with the freeze."""

import datetime
from hashlib import sha256

from django.db import transaction

from accounts.models import User
from assessments.deliberating import freeze_cohort
from assessments.models import Freeze, Minutes
from certificates.listing import listed
from certificates.minutes_words import DRAFT, TITLE
from certificates.minutesreading import PrintedMinutes, draft_minutes, frozen_minutes
from courses.models import Cohort


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
    return listed("minutes.html", "minutes.css", {"m": minutes, "title": TITLE, "draft": DRAFT})
