"""Verbs: issue a trainee's card, check the PIN typed with it, replace a card that is lost.

The PIN exists in clear only in the answer of an issue, to be printed once. Stored is a slow hash
over an HMAC of code and PIN under REGISTER_KEY: six digits alone would be guessed in seconds from
a stolen database (docs/decisions/0010-cards.md).
"""

import datetime
import secrets
from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from accounts.models import PinCard, User
from accounts.pins import (
    canonical_code,
    canonical_pin,
    draw_pin,
    draw_suffix,
    is_pin,
    is_suffix,
    suffix_of,
)
from accounts.refusals import HAS_CARD, MISMATCH, STAFF, WAIT, WITHDRAWN, Refused
from accounts.throttle import CARD, CARD_ADDRESS
from accounts.throttling import blocked_for, claim_try, count_failure, forget

_CHOOSER = secrets.SystemRandom()


class IssuedCard(NamedTuple):
    """A new card with its PIN, which nobody can read again later."""

    card: PinCard
    pin: str


@transaction.atomic
def issue_card(
    *,
    user: User,
    group_code: str,
    by: User | None,
    at: datetime.datetime,
    pin: str = "",
    suffix: str = "",
) -> IssuedCard:
    """Give a person a card for a cohort. `pin` and `suffix` are drawn unless a demo fixes them.

    Raises Refused(STAFF) for a person who signs in with a password, Refused(HAS_CARD) when a card
    is in force already, ValueError for a fixed PIN or suffix that cannot be one.
    """
    if user.is_staff:
        raise Refused(STAFF)
    taken = _suffixes(group_code)
    suffix = suffix or draw_suffix(_CHOOSER, taken=taken)
    pin = pin or draw_pin(_CHOOSER)
    if not is_suffix(suffix) or not is_pin(pin):
        raise ValueError("a card ends in three characters of the alphabet; a PIN has six digits")
    code = f"{group_code}-{suffix}"
    try:
        with transaction.atomic():
            card = PinCard.objects.create(
                user=user,
                group_code=group_code,
                code=code,
                pin_hash=make_password(_peppered(canonical_code(code), pin)),
                issued_at=at,
                issued_by=by,
            )
    except IntegrityError:
        raise Refused(HAS_CARD) from None
    return IssuedCard(card, pin)


@transaction.atomic
def issue_missing_cards(
    *, users: Iterable[User], group_code: str, by: User | None, at: datetime.datetime
) -> list[IssuedCard]:
    """Give each person of a cohort who has no card in force one, in the order given.

    Members of staff are left out: they sign in with a password.
    """
    provided = set(
        PinCard.objects.filter(group_code=group_code, withdrawn_at__isnull=True).values_list(
            "user_id", flat=True
        )
    )
    return [
        issue_card(user=user, group_code=group_code, by=by, at=at)
        for user in users
        if user.pk not in provided and not user.is_staff
    ]


@transaction.atomic
def replace_card(
    *, card: PinCard, by: User | None, at: datetime.datetime, pin: str = ""
) -> IssuedCard:
    """Withdraw a card, end what was opened with it, and issue another for the same cohort.

    The old code and PIN stop working and every session of the person ends. Raises
    Refused(WITHDRAWN) when the card was replaced before, so that a form sent twice prints once.
    """
    withdrawn = PinCard.objects.filter(pk=card.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=at, withdrawn_by=by
    )
    if not withdrawn:
        raise Refused(WITHDRAWN)
    _end_sessions(card.user)
    return issue_card(user=card.user, group_code=card.group_code, by=by, at=at, pin=pin)


@transaction.atomic
def replace_cards(
    *, cards: Iterable[PinCard], by: User | None, at: datetime.datetime
) -> list[IssuedCard]:
    """Replace several cards at once, all or none. Errors as `replace_card`."""
    return [replace_card(card=card, by=by, at=at) for card in cards]


def check_pin(*, code: str, pin: str, address: str, at: datetime.datetime) -> PinCard:
    """The card in force that the typed code and PIN open, with its user.

    `address` is where the request comes from (`throttling.counted_address`). Raises Refused(WAIT)
    while the code or the address is slowed down, Refused(MISMATCH) for everything else that is
    wrong: with the same answer and the same effort whether or not such a card exists.
    """
    typed = canonical_code(code)
    # The address first: a blocked one may not use up the tries of other people's cards.
    wait = blocked_for(CARD_ADDRESS, address, at=at) or claim_try(CARD, typed, at=at)
    if wait:
        raise Refused(WAIT, wait)
    card = _in_force(typed)
    peppered = _peppered(typed, canonical_pin(pin))
    if card is None:
        make_password(peppered)  # as slow as the comparison below
    elif check_password(peppered, card.pin_hash) and _may_use_card(card.user):
        forget(CARD, typed)
        return card
    count_failure(CARD_ADDRESS, address, at=at)
    raise Refused(MISMATCH)


def _in_force(typed: str) -> PinCard | None:
    """The card whose code reads as the typed one; O and 0, I, L and 1 are told apart by none."""
    ending = "-" + suffix_of(typed)
    candidates = PinCard.objects.filter(code__endswith=ending, withdrawn_at__isnull=True)
    for card in candidates.select_related("user"):
        if canonical_code(card.code) == typed:
            return card
    return None


def _may_use_card(user: User) -> bool:
    return user.is_active and not user.is_staff


def _peppered(code: str, pin: str) -> str:
    return salted_hmac(
        "card-pin", f"{code}:{pin}", secret=settings.REGISTER_KEY, algorithm="sha256"
    ).hexdigest()


def _suffixes(group_code: str) -> set[str]:
    codes = PinCard.objects.filter(group_code=group_code).values_list("code", flat=True)
    return {code[len(group_code) + 1 :] for code in codes}


def _end_sessions(user: User) -> None:
    # A session carries a digest of the password field. An unusable password is random, so drawing
    # another one ends every session of the person without a list of sessions to keep.
    if not user.is_staff:
        user.set_unusable_password()
        user.save(update_fields=["password"])
