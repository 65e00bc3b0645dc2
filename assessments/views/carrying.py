"""An answer that a page without script sends once its session has ended: kept over the sign-in.

It waits on the server, in the session of whoever is signed out; the browser gets nothing but the
address of the sign-in. Only the person whose attempt it is takes it up, once, within the hour.
"""

import datetime
import functools
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import states
from assessments.answering import TOO_LATE, Page, answer_carried
from assessments.forms.player import LANGUAGES, MOST_VALUES, read_page
from assessments.models import Attempt
from assessments.refusals import Refusal
from assessments.standing import answered_since
from assessments.views.fetching import View, page_language
from assessments.wording import sentence_for

KEPT = "answers-over-sign-in"
MOST_KEPT = 60
KEPT_FOR = datetime.timedelta(hours=1)
# Characters of all its fields: more than any answer has.
LONGEST = 20_000


def answer_survives_sign_in(view: View) -> View:
    """Above the page of an item: what is posted there signed out is kept before the sign-in."""

    @functools.wraps(view)
    def keeping(request: HttpRequest, public_id: uuid.UUID, position: int) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            _keep(request, public_id, position)
        return view(request, public_id, position)

    return keeping


def forget_answer_of_others(session: SessionBase, person: int | None) -> None:
    """Somebody has signed in: what another person's attempt waits for does not wait here."""
    if KEPT in session:
        _put(session, [kept for kept in session[KEPT] if kept["person"] == person])


def take_up_answer(request: HttpRequest, attempt: Attempt) -> None:
    """Save what waits for this attempt of the reader's, once, and say so of each answer."""
    waiting = request.session.get(KEPT)
    if not waiting:
        return
    at = timezone.now()
    own = [kept for kept in waiting if kept["attempt"] == str(attempt.public_id)]
    _put(request.session, [kept for kept in waiting if kept not in own])
    for kept in own:
        given_at = datetime.datetime.fromisoformat(kept["at"])
        mine = kept["person"] == request.user.pk == attempt.enrolment.user_id
        if mine and at - given_at <= KEPT_FOR:
            _take_up(request, attempt, kept, given_at=given_at, at=at)


def _take_up(
    request: HttpRequest,
    attempt: Attempt,
    kept: dict[str, Any],
    *,
    given_at: datetime.datetime,
    at: datetime.datetime,
) -> None:
    """One answer. One that comes after the end was given before it: like a late step of the script
    it is kept for a person to decide. One that was given before a newer one is none any more.
    """
    number = {"number": kept["position"]}
    if answered_since(attempt, kept["position"], given_at):
        words = _("You have answered question %(number)s again since: the newer answer stands.")
        messages.info(request, words % number)
        return
    try:
        saved = answer_carried(
            attempt=attempt,
            position=kept["position"],
            page=Page(uuid.UUID(kept["page"]), kept["shown"], kept["sequence"]),
            values=kept["values"],
            language=kept["language"],
            given_at=given_at,
            at=at,
            flag=kept["flag"],
        )
    except Refusal as refusal:
        late = refusal.code in TOO_LATE and attempt.late_steps.filter(received_at=at).exists()
        messages.warning(
            request,
            _("This answer came after the end. It is kept for your facilitator to decide.")
            if late
            else sentence_for(refusal),
        )
    else:
        if saved:
            words = _(
                "Your answer to question %(number)s, given while you were signed out, is saved."
            )
            messages.success(request, words % number)


def _put(session: SessionBase, waiting: list[dict[str, Any]]) -> None:
    if waiting:
        session[KEPT] = waiting
    else:
        session.pop(KEPT, None)


def _keep(request: HttpRequest, public_id: uuid.UUID, position: int) -> None:
    """Into the session; nothing for an attempt that is none, or has ended. It is not said which."""
    attempt = (
        Attempt.objects.filter(public_id=public_id, state=states.IN_PROGRESS)
        .select_related("enrolment")
        .first()
    )
    values, page = request.POST.getlist("answer"), read_page(request.POST)
    too_much = sum(map(len, values)) + len(request.POST.get("shown", "")) > LONGEST
    language = page_language()
    if attempt is None or too_much or len(values) > MOST_VALUES or language not in LANGUAGES:
        return
    kept: dict[str, Any] = {
        "attempt": str(public_id),
        "person": attempt.enrolment.user_id,
        "position": position,
        "values": values,
        "page": str(page.page),
        "shown": page.shown,
        "sequence": page.sequence,
        "language": language,
        "flag": "flag" in request.POST if "flaggable" in request.POST else None,
        "at": timezone.now().isoformat(),
    }
    others = [
        one
        for one in request.session.get(KEPT, [])
        if (one["attempt"], one["position"]) != (kept["attempt"], position)
    ]
    _put(request.session, [*others, kept][-MOST_KEPT:])
    request.session.set_expiry(int(KEPT_FOR.total_seconds()))
    messages.info(
        request, _("Your session had ended. Sign in again and the answer you just gave is saved.")
    )
