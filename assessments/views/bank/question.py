"""One question: its versions, both faces as the trainee sees them, usage, figures, flags."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.bank_wording import full_sentence, sentences_of_missing
from assessments.banklisting import MISSING, bank, rows_of
from assessments.checking import approve_face, check_face, send_face_back
from assessments.facecorrecting import correction_of
from assessments.flagging import raise_flag, resolve_flag
from assessments.forms.bank import FACE_WORDS, FlagForm
from assessments.handling import draft_of
from assessments.kinds.base import LANGUAGES
from assessments.models import FaceFlag, Question, QuestionFace, QuestionVersion
from assessments.permissions import questions_edited_by, questions_read_by
from assessments.publishing import missing_for_publication, publish_version
from assessments.refusals import Refusal
from assessments.rereading import edition_of_face
from assessments.retiring import bring_back_question, retire_question
from assessments.versionlisting import cohorts_by_version
from assessments.views.bank.doors import editors, readers, reading_language, show
from courses.models import Edition

FACE_ACTS = {"check": check_face, "approve": approve_face, "send-back": send_face_back}


@require_safe
@readers
def bank_question(request: HttpRequest, key: str) -> HttpResponse:
    """The page of a question; `?version=2` shows an earlier one."""
    question = get_object_or_404(
        bank(questions_read_by(request.user)).select_related("module", "imported_from"), key=key
    )
    versions = list(
        question.versions.select_related("created_by", "published_by").prefetch_related(
            "faces__checked_by", "faces__approved_by"
        )
    )
    version = _version(versions, request.GET.get("version"))
    met = cohorts_by_version(question)
    for one in versions:
        one.question = question
        one.met_by = met.get(one.pk, [])
    (row,) = rows_of([question], language=reading_language(), on=timezone.localdate())
    faces = {face.language: face for face in version.faces.all()} if version else {}
    is_draft = version is not None and version.published_at is None
    flags = FaceFlag.objects.filter(face__version__question=question).select_related(
        "face__version", "raised_by", "resolved_by"
    )
    context = {
        "question": question,
        "row": row,
        "version": version,
        "versions": versions,
        "is_draft": is_draft,
        "faces": [
            (one, face, FACE_WORDS[face.state if face else MISSING], face and edition_of_face(face))
            for one in LANGUAGES
            for face in [faces.get(one)]
        ],
        "missing": sentences_of_missing(missing_for_publication(version))
        if version and is_draft
        else [],
        "facts": [
            (fact, fact.state_on(timezone.localdate()))
            for fact in question.facts.select_related("module")
        ],
        "asks_for_whom": is_draft
        and Edition.objects.filter(
            course__modules=question.module_id, locked_at__isnull=False
        ).exists(),
        "correction": correction_of(version) if version else None,
        "flags": flags,
        "flag_form": FlagForm(auto_id="flag-%s"),
    }
    return show(request, "question", question.key, context)


def _version(versions: list[QuestionVersion], number: str | None) -> QuestionVersion | None:
    if number is None:
        return versions[0] if versions else None
    found = next((one for one in versions if str(one.number) == number), None)
    if found is None:
        raise Http404
    return found


@require_POST
@editors
def bank_do(request: HttpRequest, key: str) -> HttpResponse:
    """Publish the draft, retire, bring back, or move one face; what is refused is said."""
    question = get_object_or_404(questions_edited_by(request.user), key=key)
    try:
        _do(request, question, request.POST.get("act", ""), request.POST.get("language", ""))
    except Refusal as refusal:
        messages.error(request, full_sentence(refusal))
    return redirect("bank-question", key=key)


def _do(request: HttpRequest, question: Question, act: str, language: str) -> None:
    by, at = request.user, timezone.now()
    if act in FACE_ACTS:
        face = get_object_or_404(draft_of(question).faces, language=language)
        FACE_ACTS[act](face=face, by=by, at=at, read=request.POST.get("read"))  # type: ignore[arg-type]
    elif act in ("publish", "publish-next"):
        only_next = act == "publish-next"
        publish_version(version=draft_of(question), by=by, at=at, only_next=only_next)  # type: ignore[arg-type]
        messages.success(request, _("Published: quizzes draw this version from now on."))
    elif act == "retire":
        retire_question(question=question, at=at)
    elif act == "bring-back":
        bring_back_question(question=question)
    else:
        raise Http404


@require_POST
@editors
def bank_flag(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a face back to its translator."""
    face = get_object_or_404(
        QuestionFace.objects.filter(version__question__in=questions_edited_by(request.user)), pk=pk
    )
    form = FlagForm(request.POST)
    if form.is_valid():
        try:
            raise_flag(face=face, by=request.user, at=timezone.now(), **form.cleaned_data)  # type: ignore[arg-type]
        except Refusal as refusal:
            messages.error(request, full_sentence(refusal))
    else:
        messages.error(request, _("Choose a reason."))
    return redirect(reverse("bank-question", args=[face.version.question.key]) + "#flags")


@require_POST
@editors
def bank_resolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a flag with what was done about it."""
    flag = get_object_or_404(
        FaceFlag.objects.filter(face__version__question__in=questions_edited_by(request.user)),
        pk=pk,
    )
    try:
        resolve_flag(
            flag=flag,
            resolution=request.POST.get("resolution", "").replace("\0", ""),
            by=request.user,  # type: ignore[arg-type]
            at=timezone.now(),
        )
    except Refusal as refusal:
        messages.error(request, full_sentence(refusal))
    return redirect(reverse("bank-question", args=[flag.face.version.question.key]) + "#flags")
