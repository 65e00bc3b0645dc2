"""Frozen payloads to the HTML of their pages: everything that the templates show is computed here.

The front is a certificate's own. The back (programme, rules, how to verify) is the same for all
certificates of a cohort and a kind, so it is a value of its own that can be laid out once.
"""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.template.loader import render_to_string

from certificates.codes import NOBODYS_NUMBER
from certificates.fitting import FittedName, fitted_name
from certificates.payload import Bilingual, CertificatePayload
from certificates.printed_words import (
    OTHER_HOURS,
    STATES,
    WORDS,
    KindWords,
    course_hours,
    day_en,
    day_fr,
    hours,
    period,
)
from certificates.qr import qr_text
from certificates.qr_drawing import qr_address

# A new look is a new version with its own templates; the old ones stay for old payloads.
# 2: the back names « suspended » among the states (`printed_words.STATES`).
TEMPLATE_VERSION = "2"
_TEMPLATES = dict.fromkeys(("1", "2"), "certificates/print/document.html")
# The picture itself, so that a page needs nothing beside its payload.
LOGO_ADDRESS = "data:image/png;base64,"
_NAME_WIDTH = 240 * 72 / 25.4
_SMALL_NAME = 26
_LONG_COURSE = 70
_LONG_ARABIC = 55
_DENSE_PROGRAMME = 22
# At 22 pt this many of the widest letters still stand in one line of 240 mm.
_ONE_ARABIC_LINE = 30


class UnknownTemplate(ValueError):
    """The payload asks for a template version that this program does not have."""

    code = "template"


class Line(NamedTuple):
    """A line of the programme, hours as written in each language."""

    code: str
    title: Bilingual
    hours: Bilingual


class Back(NamedTuple):
    """What the back shows. Equal backs are one page, laid out once."""

    template_version: str
    this: Bilingual
    programme: tuple[Line, ...]
    programme_class: str
    total: Bilingual
    rule_set_version: str
    address: str
    states: Bilingual


class PrintedBody(NamedTuple):
    """An issuing body and the address of its logo, which may be empty."""

    name: Bilingual
    logo: str


class Front(NamedTuple):
    """What the front shows beside the payload itself."""

    payload: CertificatePayload
    bodies: tuple[PrintedBody, ...]
    words: KindWords
    kind_class: str
    name: FittedName
    arabic_class: str
    course_class: str
    period: Bilingual
    course_hours: Bilingual
    signed_on: Bilingual
    qr: str
    address: str


def front_html(payloads: Sequence[CertificatePayload]) -> str:
    """The fronts of certificates as one document, a page each. Raises UnknownTemplate."""
    return _html(payloads, [{"front": front(payload)} for payload in payloads])


def back_html(payload: CertificatePayload) -> str:
    """The back of one certificate as a document. Raises UnknownTemplate."""
    return _html([payload], [{"back": back(payload)}])


def whole_html(payloads: Sequence[CertificatePayload]) -> str:
    """Fronts and backs in turn as one document: what a plain renderer would be given. For the
    bench, which compares with it."""
    return _html(payloads, [{"front": front(one), "back": back(one)} for one in payloads])


def front(payload: CertificatePayload) -> Front:
    """Everything that the front of a certificate shows."""
    name = fitted_name(payload.holder_name, width=_NAME_WIDTH)
    logos = payload.logos or ("",) * len(payload.issuing_bodies)
    return Front(
        payload=payload,
        bodies=tuple(
            PrintedBody(name, f"{LOGO_ADDRESS}{logo}" if logo else "")
            for name, logo in zip(payload.issuing_bodies, logos, strict=True)
        ),
        words=WORDS[payload.kind],
        # The title steps back so that the name stays the largest thing on the page.
        kind_class="modest" if name.size <= _SMALL_NAME else "usual",
        name=name,
        arabic_class="long" if len(payload.holder_arabic) > _LONG_ARABIC else "usual",
        course_class="long" if max(map(len, payload.course_title)) > _LONG_COURSE else "usual",
        period=period(payload.starts_on, payload.ends_on),
        course_hours=course_hours(payload.hours),
        signed_on=Bilingual(day_fr(payload.signed_on), day_en(payload.signed_on)),
        qr=qr_address(qr_text(payload.verify_url, payload.number, payload.seal)),
        address=_typed(payload.verify_url),
    )


def front_shape(payload: CertificatePayload) -> Hashable:
    """What decides the space that a front needs: equal shapes fit or do not fit alike.

    All lines of a name are as high as its size, so their letters do not matter. Of an Arabic name
    they do when it is long enough to need a second line.
    """
    name = fitted_name(payload.holder_name, width=_NAME_WIDTH)
    arabic = payload.holder_arabic
    shared = replace(
        payload,
        holder_name="-",
        holder_arabic="",
        number=NOBODYS_NUMBER,
        seal="",
        made_at=None,
        status_place=None,
    )
    return (
        shared,
        name.size,
        len(name.lines),
        arabic if len(arabic) > _ONE_ARABIC_LINE else bool(arabic),
    )


def back(payload: CertificatePayload) -> Back:
    """Everything that the back shows; hours outside all modules get a line of their own."""
    programme = [Line(m.code, m.title, hours(m.hours)) for m in payload.modules]
    if payload.other_hours:
        programme.append(Line("", OTHER_HOURS, hours(payload.other_hours)))
    return Back(
        template_version=payload.template_version,
        this=WORDS[payload.kind].this,
        programme=tuple(programme),
        programme_class="dense" if len(programme) > _DENSE_PROGRAMME else "usual",
        total=hours(payload.hours),
        rule_set_version=payload.rule_set_version,
        address=_typed(payload.verify_url),
        states=STATES[payload.template_version],
    )


def _html(payloads: Sequence[CertificatePayload], sheets: list[dict[str, Any]]) -> str:
    first = payloads[0]
    versions = {payload.template_version for payload in payloads}
    if len(versions) > 1 or not versions <= set(_TEMPLATES):
        raise UnknownTemplate(", ".join(sorted(versions)))
    alone = f"{WORDS[first.kind].title.fr} · {first.number}"
    context = {
        "sheets": sheets,
        "title": alone if len(payloads) == 1 else first.course_title.fr,
        "author": ", ".join(body.fr for body in first.issuing_bodies),
        "signed_on": first.signed_on.isoformat(),
    }
    return render_to_string(_TEMPLATES[first.template_version], context)


def _typed(verify_url: str) -> str:
    """The address as a person types it, without scheme and closing slash."""
    return verify_url.partition("://")[2].rstrip("/")
