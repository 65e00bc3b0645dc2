"""The rules in their versions: read them, write the next one, tie an open cohort to another."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.forms.rules import GROUPS, LABELS, RulesForm, origin, value_words
from assessments.models import RuleSet as StoredRuleSet
from assessments.outcome.rulechanges import rule_changes
from assessments.outcome.ruleset import RuleSet, RuleSetError
from assessments.permissions import assessments_managed_by, may_edit_rules, rules_edited_by
from assessments.refusals import Refusal
from assessments.rulemaking import change_rules, drafted, effects_of, next_version, publish_rules
from assessments.templatetags.rulings import outcome
from assessments.views.fetching import signed_in
from assessments.wording import sentence_for
from courses.models import Cohort


@login_required
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Every version with its digest, its author and the cohorts that run on it."""
    if not may_edit_rules(request.user):
        raise Http404
    versions = rules_edited_by(request.user).select_related("published_by")
    found = versions.prefetch_related("cohorts__cohort").order_by("identifier", "-version")
    return render(request, "assessments/rules.html", {"versions": found})


@login_required
@require_http_methods(["GET", "POST"])
def rule_set(request: HttpRequest, rule_set_id: int) -> HttpResponse:
    """One version in full; `?cohort=` shows what it would change there, POST ties the cohort."""
    stored = get_object_or_404(
        rules_edited_by(request.user).select_related("published_by"), pk=rule_set_id
    )
    values = RuleSet.from_json(stored.parameters)
    cohorts = assessments_managed_by(request.user).filter(frozen_at__isnull=True)
    code = (request.POST if request.method == "POST" else request.GET).get("cohort", "")
    cohort = get_object_or_404(cohorts, code=code) if code else None
    refusal = ""
    if request.method == "POST" and cohort is not None:
        try:
            change_rules(cohort=cohort, rule_set=stored)
        except Refusal as refused:
            refusal = sentence_for(refused)
        else:
            messages.success(request, _("The cohort runs on these rules from now on."))
            return redirect("rule-set", rule_set_id)
    context = {
        "stored": stored,
        "groups": [
            (
                title,
                [
                    (label, value_words(getattr(values, name)), origin(name, rule))
                    for name, label, rule in rows
                ],
            )
            for title, rows in GROUPS
        ],
        "cohorts": cohorts.select_related("rules__rule_set"),
        "users": Cohort.objects.filter(rules__rule_set=stored).order_by("code"),
        "cohort": cohort,
        "effects": [e for e in effects_of(cohort, values) if e.changes] if cohort else [],
        "refusal": refusal,
    }
    return render(request, "assessments/rule_set.html", context, status=409 if refusal else 200)


@login_required
@require_http_methods(["GET", "POST"])
def new_rules(request: HttpRequest, rule_set_id: int) -> HttpResponse:
    """Write the next version from this one: first the differences and effects, then publish."""
    stored = get_object_or_404(rules_edited_by(request.user), pk=rule_set_id)
    base = RuleSet.from_json(stored.parameters)
    form = RulesForm(request.POST if request.method == "POST" else None, base=base)
    context: dict[str, Any] = {"stored": stored, "form": form, "next": next_version(stored)}
    if request.method == "POST" and form.is_valid():
        try:
            draft = drafted(stored, form.values())
            if request.POST.get("publish") == draft.digest():
                made = publish_rules(
                    base=stored,
                    values=form.values(),
                    note=form.cleaned_data["note"],
                    by=signed_in(request),
                    at=timezone.now(),
                )
                messages.success(request, _("The version is published. No cohort runs on it yet."))
                return redirect("rule-set", made.pk)
        except RuleSetError as error:
            form.refuse(error.names)
        except Refusal as refusal:
            form.add_error(None, sentence_for(refusal))
        else:
            context |= {
                "draft": draft.digest(),
                "differences": _worded(base, draft),
                "effects": _effects(request, stored, draft),
            }
    return render(request, "assessments/new_rules.html", context)


def _worded(base: RuleSet, draft: RuleSet) -> list[tuple[Any, Any, Any]]:
    return [
        (LABELS[change.name], value_words(change.before), value_words(change.after))
        for change in rule_changes(base, draft)
    ]


def _effects(
    request: HttpRequest, stored: StoredRuleSet, draft: RuleSet
) -> list[tuple[Cohort, list[tuple[str, int]]]]:
    """For each open cohort of this person that runs on the old version: changes, counted."""
    cohorts = assessments_managed_by(request.user).filter(
        frozen_at__isnull=True, rules__rule_set=stored
    )
    return [
        (
            cohort,
            sorted(
                Counter(
                    f"{outcome(e.before)} → {outcome(e.after)}"
                    for e in effects_of(cohort, draft)
                    if e.changes
                ).items()
            ),
        )
        for cohort in cohorts.select_related("edition", "rules__rule_set")
    ]
