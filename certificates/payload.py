"""Everything one certificate prints, frozen, in both languages. Rendering reads nothing else."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from decimal import Decimal
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.codes import parse_number
from certificates.sealing import KINDS, SealProblem, course_mark, is_of, read_seal, sealed

NAME_LIMIT = 120
SIGNATORY_LIMIT = 3
# Fields that prints made before them lack.
_LATER = {"seal", "made_at", "status_place", "logos"}


class PayloadError(ValueError):
    """Something in a payload cannot be printed; `code` names what."""

    def __init__(self, code: str, detail: object = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code


class Bilingual(NamedTuple):
    """One thing said in French and in English."""

    fr: str
    en: str


class PrintedSignatory(NamedTuple):
    """Who signs in ink, with the title in both languages."""

    name: str
    title: Bilingual


class PrintedModule(NamedTuple):
    """A line of the programme on the back. `code` may be empty (opening, exam, closing)."""

    code: str
    title: Bilingual
    hours: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatePayload:
    """One print of a certificate. `hours` is the length of the course; `starts_on` to `ends_on`
    inclusive; `verify_url` the address a reader types, without the number; `seal` the digits of
    `certificates.sealing` for the QR code, empty where no key signs; `made_at` when this print was
    made and `status_place` its place in the status lists (certificates.badges.places), both None
    for what is neither signed nor listed; `logos` one for each issuing body, a PNG in base64 or
    empty, or none at all.

    Raises PayloadError with the codes kind, number, name, dates, signatories, hours, print, logos,
    seal (not made for this print) and language when something is not said in both.
    """

    kind: str
    number: str
    print_index: int
    holder_name: str
    holder_arabic: str
    course_title: Bilingual
    venue_city: Bilingual
    venue_country: Bilingual
    starts_on: dt.date
    ends_on: dt.date
    hours: Decimal
    issuing_bodies: tuple[Bilingual, ...]
    signatories: tuple[PrintedSignatory, ...]
    funding_lines: tuple[Bilingual, ...]
    signed_on: dt.date
    signed_at: Bilingual
    modules: tuple[PrintedModule, ...]
    rule_set_version: str
    verify_url: str
    template_version: str
    seal: str = ""
    made_at: dt.datetime | None = None
    status_place: int | None = None
    logos: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise PayloadError("kind", self.kind)
        if parse_number(self.number) != self.number:
            raise PayloadError("number", self.number)
        if self.print_index < 1:
            raise PayloadError("print", self.print_index)
        if not self.holder_name.strip() or len(self.holder_name) > NAME_LIMIT:
            raise PayloadError("name", len(self.holder_name))
        if self.ends_on < self.starts_on:
            raise PayloadError("dates", (self.starts_on, self.ends_on))
        if len(self.signatories) > SIGNATORY_LIMIT:
            raise PayloadError("signatories", len(self.signatories))
        if sum((module.hours for module in self.modules), Decimal(0)) > self.hours:
            raise PayloadError("hours", self.hours)
        if self.logos and len(self.logos) != len(self.issuing_bodies):
            raise PayloadError("logos", len(self.logos))
        if not all(words.fr.strip() and words.en.strip() for words in self._everything_said()):
            raise PayloadError("language")
        if self.seal and not self._own_seal():
            raise PayloadError("seal")

    def _own_seal(self) -> bool:
        """Whether the seal states this print; a stale one would make a true paper look forged."""
        try:
            seal = read_seal(self.seal)
        except SealProblem:
            return False
        stated = (seal.kind, seal.month, seal.print_index, seal.course_mark)
        own = (
            self.kind,
            self.ends_on.replace(day=1),
            min(self.print_index, 255),
            course_mark(self.course_title.fr, self.course_title.en),
        )
        return stated == own and is_of(seal, number=self.number, name=self.holder_name)

    def _everything_said(self) -> Iterator[Bilingual]:
        yield from (self.course_title, self.venue_city, self.venue_country, self.signed_at)
        yield from self.issuing_bodies
        yield from self.funding_lines
        yield from (signatory.title for signatory in self.signatories)
        yield from (module.title for module in self.modules)

    @property
    def other_hours(self) -> Decimal:
        """Hours of the course that no line of `modules` accounts for; zero or more."""
        return self.hours - sum((module.hours for module in self.modules), Decimal(0))


def with_seal(
    payload: CertificatePayload, *, secret: Ed25519PrivateKey | None, salt_key: bytes
) -> CertificatePayload:
    """The payload with its own seal under this key; without a key the code holds no seal."""
    if secret is None:
        return replace(payload, seal="")
    seal = sealed(
        number=payload.number,
        kind=payload.kind,
        name=payload.holder_name,
        title_fr=payload.course_title.fr,
        title_en=payload.course_title.en,
        month=payload.ends_on.replace(day=1),
        print_index=payload.print_index,
        secret=secret,
        salt_key=salt_key,
    )
    return replace(payload, seal=seal)


def to_json(payload: CertificatePayload) -> str:
    """The canonical text of a payload: sorted keys, no blanks, dates ISO, hours as strings.

    Equal payloads give equal text, whatever a database did to the order of keys meanwhile.
    """
    return json.dumps(to_dict(payload), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def from_json(text: str) -> CertificatePayload:
    """The payload written by `to_json`. Raises PayloadError (code shape) on anything else."""
    return from_dict(json.loads(text))


def to_dict(payload: CertificatePayload) -> dict[str, Any]:
    """The payload as plain JSON values, for a JSON column."""
    plain = asdict(payload)
    for name in ("starts_on", "ends_on", "signed_on"):
        plain[name] = plain[name].isoformat()
    plain["made_at"] = payload.made_at.isoformat() if payload.made_at else None
    plain["hours"] = _hours_text(payload.hours)
    plain["logos"] = list(payload.logos)
    for name in ("course_title", "venue_city", "venue_country", "signed_at"):
        plain[name] = getattr(payload, name)._asdict()
    for name in ("issuing_bodies", "funding_lines"):
        plain[name] = [words._asdict() for words in getattr(payload, name)]
    plain["signatories"] = [
        {"name": who.name, "title": who.title._asdict()} for who in payload.signatories
    ]
    plain["modules"] = [
        {"code": line.code, "title": line.title._asdict(), "hours": _hours_text(line.hours)}
        for line in payload.modules
    ]
    return plain


def from_dict(plain: dict[str, Any]) -> CertificatePayload:
    """The payload of `to_dict`. Raises PayloadError (code shape) for missing or strange keys."""
    names = {field.name for field in fields(CertificatePayload)}
    if not isinstance(plain, dict) or set(plain) | _LATER != names:
        raise PayloadError("shape", sorted(names.symmetric_difference(plain)))
    try:
        return CertificatePayload(**_values(plain))
    except (KeyError, TypeError, AttributeError, ArithmeticError) as error:
        raise PayloadError("shape", error) from error


def payload_digest(payload: CertificatePayload) -> str:
    """SHA-256 of the canonical text, 64 hex digits."""
    return hashlib.sha256(to_json(payload).encode()).hexdigest()


def _values(plain: dict[str, Any]) -> dict[str, Any]:
    values = dict(plain)
    for name in ("starts_on", "ends_on", "signed_on"):
        values[name] = dt.date.fromisoformat(plain[name])
    if plain.get("made_at"):
        values["made_at"] = dt.datetime.fromisoformat(plain["made_at"])
    values["hours"] = Decimal(plain["hours"])
    values["logos"] = tuple(plain.get("logos", ()))
    for name in ("course_title", "venue_city", "venue_country", "signed_at"):
        values[name] = Bilingual(**plain[name])
    for name in ("issuing_bodies", "funding_lines"):
        values[name] = tuple(Bilingual(**words) for words in plain[name])
    values["signatories"] = tuple(
        PrintedSignatory(who["name"], Bilingual(**who["title"])) for who in plain["signatories"]
    )
    values["modules"] = tuple(
        PrintedModule(line["code"], Bilingual(**line["title"]), Decimal(line["hours"]))
        for line in plain["modules"]
    )
    return values


def _hours_text(hours: Decimal) -> str:
    """3.5, 90: no exponent, no trailing zero, so that 90 and 90.0 have one text."""
    text = f"{hours:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
