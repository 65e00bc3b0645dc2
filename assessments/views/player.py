"""The attempt player: one item a page, each page a plain form that stores before it goes on."""

import datetime
import json
import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments import refusals, states
from assessments.answering import answer_from_page
from assessments.forms.player import read_page, read_turn
from assessments.models import Attempt
from assessments.presenting import places_of, present_item, read_trail, slots_of
from assessments.refusals import Refusal
from assessments.views.fetching import own_attempt, page_language, trainee_page
from assessments.wording import sentence_for

OTHER = {"fr": "en", "en": "fr"}


@trainee_page
@never_cache
@require_http_methods(["GET", "POST"])
def attempt_item(request: HttpRequest, public_id: uuid.UUID, position: int) -> HttpResponse:
    """Show one item; POST stores the answer and goes where the pressed button says."""
    at = timezone.now()
    attempt = own_attempt(request, public_id, at=at)
    if attempt.state != states.IN_PROGRESS:
        return redirect("attempt-result", public_id)
    if request.method == "POST":
        return _store(request, attempt, position, at)
    slots, trail = slots_of(attempt), read_trail(attempt)
    slot = next((slot for slot in slots if slot.position == position), None)
    if slot is None:
        raise Http404
    language, standing = page_language(), trail.standing
    response = standing[position].response if position in standing else None
    context = {
        "attempt": attempt,
        "zone": attempt.enrolment.cohort.tz,
        "item": present_item(slot, language=language, response=response),
        "places": places_of(slots, standing, current=position),
        "count": len(slots),
        "page": uuid.uuid4(),
        "shown": json.dumps(response),
        "sequence": trail.sequence,
        "elapsed": int((at - attempt.started_at).total_seconds()),
        "saved_at": trail.saved_at(position),
        "other": OTHER[language],
        "language_form": "attempt",
    }
    return render(request, "assessments/item.html", context)


def _store(
    request: HttpRequest, attempt: Attempt, position: int, at: datetime.datetime
) -> HttpResponse:
    turn = read_turn(request.POST)
    try:
        answer_from_page(
            attempt=attempt,
            position=position,
            page=read_page(request.POST),
            values=request.POST.getlist("answer"),
            language=page_language(),
            at=at,
            turn_to=turn,
        )
    except Refusal as refusal:
        if refusal.code == refusals.NO_SUCH_ITEM:
            raise Http404 from None
        messages.warning(request, sentence_for(refusal))
        return redirect("attempt-result", attempt.public_id)
    if turn:
        with translation.override(turn):
            return redirect(reverse("attempt-item", args=(attempt.public_id, position)))
    return _go(attempt, position, request.POST.get("go", "next"))


def _go(attempt: Attempt, position: int, go: str) -> HttpResponse:
    """Follow the button: next (after the last item: review), previous, review, or a number."""
    count = attempt.items.count()
    wanted = int(go) if go.isdecimal() and len(go) < 4 else position
    target = {"next": position + 1, "previous": max(1, position - 1)}.get(go, wanted)
    if go == "review" or target == count + 1:
        return redirect("attempt-review", attempt.public_id)
    return redirect("attempt-item", attempt.public_id, min(max(1, target), count))
