"""Entry of marks for a whole cohort: practicals, and whatever was taken on paper."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import User
from assessments.bridge import rules_of
from assessments.forms.marks import ABSENCES, MarkLine, lines_of, read_lines
from assessments.marking import record_mark
from assessments.models import Absence, Mark
from assessments.permissions import marks_entered_by
from assessments.refusals import Refusal
from assessments.views.fetching import activity_of, permitted_cohort, signed_in, trainees_of
from assessments.views.resits import exam_sentences
from assessments.wording import sentence_for
from courses.models import Activity, ActivityKind, Cohort

PAPER_KINDS = (
    ActivityKind.QUIZ,
    ActivityKind.EXAM,
    ActivityKind.PRE_TEST,
    ActivityKind.POST_TEST,
    ActivityKind.MICRO_TEACHING,
)
# Quizzes have a second attempt, the exam a re-sit.
TWO_SITTINGS = frozenset({ActivityKind.QUIZ, ActivityKind.EXAM})
HUNDRED = Decimal(100)


@login_required
@require_http_methods(["GET", "POST"])
def practical_marks(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Marks of one practical, in half points."""
    cohort = permitted_cohort(marks_entered_by(request.user), code)
    activity = activity_of(cohort, key, (ActivityKind.PRACTICAL,))
    return _page(request, cohort, activity, sitting=1, out_of=rules_of(cohort).practical_out_of)


@login_required
@require_http_methods(["GET", "POST"])
def paper_marks(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Marks out of 100 of a quiz, exam or test taken on paper; `?sitting=2` for the second one.

    For micro-teaching only an absence is entered here: its marks come from the sheets.
    """
    cohort = permitted_cohort(marks_entered_by(request.user), code)
    activity = activity_of(cohort, key, PAPER_KINDS)
    second = activity.kind in TWO_SITTINGS and request.GET.get("sitting") == "2"
    return _page(request, cohort, activity, sitting=2 if second else 1, out_of=HUNDRED)


def _page(
    request: HttpRequest, cohort: Cohort, activity: Activity, *, sitting: int, out_of: Decimal
) -> HttpResponse:
    trainees = trainees_of(cohort)
    marks = Mark.objects.filter(
        enrolment__in=trainees, activity=activity, sitting=sitting, superseded=False
    )
    standing = {mark.enrolment_id: mark for mark in marks}
    status = 200
    if request.method == "POST" and not cohort.is_frozen:
        lines = read_lines(request.POST, trainees, standing, activity.kind)
        touched = [line for line in lines if line.touched]
        _record(touched, activity, sitting, out_of, by=signed_in(request), at=timezone.now())
        if not any(line.errors for line in touched):
            _say_saved(request, len(touched))
            return redirect(request.get_full_path())
    else:
        lines = lines_of(trainees, standing)
        status = 409 if request.method == "POST" else 200
    if sitting > 1 and activity.kind == ActivityKind.EXAM:
        barred = exam_sentences(cohort)
        for line in lines:
            line.barred = "" if line.standing else barred.get(line.enrolment.pk, "")
    context = {
        "cohort": cohort,
        "activity": activity,
        "lines": lines,
        "wrong": [line for line in lines if line.errors],
        "out_of": out_of,
        "sitting": sitting,
        "two_sittings": activity.kind in TWO_SITTINGS,
        "practical": activity.kind == ActivityKind.PRACTICAL,
        "absence_only": activity.kind == ActivityKind.MICRO_TEACHING,
        "absences": [(key, Absence(key).label) for key in ABSENCES[activity.kind]],
    }
    return render(request, "assessments/marks.html", context, status=status)


def _record(
    lines: Iterable[MarkLine],
    activity: Activity,
    sitting: int,
    out_of: Decimal,
    *,
    by: User,
    at: datetime.datetime,
) -> None:
    """Enter every line or none; what is refused is written beside its line."""
    lines = list(lines)
    with transaction.atomic():
        for line in lines:
            if line.errors:
                continue
            try:
                record_mark(
                    enrolment=line.enrolment,
                    activity=activity,
                    value=line.value,
                    out_of=out_of,
                    by=by,
                    at=at,
                    sitting=sitting,
                    absence=line.absence,
                    half_points=activity.kind == ActivityKind.PRACTICAL,
                    reason=line.reason,
                )
            except Refusal as refusal:
                line.errors.append(sentence_for(refusal))
        if any(line.errors for line in lines):
            transaction.set_rollback(True)


def _say_saved(request: HttpRequest, count: int) -> None:
    sentence = ngettext(
        "%(count)d line saved on the server.", "%(count)d lines saved on the server.", count
    )
    messages.success(request, sentence % {"count": count})
