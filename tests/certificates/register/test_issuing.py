"""Issuing: only from frozen results, everything or nothing to begin with, never twice."""

import datetime
import hashlib
import random
from decimal import Decimal

import pytest
from i18nfield.strings import LazyI18nString

from accounts.models import User
from assessments.models import Correction, FrozenOutcome
from certificates import refusals
from certificates.codes import parse_number
from certificates.issuing import issue_cohort
from certificates.models import Certificate, CertificateEvent, CertificatePrint, Signatory
from certificates.names import name_digest
from certificates.payload import from_dict
from certificates.refusals import Refusal
from courses.models import Cohort
from tests.certificates.register.registered import NAMES, add_print_settings, make_frozen
from tests.factories.courses import make_cohort
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2016, 2, 12, 12, 20, tzinfo=datetime.UTC)


def issue(cohort, **more):
    return issue_cohort(cohort=cohort, by=None, at=AT, **more)


def refusal_of(cohort, **more):
    with pytest.raises(Refusal) as refused:
        issue(cohort, **more)
    assert not CertificateEvent.objects.exists()
    assert not Certificate.objects.exists()
    return refused.value


def test_each_gets_the_document_of_the_outcome():
    names = ("A Un", "B Deux", "C Trois", "D Quatre", "E Cinq", "F Six")
    codes = ("CRD", "CRM", "CR", "ATT", "REL", "AJO")
    cohort = make_frozen(names=names, decided=dict(zip(names, codes, strict=True)))
    issued = issue(cohort)
    assert [(c.position, c.kind) for c in issued] == [
        (1, "distinction"),
        (2, "merit"),
        (3, "completion"),
        (4, "participation"),
        (5, "attendance"),
    ]
    assert all(parse_number(c.number) == c.number for c in issued)
    assert len({c.number for c in issued}) == 5


def test_a_correction_before_the_issue_decides_the_document():
    cohort = make_frozen(names=NAMES[:2], decided=dict.fromkeys(NAMES[:2], "ATT"))
    outcome = FrozenOutcome.objects.get(enrolment__user__printed_name=NAMES[0])
    author = make_user("AUTEUR Un", roles=("registrar",))
    for decided in ("CRM", "CR"):
        Correction.objects.create(
            outcome=outcome,
            before={"decided": "ATT"},
            after={"decided": decided},
            reason="Recours fondé",
            made_at=AT,
            made_by=author,
        )
    kinds = {c.enrolment.user.printed_name: c.kind for c in issue(cohort)}
    assert kinds == {NAMES[0]: "completion", NAMES[1]: "participation"}


def test_what_is_printed_is_frozen_and_the_file_is_kept():
    cohort = make_frozen(names=NAMES[:1])
    (certificate,) = issue(cohort)
    kept = CertificatePrint.objects.get(certificate=certificate)
    assert bytes(kept.pdf).startswith(b"%PDF")
    assert kept.sha256 == hashlib.sha256(bytes(kept.pdf)).hexdigest()
    payload = from_dict(kept.payload)
    assert (payload.holder_name, payload.number) == (NAMES[0], certificate.number)
    assert (payload.venue_city.fr, payload.hours) == ("Ouagadougou", Decimal(90))
    assert payload.venue_country.en == "Burkina Faso"
    assert [who.name for who in payload.signatories] == [
        "SIGNATAIRE Numéro A",
        "SIGNATAIRE Numéro B",
    ]
    assert payload.funding_lines[0].en == "Funded by a fictional fund"
    assert len(payload.modules) == 12
    assert payload.signed_on == datetime.date(2016, 2, 12)
    assert payload.rule_set_version == str(cohort.rules.rule_set)
    event = CertificateEvent.objects.get()
    assert (event.action, event.at) == ("issued", AT)


def test_the_day_of_signature_is_that_of_the_venue():
    cohort = make_frozen(names=NAMES[:1])
    Cohort.objects.filter(pk=cohort.pk).update(zone="Africa/Ndjamena")
    cohort.refresh_from_db()
    late = datetime.datetime(2016, 2, 12, 23, 30, tzinfo=datetime.UTC)
    issue_cohort(cohort=cohort, by=None, at=late)
    assert CertificatePrint.objects.get().payload["signed_on"] == "2016-02-13"


def test_the_same_words_for_whoever_presses_the_button():
    cohort = make_frozen(names=NAMES[:1])
    (certificate,) = issue(cohort)
    certificate.refresh_from_db()
    title = LazyI18nString({"fr": "Formation de formateurs", "en": "Training of trainers"})
    assert certificate.course_title.data == title.data


