"""A face exactly as the trainee sees it: the same templates, the same style, its own language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_safe

from assessments.kinds.registry import kind_of
from assessments.models import QuestionFace
from assessments.permissions import questions_read_by
from assessments.presenting import ItemPage
from assessments.reviewing import UNANSWERED, ReviewedItem
from assessments.views.bank.doors import readers


@require_safe
@readers
def bank_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The question, then the page after it with key and feedback; shown in a frame of the admin."""
    face = get_object_or_404(
        QuestionFace.objects.select_related("version__question").filter(
            version__question__in=questions_read_by(request.user)
        ),
        pk=pk,
    )
    version = face.version
    kind = kind_of(version.question.kind)
    item = ItemPage(
        position=1,
        stem=face.stem,
        markup=face.markup,
        parts=kind.show(version.structure, face.words, kind.options(version.structure), None),
        template=kind.template,
    )
    result = ReviewedItem(
        position=1,
        stem=face.stem,
        markup=face.markup,
        parts=kind.review(version.structure, face.words, None),
        feedback=face.words.get("feedback", ""),
        verdict=UNANSWERED,
        template=kind.result_template,
    )
    with translation.override(face.language):
        return render(
            request,
            "assessments/bank/preview.html",
            {"item": item, "result": result, "language": face.language},
        )
