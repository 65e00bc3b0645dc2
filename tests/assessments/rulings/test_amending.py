"""A frozen result corrected by hand: both states kept, nothing overwritten, no lost correction."""

import pytest
from django.urls import reverse

from assessments import refusals
from assessments.amending import amend_result, preview_amendment, standing_of
from assessments.deliberating import recomputed_digest
from assessments.models import Correction, Freeze, FrozenOutcome, Mark
from assessments.refusals import Refusal
from tests.factories.assessments import make_complete, tie_default_rules
from tests.factories.courses import AFTER, make_cohort, make_colleague, make_enrolment
from tests.factories.jury import freeze_confirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def outcome():
    cohort = make_cohort()
    tie_default_rules(cohort)
    enrolment = make_enrolment(cohort)
    make_complete(enrolment)
    freeze_confirmed(cohort)
    return FrozenOutcome.objects.select_related("freeze__rule_set").get(enrolment=enrolment)


@pytest.fixture
def registrar(outcome):
    return make_colleague(outcome.freeze.cohort, "registrar")


def amend(outcome, registrar, seen=None, reason="Recours fondé", **values):
    return amend_result(
        outcome=outcome,
        values={name.replace("_", "-"): value for name, value in values.items()},
        seen=seen or standing_of(outcome)[1],
        reason=reason,
        by=registrar,
        at=AFTER,
    )


def test_an_exam_that_was_typed_wrongly(outcome, registrar):
    marks = list(Mark.objects.values_list("pk", "value"))
    proposal = preview_amendment(outcome=outcome, values={"exam": "95"})
    # Q 80, P 80, M 75, E 95 → F = 0.20·80 + 0.20·80 + 0.30·75 + 0.30·95 = 83.00.
    assert proposal.after["figures"]["F"] == "83.00"
    made = amend(outcome, registrar, exam="95")
    assert (made.before["figures"]["F"], made.after["figures"]["F"]) == ("78.50", "83.00")
    assert made.reason == "Recours fondé"
    outcome.refresh_from_db()
    assert outcome.final == "78.50"
    freeze = Freeze.objects.get()
    assert recomputed_digest(freeze) == freeze.digest
    assert list(Mark.objects.values_list("pk", "value")) == marks
    assert standing_of(outcome)[0]["figures"]["F"] == "83.00"


def test_the_second_correction_starts_from_the_first(outcome, registrar):
    _, seen = standing_of(outcome)
    amend(outcome, registrar, exam="95")
    with pytest.raises(Refusal) as refused:
        amend(outcome, registrar, seen=seen, exam="10")
    assert refused.value.code == refusals.CHANGED_MEANWHILE
    second = amend(outcome, registrar, practical_1="10")
    assert second.before["figures"]["E"] == "95.00"
    assert Correction.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, refusals.NOTHING_AMENDED),
        ({"exam": "80,0"}, ""),
        ({"exam": "101"}, refusals.BAD_RECORD),
        ({"register_P": "29", "register_U": "1"}, refusals.BAD_RECORD),
    ],
)
def test_what_changes_nothing_or_cannot_be_is_refused(outcome, registrar, values, code):
    if not code:
        assert amend(outcome, registrar, **values).after["figures"]["E"] == "80.00"
        return
    with pytest.raises(Refusal) as refused:
        amend(outcome, registrar, **values)
    assert refused.value.code == code
    assert not Correction.objects.exists()


def test_a_reason_is_owed(outcome, registrar):
    with pytest.raises(Refusal) as refused:
        amend(outcome, registrar, reason="  ", exam="95")
    assert refused.value.code == refusals.REASON_MISSING


def test_the_page_shows_first_and_stores_then(outcome, registrar, client):
    client.force_login(registrar)
    address = reverse("correct-result", args=[outcome.freeze.cohort.code, outcome.enrolment_id])
    form = client.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value()}
    seen = standing_of(outcome)[1]
    sent |= {"exam": "95", "seen": seen}
    page = client.post(address, sent | {"go": "preview"})
    assert page.context["proposal"].after["figures"]["F"] == "83.00"
    assert not Correction.objects.exists()
    page = client.post(address, sent | {"go": "store"})
    assert page.context["form"].errors["reason"]
    assert not Correction.objects.exists()
    page = client.post(address, sent | {"go": "preview", "exam": "1000"})
    assert page.context["form"].errors["exam"]
    client.post(address, sent | {"go": "store", "reason": "Recours fondé"})
    assert Correction.objects.get().made_by == registrar
    listing = client.get(reverse("corrections", args=[outcome.freeze.cohort.code]))
    assert "Recours fondé" in listing.content.decode()
