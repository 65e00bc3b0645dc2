"""The minutes: a draft before the freeze, stored with it, what they say."""

import datetime
import io
import logging
from hashlib import sha256
from typing import Any

import pytest
from pypdf import PdfReader

from assessments.jurysitting import add_member, decide_case, stay, withdraw
from assessments.models import Minutes
from assessments.outcome.jury import Ruling
from certificates.minutesreading import draft_minutes, frozen_minutes
from certificates.minuting import freeze_with_minutes, keep_minutes, minutes_pdf, render_minutes
from tests.factories.assessments import enter, make_complete, tie_default_rules
from tests.factories.courses import AFTER, make_cohort, make_colleague, make_enrolment
from tests.factories.jury import compose_jury, hold_jury

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    cohort = make_cohort()
    tie_default_rules(cohort)
    return cohort


@pytest.fixture
def near(cohort):
    """Somebody half a point below the exam's minimum."""
    enrolment = make_enrolment(cohort)
    make_complete(enrolment)
    enter(enrolment, "EXAM", "59.5", reason="typed wrongly")
    return enrolment


def test_a_compensation_is_printed_as_such(cohort, near):
    hold_jury(cohort, rulings={near.pk: (Ruling.COMPENSATE, "Steady work.")})
    freeze = freeze_with_minutes(cohort=cohort, by=None, at=AFTER)
    minutes = frozen_minutes(freeze)
    (case,) = minutes.cases
    assert (case.place, case.computed, case.decided) == (1, "ATT", "CR (jury)")
    assert case.reason == "Steady work."
    assert case.figures == ["100,00", "80,00", "80,00", "75,00", "59,50", "72,35", "14,47"]
    assert [m.name for m in minutes.members if m.chair] == ["PRÉSIDENTE Fictive"]
    assert (minutes.digest, minutes.rules) == (freeze.digest, "relais-2016, version 1")
    assert minutes.held_on.fr.split() == ["12", "février", "2016"]


def test_the_stored_file_is_rendered_once_and_named_by_its_digest(cohort, near):
    hold_jury(cohort)
    freeze = freeze_with_minutes(cohort=cohort, by=None, at=AFTER)
    kept = Minutes.objects.get(freeze=freeze)
    assert kept.sha256 == sha256(bytes(kept.pdf)).hexdigest()
    assert keep_minutes(freeze=freeze, at=AFTER).pk == kept.pk
    near.user.printed_name = "AUTRE Nom"
    near.user.save(update_fields=["printed_name"])
    assert minutes_pdf(cohort) == bytes(kept.pdf)


def test_the_same_minutes_give_the_same_bytes_and_a_tagged_file(cohort, near, caplog):
    compose_jury(cohort)
    minutes = draft_minutes(cohort)
    assert minutes.draft
    with caplog.at_level(logging.WARNING):
        content = render_minutes(minutes)
    assert not caplog.records
    assert content == render_minutes(minutes)
    reader = PdfReader(io.BytesIO(content))
    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/Lang"] == "fr"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in catalogue["/Metadata"].get_object().get_data()
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "Projet, sans valeur avant le gel" in text
    assert "1 / " in text
    assert near.user.printed_name in text


def test_withdrawals_stand_beside_the_member_and_the_trainee(cohort, near):
    jury = compose_jury(cohort)
    fourth = add_member(jury=jury, name="MEMBRE Quatrième", by=None, at=AFTER)
    withdraw(member=fourth, enrolment=near, by=None, at=AFTER)
    decide_case(jury=jury, enrolment=near, ruling=Ruling.CONFIRM, by=None, at=AFTER)
    minutes = draft_minutes(cohort)
    assert [member.away for member in minutes.members] == ["", "", "", "1"]
    assert minutes.cases[0].away == "4"
    assert minutes.cases[0].decided == "ATT"


def test_a_withdrawal_taken_back_stands_in_the_stored_minutes(cohort, near):
    jury = compose_jury(cohort)
    lead = make_colleague(cohort, "lead")
    member = jury.members.get(seat=1)
    withdraw(member=member, enrolment=near, by=lead, at=AFTER)
    stay(member=member, enrolment=near, by=lead, at=AFTER + datetime.timedelta(minutes=4))
    hold_jury(cohort)
    freeze = freeze_with_minutes(cohort=cohort, by=None, at=AFTER)
    (act,) = frozen_minutes(freeze).withdrawals
    assert act.back is not None
    assert (act.seat, act.place, act.began.hour, act.back.hour) == (1, 1, "18:00", "18:04")
    assert act.began.by == act.back.by == lead.printed_name
    pdf = PdfReader(io.BytesIO(bytes(Minutes.objects.get(freeze=freeze).pdf)))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "Retraits inscrits en séance" in text and "18:04" in text
    assert text.count(lead.printed_name) == 2


def test_who_reads_the_minutes(cohort, near, client):
    address = f"/en/cohort/{cohort.code}/jury/minutes.pdf"
    for role, before, after in (("lead", 404, 200), ("facilitator", 404, 404)):
        client.force_login(make_colleague(cohort, role))
        assert client.get(address).status_code == before
        if role == "lead":
            compose_jury(cohort)
        assert client.get(address).status_code == after
