"""Verbs that take questions out of every pool and bring them back, and that file them."""

import datetime

from django.db import transaction

from assessments.models import Question
from courses.models import Module


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


@transaction.atomic
def file_question(*, question: Question, module: Module | None = None, pool: str = "") -> bool:
    """Put the question under a module, into a pool, or both. False when it stood there already.

    Attempts are untouched: they point at versions.
    """
    locked = Question.objects.select_for_update().get(pk=question.pk)
    before = (locked.module_id, locked.pool)
    locked.module_id = module.pk if module else locked.module_id
    locked.pool = pool or locked.pool
    locked.save(update_fields=["module", "pool"])
    question.refresh_from_db(fields=["module", "pool"])
    return before != (locked.module_id, locked.pool)
