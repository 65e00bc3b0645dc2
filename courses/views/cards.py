"""The registrar's page of a cohort's cards: issue what is missing, replace what is lost."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import roles
from accounts.card_sheet import render as render_sheet
from accounts.cards import IssuedCard, issue_missing_cards, replace_cards
from accounts.models import PinCard, User
from accounts.refusals import Refused
from accounts.wording import sentence_for
from courses.models import Cohort
from courses.permissions import managed_by

# The sheet is made inside the transaction: a sheet that cannot be printed issues no card.


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cohort_cards(request: HttpRequest, code: str) -> HttpResponse:
    """/fr/cohort/OUA16/cards/: the list; POST issues the missing cards and answers the sheet."""
    cohort = _cohort(request, code)
    if request.method == "POST":
        with transaction.atomic():
            issued = issue_missing_cards(
                users=_trainees(cohort),
                group_code=cohort.code,
                by=_person(request),
                at=timezone.now(),
            )
            if issued:
                return _sheet(cohort, issued)
        messages.info(request, _("Everybody has a card: nothing was issued."))
        return redirect("cohort-cards", code=cohort.code)
    cards = {card.user_id: card for card in _in_force(cohort)}
    rows = [(user, cards.get(user.pk)) for user in _trainees(cohort)]
    missing = sum(card is None for _user, card in rows)
    context = {"cohort": cohort, "rows": rows, "missing": missing}
    return render(request, "courses/cards.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def replace_cohort_cards(request: HttpRequest, code: str) -> HttpResponse:
    """/fr/cohort/OUA16/cards/replace/?card=…: says what will happen; POST does it."""
    cohort = _cohort(request, code)
    asked = request.POST if request.method == "POST" else request.GET
    cards = list(_in_force(cohort).filter(pk__in=_numbers(asked.getlist("card"))))
    if not cards:
        messages.warning(request, _("Choose at least one card to replace."))
        return redirect("cohort-cards", code=cohort.code)
    if request.method == "POST":
        try:
            with transaction.atomic():
                issued = replace_cards(cards=cards, by=_person(request), at=timezone.now())
                return _sheet(cohort, issued)
        except Refused as refused:
            messages.error(request, sentence_for(refused))
            return redirect("cohort-cards", code=cohort.code)
    return render(request, "courses/cards_replace.html", {"cohort": cohort, "cards": cards})


def _cohort(request: HttpRequest, code: str) -> Cohort:
    person = _person(request)
    if not person.can(roles.ISSUE_CARDS):
        raise Http404
    cohort: Cohort = get_object_or_404(managed_by(person), code=code)
    return cohort


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - login_required stands before
    return request.user


def _trainees(cohort: Cohort) -> QuerySet[User]:
    active = Q(enrolments__cohort=cohort, enrolments__withdrawn_at__isnull=True)
    return User.objects.filter(active).order_by("enrolments__position", "sort_key")


def _in_force(cohort: Cohort) -> QuerySet[PinCard]:
    cards = PinCard.objects.filter(group_code=cohort.code, withdrawn_at__isnull=True)
    return cards.select_related("user").order_by("user__sort_key")


def _numbers(values: Sequence[str]) -> list[int]:
    # As many digits as a key can have: more would overflow the database.
    return [int(v) for v in values if v.isascii() and v.isdigit() and len(v) < 19]


def _sheet(cohort: Cohort, issued: Sequence[IssuedCard]) -> HttpResponse:
    pdf = render_sheet(issued, cohort.name.data)
    name = f"{cohort.code}-cards-{len(issued)}.pdf"
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
