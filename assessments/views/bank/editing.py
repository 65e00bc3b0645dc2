"""Writing a question: choose its key and kind, then both languages side by side."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.bank_wording import full_sentence
from assessments.drafting import write_draft
from assessments.filing import open_question, rename_question, rest_on
from assessments.forms.bank import NewQuestionForm
from assessments.forms.question import QuestionForm
from assessments.forms.question_start import form_as_typed, form_of, form_sent, new_form
from assessments.kinds.base import ContentProblem
from assessments.kinds.registry import KINDS
from assessments.models import Question, QuestionVersion
from assessments.permissions import questions_edited_by
from assessments.refusals import KEY_TAKEN, WORDING_OR_MEANING, Refusal
from assessments.rereading import edition_of_question, written_on
from assessments.views.bank.doors import editors, show
from courses.remarking import remarks_on


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def bank_new(request: HttpRequest) -> HttpResponse:
    """Key and kind of a new question; the form of its kind follows."""
    form = NewQuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"]
        if not Question.objects.filter(key=key).exists():
            return redirect("bank-write", kind=form.cleaned_data["kind"], key=key)
        form.add_error("key", full_sentence(Refusal(KEY_TAKEN)))
    return show(request, "new", _("New question"), {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def bank_write(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The first version of a question: nothing is stored before it is saved."""
    if kind not in KINDS:
        raise Http404
    return _write(request, key=key, kind=kind, question=None, version=None)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def bank_edit(request: HttpRequest, key: str) -> HttpResponse:
    """Edit the draft; over a published version the next one is begun."""
    question = get_object_or_404(questions_edited_by(request.user), key=key)
    version = question.versions.prefetch_related("faces").order_by("-number").first()
    return _write(request, key=key, kind=question.kind, question=question, version=version)


def _write(
    request: HttpRequest,
    *,
    key: str,
    kind: str,
    question: Question | None,
    version: QuestionVersion | None,
) -> HttpResponse:
    sent = request.POST
    if request.method == "POST" and ("add" in sent or "remove" in sent):
        form = form_as_typed(kind, sent)
    elif request.method == "POST":
        form = form_sent(kind, sent, version)
        if form.is_valid() and _saved(request, form, key, question):
            return redirect("bank-question", key=key)
    else:
        form = form_of(version) if version else new_form(kind)
    context: dict[str, Any] = {
        "form": form,
        # What was on the page when it was opened, whatever was added to it or refused since.
        "read": sent.get("read") or (edition_of_question(question) if question else ""),
        "question": question,
        "version": version,
        "kind": KINDS[kind],
        "is_next": version is not None and version.published_at is not None,
    }
    trail = ((key, reverse("bank-question", args=[key])),) if question else ()
    title = _("Edit %(key)s") % {"key": key} if question else key
    status = 422 if form.is_bound else 200
    return show(request, "write", title, context, trail=trail, status=status)


def _saved(request: HttpRequest, form: QuestionForm, key: str, question: Question | None) -> bool:
    """Store the draft, everything or nothing; a refusal is told above the form."""
    head = {name: form.cleaned_data[name] for name in ("name", "module", "pool")}
    try:
        with transaction.atomic():
            if question is None:
                question = open_question(key=key, kind=form.kind.key, **head)
                _write_down(request, form, question)
            else:
                with written_on(question, request.POST.get("read")):
                    rename_question(question=question, **head)
                    _write_down(request, form, question)
    except Refusal as refusal:
        field = "change" if refusal.code == WORDING_OR_MEANING else None
        form.add_error(field, full_sentence(refusal))
        return False
    except ContentProblem as problem:
        form.add_problem(problem)
        return False
    messages.success(request, _("The draft is saved."))
    for remark in remarks_on(form.texts()):
        messages.warning(request, remark)
    return True


def _write_down(request: HttpRequest, form: QuestionForm, question: Question) -> None:
    rest_on(question=question, facts=form.cleaned_data["facts"])
    write_draft(
        question=question,
        structure=form.structure,
        faces=form.faces,
        details=form.details,
        reason=form.cleaned_data["reason"],
        change=form.cleaned_data["change"],
        by=request.user,  # type: ignore[arg-type]
        at=timezone.now(),
    )
