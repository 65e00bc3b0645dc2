"""The lead follows micro-teaching: what is owed, marks once both are in; annuls a lesson."""

from dataclasses import dataclass
from fractions import Fraction

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments.annulling import annul_lesson
from assessments.following import FollowedLesson, followed_lessons
from assessments.lesson_words import (
    flag_sentences,
    late_reserve_words,
    owed_words,
    state_words,
)
from assessments.outcome.lesson import State
from assessments.outcome.rounding import round_half_up
from assessments.pairing_words import finding_sentences
from assessments.permissions import lessons_followed_by
from assessments.refusals import Refusal
from assessments.views.fetching import permitted_cohort, signed_in
from assessments.wording import sentence_for


@dataclass(frozen=True)
class LessonRow:
    """One lesson in words. Marks are there only once both blind sheets are in."""

    lesson: FollowedLesson
    state: str
    tone: str
    owed: list[str]
    flags: list[str]
    marks: list[tuple[str, str]]
    mark: str


@login_required
@never_cache
@require_safe
def teaching_lessons(request: HttpRequest, code: str) -> HttpResponse:
    """Every lesson that is open, and those that are settled."""
    user = signed_in(request)
    cohort = permitted_cohort(lessons_followed_by(user), code)
    rows = [_row(lesson) for lesson in followed_lessons(cohort, viewer=user)]
    context = {
        "cohort": cohort,
        "open": [row for row in rows if row.lesson.is_open],
        "settled": [row for row in rows if not row.lesson.is_open],
    }
    return render(request, "assessments/teaching_lessons.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def annul(request: HttpRequest, code: str, enrolment_id: int) -> HttpResponse:
    """Says what will happen, asks for the reason, annuls; the lesson is then planned anew."""
    user = signed_in(request)
    cohort = permitted_cohort(lessons_followed_by(user), code)
    number = 2 if request.GET.get("lesson") == "2" else 1
    found = next(
        (
            lesson
            for lesson in followed_lessons(cohort, viewer=user)
            if (lesson.enrolment.pk, lesson.number) == (enrolment_id, number)
        ),
        None,
    )
    if found is None or found.hidden:
        raise Http404
    error, status = "", 200
    if request.method == "POST":
        try:
            annul_lesson(
                enrolment=found.enrolment,
                lesson=number,
                reason=request.POST.get("reason", "").replace("\0", ""),
                by=user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            error = sentence_for(refusal)
            status = 409
        else:
            messages.success(request, _("The lesson is annulled: plan it anew."))
            address = reverse("turn", args=(code, enrolment_id))
            return redirect(f"{address}?lesson={number}")
    context = {"cohort": cohort, "row": _row(found), "error": error}
    return render(request, "assessments/annul_lesson.html", context, status=status)


def _row(lesson: FollowedLesson) -> LessonRow:
    combination = lesson.combination
    marks = []
    if combination is not None:
        names = {"s1": _("first"), "s2": _("second"), "s3": _("reserve")}
        # For the knock-out question alone, the third assessor's other levels count for nothing.
        shown = ("s1", "s2", "s3") if combination.state is State.THIRD_MARK else ("s1", "s2")
        marks = [(names[key], _figure(combination.marks[key])) for key in shown]
    mark = combination.mark if combination else None
    words, tone = state_words(lesson)
    flags = flag_sentences(combination.flags) if combination else []
    flags += finding_sentences(lesson.findings, {one.pk: one for one in lesson.seated})
    if lesson.late_reserve is not None:
        flags.append(late_reserve_words(lesson.late_reserve, lesson.enrolment.cohort.tz))
    return LessonRow(
        lesson=lesson,
        state=words,
        tone=tone,
        owed=[owed_words(owed) for owed in lesson.owed],
        flags=flags,
        marks=marks,
        mark=_figure(mark) if mark is not None else "",
    )


def _figure(value: Fraction) -> str:
    return number_format(round_half_up(value), decimal_pos=2)
