"""Work lists of the bank: facts that run out, faces that a translator owes, faces corrected."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.bankqueuing import FLAGGED, expiring, owed
from assessments.facecorrecting import carriers_of, correction_of, seen_by_cohort
from assessments.forms.bank import FACE_WORDS
from assessments.models import QuestionVersion, Regrade
from assessments.permissions import questions_read_by
from assessments.views.bank.doors import readers, show


@require_safe
@readers
def bank_expiring(request: HttpRequest) -> HttpResponse:
    """Questions whose fact has expired or expires within sixty days."""
    found = expiring(questions_read_by(request.user), on=timezone.localdate())
    return show(request, "expiring", _("Expired or expiring"), {"found": found})


@require_safe
@readers
def bank_translating(request: HttpRequest) -> HttpResponse:
    """Faces that are missing, drafts, or flagged; `?language=en` keeps one language."""
    language = request.GET.get("language", "")
    found = list(owed(questions_read_by(request.user), language=language))
    words = {**FACE_WORDS, FLAGGED: _("flagged")}
    rows = [(one, words[one.why]) for one in found]
    return show(
        request, "translating", _("Translators’ queue"), {"rows": rows, "language": language}
    )


@require_safe
@readers
def bank_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Attempts that saw a face before it was corrected, counted by cohort, for a regrade."""
    version = get_object_or_404(
        QuestionVersion.objects.select_related("question").filter(
            question__in=questions_read_by(request.user)
        ),
        pk=pk,
    )
    correction = correction_of(version)
    seen = []
    if correction is not None:
        seen = [
            (one, carrier, seen_by_cohort(version=carrier, language=one))
            for one in correction.languages
            for carrier in carriers_of(correction, one)
        ]
    key = version.question.key
    return show(
        request,
        "seen",
        _("Who saw the earlier face"),
        {
            "version": version,
            "correction": correction,
            "seen": seen,
            "policy": Regrade.Policy.FULL,  # what the preview opens with
        },
        trail=((key, reverse("bank-question", args=[key])),),
    )
