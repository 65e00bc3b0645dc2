"""Sentences for the codes of `accounts.refusals`, in the reader's language."""

import math

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import refusals
from accounts.refusals import Refused


def sentence_for(refused: Refused) -> str:
    """What to tell the person whose act was refused."""
    if refused.code == refusals.WAIT:
        return _wait(refused)
    sentences = {
        refusals.MISMATCH: _(
            "The code and the PIN do not go together. Read both from your card once more. If the "
            "card is not legible, or was replaced, ask the registrar."
        ),
        refusals.HAS_CARD: _("This person already has a card for this cohort."),
        refusals.WITHDRAWN: _("This card was replaced before. Nothing has been changed."),
        refusals.STAFF: _("Members of staff sign in with a password, not with a card."),
    }
    return sentences[refused.code]


def _wait(refused: Refused) -> str:
    seconds = refused.wait.total_seconds() if refused.wait else 0
    # Rounded up: whoever waits as long as the sentence says is let in.
    minutes = max(1, math.ceil(seconds / 60))
    return ngettext(
        "Too many wrong attempts. Please wait %(minutes)d minute, then try again. If you do not "
        "find your card, the registrar will give you another.",
        "Too many wrong attempts. Please wait %(minutes)d minutes, then try again. If you do not "
        "find your card, the registrar will give you another.",
        minutes,
    ) % {"minutes": minutes}
