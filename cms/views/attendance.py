"""Pages of attendance: the trainee's own, and the whole cohort's for its team."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.dashboards.attendance import cohort_lines, own_attendance
from cms.dashboards.board_cells import letter_words
from cms.dashboards.due import current_first
from courses.permissions import boards_visible_to, own_enrolments

SIGN_IN = "card-sign-in"
LETTERS = "PLHCJNXU"


@require_safe
@login_required(login_url=SIGN_IN)
def my_attendance(request: HttpRequest) -> HttpResponse:
    """Each half-day with its status, the count, and the catch-up tasks; `?cohort=` chooses."""
    at = timezone.now()
    enrolments = current_first(list(own_enrolments(request.user).select_related("user")), at=at)
    if not enrolments:
        return render(request, "cms/today_empty.html")
    code = request.GET.get("cohort", "")
    enrolment = next((e for e in enrolments if e.cohort.code == code), enrolments[0])
    own = own_attendance(enrolment, at=at)
    words = letter_words()
    context = {
        "own": own,
        "cohort": enrolment.cohort,
        "standing": own.standing,
        "rows": [(row, words[row.letter]) for row in own.half_days],
        "tasks": [row for row in own.half_days if row.task],
        "others": [other for other in enrolments if other is not enrolment],
        "zone": enrolment.cohort.tz,
    }
    return render(request, "cms/my_attendance.html", context)


@require_safe
@login_required
def cohort_attendance(request: HttpRequest, code: str) -> HttpResponse:
    """One line a trainee: counts by status, and A, an interval while anything is unknown (R3)."""
    cohort = get_object_or_404(
        boards_visible_to(request.user).select_related("edition__course", "rules__rule_set"),
        code=code,
    )
    lines = cohort_lines(cohort, at=timezone.now())
    words = letter_words()
    context = {
        "cohort": cohort,
        "lines": [(line, [line.counts.get(letter, 0) for letter in LETTERS]) for line in lines],
        "letters": [(letter, words[letter]) for letter in LETTERS],
        "unknown": sum(not line.is_known for line in lines),
        "blank": sum(line.standing.unrecorded for line in lines),
    }
    return render(request, "cms/cohort_attendance.html", context)
