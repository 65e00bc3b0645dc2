"""Verbs of flags: a face goes back to its translator; somebody says what was done about it."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from assessments import refusals
from assessments.models import FaceFlag, QuestionFace
from assessments.refusals import Refusal


def raise_flag(
    *,
    face: QuestionFace,
    reason: str,
    by: User | None,
    at: datetime.datetime,
    remark: str = "",
    evidence: Mapping[str, Any] | None = None,
) -> FaceFlag:
    """Send a face back; while the flag is open, tests and exams do not draw its item.

    `by` is None when a statistic raised it, with its figures in `evidence`. Raises
    Refusal(ALREADY_FLAGGED) while a flag of the same reason is open: of two at once one is kept.
    """
    try:
        with transaction.atomic():
            return FaceFlag.objects.create(
                face=face,
                reason=reason,
                remark=remark,
                evidence=dict(evidence or {}),
                raised_at=at,
                raised_by=by,
            )
    except IntegrityError:
        raise Refusal(refusals.ALREADY_FLAGGED) from None


def resolve_flag(
    *, flag: FaceFlag, resolution: str, by: User | None, at: datetime.datetime
) -> None:
    """Close a flag with what was done. Refusal: NOTHING_WRITTEN, ALREADY_RESOLVED.

    Race: one conditional UPDATE; of two people one closes it and the other is told.
    """
    if not resolution.strip():
        raise Refusal(refusals.NOTHING_WRITTEN)
    closed = FaceFlag.objects.filter(pk=flag.pk, resolved_at__isnull=True).update(
        resolved_at=at, resolved_by=by, resolution=resolution.strip()
    )
    if closed != 1:
        raise Refusal(refusals.ALREADY_RESOLVED)
    flag.refresh_from_db()
