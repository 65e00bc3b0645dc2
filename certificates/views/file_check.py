"""The file beside the form: a PDF compared with the register, in memory, never stored."""

import datetime
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from certificates.dissecting import FILE_LIMIT
from certificates.examining import ALTERED, DAMAGED, UNREADABLE, Examination, examine
from certificates.overprinting import STAMPS
from certificates.verification import CONTACT, NO_MATCH, Answer, public_reason
from certificates.views.altered_words import FAULTS, PARTS
from certificates.views.verification import answered, page_context, pause_of, paused

# Boundaries and heads of the form around the file.
_AROUND = 4096
_TOO_LARGE = Examination(UNREADABLE, fault="too-large")
# What a stranger could try numbers or names with; and what costs a process without a result.
_FAILED = {ALTERED, NO_MATCH, UNREADABLE}


class InMemory(MemoryFileUploadHandler):
    """Keeps the file in memory whatever its size; too large ones were refused before they came."""

    def handle_raw_input(self, *args: Any, **options: Any) -> None:
        """Always at work: nothing of a stranger's file touches a disk."""
        self.activated = True


# Exempt: a check changes nothing and belongs to no session; a token would cost a cookie.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_file(request: HttpRequest) -> HttpResponse:
    """What the register says of a file. Nothing of the file is shown but its own number."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("verify"))
    at = timezone.now().astimezone(datetime.UTC)
    context = page_context(request, number="", at=at)
    pause = pause_of(request, at=at)
    if pause:
        return paused(request, context, pause)
    data = _given(request)
    if data == b"":
        return render(request, "certificates/verify.html", {**context, "no_file": True})
    found = _TOO_LARGE if data is None else examine(data, at=at)
    failed = found.state in _FAILED
    context |= answered(request, _answer(found), number=found.number, failed=failed, at=at)
    context |= {
        "number": found.number,
        "of_file": True,
        "parts": [PARTS[part] for part in found.altered],
        "fault": FAULTS.get(found.fault, ""),
        "copied_print": found.print_index,
        "stamp": STAMPS[found.stamp] if found.stamp else None,
    }
    return render(request, "certificates/verify.html", context)


def _given(request: HttpRequest) -> bytes | None:
    """The file; nothing when none came, None when it is too large to be read at all."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > FILE_LIMIT + _AROUND:
        return None
    request.upload_handlers = [InMemory(request)]
    given = request.FILES.get("file")
    return given.read() if given else b""


def _answer(found: Examination) -> Answer:
    if found.state == DAMAGED:
        # That the register contradicts itself is the office's matter, not a stranger's.
        return Answer(CONTACT)
    reason = public_reason(found.number, state=found.register_state or found.state)
    return Answer(
        found.state,
        found.kind,
        found.course_title,
        found.ended_on,
        found.newest_print,
        reason,
        found.register_state,
    )
