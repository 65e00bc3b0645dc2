"""Item results of a cohort: the list of its quizzes, and one page a quiz."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from assessments import states
from assessments.disclosing import shown_of_sitting
from assessments.disclosure import KEY, OWN_ANSWERS, QUESTION, TEAM
from assessments.itemanalysing import analyse_quiz
from assessments.models import Quiz
from assessments.permissions import item_results_visible_to
from assessments.tabulating import WHICH, Which
from assessments.views.fetching import cohort_by_now, page_language
from assessments.views.item_cards import cards_of, quiz_figures
from courses.models import Cohort


@login_required
@require_safe
def item_index(request: HttpRequest, code: str) -> HttpResponse:
    """Every quiz, test and exam of the course, with how many attempts there are to judge."""
    cohort = cohort_by_now(item_results_visible_to(request.user), code, at=timezone.now())
    ended = Q(attempts__state__in=states.MARKED)
    quizzes = (
        _quizzes(cohort)
        .annotate(
            here=Count("attempts", filter=ended & Q(attempts__enrolment__cohort=cohort)),
            everywhere=Count("attempts", filter=ended),
        )
        .order_by("activity__position")
    )
    context = {
        "cohort": cohort,
        "sat": [quiz for quiz in quizzes if quiz.here],
        "waiting": [quiz for quiz in quizzes if not quiz.here],
    }
    return render(request, "assessments/item_index.html", context)


@login_required
@require_safe
def item_results(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """The items of one quiz; `?attempts=` first, best, last or all; `?cohorts=all` pools them.

    Only items that the cohort has sat are shown, and what the table of `assessments.disclosure`
    lets the team see: nothing of a test or exam while it is open.
    """
    at = timezone.now()
    cohort = cohort_by_now(item_results_visible_to(request.user), code, at=at)
    quiz = get_object_or_404(_quizzes(cohort), activity__key=key)
    asked = request.GET.get("attempts", "first")
    which: Which = asked if asked in WHICH else "first"
    pooled = request.GET.get("cohorts") == "all"
    context: dict[str, Any] = {
        "cohort": cohort,
        "activity": quiz.activity,
        "which": which,
        "which_words": _which_words()[which],
        "switches": _switches(),
        "pooled": pooled,
    }
    things = shown_of_sitting(quiz=quiz, cohort=cohort, role=TEAM, at=at)
    if not {QUESTION, OWN_ANSWERS, KEY} <= things:
        ended = quiz.attempts.filter(enrolment__cohort=cohort, state__in=states.MARKED)
        context["sat"] = ended.exists()
        return render(request, "assessments/item_results_withheld.html", context)
    report = analyse_quiz(quiz=quiz, cohort=None if pooled else cohort, which=which, sat_by=cohort)
    context |= {
        "report": report,
        "lines": quiz_figures(report),
        "cards": cards_of(report, language=page_language()),
    }
    return render(request, "assessments/item_results.html", context)


def _quizzes(cohort: Cohort) -> QuerySet[Quiz]:
    return Quiz.objects.filter(activity__course=cohort.edition.course_id).select_related("activity")


def _which_words() -> dict[str, str]:
    return {
        "first": _("first attempts"),
        "best": _("best attempts"),
        "last": _("last attempts"),
        "all": _("all attempts"),
    }


def _switches() -> list[tuple[str, str]]:
    return [
        ("first", pgettext("attempts", "first")),
        ("best", pgettext("attempts", "best")),
        ("last", pgettext("attempts", "last")),
        ("all", pgettext("attempts", "all")),
    ]
