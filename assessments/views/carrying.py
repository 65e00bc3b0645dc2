"""An answer that the page of an item without script sends once its session has ended.

It waits for whoever's attempt it is (`waiting`), and is saved when that person opens the attempt.
"""

import datetime
import functools
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import states
from assessments.answering import TOO_LATE, Page, answer_carried
from assessments.forms.player import LANGUAGES, MOST_VALUES, read_page
from assessments.models import Attempt
from assessments.refusals import Refusal
from assessments.rescuing import is_of_page
from assessments.standing import answered_since
from assessments.views.fetching import View, page_language
from assessments.views.waiting import LONGEST, moment_of, put_by, taken
from assessments.wording import sentence_for


def answer_survives_sign_in(view: View) -> View:
    """Above the page of an item: what is posted there signed out is kept before the sign-in."""

    @functools.wraps(view)
    def keeping(request: HttpRequest, public_id: uuid.UUID, position: int) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            _keep(request, public_id, position)
        return view(request, public_id, position)

    return keeping


def take_up_answer(request: HttpRequest, attempt: Attempt) -> None:
    """Save what waits for this attempt of the reader's, once, and say so of each answer."""
    at = timezone.now()
    for kept in taken(
        request, about=_about(attempt.public_id), owner=attempt.enrolment.user_id, at=at
    ):
        _take_up(request, attempt, kept["part"], kept["said"], given_at=moment_of(kept), at=at)


def _about(public_id: uuid.UUID) -> str:
    return f"attempt {public_id}"


def _take_up(
    request: HttpRequest,
    attempt: Attempt,
    position: int,
    said: dict[str, Any],
    *,
    given_at: datetime.datetime,
    at: datetime.datetime,
) -> None:
    """One answer. One that comes after the end was given before it: like a late step of the script
    it is kept for a person to decide. One that was given before a newer one is none any more.
    """
    number = {"number": position}
    if answered_since(attempt, position, given_at):
        words = _("You have answered question %(number)s again since: the newer answer stands.")
        messages.info(request, words % number)
        return
    try:
        saved = answer_carried(
            attempt=attempt,
            position=position,
            page=Page(uuid.UUID(said["page"]), said["shown"], said["sequence"]),
            values=said["values"],
            language=said["language"],
            given_at=given_at,
            at=at,
            flag=said["flag"],
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


def _keep(request: HttpRequest, public_id: uuid.UUID, position: int) -> None:
    """Into the session; nothing for an attempt that is none, or has ended, or from a form that no
    page of it made: an address alone is in the history of a device. It is not said which."""
    if not is_of_page(public_id, request.POST.get("seal", "")):
        return
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
    put_by(
        request,
        about=_about(public_id),
        part=position,
        person=attempt.enrolment.user_id,
        said={
            "values": values,
            "page": str(page.page),
            "shown": page.shown,
            "sequence": page.sequence,
            "language": language,
            "flag": "flag" in request.POST if "flaggable" in request.POST else None,
        },
        told=_("Your session had ended. Sign in again and the answer you just gave is saved."),
    )
