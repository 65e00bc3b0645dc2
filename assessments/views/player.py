"""The attempt player: one item a page, each page a plain form that stores before it goes on."""

import datetime
import json
import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments import refusals, states
from assessments.answering import answer_from_page, note_shown
from assessments.disclosing import shown_to_trainee
from assessments.disclosure import OWN_ANSWERS, QUESTION
from assessments.forms.player import read_page, read_turn
from assessments.kinds.registry import kind_of
from assessments.models import Attempt
from assessments.presenting import (
    bundle_of,
    places_of,
    present_item,
    read_trail,
    slots_of,
)
from assessments.refusals import Refusal
from assessments.replay import seen
from assessments.rescuing import page_key, page_seal
from assessments.views.carrying import answer_survives_sign_in, take_up_answer
from assessments.views.fetching import own_attempt, page_language, trainee_page
from assessments.wording import saved_sentence, sentence_for

OTHER = {"fr": "en", "en": "fr"}


@answer_survives_sign_in
@trainee_page
@never_cache
@require_http_methods(["GET", "POST"])
def attempt_item(request: HttpRequest, public_id: uuid.UUID, position: int) -> HttpResponse:
    """Show one item; POST stores the answer and goes where the pressed button says."""
    at = timezone.now()
    attempt = own_attempt(request, public_id, at=at)
    take_up_answer(request, attempt)
    if not _is_open(attempt):
        return redirect("attempt-result", public_id)
    if request.method == "POST":
        return _store(request, attempt, position, at)
    slots, trail = slots_of(attempt), read_trail(attempt)
    slot = next((slot for slot in slots if slot.position == position), None)
    if slot is None:
        raise Http404
    language, standing, page = page_language(), trail.standing, uuid.uuid4()
    if (position, language) not in seen(trail.steps):
        note_shown(attempt=attempt, position=position, language=language, page=page, at=at)
    response = standing[position].response if position in standing else None
    context = {
        "attempt": attempt,
        "zone": attempt.enrolment.cohort.tz,
        "item": present_item(slot, language=language, response=response),
        "places": places_of(slots, trail, current=position),
        "flagged": position in trail.flagged,
        "count": len(slots),
        "page": page,
        "shown": json.dumps(response),
        "sequence": trail.sequence,
        "elapsed": int((at - attempt.started_at).total_seconds()),
        "left": _seconds_left(attempt, at),
        "saved_at": trail.saved_at(position),
        "other": OTHER[language],
        # Position 0 does not exist: the script puts the number there.
        "address": _addresses("attempt-item", public_id, 0),
        "items": _addresses("attempt-items", public_id),
        "language_form": "attempt",
        "rescue": page_key(attempt),
        "seal": page_seal(public_id),
    }
    return render(request, "assessments/item.html", context)


@trainee_page
@never_cache
@require_safe
def attempt_bundle(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """All items of the attempt in one language, for the script to go on without network.

    Answers {language, items: {position: html}, values: {position: [form values]}, saved:
    {position: sentence}, flagged, sequence, left}; 404 once the attempt has ended. There is no key
    in it.
    """
    at = timezone.now()
    attempt = own_attempt(request, public_id, at=at)
    if not _is_open(attempt):
        raise Http404
    language = page_language()
    slots, trail = slots_of(attempt), read_trail(attempt)
    bundle, standing = bundle_of(attempt, slots, language=language), trail.standing
    kinds = {slot.position: kind_of(slot.kind) for slot in slots}
    return JsonResponse(
        {
            "language": language,
            "items": {
                position: render_to_string(item.template, {"item": item})
                for position, item in bundle.items.items()
            },
            "values": {
                position: kinds[position].values(answer.response)
                for position, answer in standing.items()
            },
            "saved": {
                position: saved_sentence(received, attempt.enrolment.cohort.tz)
                for position in standing
                if (received := trail.saved_at(position)) is not None
            },
            "flagged": sorted(trail.flagged),
            "sequence": trail.sequence,
            "left": _seconds_left(attempt, at),
        }
    )


def _is_open(attempt: Attempt) -> bool:
    """Whether questions and answers can be seen here: while it runs, and as the table allows."""
    taking = {QUESTION, OWN_ANSWERS} <= shown_to_trainee(attempt)
    return attempt.state == states.IN_PROGRESS and taking


def _addresses(name: str, *args: object) -> dict[str, str]:
    """A page of the attempt in both languages."""
    found = {}
    for language in OTHER:
        with translation.override(language):
            found[language] = reverse(name, args=args)
    return found


def _seconds_left(attempt: Attempt, at: datetime.datetime) -> int | None:
    if attempt.deadline_at is None:
        return None
    return max(0, int((attempt.deadline_at - at).total_seconds()))


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
            flag="flag" in request.POST if "flaggable" in request.POST else None,
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
