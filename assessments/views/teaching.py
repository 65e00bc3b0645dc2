"""Micro-teaching sheets: each assessor sees the own ones only, whatever the others did."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.conciliating import conciliations_open_to
from assessments.forms.teaching import TeachingSheetForm, clock, initial_of
from assessments.marking import submit_sheet
from assessments.models import Criterion, Rubric, TeachingSheet
from assessments.permissions import sheets_visible_to, teaching_marked_by
from assessments.refusals import Refusal
from assessments.views.fetching import page_language, permitted_cohort, signed_in, trainees_of
from assessments.wording import sentence_for
from courses.models import Cohort, Enrolment

LESSONS = (1, 2)


@dataclass(frozen=True)
class OwnLine:
    """One trainee in the list, with the state of the person's own sheets by lesson."""

    enrolment: Enrolment
    lessons: list[tuple[int, bool, bool]]


@login_required
@require_safe
def teaching_sheets(request: HttpRequest, code: str) -> HttpResponse:
    """The trainees of a cohort; for each lesson: own sheet in or not, revision asked or not."""
    user = signed_in(request)
    cohort = permitted_cohort(teaching_marked_by(user), code)
    sheets = sheets_visible_to(user).filter(enrolment__cohort=cohort, submitted_at__isnull=False)
    own = set(sheets.values_list("enrolment_id", "lesson"))
    asked = conciliations_open_to(user, cohort)
    lines = [
        OwnLine(
            trainee,
            [(n, (trainee.pk, n) in own, (trainee.pk, n) in asked) for n in LESSONS],
        )
        for trainee in trainees_of(cohort)
        if trainee.user_id != user.pk
    ]
    context = {"cohort": cohort, "lines": lines, "asked": len(asked)}
    return render(request, "assessments/teaching_sheets.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def teaching_sheet(request: HttpRequest, code: str, enrolment_id: int) -> HttpResponse:
    """Fill in one sheet; afterwards read it; revise it once where the rules ask for it."""
    user = signed_in(request)
    cohort = permitted_cohort(teaching_marked_by(user), code)
    enrolment = get_object_or_404(
        # Nobody fills in a sheet about themselves: the list leaves them out, and so does this.
        Enrolment.objects.active().exclude(user=user).select_related("user"),
        cohort=cohort,
        pk=enrolment_id,
    )
    lesson = 2 if request.GET.get("lesson") == "2" else 1
    own = list(
        sheets_visible_to(user)
        .filter(enrolment=enrolment, lesson=lesson, submitted_at__isnull=False)
        .select_related("rubric")
        .order_by("round")
    )
    revising = (enrolment.pk, lesson) in conciliations_open_to(user, cohort)
    rubric = own[0].rubric if own else Rubric.objects.order_by("-version").first()
    if rubric is None:
        raise Http404
    criteria = list(rubric.criteria.order_by("position"))
    first = own[0] if own else None
    if cohort.is_frozen or (own and not revising):
        status = 409 if request.method == "POST" else 200
        return _read(request, cohort, enrolment, lesson, own, criteria, status=status)
    form = TeachingSheetForm(
        request.POST or None,
        criteria=criteria,
        language=page_language(),
        revised=first,
        initial=initial_of(first, criteria) if first else None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            submit_sheet(
                enrolment=enrolment,
                seat=first.seat if first else form.cleaned_data["seat"],
                assessor=user,
                rubric=rubric,
                levels=form.levels(),
                by=user,
                at=timezone.now(),
                lesson=lesson,
                round=2 if first else 1,
                **form.words(),
            )
        except Refusal as refusal:
            form.add_error(None, sentence_for(refusal))
        else:
            messages.success(request, _("The sheet is on the server and closed."))
            address = reverse("teaching-sheet", args=(code, enrolment_id))
            return redirect(f"{address}?lesson={lesson}")
    context = {
        "cohort": cohort,
        "enrolment": enrolment,
        "lesson": lesson,
        "form": form,
        "revised": first,
    }
    return render(request, "assessments/teaching_form.html", context)


def _read(
    request: HttpRequest,
    cohort: Cohort,
    enrolment: Enrolment,
    lesson: int,
    own: list[TeachingSheet],
    criteria: list[Criterion],
    *,
    status: int,
) -> HttpResponse:
    language = page_language()
    versions = [
        {
            "sheet": sheet,
            "clock": clock(sheet.seconds),
            "total": sum(level * c.weight for level, c in zip(sheet.levels, criteria, strict=True)),
            "rows": [
                (criterion, level, criterion.descriptors[language][level])
                for criterion, level in zip(criteria, sheet.levels, strict=True)
            ],
        }
        for sheet in own
    ]
    context = {
        "cohort": cohort,
        "enrolment": enrolment,
        "lesson": lesson,
        "versions": versions,
    }
    return render(request, "assessments/teaching_read.html", context, status=status)
