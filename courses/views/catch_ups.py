"""Catch-up tasks: the team sets and validates them, the trainee hands in."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.catchingup import hand_in_catch_up, last_day, set_catch_up, validate_catch_up
from courses.catchups import LAPSED, VALIDATED, places_left
from courses.forms.tasks import HandInForm, TaskForm
from courses.models import Attendance, CatchUpTask, Enrolment, Status
from courses.permissions import own_catch_ups, registers_open_to
from courses.refusals import Refused
from courses.views.fetching import permitted_cohort, signed_in
from courses.wording import sentence_for


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def catch_ups(request: HttpRequest, code: str) -> HttpResponse:
    """Justified absences without a task, tasks under way, tasks that are over."""
    cohort = permitted_cohort(registers_open_to(request.user), code)
    if request.method == "POST":
        task = get_object_or_404(
            CatchUpTask.objects.filter(enrolment__cohort=cohort),
            pk=_number(request.POST.get("task")),
        )
        _act(request, task)
        return redirect("catch-ups", code=cohort.code)
    today = timezone.now().astimezone(cohort.tz).date()
    tasks = [
        (task, task.state(today))
        for task in CatchUpTask.objects.filter(enrolment__cohort=cohort)
        .select_related("enrolment__user", "half_day", "validated_by")
        .order_by("due_on", "enrolment__position")
    ]
    given = {(task.enrolment_id, task.half_day_id) for task, _state in tasks}
    absences = [
        (row, last_day(row.half_day, cohort))
        for row in Attendance.objects.filter(
            half_day__cohort=cohort,
            status=Status.JUSTIFIED,
            half_day__cancelled_at__isnull=True,
            enrolment__withdrawn_at__isnull=True,
        )
        .select_related("enrolment__user", "half_day")
        .order_by("half_day__number", "enrolment__position")
        if (row.enrolment_id, row.half_day_id) not in given
    ]
    context = {
        "cohort": cohort,
        "absences": [(row, due, due >= today) for row, due in absences],
        "running": [(t, s) for t, s in tasks if s not in (VALIDATED, LAPSED)],
        "over": [(t, s) for t, s in tasks if s in (VALIDATED, LAPSED)],
        "zone": cohort.tz,
        "today": today,
    }
    return render(request, "courses/catch_ups.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_catch_up(request: HttpRequest, code: str, number: int, enrolment_id: int) -> HttpResponse:
    """Set the task of one trainee for one half-day."""
    cohort = permitted_cohort(registers_open_to(request.user), code)
    half_day = get_object_or_404(cohort.half_days, number=number)
    enrolment = get_object_or_404(
        Enrolment.objects.active().select_related("user"), cohort=cohort, pk=enrolment_id
    )
    form = TaskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_catch_up(
                enrolment=enrolment,
                half_day=half_day,
                task=form.cleaned_data["task"],
                by=signed_in(request),
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, sentence_for(refused))
        else:
            messages.success(request, _("The catch-up task is set. The trainee sees it now."))
            return redirect("catch-ups", code=cohort.code)
    today = timezone.now().astimezone(cohort.tz).date()
    states = [task.state(today) for task in enrolment.catch_ups.all()]
    context = {
        "cohort": cohort,
        "half_day": half_day,
        "enrolment": enrolment,
        "form": form,
        "due_on": last_day(half_day, cohort),
        "left": places_left(states, at_most=cohort.catch_up_max),
    }
    return render(request, "courses/new_catch_up.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required(login_url="card-sign-in")
def my_catch_up(request: HttpRequest, task_id: int) -> HttpResponse:
    """The trainee's own task: what is asked, until when, and the field to hand it in."""
    task = get_object_or_404(own_catch_ups(request.user), pk=task_id)
    cohort = task.half_day.cohort
    form = HandInForm(request.POST or None, initial={"answer": task.answer})
    if request.method == "POST" and form.is_valid():
        try:
            hand_in_catch_up(
                task=task,
                answer=form.cleaned_data["answer"],
                by=signed_in(request),
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, sentence_for(refused))
        else:
            messages.success(request, _("Handed in and saved on the server."))
            return redirect("my-catch-up", task_id=task.pk)
    context = {
        "task": task,
        "cohort": cohort,
        "state": task.state(timezone.now().astimezone(cohort.tz).date()),
        "form": form,
        "zone": cohort.tz,
    }
    return render(request, "courses/my_catch_up.html", context)


def _act(request: HttpRequest, task: CatchUpTask) -> None:
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "paper": (
            lambda: hand_in_catch_up(
                task=task, answer=task.answer, by=signed_in(request), at=timezone.now()
            ),
            _("Noted: handed in on paper."),
        ),
        "validate": (
            lambda: validate_catch_up(task=task, by=signed_in(request), at=timezone.now()),
            _("Validated: the absence is made up and counts."),
        ),
    }
    if request.POST.get("act") not in acts:
        raise Http404
    act, sentence = acts[request.POST["act"]]
    try:
        act()
    except Refused as refused:
        messages.error(request, sentence_for(refused))
    else:
        messages.success(request, sentence)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0
