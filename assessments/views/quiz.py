"""The start page of a quiz: what it is, whether it is open, and the way in."""

import secrets
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments.attempting import start_attempt
from assessments.models import Quiz
from assessments.offering import find_offer
from assessments.presenting import read_trail
from assessments.refusals import Refusal
from assessments.views.fetching import own_attempt, own_enrolment, trainee_page
from assessments.wording import sentence_for


@trainee_page
@never_cache
@require_http_methods(["GET", "POST"])
def quiz_start(request: HttpRequest, key: str) -> HttpResponse:
    """Show the quiz; POST draws the items and opens the attempt, or goes on with the open one."""
    at = timezone.now()
    enrolment = own_enrolment(request, on=at.date(), key=key)
    quiz = get_object_or_404(
        Quiz.objects.select_related("activity__module"),
        activity__key=key,
        activity__course=enrolment.cohort.edition.course_id,
    )
    if request.method == "POST":
        try:
            attempt = start_attempt(
                enrolment=enrolment, quiz=quiz, seed=secrets.token_hex(16), at=at
            )
        except Refusal as refusal:
            messages.warning(request, sentence_for(refusal))
            return redirect("quiz-start", key)
        return redirect("attempt", attempt.public_id)
    offer = find_offer(enrolment=enrolment, quiz=quiz, at=at)
    context = {
        "offer": offer,
        "quiz": quiz,
        "zone": enrolment.cohort.tz,
        "cohort": enrolment.cohort,
        "sentence": sentence_for(offer.refusal) if offer.refusal else "",
        "opens_at": offer.refusal.details.get("opens_at") if offer.refusal else None,
    }
    return render(request, "assessments/quiz_start.html", context)


@trainee_page
@never_cache
def attempt_resume(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Go on where the trainee touched the attempt last, on whatever device."""
    attempt = own_attempt(request, public_id, at=timezone.now())
    return redirect("attempt-item", public_id, read_trail(attempt).last_position())
