"""A practical with its checklist: one trio on a phone, and the decision."""

import datetime
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from assessments.models import PracticalSheet
from assessments.observing import confirm_total, save_points, submit_points
from assessments.permissions import marks_entered_by
from assessments.refusals import Refusal
from assessments.views.fetching import activity_of, permitted_cohort, signed_in
from assessments.views.practical_table import (
    Table,
    closed_meanwhile,
    last_saved,
    open_table,
    points_sent,
    stored_points,
    table_context,
)
from assessments.wording import saved_sentence, sentence_for
from courses.models import ActivityKind, Enrolment


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def practical_group(request: HttpRequest, code: str, key: str, number: int) -> HttpResponse:
    """One trio: the checklist with every trainee's points; later both observers side by side."""
    user = signed_in(request)
    cohort = permitted_cohort(marks_entered_by(user), code)
    activity = activity_of(cohort, key, (ActivityKind.PRACTICAL,))
    table = open_table(user, cohort, activity, number)
    error, status = "", 200
    if request.method == "POST":
        if cohort.is_frozen:
            return render(
                request, "assessments/practical_group.html", table_context(table), status=409
            )
        if "draft" in request.POST:
            return _save(request, table, user)
        try:
            _act(request, table, user)
        except Refusal as refusal:
            error, status = _words(refusal), 409
        else:
            return redirect("practical-group", code=code, key=key, number=number)
    context = {**table_context(table, sent=request.POST or None), "error": error}
    return render(request, "assessments/practical_group.html", context, status=status)


def _read_points(request: HttpRequest, table: Table) -> dict[Enrolment, list[Decimal | None]]:
    return {
        trainee: [
            points_sent(request.POST.get(f"p-{trainee.pk}-{line.position}", ""))
            for line in table.lines
        ]
        for trainee in table.open
    }


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
        more = {"seen": last_saved(table), "stored": stored_points(table)}
    else:
        words, status = saved_sentence(at, table.cohort.tz), 200
        more = {"seen": at.isoformat()}
        if closed := closed_meanwhile(table, request.POST):
            names = ", ".join(one.user.printed_name for one in closed)
            told = _("Not saved: the sheet was closed meanwhile, its points stay (%(names)s).")
            words = f"{words}. {told % {'names': names}}"
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"saved": status == 200, "message": words, **more}, status=status)
    (messages.success if status == 200 else messages.error)(request, words)
    return redirect(request.path)


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
