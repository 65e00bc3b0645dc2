"""Questions out of the bank: those of its filter, in one language, as a file of another system."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.exporting import export_questions
from assessments.forms.bank import BankFilter
from assessments.forms.interchange import ExportForm
from assessments.interchange.sniffing import AIKEN, GIFT, MOODLE_XML, QTI
from assessments.models import QuestionFace
from assessments.views.bank.doors import editors, show
from assessments.views.bank.listing import chosen

MEDIA = {
    GIFT: ("text/plain; charset=utf-8", "gift"),
    AIKEN: ("text/plain; charset=utf-8", "txt"),
    MOODLE_XML: ("application/xml", "xml"),
    QTI: ("application/zip", "zip"),
}


@require_safe
@editors
def bank_export(request: HttpRequest) -> HttpResponse:
    """Choose format and language and see what cannot go; `?download=1` sends the file.

    The newest version of each question of the filter goes out, draft or published.
    """
    questions = chosen(request, BankFilter(request.GET)).order_by("key")
    form = ExportForm(request.GET if "format" in request.GET else None)
    kept = request.GET.copy()
    for name in ("format", "language", "download", "p"):
        kept.pop(name, None)
    count = questions.count()
    context: dict[str, Any] = {"form": form, "filter": list(kept.items()), "count": count}
    if form.is_bound and form.is_valid():
        language, format = form.cleaned_data["language"], form.cleaned_data["format"]
        faces = QuestionFace.objects.filter(
            version__in=questions.values("newest_id"), language=language
        ).select_related("version__question__module")
        done = export_questions(faces.order_by("version__question__key"), format=format)
        if "download" in request.GET:
            media, ending = MEDIA[format]
            day = timezone.localdate().isoformat()
            name = f"questions-{language}-{day}.{ending}"
            return HttpResponse(
                done.content,
                content_type=media,
                headers={"Content-Disposition": f'attachment; filename="{name}"'},
            )
        context |= {
            "done": done,
            "faceless": count - faces.count(),
            "address": f"?{request.GET.urlencode()}&download=1",
        }
    return show(request, "export", _("Export questions"), context)
