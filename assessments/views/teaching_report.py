"""The report on the marking of micro-teaching, in plain words beside each figure."""

from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.bridge import rules_of
from assessments.forms.rules import value_words
from assessments.outcome.rounding import round_half_up
from assessments.permissions import lessons_followed_by
from assessments.reports import teaching_report
from assessments.statistics import agreement, severity
from assessments.statistics.agreement import Agreement
from assessments.statistics.figures import Figure
from assessments.statistics.severity import Severity
from assessments.views.fetching import permitted_cohort, signed_in


@login_required
@require_safe
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Mean difference per pair, agreement, weighted kappa, severity, shares, the warning."""
    user = signed_in(request)
    cohort = permitted_cohort(lessons_followed_by(user), code)
    found = teaching_report(cohort, viewer=user)
    watch = found.watch
    context = {
        "cohort": cohort,
        "n": watch.lessons,
        "recalibrate": watch.recalibrate,
        "limit": value_words(rules_of(cohort).recalibration_share),
        "conciliations": _percent(watch.conciliation_share),
        "thirds": _percent(watch.third_mark_share),
        "pairs": [
            {"row": row, "difference": number_format(row.difference, decimal_pos=2)}
            for row in found.pairs
        ],
        "levels": _agreement(found.levels),
        "criteria": [(criterion, _agreement(one)) for criterion, one in found.by_criterion],
        "severity": [{"person": person, **_severity(one)} for person, one in found.severity],
    }
    return render(request, "assessments/teaching_report.html", context)


def _percent(value: Decimal | None) -> str:
    """As it was judged (R1.4): with both decimals."""
    return "–" if value is None else number_format(value, decimal_pos=2)


def _figure(figure: Figure, places: int) -> str:
    """The figure rounded half up: `number_format` alone cuts what is beyond the decimals."""
    if figure.value is None:
        return "–"
    rounded = round_half_up(Decimal(str(figure.value)), places)
    return number_format(rounded, decimal_pos=places).replace("-", "−")


def _agreement(found: Agreement) -> dict[str, object]:
    words = {
        agreement.POOR: _("They agree less than by chance."),
        agreement.SLIGHT: _("They agree little more than by chance."),
        agreement.FAIR: _("They agree to some extent."),
        agreement.MODERATE: _("They agree moderately."),
        agreement.GOOD: _("They agree well."),
        agreement.VERY_GOOD: _("They agree very well."),
        agreement.PREVALENCE: _(
            "They agree nearly always; one level is so frequent that kappa says little."
        ),
        agreement.UNKNOWN: _("Too few lessons to tell."),
    }
    return {
        "n": found.n,
        "exact": _figure(found.exact, 1),
        "adjacent": _figure(found.adjacent, 1),
        "weighted": _figure(found.weighted, 2),
        "words": words[found.verdict],
    }


def _severity(found: Severity) -> dict[str, object]:
    words = {
        severity.SEVERE: _("marks lower than those beside"),
        severity.LENIENT: _("marks higher than those beside"),
        severity.IN_LINE: _("in line with those beside"),
        severity.SEVERITY_UNKNOWN: _("too few lessons to tell"),
    }
    value = found.difference.value
    figure = _figure(found.difference, 2)
    return {
        "n": found.n,
        "difference": f"+{figure}" if value is not None and value > 0 else figure,
        "words": words[found.verdict],
    }