def test_only_frozen_results():
    cohort = make_cohort()
    add_print_settings(cohort)
    assert refusal_of(cohort).code == refusals.NOT_FROZEN


def test_again_issues_only_what_is_missing():
    cohort = make_frozen()
    first = issue(cohort)
    assert issue(cohort) == []
    gone = first[1]
    gone.events.all().delete()
    gone.prints.all().delete()
    gone.delete()
    again = issue(cohort)
    assert [c.position for c in again] == [2]
    assert Certificate.objects.count() == 3
    assert CertificatePrint.objects.count() == 3


class TwoRegistrars(random.Random):
    """Chance that lets the other registrar issue first, while numbers are being drawn."""

    def __init__(self, cohort):
        super().__init__(1)
        self.cohort = cohort
        self.others = []

    def randbytes(self, n):
        if not self.others:
            self.others.append([])
            self.others[0] = issue(self.cohort, random=random.Random(2))
        return super().randbytes(n)


def test_two_registrars_at_once_give_no_duplicate():
    cohort = make_frozen()
    chance = TwoRegistrars(cohort)
    assert issue(cohort, random=chance) == []
    assert len(chance.others[0]) == 3
    assert Certificate.objects.count() == 3
    assert CertificateEvent.objects.filter(action="issued").count() == 3


class Stuck(random.Random):
    """Draws the same number `times` times, then goes on."""

    def __init__(self, times):
        super().__init__(5)
        self.left = times

    def randbytes(self, n):
        if self.left:
            self.left -= 1
            return b"\x01" * n
        return super().randbytes(n)


def test_a_taken_number_is_drawn_again_and_printed_anew():
    cohort = make_frozen(names=NAMES[:2])
    issued = issue(cohort, random=Stuck(2))
    assert len({c.number for c in issued}) == 2
    for certificate in issued:
        assert certificate.prints.get().payload["number"] == certificate.number


def test_chance_that_is_broken_leaves_whole_certificates_only():
    cohort = make_frozen(names=NAMES[:2])
    with pytest.raises(Refusal, match=refusals.NO_FREE_NUMBER):
        issue(cohort, random=Stuck(1000))
    assert Certificate.objects.count() == CertificatePrint.objects.count() == 1
    assert CertificateEvent.objects.count() == 1


def test_every_unprintable_name_is_listed_and_nothing_is_issued():
    cohort = make_frozen()
    # Written behind the form's back, as an import might.
    for name, broken in zip(NAMES, ("中 OUÉDRAOGO", "N’DIAYE", "\u202eMOHAMED 字"), strict=True):
        User.objects.filter(printed_name=name).update(printed_name=broken)
    refusal = refusal_of(cohort)
    assert refusal.code == refusals.UNPRINTABLE
    assert [(p.name, p.codepoint) for p in refusal.problems] == [
        ("中 OUÉDRAOGO", "U+4E2D"),
        ("\u202eMOHAMED 字", "U+202E"),
        ("\u202eMOHAMED 字", "U+5B57"),
    ]


def test_unprintable_words_of_the_cohort_stop_it_too():
    cohort = make_frozen(names=NAMES[:1])
    Signatory.objects.filter(cohort=cohort, position=2).update(name="署 Nom")
    (problem,) = refusal_of(cohort).problems
    assert (problem.field, problem.character) == ("signatories", "署")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda c: c.issuing_bodies.all().delete(), refusals.NO_ISSUING_BODY),
        (lambda c: c.signatories.all().delete(), refusals.NO_SIGNATORY),
        (
            lambda c: c.edition.course.modules.update(hours=40),
            refusals.BAD_SETTING,
        ),
    ],
)
def test_settings_that_cannot_be_printed(change, code):
    cohort = make_frozen(names=NAMES[:1])
    change(cohort)
    assert refusal_of(cohort).code == code


def test_no_fourth_signatory():
    cohort = make_frozen(names=NAMES[:1], signatories=4)
    assert refusal_of(cohort).code == refusals.TOO_MANY_SIGNATORIES


def test_the_digest_of_the_name_is_keyed(settings):
    cohort = make_frozen(names=NAMES[:1])
    settings.REGISTER_KEY = "one key"
    (certificate,) = issue(cohort)
    assert certificate.name_digest == name_digest("AISSATA OUEDRAOGO", key=b"one key")
    assert certificate.name_digest != name_digest("AISSATA OUEDRAOGO", key=b"another key")
