"""One trio before one observer: what is read of it, and how the page shows it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404

from accounts.models import User
from assessments.forms.marks import written
from assessments.models import Checklist, ChecklistLine, Mark, PracticalGroup, PracticalSheet
from assessments.observing import total_of
from courses.models import Activity, Cohort, Enrolment

STEP = Decimal("0.5")
# What the buttons send; anything else is no point at all.
WRITTEN = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})?")


@dataclass(frozen=True)
class Table:
    """One trio before one observer: the checklist, the trainees, the own sheets."""

    cohort: Cohort
    activity: Activity
    group: PracticalGroup
    checklist: Checklist
    lines: list[ChecklistLine]
    trainees: list[Enrolment]
    own: dict[int, PracticalSheet]

    @property
    def open(self) -> list[Enrolment]:
        """Trainees whose own sheet is not closed."""
        return [one for one in self.trainees if not self._closed(one)]

    def _closed(self, enrolment: Enrolment) -> bool:
        sheet = self.own.get(enrolment.pk)
        return sheet is not None and sheet.submitted_at is not None


def open_table(user: User, cohort: Cohort, activity: Activity, number: int) -> Table:
    """The trio with its checklist, without who has left and the observer; 404 without either."""
    group = get_object_or_404(PracticalGroup, cohort=cohort, activity=activity, number=number)
    checklist = activity.checklists.order_by("-version").first()
    if checklist is None:
        raise Http404
    seats = group.seats.select_related("enrolment__user", "enrolment__cohort")
    trainees = [
        seat.enrolment
        for seat in seats.order_by("enrolment__position")
        if seat.enrolment.withdrawn_at is None and seat.enrolment.user_id != user.pk
    ]
    own = PracticalSheet.objects.filter(checklist=checklist, assessor=user, enrolment__in=trainees)
    return Table(
        cohort=cohort,
        activity=activity,
        group=group,
        checklist=checklist,
        lines=list(checklist.lines.order_by("position")),
        trainees=trainees,
        own={sheet.enrolment_id: sheet for sheet in own},
    )


def points_sent(sent: str) -> Decimal | None:
    """What a button sent as points; None for « not yet » and for anything else."""
    return Decimal(sent) if WRITTEN.fullmatch(sent) else None


def stored_points(table: Table) -> dict[str, str]:
    """The own points as the form names them."""
    return {
        f"p-{sheet.enrolment_id}-{line.position}": value or ""
        for sheet in table.own.values()
        for line, value in zip(table.lines, sheet.points, strict=True)
    }


def closed_meanwhile(table: Table, sent: QueryDict) -> list[Enrolment]:
    """Trainees for whom a page sends other points than the own sheet was closed with: it is older
    than the closing."""
    stored = stored_points(table)

    def differs(trainee: Enrolment) -> bool:
        fields = (f"p-{trainee.pk}-{line.position}" for line in table.lines)
        return any(
            points_sent(sent.get(field, "")) != points_sent(stored[field])
            for field in fields
            if field in sent
        )

    still_open = {trainee.pk for trainee in table.open}
    return [one for one in table.trainees if one.pk not in still_open and differs(one)]


def last_saved(table: Table) -> str:
    """When an own sheet was last saved, in ISO 8601; empty before."""
    moments = [sheet.saved_at for sheet in table.own.values()]
    return max(moments).isoformat() if moments else ""


def table_context(table: Table, sent: Any = None) -> dict[str, Any]:
    """What the page shows: the lines with each trainee's points as sent, else as stored."""
    filled = sent if sent is not None else stored_points(table)
    rows = [
        {
            "line": line,
            "out_of": written(line.out_of),
            "cells": [_cell(line, trainee, filled) for trainee in table.open],
        }
        for line in table.lines
    ]
    return {
        "cohort": table.cohort,
        "activity": table.activity,
        "group": table.group,
        "rows": rows,
        "open": table.open,
        "totals": [
            (
                one,
                written(total_of(table.own[one.pk].points) if one.pk in table.own else Decimal(0)),
            )
            for one in table.open
        ],
        "out_of": written(sum((line.out_of for line in table.lines), Decimal(0))),
        "seen": last_saved(table),
        "closed": _closed(table),
    }


def _cell(line: ChecklistLine, trainee: Enrolment, filled: Any) -> dict[str, Any]:
    """One trainee's points on one line; `unseen` while none are given (no point is not 0)."""
    name = f"p-{trainee.pk}-{line.position}"
    options = _options(line, filled.get(name, ""))
    unseen = not any(chosen for _value, _shown, chosen in options)
    return {"trainee": trainee, "name": name, "options": options, "unseen": unseen}


def _options(line: ChecklistLine, chosen: str) -> list[tuple[str, str, bool]]:
    values = [STEP * step for step in range(int(line.out_of / STEP) + 1)]
    return [
        (str(value), written(value), bool(chosen) and points_sent(chosen) == value)
        for value in values
    ]


def _closed(table: Table) -> list[dict[str, Any]]:
    """Trainees whose own sheet is in; the other observer's total shows once it is in too."""
    closed = [one for one in table.trainees if one not in table.open]
    sheets = PracticalSheet.objects.filter(
        checklist=table.checklist, enrolment__in=closed
    ).select_related("assessor")
    marks = Mark.objects.filter(enrolment__in=closed, activity=table.activity, superseded=False)
    standing = {mark.enrolment_id: mark for mark in marks}
    rows = []
    for trainee in closed:
        mine = [sheet for sheet in sheets if sheet.enrolment_id == trainee.pk]
        waiting = any(sheet.submitted_at is None for sheet in mine)
        shown = [
            s for s in mine if not waiting or s.assessor_id == table.own[trainee.pk].assessor_id
        ]
        mark = standing.get(trainee.pk)
        rows.append(
            {
                "trainee": trainee,
                "waiting": waiting,
                "mark": written(mark.value) if mark else "",
                "needs_reason": mark is not None,
                "sheets": [
                    {
                        "sheet": sheet,
                        "total": written(total_of(sheet.points)),
                        "standing": mark is not None and mark.value == total_of(sheet.points),
                    }
                    for sheet in shown
                ],
                "decide": not waiting
                and (mark is None or len({total_of(sheet.points) for sheet in mine}) > 1),
            }
        )
    return rows
