"""The address to which the player's script sends each answer at once. It never shows a key."""

import uuid

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from assessments import refusals
from assessments.answering import step_from_script
from assessments.forms.player import NotUnderstood, read_step
from assessments.refusals import Refusal
from assessments.standing import standing_of
from assessments.views.fetching import own_attempt
from assessments.wording import saved_sentence, sentence_for


@never_cache
@require_POST
def attempt_step(request: HttpRequest, public_id: uuid.UUID) -> JsonResponse:
    """Accept one step, twice or late if need be.

    Answers {saved, at, standing, values, sequence, message}; 401 when signed out, 409 when the
    attempt has ended (code `late`: the answer is kept for a person), 400 for something that is no
    step: the script then keeps the step or lets it go.
    """
    if not request.user.is_authenticated:
        return _refused("signed-out", _("Sign in again: your answer waits on this device."), 401)
    at = timezone.now()
    attempt = own_attempt(request, public_id, at=at, along=("enrolment__cohort",))
    try:
        sent = read_step(request.body)
        step_from_script(attempt=attempt, sent=sent, at=at)
    except NotUnderstood:
        return _refused("not-understood", _("This answer could not be read."), 400)
    except Refusal as refusal:
        late = attempt.late_steps.filter(client_id=sent.client_id).exists()
        if late:
            return _refused(
                "late",
                _("This answer came after the end. It is kept for your facilitator to decide."),
                409,
            )
        status = 400 if refusal.code == refusals.NO_SUCH_ITEM else 409
        return _refused(refusal.code, sentence_for(refusal), status)
    return JsonResponse(
        {
            "saved": True,
            "at": at.isoformat(),
            **standing_of(attempt, sent.position),
            "message": saved_sentence(at, attempt.enrolment.cohort.tz),
        }
    )


def _refused(code: str, message: str, status: int) -> JsonResponse:
    return JsonResponse({"saved": False, "code": code, "message": message}, status=status)
