"""Sentences of the drift guard in the reader's language."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from assessments.bank_wording import sentences_of_differences
from assessments.parity import Difference
from cms import parityrefusals as refusals
from cms.editionlisting import ABSENT, GONE, OTHER, SAME
from cms.glossary import Hit
from cms.paritylisting import APPROVED, MACHINE, MISSING, REVIEW, STALE
from cms.parityrefusals import ParityRefusal


def sentences_of(refusal: ParityRefusal) -> list[str]:
    """Why nothing was published, one sentence a thing."""
    sentences = {
        refusals.NO_ANSWER: _("Say whether the change is one of wording or of meaning."),
        refusals.REASON_MISSING: _("Give the reason of the change."),
        refusals.STRUCTURE: _(
            "A passage came or went. That is a change of meaning: the other language lacks it."
        ),
        refusals.NUMBERS_DIFFER: _("The two languages do not state the same numbers."),
        refusals.SHARED_DIFFER: _(
            "The two languages do not have the same passages, dates, countries or sources. "
            "Synchronise the translated page first."
        ),
        refusals.OTHER_MISSING: _("The other language is not published."),
        refusals.NOTHING_OPEN: _("This change was settled already."),
        refusals.NO_REACH: _(
            "Say for whom the change is: also for the editions under way, or for the next only."
        ),
        refusals.KEPT_BACK: _(
            "An edition under way keeps this passage as it was, because an earlier change was for "
            "the next edition only. Take the page into that edition first, or publish for the next "
            "edition only."
        ),
    }
    editions = refusal.details.get("editions")
    if isinstance(editions, list):
        return [sentences[refusal.code], ", ".join(editions)]
    found = refusal.details.get("differences")
    more = list(_named(found)) if isinstance(found, list) else []
    return [sentences[refusal.code], *more]


def _named(found: Iterable[Difference]) -> list[str]:
    # Paths are made of ids: the place is seen in the table, the figures are what is told.
    return [line.partition(": ")[2] for line in sentences_of_differences(found)]


def sentence_of_hit(hit: Hit) -> str:
    """A forbidden variant, with the term to write instead."""
    return _("“%(variant)s” is not our word: write “%(term)s”.") % {
        "variant": hit.variant,
        "term": hit.term,
    }


def state_word(state: str) -> str:
    """A state of the board in words."""
    return {
        MISSING: _("missing"),
        STALE: _("stale"),
        MACHINE: _("machine translation"),
        REVIEW: _("in review"),
        APPROVED: _("approved"),
    }[state]


def field_word(path: str) -> str:
    """The name of a passage outside sections."""
    return {
        "title": _("Title"),
        "summary": _("Summary"),
        "objectives": _("Objectives"),
        "method": _("Method"),
        "assessment": _("Assessment"),
    }.get(path.partition(".")[0], _("Page"))


def place_word(path: str, section: int) -> str:
    """Where a passage stands, for people."""
    return _("Section %(number)d") % {"number": section} if section else field_word(path)


def edition_state_word(state: str) -> str:
    """How an edition's text stands to the live one, in words."""
    return {
        SAME: _("the live text"),
        OTHER: _("an earlier text"),
        GONE: _("no longer live"),
        ABSENT: _("not in this edition"),
    }[state]
