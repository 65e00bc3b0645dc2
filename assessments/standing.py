"""What one item of an attempt asks and which answer stands for it: asked at every save.

Each statement is compiled once and sent again with other parameters.
"""

import datetime
from typing import Any

from django.db.models import BigAutoField, PositiveSmallIntegerField, QuerySet, Subquery

from accounts.prepared import Parameter, Prepared
from assessments.kinds.registry import kind_of
from assessments.models import Attempt, AttemptItem, AttemptStep
from assessments.replay import ANSWER

_ATTEMPT = Parameter("attempt", BigAutoField())
_POSITION = Parameter("position", PositiveSmallIntegerField())


def _item() -> QuerySet[AttemptItem, Any]:
    # At most one row. Without an order: that of the model would join five tables for it.
    items = AttemptItem.objects.filter(attempt_id=_ATTEMPT, position=_POSITION).order_by()
    return items.values_list("version__question__kind", "version__structure")


def _answers() -> QuerySet[AttemptStep, Any]:
    steps = AttemptStep.objects.filter(attempt_id=_ATTEMPT, position=_POSITION, action=ANSWER)
    kind = Subquery(_item().values("version__question__kind")[:1])
    ranked = steps.order_by("-sequence", "-client_id")
    return ranked.values_list("response", "sequence", kind)[:1]


_ITEM, _STANDING = Prepared(_item), Prepared(_answers)


def item_at(attempt: Attempt, position: int) -> tuple[str, Any] | None:
    """Kind and structure of the item at a place; None where there is none."""
    item: tuple[str, Any] | None = _ITEM.first(attempt=attempt.pk, position=position)
    return item


def standing_response(attempt: Attempt, position: int) -> Any:
    """The answer that stands for one item, as `replay.standing_answers` ranks; None without one."""
    row = _standing(attempt, position)
    return row[0] if row else None


def standing_of(attempt: Attempt, position: int) -> dict[str, Any]:
    """The same for the script: `standing`, its form `values`, and the next free `sequence`."""
    row = _standing(attempt, position)
    if row is None:
        return {"standing": None, "values": [], "sequence": 1}
    response, sequence, kind = row
    values = kind_of(kind).values(response)
    return {"standing": response, "values": values, "sequence": sequence + 1}


def answered_since(attempt: Attempt, position: int, moment: datetime.datetime) -> bool:
    """Whether an answer to this item came after a moment, from whatever page or device."""
    answers = AttemptStep.objects.filter(attempt=attempt, position=position, action=ANSWER)
    return answers.filter(received_at__gt=moment).exists()


def _standing(attempt: Attempt, position: int) -> tuple[Any, int, str] | None:
    row: tuple[Any, int, str] | None = _STANDING.first(attempt=attempt.pk, position=position)
    return row
