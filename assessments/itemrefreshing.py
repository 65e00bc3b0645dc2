"""Verb: the figures that stand beside the questions in the bank, computed anew."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction

from assessments.itempooling import PooledQuestion, pool_questions
from assessments.models import ItemFigures
from assessments.statistics.figures import Figure

_FIELDS = ("attempts", "facility", "discrimination", "by_language", "verdict", "computed_at")


@transaction.atomic
def refresh_figures(
    *, at: datetime.datetime, questions: Sequence[PooledQuestion] | None = None
) -> int:
    """Write `ItemFigures` of every question that was sat, over all cohorts; returns how many.

    First attempts at versions of the structure in force. Figures of questions that nobody sat any
    more (their key was changed) are removed. Running it again changes nothing but `computed_at`.
    """
    pooled = pool_questions() if questions is None else questions
    rows = [
        ItemFigures(
            question_id=one.version.question,
            attempts=one.attempts,
            facility=_decimal(one.facility),
            discrimination=_decimal(one.discrimination),
            by_language={
                part.language: {"n": part.n, "facility": _text(part.facility)}
                for part in one.languages
                if part.n
            },
            verdict=one.verdict,
            computed_at=at,
        )
        for one in pooled
    ]
    ItemFigures.objects.exclude(question__in=[row.question_id for row in rows]).delete()
    ItemFigures.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["question"], update_fields=_FIELDS
    )
    return len(rows)


def _decimal(figure: Figure) -> Decimal | None:
    return None if figure.value is None else Decimal(f"{figure.value:.2f}")


def _text(figure: Figure) -> str | None:
    return None if figure.value is None else f"{figure.value:.2f}"
