"""The file of an appeal: what the trainee sat and what people marked, for whoever answers it."""

import hashlib
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.appeal_words import because_words, late_words, step_words
from assessments.attempt_print import render_attempt
from assessments.attemptreading import (
    AttemptFile,
    FiledItem,
    FiledStep,
    attempts_in_appeal,
    read_attempt,
)
from assessments.forms.teaching import clock
from assessments.lesson_words import combination_words
from assessments.markreading import FiledLesson, read_marks
from assessments.models import Appeal, Attempt, AttemptStep, TeachingSheet
from assessments.outcome.rounding import round_half_up
from assessments.permissions import restricted_files_of
from assessments.views.fetching import cohort_by_now, page_language, signed_in
from courses.models import Cohort

# Far above an exam of ninety minutes; the screen has all.
MOST_ON_PAPER = 800
_ON_SCREEN_ONLY = (AttemptStep.Action.SHOWN, AttemptStep.Action.FLAG)


@dataclass(frozen=True)
class ItemLine:
    """An item of an attempt: its points as printed, the decision behind them in words."""

    item: FiledItem
    points: Decimal
    because: str


@dataclass(frozen=True)
class StepLine:
    """A step of an attempt in words; `after`: minutes and seconds since the start."""

    step: FiledStep
    after: str
    said: str
    late: str


@dataclass(frozen=True)
class LessonPart:
    """A lesson with what its sheets came to; each column is a sheet with its mark."""

    read: FiledLesson
    state: str
    tone: str
    mark: Decimal | None
    columns: list[tuple[TeachingSheet, Decimal | None]]


@login_required
@never_cache
@require_safe
def appeal_file(request: HttpRequest, code: str, appeal_id: int) -> HttpResponse:
    """What the trainee of an appeal sat, and every sheet and mark that people gave."""
    cohort, appeal = _opened(request, code, appeal_id)
    marks = read_marks(appeal.enrolment, viewer=signed_in(request))
    context = {
        "cohort": cohort,
        "row": appeal,
        "attempts": [
            (one, next(reversed(one.grades.all()), None))
            for one in attempts_in_appeal(appeal, at=timezone.now())
        ],
        "marks": marks,
        "lessons": [_lesson(one) for one in marks.lessons],
    }
    return render(request, "assessments/appeal_file.html", context)


@login_required
@never_cache
@require_safe
def attempt_file(
    request: HttpRequest, code: str, appeal_id: int, public_id: uuid.UUID
) -> HttpResponse:
    """One attempt of the trainee of an appeal: questions, answers, marks, every step."""
    cohort, appeal = _opened(request, code, appeal_id)
    context = _context(_found(appeal, public_id)) | {"cohort": cohort, "row": appeal}
    return render(request, "assessments/attempt_file.html", context)


@login_required
@never_cache
@require_safe
def attempt_file_pdf(
    request: HttpRequest, code: str, appeal_id: int, public_id: uuid.UUID
) -> HttpResponse:
    """The same on paper. Its head bears the digest of the attempt's steps and marks."""
    cohort, appeal = _opened(request, code, appeal_id)
    read = _found(appeal, public_id)
    attempt = read.attempt
    context = _context(read)
    name = f"{cohort.code}-{appeal.pk}-{attempt.quiz.activity.key}-{attempt.number}.pdf"
    return HttpResponse(
        render_attempt(_on_paper(context) | {"cohort": cohort, "row": appeal}),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _opened(request: HttpRequest, code: str, appeal_id: int) -> tuple[Cohort, Appeal]:
    """The appeal, where it was lodged in time: a late one opens no file."""
    cohort = cohort_by_now(restricted_files_of(request.user), code, at=timezone.now())
    appeals = Appeal.objects.exclude(decision=Appeal.Decision.OUT_OF_TIME)
    appeal = get_object_or_404(
        appeals.select_related("enrolment__user", "enrolment__cohort__edition"),
        enrolment__cohort=cohort,
        pk=appeal_id,
    )
    return cohort, appeal


def _found(appeal: Appeal, public_id: uuid.UUID) -> AttemptFile:
    at = timezone.now()
    attempts = {one.public_id: one for one in attempts_in_appeal(appeal, at=at)}
    if public_id not in attempts:
        raise Http404
    return read_attempt(attempts[public_id], language=page_language(), at=at)


def _lesson(read: FiledLesson) -> LessonPart:
    state, tone = combination_words(read.combination.state)
    mark = read.combination.mark
    return LessonPart(
        read,
        state,
        tone,
        None if mark is None else round_half_up(mark),
        [
            (sheet, None if one is None else round_half_up(one))
            for sheet, one in zip(read.sheets, read.marks, strict=True)
        ],
    )


def _context(read: AttemptFile) -> dict[str, Any]:
    return {
        "read": read,
        "attempt": read.attempt,
        "items": [
            ItemLine(one, round_half_up(one.points), because_words(one.because))
            for one in read.items
        ],
        "steps": [
            StepLine(one, clock(one.elapsed), step_words(one), late_words(one))
            for one in read.steps
        ],
        "digest": digest_of(read.attempt),
        "printed_at": timezone.now(),
        # The words of results speak to the trainee; here somebody else reads them.
        "filed": True,
    }


def _on_paper(context: dict[str, Any]) -> dict[str, Any]:
    """Answers and what ended the attempt: a page takes long to lay out, and each step is a row."""
    said = [line for line in context["steps"] if line.step.action not in _ON_SCREEN_ONLY]
    return context | {"steps": said[:MOST_ON_PAPER], "more": len(said[MOST_ON_PAPER:])}


def digest_of(attempt: Attempt) -> str:
    """SHA-256 over the steps and grades as they are stored: two prints can be told apart by it.

    Of late steps what was decided about them, and not what they say.
    """
    stored = [
        *attempt.steps.order_by("received_at", "pk").values_list(
            "client_id", "sequence", "action", "position", "response", "language", "received_at"
        ),
        *attempt.late_steps.order_by("received_at", "pk").values_list(
            "client_id", "received_at", "decided_at", "admitted", "reason"
        ),
        *attempt.grades.order_by("graded_at", "pk").values_list("score", "items", "graded_at"),
    ]
    return hashlib.sha256("\x1f".join(map(repr, stored)).encode()).hexdigest()
