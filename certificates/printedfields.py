"""What each field of a certificate puts on its pages, and which fields a changed page changed."""

import unicodedata
from collections.abc import Iterable

from certificates.payload import Bilingual, CertificatePayload
from certificates.printed_words import WORDS, course_hours, day_en, day_fr, period

TEXT = "text"


def squashed(text: str) -> str:
    """Text without blanks and in one form of its letters: how a line is broken says nothing."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def printed_fields(payload: CertificatePayload) -> dict[str, tuple[str, ...]]:
    """Field → the words that it puts on paper, in the order of reading."""
    words = WORDS[payload.kind]
    dates = period(payload.starts_on, payload.ends_on)
    return {
        "name": (payload.holder_name,),
        "arabic": (payload.holder_arabic,),
        "kind": (*words.title, *words.mention, *words.act),
        "number": (payload.number,),
        "course": payload.course_title,
        "venue": tuple(
            f"{city}, {country}"
            for city, country in zip(payload.venue_city, payload.venue_country, strict=True)
        ),
        "dates": dates,
        "hours": course_hours(payload.hours),
        "signed-on": (day_fr(payload.signed_on), day_en(payload.signed_on)),
        "issuing-body": _all(payload.issuing_bodies),
        "signatory": tuple(
            piece for who in payload.signatories for piece in (who.name, *who.title)
        ),
        "funding": _all(payload.funding_lines),
        "programme": _all(tuple(module.title for module in payload.modules)),
        "rules": (payload.rule_set_version,),
    }


def missing_fields(payload: CertificatePayload, text: str) -> tuple[str, ...]:
    """Fields of which some word is not in the text at all; letters drawn by shape are left out."""
    found = squashed(text)
    return tuple(
        field
        for field, pieces in printed_fields(payload).items()
        if field != "arabic" and any(squashed(piece) not in found for piece in pieces)
    )


def changed_fields(payload: CertificatePayload, *, ours: str, theirs: str) -> tuple[str, ...]:
    """The fields that differ between the text of our pages and of another file's.

    A field is changed when one of its words stands less often there, and the kind also when a word
    of another kind stands more often, the Arabic name when any Arabic letter differs. Other
    differences are `text`.
    """
    one, other = squashed(ours), squashed(theirs)
    if one == other:
        return ()
    pieces = {
        field: [piece for piece in map(squashed, words) if piece]
        for field, words in printed_fields(payload).items()
    }
    known = {piece for several in pieces.values() for piece in several} | _kinds_words()
    before, after = _counts(one, known), _counts(other, known)
    changed = [
        field
        for field, several in pieces.items()
        if any(before[piece] > after[piece] for piece in several)
    ]
    # Their letters are drawn joined and from the right: compared as they come.
    if "arabic" not in changed and _arabic(one) != _arabic(other):
        changed.append("arabic")
    if "kind" not in changed and any(after[word] > before[word] for word in _kinds_words()):
        changed.insert(0, "kind")
    return tuple(changed) or (TEXT,)


def _counts(text: str, pieces: Iterable[str]) -> dict[str, int]:
    """How often each piece stands in a text, the longest first: a day within a period is not
    counted as that day."""
    counts = {}
    for piece in sorted(pieces, key=lambda one: (-len(one), one)):
        counts[piece] = text.count(piece)
        text = text.replace(piece, "\0")
    return counts


def _arabic(text: str) -> str:
    return "".join(letter for letter in text if unicodedata.bidirectional(letter) == "AL")


def _kinds_words() -> set[str]:
    return {
        squashed(piece)
        for words in WORDS.values()
        for piece in (*words.title, *words.mention)
        if piece
    }


def _all(several: tuple[Bilingual, ...]) -> tuple[str, ...]:
    return tuple(piece for words in several for piece in words)
