"""The list of the bank: search, filters, figures, and acts on many questions."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.bank_wording import full_sentence
from assessments.banklisting import bank, in_state, matching, rows_of
from assessments.forms.bank import ActForm, BankFilter
from assessments.handling import Order, handle
from assessments.kinds.base import LANGUAGES
from assessments.permissions import questions_edited_by, questions_read_by
from assessments.views.bank.doors import editors, readers, reading_language, show

PER_PAGE = 50


def chosen(request: HttpRequest, form: BankFilter) -> QuerySet[Any]:
    """The questions that the filter leaves, in its order; those retired only where asked for."""
    today = timezone.localdate()
    wanted = form.wanted
    found = bank(questions_read_by(request.user)).select_related("module", "figures")
    for name, column in (("module", "module"), ("kind", "kind"), ("pool", "pool")):
        if name in wanted:
            found = found.filter(**{column: wanted[name]})
    if "bloom" in wanted:
        found = found.filter(newest_bloom=wanted["bloom"])
    if "state" in wanted:
        found = in_state(found, wanted["state"], on=today)
    else:
        found = found.filter(retired_at__isnull=True)
    if "q" in wanted:
        found = matching(found, wanted["q"])
    orders = {
        "key": [F("key").asc()],
        "facility": [F("figures__facility").asc(nulls_last=True), F("key").asc()],
    }
    usual = [F("module__position").asc(nulls_last=True), F("key").asc()]
    return found.order_by(*orders.get(wanted.get("sort", ""), usual))


@require_safe
@readers
def bank_list(request: HttpRequest) -> HttpResponse:
    """One line a question, fifty on a page."""
    form = BankFilter(request.GET)
    page = Paginator(chosen(request, form), PER_PAGE).get_page(request.GET.get("p"))
    kept = request.GET.copy()
    kept.pop("p", None)
    context = {
        "form": form,
        "page": page,
        "rows": rows_of(page.object_list, language=reading_language(), on=timezone.localdate()),
        "acts": ActForm(),
        "query": kept.urlencode(),
    }
    return show(request, "list", _("Question bank"), context)


@require_POST
@editors
def bank_act(request: HttpRequest) -> HttpResponse:
    """Do one thing with the ticked questions; what was refused is listed with its reason."""
    form = ActForm(request.POST)
    ids = [one for one in request.POST.getlist("question") if one.isdecimal()][: 10 * PER_PAGE]
    questions = list(questions_edited_by(request.user).filter(pk__in=ids).order_by("key"))
    context = {"form": form, "questions": questions}
    if not form.is_valid() or not questions:
        return show(request, "acted", _("Nothing was done"), context, status=400)
    order = Order(
        form.cleaned_data["act"],
        by=request.user,  # type: ignore[arg-type]
        at=timezone.now(),
        module=form.cleaned_data["module"],
        pool=form.cleaned_data["pool"],
        languages=(form.cleaned_data["language"],) if form.cleaned_data["language"] else LANGUAGES,
    )
    outcomes = handle(questions, order)
    context |= {
        "act": dict(form.fields["act"].choices)[order.act],  # type: ignore[attr-defined]
        "done": [one.question for one in outcomes if one.changed],
        "same": [one.question for one in outcomes if not one.changed and one.refusal is None],
        "refused": [(one.question, full_sentence(one.refusal)) for one in outcomes if one.refusal],
    }
    return show(request, "acted", _("What was done"), context)
