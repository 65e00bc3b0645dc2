"""Short answers that no key matched: read one by one, without name, language or count."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.answersreading import answers_waiting_for, propose_wording, read_answer
from assessments.disclosing import versions_withheld
from assessments.disclosure import KEY, MARKER, OWN_ANSWERS, QUESTION
from assessments.kinds.base import LANGUAGES
from assessments.models import AnswerReading, QuestionFace, UnmatchedAnswer
from assessments.permissions import answers_read_by
from assessments.refusals import Refusal
from assessments.views.fetching import cohort_by_now, page_language, signed_in
from assessments.wording import sentence_for
from courses.models import Cohort


@dataclass(frozen=True)
class Wording:
    """One wording with its question and both lists of its key."""

    answer: UnmatchedAnswer
    stem: str
    markup: str
    keys: list[tuple[str, list[str]]]


@login_required
@require_http_methods(["GET", "POST"])
def unmatched_answers(request: HttpRequest, code: str) -> HttpResponse:
    """What waits for this reader, and what this reader has read; POST gives one verdict."""
    user = signed_in(request)
    refusal, at = None, timezone.now()
    cohort = cohort_by_now(answers_read_by(user), code, at=at)
    withheld = versions_withheld(
        cohort, role=MARKER, things=frozenset({QUESTION, OWN_ANSWERS, KEY}), at=at
    )
    if request.method == "POST":
        answer = get_object_or_404(
            cohort.unmatched_answers.exclude(version__in=withheld),
            pk=_number(request.POST.get("answer", "")),
        )
        try:
            _act(request, answer)
        except Refusal as refused:
            refusal = sentence_for(refused)
        else:
            return redirect("unmatched-answers", code)
    waiting = [
        answer
        for answer in answers_waiting_for(user, cohort_id=cohort.pk)
        if answer.version_id not in withheld
    ]
    read = list(
        AnswerReading.objects.filter(reader=user, answer__cohort=cohort)
        .exclude(answer__version__in=withheld)
        .select_related("answer__version__question")
        .order_by("-read_at", "-pk")
    )
    context = {
        "cohort": cohort,
        "waiting": [] if cohort.is_frozen else _worded(waiting),
        "read": read,
        "withheld": bool(withheld),
        "undecided": _undecided(cohort),
        "refusal": refusal,
        "languages": LANGUAGES,
    }
    status = 409 if refusal else 200
    return render(request, "assessments/unmatched_answers.html", context, status=status)


def _act(request: HttpRequest, answer: UnmatchedAnswer) -> None:
    by, at = signed_in(request), timezone.now()
    language = request.POST.get("propose")
    if language in LANGUAGES:
        propose_wording(answer=answer, language=language, by=by, at=at)
        messages.success(request, _("The editors are asked to accept this wording."))
        return
    if request.POST.get("verdict") in ("right", "wrong"):
        read_answer(answer=answer, right=request.POST["verdict"] == "right", by=by, at=at)
        messages.success(request, _("Your verdict is on the server. It is final."))


def _worded(waiting: list[UnmatchedAnswer]) -> list[Wording]:
    faces = QuestionFace.objects.filter(
        version__in=[answer.version_id for answer in waiting], language=page_language()
    )
    by_version = {face.version_id: face for face in faces}
    return [
        Wording(
            answer,
            by_version[answer.version_id].stem,
            by_version[answer.version_id].markup,
            [
                (language, answer.version.structure["key"].get(language, []))
                for language in LANGUAGES
            ],
        )
        for answer in waiting
        if answer.version_id in by_version
    ]


def _undecided(cohort: Cohort) -> int:
    return cohort.unmatched_answers.filter(right__isnull=True).count()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
