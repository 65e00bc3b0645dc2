"""Verbs that take questions out of every pool and bring them back."""

import datetime

from assessments.models import Question


def retire_question(*, question: Question, at: datetime.datetime) -> bool:
    """Out of every pool from now on; attempts that hold it keep it. False when it was retired."""
    changed = Question.objects.filter(pk=question.pk, retired_at__isnull=True).update(retired_at=at)
    question.refresh_from_db(fields=["retired_at"])
    return changed == 1


def bring_back_question(*, question: Question) -> bool:
    """Into its pool again, if its version is in force. False when it was not retired."""
    changed = Question.objects.filter(pk=question.pk, retired_at__isnull=False).update(
        retired_at=None
    )
    question.refresh_from_db(fields=["retired_at"])
    return changed == 1
