"""From rows to the frozen payload: everything printed, said in both languages, read once."""

import datetime
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from i18nfield.strings import LazyI18nString

from accounts.countries import COUNTRY_NAMES
from accounts.models import User
from assessments.models import Freeze
from certificates import refusals
from certificates.payload import (
    SIGNATORY_LIMIT,
    Bilingual,
    CertificatePayload,
    PayloadError,
    PrintedModule,
    PrintedSignatory,
)
from certificates.refusals import Problem, Refusal
from certificates.sheets import TEMPLATE_VERSION
from certificates.stamping import stamped
from certificates.wordkeeping import is_valid
from courses.models import Cohort, Enrolment

# The short address for paper and QR code; config/urls.py leads it to the verification page.
SHORT_PATH = "/v"
_NOBODY = "NOM Prénom"


@dataclass(frozen=True)
class CohortWords:
    """What all certificates of a cohort share: the keywords of `CertificatePayload`."""

    shared: dict[str, Any]

    def payload_for(self, *, user: User, kind: str, number: str) -> CertificatePayload:
        """The first print for one holder, with its seal.

        Raises Refusal(BAD_SETTING) with name and field.
        """
        return stamped(self.unsealed_for(user=user, kind=kind, number=number))

    def unsealed_for(self, *, user: User, kind: str, number: str) -> CertificatePayload:
        """The same without a seal, for a picture. Raises Refusal as `payload_for`."""
        try:
            return CertificatePayload(
                kind=kind,
                number=number,
                print_index=1,
                holder_name=user.printed_name,
                holder_arabic=user.arabic_name,
                **self.shared,
            )
        except PayloadError as error:
            problem = Problem(user.printed_name, error.code)
            raise Refusal(refusals.BAD_SETTING, (problem,)) from error


def words_of(cohort: Cohort, *, freeze: Freeze, at: datetime.datetime) -> CohortWords:
    """Read the settings of a cohort. `at` gives the day of signature, in venue time.

    Raises Refusal: NO_ISSUING_BODY, NO_SIGNATORY, TOO_MANY_SIGNATORIES.
    """
    said = _said(cohort, signed_on=at.astimezone(cohort.tz).date(), rules=str(freeze.rule_set))
    _require_signing(said)
    return CohortWords(said)


def specimen_payload(cohort: Cohort, *, number: str, at: datetime.datetime) -> CertificatePayload:
    """The certificate of nobody with the words as they stand, to be looked at before issue.

    Raises Refusal as `words_of`, and BAD_SETTING.
    """
    said = _said(cohort, signed_on=at.astimezone(cohort.tz).date(), rules="–")
    _require_signing(said)
    nobody = User(printed_name=_NOBODY)
    return CohortWords(said).unsealed_for(user=nobody, kind="completion", number=number)


def _require_signing(said: dict[str, Any]) -> None:
    if not said["issuing_bodies"]:
        raise Refusal(refusals.NO_ISSUING_BODY)
    if not said["signatories"]:
        raise Refusal(refusals.NO_SIGNATORY)
    if len(said["signatories"]) > SIGNATORY_LIMIT:
        raise Refusal(refusals.TOO_MANY_SIGNATORIES)


def preview_payload(*, enrolment: Enrolment, number: str, day: datetime.date) -> CertificatePayload:
    """What a front would say of this holder, for the proof of the name: nothing is frozen yet.

    Signatories and bodies may still be missing. Raises Refusal(BAD_SETTING) as `payload_for`.
    """
    cohort = enrolment.cohort
    said = _said(cohort, signed_on=day, rules="")
    # The picture of the name proof takes no picture from elsewhere into it.
    said |= {"signatories": said["signatories"][:SIGNATORY_LIMIT], "logos": ()}
    return CohortWords(said).unsealed_for(user=enrolment.user, kind="completion", number=number)


def _said(cohort: Cohort, *, signed_on: datetime.date, rules: str) -> dict[str, Any]:
    """The shared words; bodies, signatories and funding lines as valid on the day of signature."""
    course = cohort.edition.course
    bodies = [row for row in cohort.issuing_bodies.all() if is_valid(row, signed_on)]
    signatories = [row for row in cohort.signatories.all() if is_valid(row, signed_on)]
    funding = [row for row in cohort.funding_lines.all() if is_valid(row, signed_on)]
    logos = tuple(b64encode(bytes(body.logo)).decode() for body in bodies)
    return {
        "course_title": bilingual(course.title),
        "venue_city": bilingual(cohort.venue_city),
        "venue_country": _country(cohort),
        "starts_on": cohort.starts_on,
        "ends_on": cohort.ends_on,
        "hours": course.hours,
        "issuing_bodies": tuple(bilingual(body.name) for body in bodies),
        "logos": logos if any(logos) else (),
        "signatories": tuple(
            PrintedSignatory(who.name, bilingual(who.title)) for who in signatories
        ),
        "funding_lines": _wordings(line.wording for line in funding),
        "signed_on": signed_on,
        "signed_at": bilingual(cohort.venue_city),
        "modules": tuple(
            PrintedModule(module.code, bilingual(module.title), module.hours)
            for module in course.modules.all()
        ),
        "rule_set_version": rules,
        "verify_url": verify_address(),
        "template_version": TEMPLATE_VERSION,
    }


def verify_address() -> str:
    """The address that a reader types; with a number behind it, what the QR code holds."""
    return f"{settings.PUBLIC_ADDRESS}{SHORT_PATH}"


def bilingual(words: LazyI18nString) -> Bilingual:
    """Both faces of localized words; a missing face stays empty, which no payload accepts."""
    if not isinstance(words.data, dict):
        return Bilingual(str(words.data), str(words.data))
    return Bilingual(words.data.get("fr") or "", words.data.get("en") or "")


def _wordings(lines: Iterable[LazyI18nString]) -> tuple[Bilingual, ...]:
    # Two grants may share a sentence: it is printed once.
    return tuple(dict.fromkeys(bilingual(line) for line in lines))


def _country(cohort: Cohort) -> Bilingual:
    return Bilingual(**COUNTRY_NAMES.get(cohort.venue_country, {"fr": "", "en": ""}))
