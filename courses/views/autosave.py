"""The register as it is tapped: a few lines in, what stands on the server out, as JSON."""

import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from courses.attending import record_half_day
from courses.forms.lines import RegisterLine
from courses.models import Attendance, HalfDay
from courses.refusals import REASON_MISSING, Refused
from courses.undoing import needing_reason, undo_entries
from courses.views.fetching import signed_in
from courses.wording import sentence_for


def wants_autosave(request: HttpRequest) -> bool:
    """Whether the page's script sends this, not the form's button."""
    return "autosave" in request.POST


def refuse_autosave() -> HttpResponse:
    """The half-day was closed while somebody was tapping."""
    sentence = _("This register was closed meanwhile: reload the page to see why.")
    return JsonResponse({"message": sentence, "code": "closed"}, status=409)


def answer_autosave(
    request: HttpRequest, half_day: HalfDay, lines: list[RegisterLine], *, at: datetime.datetime
) -> HttpResponse:
    """Record the lines that may be recorded as they are; say of each other one why not.

    `standing` is what the server holds for each line that was sent; `errors` by the same key.
    The same lines sent twice change nothing the second time.
    """
    person = signed_in(request)
    back = [int(pk) for pk in request.POST.getlist("back") if pk.isdigit() and len(pk) < 19]
    sent = {line.enrolment.pk: line for line in lines if line.touched}
    errors = {pk: line.error for pk, line in sent.items() if line.error}
    try:
        if back:
            undo_entries(half_day=half_day, enrolments=back, by=person, at=at)
        wanted = {pk: line.chosen for pk, line in sent.items() if pk not in errors}
        for pk in needing_reason(half_day=half_day, statuses=wanted, by=person, at=at):
            del wanted[pk]
            errors[pk] = sentence_for(Refused(REASON_MISSING))
        record_half_day(half_day=half_day, statuses=wanted, by=person, at=at)
    except Refused as refused:
        return JsonResponse({"message": sentence_for(refused), "code": refused.code}, status=409)
    asked = {*sent, *back}
    standing = dict(
        Attendance.objects.filter(half_day=half_day, enrolment__in=asked).values_list(
            "enrolment_id", "status"
        )
    )
    clock = time_format(at.astimezone(half_day.cohort.tz), "TIME_FORMAT")
    return JsonResponse(
        {
            "standing": {pk: standing.get(pk, "") for pk in asked},
            "errors": errors,
            "message": _("Saved on the server at %(time)s") % {"time": clock},
        }
    )
