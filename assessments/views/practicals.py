"""Practicals with checklists: the trios of a practical, one trio on a phone, the decision."""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from assessments.forms.marks import written
from assessments.grouping import make_groups, move_trainee
from assessments.models import (
    Checklist,
    ChecklistLine,
    Mark,
    PracticalGroup,
    PracticalSeat,
    PracticalSheet,
)
from assessments.observing import confirm_total, save_points, submit_points, total_of
from assessments.permissions import marks_entered_by
from assessments.refusals import Refusal
from assessments.views.fetching import activity_of, permitted_cohort, signed_in, trainees_of
from assessments.wording import sentence_for
from courses.models import Activity, ActivityKind, Cohort, Enrolment

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


@login_required
@require_http_methods(["GET", "POST"])
def practical_groups(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """The groups of one practical: drawn by a button, changed one by one."""
    user = signed_in(request)
    cohort = permitted_cohort(marks_entered_by(user), code)
    activity = activity_of(cohort, key, (ActivityKind.PRACTICAL,))
    if request.method == "POST" and not cohort.is_frozen:
        at = timezone.now()
        if "draw" in request.POST:
            made = make_groups(
                cohort=cohort, activity=activity, seed=f"{cohort.code}:{key}", by=user, at=at
            )
            sentence = ngettext("%(n)d group made.", "%(n)d groups made.", made)
            messages.success(request, sentence % {"n": made})
        else:
            _move(request, cohort, activity, user, at)
        return redirect("practical-groups", code=code, key=key)
    seats = list(
        PracticalSeat.objects.filter(activity=activity, group__cohort=cohort)
        .select_related("group", "enrolment__user")
        .order_by("group__number", "enrolment__position")
    )
    groups: dict[int, list[PracticalSeat]] = {}
    for seat in seats:
        groups.setdefault(seat.group.number, []).append(seat)
    seated = {seat.enrolment_id for seat in seats}
    context = {
        "cohort": cohort,
        "activity": activity,
        "groups": sorted(groups.items()),
        "numbers": [*sorted(groups), max(groups, default=0) + 1],
        "without": [one for one in trainees_of(cohort) if one.pk not in seated],
        "checklist": activity.checklists.exists(),
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "assessments/practical_groups.html", context, status=status)


def _move(
    request: HttpRequest, cohort: Cohort, activity: Activity, user: User, at: datetime.datetime
) -> None:
    numbers = {
        seat.enrolment_id: seat.group.number
        for seat in PracticalSeat.objects.filter(
            activity=activity, group__cohort=cohort
        ).select_related("group")
    }
    moved = 0
    for trainee in trainees_of(cohort):
        sent = request.POST.get(f"group-{trainee.pk}", "")
        if not sent.isascii() or not sent.isdigit() or not 1 <= int(sent) <= 99:
            continue
        if int(sent) != numbers.get(trainee.pk):
            move_trainee(enrolment=trainee, activity=activity, number=int(sent), by=user, at=at)
            moved += 1
    sentence = ngettext("%(n)d trainee moved.", "%(n)d trainees moved.", moved)
    messages.success(request, sentence % {"n": moved})


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def practical_group(request: HttpRequest, code: str, key: str, number: int) -> HttpResponse:
    """One trio: the checklist with every trainee's points; later both observers side by side."""
    user = signed_in(request)
    cohort = permitted_cohort(marks_entered_by(user), code)
    activity = activity_of(cohort, key, (ActivityKind.PRACTICAL,))
    table = _table(user, cohort, activity, number)
    error, status = "", 200
    if request.method == "POST":
        if cohort.is_frozen:
            return render(
                request, "assessments/practical_group.html", _context(table, user), status=409
            )
        if "draft" in request.POST:
            return _save(request, table, user)
        try:
            _act(request, table, user)
        except Refusal as refusal:
            error, status = _words(refusal), 409
        else:
            return redirect("practical-group", code=code, key=key, number=number)
    context = {**_context(table, user, sent=request.POST or None), "error": error}
    return render(request, "assessments/practical_group.html", context, status=status)


def _table(user: User, cohort: Cohort, activity: Activity, number: int) -> Table:
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


def _read_points(request: HttpRequest, table: Table) -> dict[Enrolment, list[Decimal | None]]:
    return {
        trainee: [
            _number(request.POST.get(f"p-{trainee.pk}-{line.position}", "")) for line in table.lines
        ]
        for trainee in table.open
    }


def _number(sent: str) -> Decimal | None:
    return Decimal(sent) if WRITTEN.fullmatch(sent) else None


def _save(request: HttpRequest, table: Table, user: User) -> HttpResponse:
    at = timezone.now()
    try:
        seen = datetime.datetime.fromisoformat(request.POST.get("seen", ""))
    except ValueError:
        seen = None
    more: dict[str, Any] = {}
    try:
        save_points(
            checklist=table.checklist,
            assessor=user,
            points=_read_points(request, table),
            at=at,
            seen=seen,
        )
    except Refusal as refusal:
        words, status = _words(refusal), 409
        more = {"seen": _seen(table), "stored": _stored(table)}
    else:
        clock = formats.time_format(at.astimezone(table.cohort.tz), "TIME_FORMAT")
        words, status = _("Saved on the server at %(time)s") % {"time": clock}, 200
        more = {"seen": at.isoformat()}
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"saved": status == 200, "message": words, **more}, status=status)
    (messages.success if status == 200 else messages.error)(request, words)
    return redirect(request.path)


def _stored(table: Table) -> dict[str, str]:
    return {
        f"p-{sheet.enrolment_id}-{line.position}": value or ""
        for sheet in table.own.values()
        for line, value in zip(table.lines, sheet.points, strict=True)
    }


def _seen(table: Table) -> str:
    moments = [sheet.saved_at for sheet in table.own.values()]
    return max(moments).isoformat() if moments else ""


def _act(request: HttpRequest, table: Table, user: User) -> None:
    at = timezone.now()
    chosen = request.POST.get("confirm", "")
    if not chosen:
        sheets = submit_points(
            checklist=table.checklist, assessor=user, points=_read_points(request, table), at=at
        )
        sentence = ngettext("%(n)d sheet closed.", "%(n)d sheets closed.", len(sheets))
        messages.success(request, sentence % {"n": len(sheets)})
        return
    sheet = get_object_or_404(
        PracticalSheet.objects.select_related("enrolment__cohort", "checklist__activity"),
        pk=chosen if chosen.isascii() and chosen.isdigit() else None,
        checklist=table.checklist,
        enrolment__in=[one for one in table.trainees if one not in table.open],
    )
    reason = request.POST.get("reason", "").replace("\0", "")[:300]
    confirm_total(sheet=sheet, by=user, at=at, reason=reason)
    messages.success(request, _("The mark is entered."))


def _words(refusal: Refusal) -> str:
    who = refusal.details.get("enrolment")
    name = f"{who.user.printed_name} – " if isinstance(who, Enrolment) else ""
    return name + sentence_for(refusal)


def _context(table: Table, user: User, sent: Any = None) -> dict[str, Any]:
    filled = sent if sent is not None else _stored(table)
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
        "seen": _seen(table),
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
        (str(value), written(value), bool(chosen) and _number(chosen) == value) for value in values
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
