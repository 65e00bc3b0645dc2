"""Files of answers from devices that lost the network: a look first, then the taking-in."""

import datetime
import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from assessments.answerfiles import MOST_BYTES, key_of
from assessments.answering import SentStep
from assessments.filekeeping import forget_file, keep_file, kept_file
from assessments.forms.answerfiles import MOST_FILES, AnswerFilesForm, steps_in
from assessments.models import AnswerFile, Attempt, Quiz
from assessments.refusals import Refusal
from assessments.replay import ANSWER
from assessments.rescuing import (
    FATES,
    KEPT,
    KNOWN,
    LET_GO,
    SAVED,
    UNREADABLE,
    Taking,
    attempt_of,
    digest_of,
    look_at,
    open_answers,
    take_in,
)
from assessments.views.fetching import managed_quiz, signed_in
from assessments.wording import sentence_for
from courses.models import Cohort

FATE_NAMES = {
    SAVED: gettext_lazy("New, saved like any other"),
    KEPT: gettext_lazy("Came after the end: for you to decide"),
    KNOWN: gettext_lazy("Arrived before"),
    LET_GO: gettext_lazy("Given after the end, or nothing new after it"),
    UNREADABLE: gettext_lazy("Unreadable"),
}
Counts = list[tuple[str, int]]


@dataclass(frozen=True)
class Look:
    """What is in a file, before anything is stored: or the sentence that refuses it.

    `first` and `last`: when its answers were given by the device's count, from the server's start.
    """

    name: str
    refused: str = ""
    token: str = ""
    attempt: Attempt | None = None
    taking: Taking | None = None
    counts: Counts | None = None
    first: datetime.datetime | None = None
    last: datetime.datetime | None = None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_files(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Choose files, look at what taking them in would do; POST `token` takes them in."""
    at = timezone.now()
    cohort, quiz = managed_quiz(request, code, key, at=at)
    if request.POST.getlist("token"):
        for token in request.POST.getlist("token")[:MOST_FILES]:
            _take(request, token, cohort, quiz, at)
        return redirect("answer-files", code, key)
    form, looks = AnswerFilesForm(), []
    if request.method == "POST":
        form = AnswerFilesForm(request.POST, request.FILES)
        if form.is_valid():
            for file in form.cleaned_data["chosen"]:
                raw = file.read(MOST_BYTES + 1)
                looks.append(_look(request, str(file.name), raw, cohort, quiz, at))
    context = {
        "cohort": cohort,
        "quiz": quiz,
        "form": form,
        "looks": looks,
        "ready": sum(bool(look.token) for look in looks),
        "taken": _taken(cohort, quiz),
    }
    return render(request, "assessments/answer_files.html", context)


def _look(
    request: HttpRequest,
    name: str,
    raw: bytes,
    cohort: Cohort,
    quiz: Quiz,
    at: datetime.datetime,
) -> Look:
    """Open the file and try it; where it can be taken in, it waits for that, sealed as it is."""
    try:
        attempt, steps = _opened(raw, cohort, quiz)
        taking = look_at(attempt=attempt, steps=steps, at=at)
    except Refusal as refusal:
        return Look(name, refused=sentence_for(refusal))
    token = uuid.uuid4().hex
    keep_file(raw=raw, token=token, by=signed_in(request), at=at)
    given = [step.elapsed for step in steps if step is not None and step.action == ANSWER]
    moments = [attempt.started_at + datetime.timedelta(seconds=seconds) for seconds in given]
    return Look(
        name,
        token=token,
        attempt=attempt,
        taking=taking,
        counts=_counts(taking.fates),
        first=min(moments, default=None),
        last=max(moments, default=None),
    )


def _take(
    request: HttpRequest, token: str, cohort: Cohort, quiz: Quiz, at: datetime.datetime
) -> None:
    by = signed_in(request)
    raw = kept_file(token=token, by=by)
    if raw is None:
        messages.error(request, _("The file is no longer here: choose it again."))
        return
    try:
        attempt, steps = _opened(raw, cohort, quiz)
        taking = take_in(
            attempt=attempt, steps=steps, digest=digest_of(raw), key=key_of(raw), by=by, at=at
        )
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
        return
    forget_file(token=token, by=by)
    said = " · ".join(f"{name} ({count})" for name, count in _counts(taking.fates))
    messages.success(request, f"{attempt.enrolment.user.printed_name} – {said}")


def _opened(raw: bytes, cohort: Cohort, quiz: Quiz) -> tuple[Attempt, list[SentStep | None]]:
    saved = open_answers(raw)
    return attempt_of(saved, cohort=cohort, quiz=quiz), steps_in(saved.steps)


def _counts(fates: dict[str, int]) -> Counts:
    return [(str(FATE_NAMES[fate]), fates[fate]) for fate in FATES if fates.get(fate)]


def _taken(cohort: Cohort, quiz: Quiz) -> list[tuple[AnswerFile, Counts]]:
    """The record of this quiz, the newest first."""
    records = AnswerFile.objects.filter(attempt__enrolment__cohort=cohort, attempt__quiz=quiz)
    rows = records.select_related("attempt__enrolment__user", "taken_by")
    return [(row, _counts(row.answers)) for row in rows.order_by("-taken_at", "-pk")]
