"""The trios of a practical: drawn by a button, changed one by one."""

import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import User
from assessments.grouping import make_groups, move_trainee
from assessments.models import PracticalSeat
from assessments.permissions import marks_entered_by
from assessments.views.fetching import activity_of, permitted_cohort, signed_in, trainees_of
from courses.models import Activity, ActivityKind, Cohort


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
