"""Verbs: what the public page answered, under a reference that the verifier can quote.

Who asked is not stored, the name never, the number only as a keyed hash: the row proves an answer
to somebody who brings number and reference, and tells nothing to somebody who reads the table.
"""

import datetime
import hashlib
import hmac
import random as chance
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction

from certificates.codes import ALPHABET, check_character, parse_number
from certificates.models import VerifierReference
from certificates.verification import Answer

KEPT = datetime.timedelta(days=30)
_SYMBOLS = 8
_TRIES = 5


@dataclass(frozen=True)
class Noted:
    """An answer that was given; `same_number` when it was given for the number brought along."""

    at: datetime.datetime
    verdict: str
    print_index: int
    same_number: bool


def note_answer(
    *, number: str, answer: Answer, at: datetime.datetime, random: chance.Random
) -> str:
    """Store an answer; returns its reference, such as R-7K3M-92QXT: 40 bits and a check."""
    for _ in range(_TRIES):
        symbols = "".join(random.choice(ALPHABET) for _ in range(_SYMBOLS))
        reference = f"R-{symbols[:4]}-{symbols[4:]}{check_character(symbols)}"
        try:
            with transaction.atomic():
                VerifierReference.objects.create(
                    reference=reference,
                    at=at,
                    number_digest=_digest(number),
                    verdict=answer.verdict,
                    print_index=answer.print_index,
                )
        except IntegrityError:
            continue
        return reference
    raise RuntimeError("five references in a row were taken: chance is broken")


def answer_noted(*, reference: str, number: str) -> Noted | None:
    """What was answered under a reference; None when there is none, or no longer."""
    written = reference.strip().upper()
    found = VerifierReference.objects.filter(reference=written).first()
    if found is None:
        return None
    same = hmac.compare_digest(found.number_digest, _digest(number))
    return Noted(found.at, found.verdict, found.print_index, same)


def forget_answers(*, at: datetime.datetime) -> int:
    """Delete what is older than 30 days; returns how many."""
    return VerifierReference.objects.filter(at__lt=at - KEPT).delete()[0]


def _digest(number: str) -> str:
    # A number that cannot be one is kept as typed, within reason: its answer was « no match ».
    plain = parse_number(number) or number.strip().upper()[:40]
    message = b"relais/asked/1\0" + plain.encode()
    return hmac.new(settings.REGISTER_KEY.encode(), message, hashlib.sha256).hexdigest()
