"""Sittings of a cohort: the list, one quiz with its windows and grants, and the acts on them."""

import secrets
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.convening import FormsOfCohort, convened, forms_of
from assessments.drawing import assemble_forms, assign_forms, renew_forms
from assessments.forms.sittings import GrantForm, MovingForm, ReasonForm, SittingForm
from assessments.models import Extension, Quiz, QuizWindow
from assessments.opening import (
    cancel_sitting,
    grant_extension,
    move_sitting,
    open_sitting,
    release_results,
    withdraw_extension,
)
from assessments.permissions import assessments_managed_by
from assessments.refusals import Refusal
from assessments.views.fetching import cohort_by_now, managed_quiz, signed_in
from assessments.views.resits import exam_resits
from assessments.wording import sentence_for
from courses.models import ActivityKind, Cohort


@login_required
@require_safe
def sittings(request: HttpRequest, code: str) -> HttpResponse:
    """Every quiz, test and exam of the cohort with its sittings."""
    at = timezone.now()
    cohort = cohort_by_now(assessments_managed_by(request.user), code, at=at)
    context = {
        "cohort": cohort,
        "zone": cohort.tz,
        "quizzes": convened(cohort, at=at),
    }
    return render(request, "assessments/sittings.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def quiz_sittings(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """One quiz: its sittings, what trainees were granted; POST opens another, grants, assigns."""
    cohort, quiz = managed_quiz(request, code, key, at=timezone.now())
    opening = SittingForm(zone=cohort.tz, prefix="new")
    granting = GrantForm(
        zone=cohort.tz, cohort_id=cohort.pk, prefix="grant", initial=_wished(request)
    )
    if request.method == "POST" and "open" in request.POST:
        opening = SittingForm(request.POST, zone=cohort.tz, prefix="new")
        if opening.is_valid() and _done(
            request,
            opening,
            lambda: open_sitting(cohort=cohort, quiz=quiz, **opening.cleaned_data),
            _("The sitting is set."),
        ):
            return redirect("quiz-sittings", code, key)
    elif request.method == "POST" and "anew" in request.POST and quiz.forms:
        _assemble_anew(request, cohort, quiz)
        return redirect("quiz-sittings", code, key)
    elif request.method == "POST" and "forms" in request.POST and quiz.forms:
        _prepare_forms(request, cohort, quiz)
        return redirect("quiz-sittings", code, key)
    elif request.method == "POST":
        granting = GrantForm(request.POST, zone=cohort.tz, cohort_id=cohort.pk, prefix="grant")
        if granting.is_valid() and _done(
            request,
            granting,
            lambda: grant_extension(
                quiz=quiz, by=signed_in(request), at=timezone.now(), **granting.cleaned_data
            ),
            _("It is granted."),
        ):
            return redirect("quiz-sittings", code, key)
    context = {
        "cohort": cohort,
        "zone": cohort.tz,
        "quiz": quiz,
        "convened": convened(cohort, at=timezone.now(), quiz=quiz)[0],
        "opening": opening,
        "granting": granting,
        "forms": _forms(cohort) if quiz.forms else None,
        "resits": exam_resits(cohort) if quiz.activity.kind == ActivityKind.EXAM else None,
        "wrong": [form for form in (opening, granting) if form.errors],
    }
    return render(request, "assessments/quiz_sittings.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def sitting_act(request: HttpRequest, code: str, key: str, number: int, act: str) -> HttpResponse:
    """A page of its own for each act on a sitting: move, cancel, release."""
    cohort, quiz = managed_quiz(request, code, key, at=timezone.now())
    window = get_object_or_404(QuizWindow, cohort=cohort, quiz=quiz, number=number)
    sent = request.POST if request.method == "POST" else None
    times = {"opens_at": window.opens_at, "closes_at": window.closes_at}
    form: Form
    if act == "move":
        form = MovingForm(sent, zone=cohort.tz, initial=times)
    elif act == "cancel":
        form = ReasonForm(sent)
    else:
        form = Form(sent)
    if sent is not None and form.is_valid():
        who: dict[str, Any] = {"window": window, "by": signed_in(request), "at": timezone.now()}
        verbs = {
            "move": (lambda: move_sitting(**who, **form.cleaned_data), _("The sitting is moved.")),
            "cancel": (
                lambda: cancel_sitting(**who, **form.cleaned_data),
                _("The sitting is cancelled."),
            ),
            "release": (lambda: release_results(**who), _("The results are released.")),
        }
        if _done(request, form, *verbs[act]):
            return redirect("quiz-sittings", code, key)
    found = next(s for s in convened(cohort, at=timezone.now(), quiz=quiz)[0].sittings if s.window == window)  # fmt: skip # noqa: E501
    context = {
        "cohort": cohort,
        "zone": cohort.tz,
        "quiz": quiz,
        "sitting": found,
        "form": form,
        "act": act,
        "closed": cohort.is_frozen or window.cancelled_at is not None,
    }
    return render(request, "assessments/sitting_act.html", context)


@login_required
@require_POST
def withdraw_grant(request: HttpRequest, code: str, key: str, grant_id: int) -> HttpResponse:
    """Take back what a trainee was granted."""
    cohort, quiz = managed_quiz(request, code, key, at=timezone.now())
    grant = get_object_or_404(
        Extension.objects.select_related("enrolment"),
        pk=grant_id,
        quiz=quiz,
        enrolment__cohort=cohort,
    )
    try:
        withdraw_extension(grant=grant, by=signed_in(request), at=timezone.now())
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
    else:
        messages.success(request, _("It is taken back."))
    return redirect("quiz-sittings", code, key)


def _forms(cohort: Cohort) -> FormsOfCohort:
    return forms_of(cohort, on=timezone.now().astimezone(cohort.tz).date())


def _assemble_anew(request: HttpRequest, cohort: Cohort, quiz: Quiz) -> None:
    try:
        renew_forms(
            quiz=quiz,
            cohort=cohort,
            seed=secrets.token_hex(16),
            by=signed_in(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
    else:
        messages.success(request, _("Forms A and B are assembled anew; nobody changes the letter."))


def _prepare_forms(request: HttpRequest, cohort: Cohort, quiz: Quiz) -> None:
    """Assemble forms A and B when there are none, and give each trainee the one to start with."""
    at, seed = timezone.now(), secrets.token_hex(16)
    try:
        if _forms(cohort).number is None:
            on = at.astimezone(cohort.tz).date()
            assemble_forms(
                quiz=quiz,
                seed=seed,
                by=signed_in(request),
                at=at,
                on=on,
                edition=cohort.edition_id,
            )
        count = assign_forms(cohort=cohort, seed=seed, at=at)
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
        return
    words = ngettext("%(n)s trainee has a form now.", "%(n)s trainees have a form now.", count)
    messages.success(request, words % {"n": count})


def _wished(request: HttpRequest) -> dict[str, Any]:
    """The grant that the link of a re-sit proposes: one attempt for this trainee."""
    wished = request.GET.get("resit", "")
    return {"enrolment": wished, "extra_attempts": 1} if wished.isdecimal() else {}


def _done(request: HttpRequest, form: Form, verb: Any, words: str) -> bool:
    """Whether the verb did it; a refusal becomes an error of the form: nothing typed is lost."""
    try:
        verb()
    except Refusal as refusal:
        form.add_error(None, sentence_for(refusal))
        return False
    messages.success(request, words)
    return True
