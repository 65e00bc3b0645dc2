"""After issue: suspended, reinstated, revoked, printed again; and what deleting people leaves."""

import datetime
import itertools

import pytest
from django.db.models import ProtectedError

from certificates import refusals
from certificates.issuing import issue_cohort
from certificates.models import Certificate, CertificateEvent
from certificates.printing import merged_pdf, single_pdf
from certificates.refusals import Refusal
from certificates.replacing import correct_name
from certificates.revoking import TRANSITIONS, reinstate, revoke, suspend
from certificates.verification import verify
from courses.models import Enrolment
from tests.certificates.register.registered import NAMES, make_frozen

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2016, 3, 1, 9, tzinfo=datetime.UTC)
VERBS = {"suspended": suspend, "reinstated": reinstate, "revoked": revoke}


@pytest.fixture(scope="module")
def issued(module_rows):
    """Made once for this file; each test undoes what it does."""
    return issue_cohort(cohort=make_frozen(names=NAMES[:1]), by=None, at=AT)[0].pk


@pytest.fixture
def certificate(issued, db):
    return Certificate.objects.get(pk=issued)


@pytest.mark.parametrize(
    ("action", "state"), list(itertools.product(TRANSITIONS, Certificate.State.values))
)
def test_the_whole_matrix_of_acts_and_states(certificate, action, state):
    Certificate.objects.filter(pk=certificate.pk).update(state=state)
    sources, target = TRANSITIONS[action]
    act = {"certificate": certificate, "reason": "Pour l’essai", "by": None, "at": AT}
    if state in sources:
        VERBS[action](**act)
        certificate.refresh_from_db()
        assert certificate.state == target
        assert certificate.events.last().action == action
    else:
        with pytest.raises(Refusal, match=refusals.WRONG_STATE):
            VERBS[action](**act)
        certificate.refresh_from_db()
        assert certificate.state == state
        assert certificate.events.count() == 1


def test_nothing_leads_out_of_revoked():
    assert not any("revoked" in sources for sources, _ in TRANSITIONS.values())


@pytest.mark.parametrize("verb", VERBS.values())
def test_every_act_needs_a_reason(certificate, verb):
    with pytest.raises(Refusal, match=refusals.REASON_MISSING):
        verb(certificate=certificate, reason="  ", by=None, at=AT)


def correct(certificate, name="OUÉDRAOGO Aïchata", **more):
    defaults = {"reason": "Une lettre", "by": None, "at": AT}
    return correct_name(certificate=certificate, name=name, **(defaults | more))


def test_a_corrected_name_keeps_the_number_and_raises_the_print(certificate):
    first = certificate.prints.get()
    second = correct(certificate)
    assert (certificate.print_index, second.index) == (2, 2)
    assert second.payload["number"] == certificate.number == first.payload["number"]
    assert second.payload["signed_on"] == first.payload["signed_on"]
    assert second.payload["holder_name"] == "OUÉDRAOGO Aïchata"
    first.refresh_from_db()
    assert first.payload["holder_name"] == NAMES[0]
    assert certificate.events.last().action == CertificateEvent.Action.REPLACED
    assert single_pdf(certificate=certificate, by=None, at=AT) == bytes(second.pdf)


def test_the_earlier_print_answers_replaced_and_the_new_one_valid(certificate):
    correct(certificate)
    assert verify(number=certificate.number, name="ouedraogo aichata").verdict == "valid"
    assert verify(number=certificate.number, name="ouedraogo aissata").verdict == "replaced"
    correct(certificate, "OUÉDRAOGO Aïssata")
    assert verify(number=certificate.number, name="ouedraogo aissata").verdict == "valid"
    assert verify(number=certificate.number, name="ouedraogo aichata").verdict == "replaced"


def test_an_accent_alone_makes_a_new_print_and_both_names_stay_valid(certificate):
    correct(certificate, "OUÉDRAOGO Aissata")
    certificate.refresh_from_db()
    assert certificate.former_digests == []
    assert verify(number=certificate.number, name=NAMES[0]).verdict == "valid"


@pytest.mark.parametrize(
    ("name", "more", "code"),
    [
        (NAMES[0], {}, refusals.SAME_NAME),
        ("中", {}, refusals.BAD_NAME),
        ("", {}, refusals.BAD_NAME),
        ("A\ua7aeB Nom", {}, refusals.UNPRINTABLE),
        ("Autre NOM", {"reason": ""}, refusals.REASON_MISSING),
    ],
)
def test_reprints_that_are_refused(certificate, name, more, code):
    with pytest.raises(Refusal) as refused:
        correct(certificate, name, **more)
    assert refused.value.code == code
    assert certificate.prints.count() == 1


def test_of_two_reprints_of_the_same_print_one_is_refused(certificate):
    stale = Certificate.objects.get(pk=certificate.pk)
    correct(certificate)
    with pytest.raises(Refusal, match=refusals.WRONG_STATE):
        correct(stale, "OUÉDRAOGO Aicha")
    assert certificate.prints.count() == 2


def test_a_revoked_certificate_is_not_printed_again(certificate):
    revoke(certificate=certificate, reason="Erreur", by=None, at=AT)
    with pytest.raises(Refusal, match=refusals.WRONG_STATE):
        correct(certificate)
    with pytest.raises(Refusal, match=refusals.NOTHING_TO_PRINT):
        merged_pdf(cohort=certificate.cohort, by=None, at=AT)


def test_a_stored_file_that_was_touched_is_not_given_out(certificate):
    certificate.prints.update(pdf=b"%PDF other")
    with pytest.raises(Refusal, match=refusals.DAMAGED):
        single_pdf(certificate=certificate, by=None, at=AT)


def test_the_proof_survives_the_person(certificate):
    enrolment = certificate.enrolment
    person = enrolment.user
    with pytest.raises(ProtectedError):
        person.delete()
    with pytest.raises(ProtectedError):
        enrolment.delete()
    purge(enrolment)
    person.cards.all().delete()
    person.delete()
    certificate.refresh_from_db()
    assert (certificate.enrolment, Enrolment.objects.count()) == (None, 0)
    assert verify(number=certificate.number, name=NAMES[0]).verdict == "valid"


def test_the_proof_survives_the_purge_of_its_prints(certificate):
    certificate.prints.all().delete()
    assert verify(number=certificate.number, name=NAMES[0]).verdict == "valid"


def purge(row):
    """Delete a row after everything that protects it, as the retention of domain 7.5 does."""
    while True:
        try:
            row.delete()
            return
        except ProtectedError as error:
            assert not any(isinstance(found, Certificate) for found in error.protected_objects)
            for found in error.protected_objects:
                purge(found)
