"""Quizzes in the admin: how each is drawn and taken, and whether its pool is large enough."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.blueprinting import Wanted, lay_blueprint
from assessments.forms.quiz import LineFormSet, QuizForm
from assessments.models import Quiz
from assessments.permissions import can_edit_bank
from assessments.poolcounting import pools_of, shortages
from assessments.views.bank.doors import readers, show


@require_safe
@readers
def bank_quizzes(request: HttpRequest) -> HttpResponse:
    """Every quiz with its items wanted, and whether a line is short today."""
    quizzes = Quiz.objects.select_related("activity__module").order_by(
        "activity__course", "activity__position"
    )
    rows = shortages(quizzes, on=timezone.localdate())
    return show(request, "quizzes", _("Quizzes and exams"), {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def bank_quiz(request: HttpRequest, pk: int) -> HttpResponse:
    """One quiz with its blueprint: a form for editors, to be read by leads."""
    quiz = get_object_or_404(Quiz.objects.select_related("activity"), pk=pk)
    may_edit = can_edit_bank(request.user)
    sent = request.POST if request.method == "POST" and may_edit else None
    form = QuizForm(sent, instance=quiz)
    lines = LineFormSet(sent, instance=quiz, prefix="line")
    if sent is not None and form.is_valid() and lines.is_valid():
        with transaction.atomic():
            form.save()
            lay_blueprint(quiz=quiz, lines=_wanted(lines))
        messages.success(request, _("The quiz is saved."))
        return redirect("bank-quiz", pk=pk)
    if not may_edit:
        for field in form.fields.values():
            field.disabled = True
    context = {
        "quiz": quiz,
        "form": form,
        "lines": lines,
        "pools": pools_of(Quiz.objects.get(pk=pk), on=timezone.localdate()),
    }
    return show(
        request,
        "quiz",
        str(quiz.activity.title),
        context,
        trail=((_("Quizzes and exams"), reverse("bank-quizzes")),),
        status=422 if sent is not None else 200,
    )


def _wanted(lines: LineFormSet) -> list[Wanted]:  # type: ignore[valid-type]
    return [
        Wanted(*(line[name] for name in ("module", "count", "kind", "bloom")))
        for line in (form.cleaned_data for form in lines.forms)  # type: ignore[attr-defined]
        if line.get("module") and not line.get("DELETE")
    ]
