"""The trainee's own pages: today, and my results."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.models import User
from assessments.closing import close_overdue
from cms.dashboards.due import current_first
from cms.dashboards.results import results_of
from cms.dashboards.today import today_of
from courses.permissions import own_enrolments

SIGN_IN = "card-sign-in"
# As many as fit on a phone above the attendance; the others stand below it.
SHOWN_TASKS = 3


@require_safe
@login_required(login_url=SIGN_IN)
def today(request: HttpRequest) -> HttpResponse:
    """Where am I today, what is due, where do I stand; `?cohort=` chooses among several."""
    assert isinstance(request.user, User)  # noqa: S101 - login_required
    at = timezone.now()
    close_overdue(at=at, trainee=request.user)
    home = today_of(
        request.user,
        language=get_language() or "fr",
        at=at,
        code=request.GET.get("cohort", ""),
    )
    if home is None:
        return render(request, "cms/today_empty.html")
    context = {
        "home": home,
        "cohort": home.enrolment.cohort,
        "place": home.place,
        "standing": home.standing,
        "tasks": home.tasks[:SHOWN_TASKS],
        "more_tasks": home.tasks[SHOWN_TASKS:],
        "zone": home.enrolment.cohort.tz,
    }
    return render(request, "cms/today.html", context)


@require_safe
@login_required(login_url=SIGN_IN)
def my_results(request: HttpRequest) -> HttpResponse:
    """The person's own results, for each cohort; nobody else's, and no comparison."""
    assert isinstance(request.user, User)  # noqa: S101 - login_required
    at = timezone.now()
    close_overdue(at=at, trainee=request.user)
    enrolments = current_first(list(own_enrolments(request.user).select_related("user")), at=at)
    results = [results_of(enrolment, at=at) for enrolment in enrolments]
    return render(request, "cms/my_results.html", {"results": results})
