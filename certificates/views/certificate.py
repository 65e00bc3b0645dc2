"""The registrar's pages of one certificate: its prints and events, a corrected name, its state."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from certificates.documentreading import carries_what_was_decided
from certificates.entryreading import acts_on, prints_of
from certificates.forms import ActForm, CorrectedNameForm
from certificates.models import Certificate, CertificateEvent
from certificates.refusals import Refusal
from certificates.replacing import correct_name
from certificates.revoking import reinstate, revoke, suspend
from certificates.silencing import silence, unsilence
from certificates.views.fetching import cohort_of, kept_certificate, signed_in
from certificates.wording import sentence_for, sentence_for_problem
from courses.remarking import remarks_on

_Action = CertificateEvent.Action


class Act(NamedTuple):
    """What a page says of an act, and the verb that does it."""

    title: Promise
    will_happen: Promise
    button: Promise
    verb: Any
    has_public_reason: bool = False


ACTS: Mapping[str, Act] = {
    _Action.SUSPENDED: Act(
        gettext_lazy("Suspend this certificate?"),
        gettext_lazy(
            "Verification answers “suspended” until it is reinstated, and its file is stamped."
        ),
        gettext_lazy("Suspend"),
        suspend,
        True,
    ),
    _Action.REINSTATED: Act(
        gettext_lazy("Reinstate this certificate?"),
        gettext_lazy("Verification answers “valid” again."),
        gettext_lazy("Reinstate"),
        reinstate,
    ),
    _Action.REVOKED: Act(
        gettext_lazy("Revoke this certificate?"),
        gettext_lazy(
            "Verification answers “revoked” from now on, and its file is stamped. This cannot be"
            " undone, and the number is never given again."
        ),
        gettext_lazy("Revoke for good"),
        revoke,
        True,
    ),
    _Action.SILENCED: Act(
        gettext_lazy("Turn silent mode on?"),
        gettext_lazy(
            "For a holder at risk: verification answers “contact the issuing office” and says"
            " neither kind nor course."
        ),
        gettext_lazy("Turn silent mode on"),
        silence,
    ),
    _Action.UNSILENCED: Act(
        gettext_lazy("Turn silent mode off?"),
        gettext_lazy("Verification answers again what the certificate is."),
        gettext_lazy("Turn silent mode off"),
        unsilence,
    ),
}


@require_safe
@login_required
def entry(request: HttpRequest, number: str) -> HttpResponse:
    """Everything about one certificate."""
    certificate = kept_certificate(request, number)
    events = certificate.events.select_related("by").order_by("-at", "-pk")
    context = {
        "c": certificate,
        "cohort": certificate.cohort,
        "prints": prints_of(certificate),
        "outdated": certificate.state != Certificate.State.REVOKED
        and not carries_what_was_decided(certificate),
        "events": events.exclude(action=_Action.DOWNLOADED),
        "downloads": events.filter(action=_Action.DOWNLOADED)[:20],
        "acts": [(act, ACTS[act]) for act in acts_on(certificate)],
        "zone": cohort_of(certificate).tz,
    }
    return render(request, "certificates/entry.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def corrected_name(request: HttpRequest, number: str) -> HttpResponse:
    """Print the certificate again with a corrected name; number and all other words stay."""
    certificate = kept_certificate(request, number)
    last = prints_of(certificate)[0].entry
    before = {"name": last.payload["holder_name"], "arabic": last.payload["holder_arabic"]}
    form = CorrectedNameForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            new_print = correct_name(
                certificate=certificate,
                by=signed_in(request),
                at=timezone.now(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            _add_refusal(form, refusal)
        else:
            said = _(
                "Print %(index)d is ready. The earlier print counts as replaced: take it back."
            )
            messages.success(request, said % {"index": new_print.index})
            return redirect("certificate", number=number)
    context = {"c": certificate, "cohort": certificate.cohort, "form": form, "before": before}
    return render(request, "certificates/corrected_name.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Suspend, reinstate, revoke, silent mode: what will happen, why, then the verb."""
    certificate = kept_certificate(request, number)
    if act not in ACTS:
        raise Http404
    chosen = ACTS[act]
    form = ActForm(request.POST or None, with_public=chosen.has_public_reason)
    if request.method == "POST" and form.is_valid():
        try:
            chosen.verb(
                certificate=certificate,
                by=signed_in(request),
                at=timezone.now(),
                **form.reasons(),
            )
        except Refusal as refusal:
            _add_refusal(form, refusal)
        else:
            messages.success(request, _("It is done and in the register."))
            for remark in remarks_on(form.texts()):
                messages.warning(request, remark)
            return redirect("certificate", number=number)
    context: dict[str, Any] = {
        "c": certificate,
        "cohort": certificate.cohort,
        "act": chosen,
        "is_allowed": act in acts_on(certificate),
        "form": form,
        "name": _name_of(certificate),
    }
    return render(request, "certificates/act.html", context)


def _add_refusal(form: CorrectedNameForm | ActForm, refusal: Refusal) -> None:
    for sentence in (sentence_for(refusal), *map(sentence_for_problem, refusal.problems)):
        form.add_error(None, sentence)


def _name_of(certificate: Certificate) -> str:
    return prints_of(certificate)[0].name
