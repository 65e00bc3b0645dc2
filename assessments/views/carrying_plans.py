"""An action plan that a page without script sends once its session has ended.

It waits for whoever's plan it is (`waiting`), and does what its button says when that person opens
the plan. The address of a plan names nobody: its page says whose it is, under the server's
signature, so that nobody puts words into the plan of somebody else.
"""

import datetime
import functools

from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from assessments.forms.plan import ActionPlanForm
from assessments.views.fetching import View
from assessments.views.waiting import LONGEST, put_by, taken
from courses.models import Enrolment

# The same on every page of the plan: nothing of it changes but what is typed.
OWNER = signing.Signer(salt="assessments.action-plan")
# Beside its fields: when the page was last saved as far as it knows, and the button.
BESIDE = ("seen", "draft")


def plan_survives_sign_in(view: View) -> View:
    """Above the page of the own plan: what is posted there signed out is kept before the sign-in.

    Not what its script sends, which waits on the device.
    """

    @functools.wraps(view)
    def keeping(request: HttpRequest) -> HttpResponse:
        by_page = request.method == "POST" and request.headers.get("Accept") != "application/json"
        if by_page and not request.user.is_authenticated:
            _keep(request)
        return view(request)

    return keeping


def owner_of(enrolment: Enrolment) -> str:
    """What the page says about whose plan it shows."""
    return OWNER.sign(str(enrolment.pk))


def take_up_plan(
    request: HttpRequest, enrolment: Enrolment, *, at: datetime.datetime
) -> QueryDict | None:
    """The form that waits for this plan of the reader's, as it was sent, once; None without one."""
    for kept in taken(request, about=_about(enrolment), owner=enrolment.user_id, at=at):
        sent = QueryDict(mutable=True)
        sent.update(kept["said"])
        return sent
    return None


def _about(enrolment: Enrolment) -> str:
    return f"plan {enrolment.pk}"


def _keep(request: HttpRequest) -> None:
    """Into the session; nothing for a plan that is none, or is closed. It is not said which."""
    said = {
        name: request.POST[name]
        for name in (*ActionPlanForm.base_fields, *BESIDE)
        if name in request.POST
    }
    try:
        owner = int(OWNER.unsign(request.POST.get("owner", "")))
    except signing.BadSignature:
        return
    enrolment = (
        Enrolment.objects.active()
        .filter(pk=owner, cohort__frozen_at__isnull=True, action_plan__validated_at__isnull=True)
        .first()
    )
    if enrolment is None or sum(map(len, said.values())) > LONGEST:
        return
    put_by(
        request,
        about=_about(enrolment),
        part=0,
        person=enrolment.user_id,
        said=said,
        told=_("Your session had ended. Sign in again and the plan you just sent is taken up."),
    )
