"""The end of an attempt: the last page before submission, the submission, the result."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments import states
from assessments.closing import submit_attempt
from assessments.disclosure import MARK, SUBMITTED, TRAINEE, shown
from assessments.offering import find_offer
from assessments.presenting import places_of, read_trail, slots_of
from assessments.refusals import Refusal
from assessments.rescuing import page_key
from assessments.reviewing import review_attempt
from assessments.views.carrying import take_up_answer
from assessments.views.fetching import own_attempt, page_language, trainee_page
from assessments.wording import sentence_for


@trainee_page
@never_cache
@require_safe
def attempt_review(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What is answered and what is not, before the attempt is closed for good."""
    attempt = own_attempt(request, public_id, at=timezone.now())
    take_up_answer(request, attempt)
    if attempt.state != states.IN_PROGRESS:
        return redirect("attempt-result", public_id)
    trail = read_trail(attempt)
    places = places_of(slots_of(attempt), trail)
    context = {
        "attempt": attempt,
        "zone": attempt.enrolment.cohort.tz,
        "places": places,
        "count": len(places),
        "blank": [place for place in places if not place.answered],
        "flagged": [place for place in places if place.flagged],
        "at_once": MARK in shown(policy=attempt.quiz.policy, phase=SUBMITTED, role=TRAINEE),
        "answered": sum(place.answered for place in places),
        "rescue": page_key(attempt),
    }
    return render(request, "assessments/review.html", context)


@trainee_page
@never_cache
@require_http_methods(["GET", "POST"])
def attempt_submit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Close and mark the attempt; pressed twice, the second press finds the same result."""
    at = timezone.now()
    attempt = own_attempt(request, public_id, at=at)
    take_up_answer(request, attempt)
    if request.method != "POST":
        return redirect("attempt-review", public_id)  # back from signing in again
    if attempt.state == states.IN_PROGRESS:
        try:
            submit_attempt(attempt=attempt, at=at)
        except Refusal as refusal:
            messages.warning(request, sentence_for(refusal))
    return redirect("attempt-result", public_id)


@trainee_page
@never_cache
@require_safe
def attempt_result(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The mark and, item by item, what was right and why, in the language of the page."""
    at = timezone.now()
    attempt = own_attempt(request, public_id, at=at)
    take_up_answer(request, attempt)
    if attempt.state == states.IN_PROGRESS:
        return redirect("attempt-review", public_id)
    context = {
        "attempt": attempt,
        "zone": attempt.enrolment.cohort.tz,
        "review": review_attempt(attempt, language=page_language()),
        "offer": find_offer(enrolment=attempt.enrolment, quiz=attempt.quiz, at=at),
        "timed_out": attempt.state == states.TIMED_OUT,
        "marked": attempt.state in states.MARKED,
        "rescue": page_key(attempt),
    }
    return render(request, "assessments/result.html", context)
