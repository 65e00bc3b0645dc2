"""The jury after the freeze: an enquiry ended, a compensation that a correction put in doubt."""

import pytest
from django.urls import reverse

from assessments import refusals
from assessments.amending import amend_result, standing_of
from assessments.deliberating import freeze_cohort, recomputed_digest
from assessments.models import CommandTie, Correction, Freeze, FrozenOutcome, JuryDecision
from assessments.outcome.jury import TOO_FEW, Ruling
from assessments.outcome.laterruling import Awaited, decision_after
from assessments.outcome.result import OutcomeCode
from assessments.reconvening import decide_later, waiting_for, waiting_in
from assessments.refusals import Refusal
from tests.factories.assessments import enter, make_complete, tie_default_rules
from tests.factories.courses import AFTER, make_cohort, make_colleague, make_enrolment
from tests.factories.jury import hold_jury

pytestmark = pytest.mark.django_db
ENQUIRY = "Two answer papers alike."


@pytest.fixture
def cohort():
    cohort = make_cohort()
    tie_default_rules(cohort)
    return cohort


@pytest.fixture
def registrar(cohort):
    return make_colleague(cohort, "registrar")


def frozen(cohort, ruling=Ruling.DEFER, *, number=1):
    """Trainees whose exam is half a point short, frozen after this ruling; the first of them."""
    for position in range(1, number + 1):
        enrolment = make_enrolment(cohort, position=position)
        make_complete(enrolment)
        enter(enrolment, "EXAM", "59.5", reason="typed wrongly")
    rulings = {one.pk: (ruling, ENQUIRY) for one in cohort.enrolments.all()}
    hold_jury(cohort, rulings=rulings)
    freeze_cohort(cohort=cohort, by=None, at=AFTER)
    return FrozenOutcome.objects.select_related("freeze__rule_set").first()


def amend(outcome, registrar, **values):
    return amend_result(
        outcome=outcome,
        values={name.replace("_", "-"): value for name, value in values.items()},
        seen=standing_of(outcome)[1],
        reason="Recours fondé",
        by=registrar,
        at=AFTER,
    )


def decide(outcome, registrar, ruling=Ruling.CONFIRM, *, reason="Nothing was found.", seen=None):
    return decide_later(
        frozen=outcome,
        ruling=ruling,
        reason=reason,
        seen=seen or standing_of(outcome)[1],
        by=registrar,
        at=AFTER,
    )


def refused(code):
    return pytest.raises(Refusal, match=f"^{code}$")


@pytest.mark.parametrize(
    ("ruling", "decided"), [(Ruling.CONFIRM, "ATT"), (Ruling.COMPENSATE, "CR")]
)
def test_an_enquiry_ends_with_a_decision_that_is_a_correction(cohort, registrar, ruling, decided):
    outcome = frozen(cohort)
    freeze = Freeze.objects.get()
    (waiting,) = waiting_in(cohort)
    assert (waiting.why, waiting.powers) == (
        Awaited.ENQUIRY,
        (Ruling.CONFIRM, Ruling.COMPENSATE),
    )
    made = decide(outcome, registrar, ruling)
    assert (made.before["decided"], made.after["decided"]) == ("AJO", decided)
    assert (made.reason, made.made_by, made.made_at) == ("Nothing was found.", registrar, AFTER)
    assert made.after["figures"] == made.before["figures"]
    first, last = JuryDecision.objects.order_by("pk")
    assert (first.kind, first.reason) == (Ruling.DEFER, ENQUIRY)
    assert (last.kind, last.decided, last.by) == (ruling, decided, registrar)
    outcome.refresh_from_db()
    assert (outcome.decided, outcome.standing_decision) == ("AJO", decided)
    assert recomputed_digest(freeze) == freeze.digest
    assert waiting_in(cohort) == []
    with refused(refusals.NOT_IN_ITS_POWER):
        decide(outcome, registrar, ruling)


def test_what_a_later_decision_cannot_be(cohort, registrar):
    outcome = frozen(cohort)
    with refused(refusals.REASON_MISSING):
        decide(outcome, registrar, reason=" ")
    with refused(refusals.NOT_IN_ITS_POWER):
        decide(outcome, registrar, Ruling.DEFER)
    seen = standing_of(outcome)[1]
    amend(outcome, registrar, exam="50")
    with refused(refusals.CHANGED_MEANWHILE):
        decide(outcome, registrar, seen=seen)
    with refused(refusals.NOT_IN_ITS_POWER):
        decide(outcome, registrar, Ruling.COMPENSATE)
    assert JuryDecision.objects.count() == 1


def test_those_who_stay_must_still_be_a_jury(cohort, registrar):
    outcome = frozen(cohort)
    chief = make_colleague(cohort, "facilitator")
    member = outcome.freeze.cohort.jury.members.order_by("seat").last()
    type(member).objects.filter(pk=member.pk).update(user=chief)
    CommandTie.objects.create(
        enrolment=outcome.enrolment, person=chief, declared_by=registrar, declared_at=AFTER
    )
    with refused(refusals.JURY_INCOMPLETE) as short:
        decide(outcome, registrar)
    assert short.value.details["faults"] == (TOO_FEW,)


def test_a_corrected_figure_does_not_end_an_enquiry(cohort, registrar):
    outcome = frozen(cohort)
    made = amend(outcome, registrar, exam="80")
    assert (made.after["computed"], made.after["decided"]) == ("CRM", "AJO")
    assert decide(outcome, registrar).after["decided"] == "CRM"
    assert waiting_for(outcome) is None


@pytest.mark.parametrize("exam", ["58.9", "59.4"])
def test_a_compensation_out_of_powers_is_a_doubt_until_the_jury_settles_it(
    cohort, registrar, client, exam
):
    outcome = frozen(cohort, Ruling.COMPENSATE)
    assert waiting_in(cohort) == []
    client.force_login(registrar)
    page = reverse("correct-result", args=[cohort.code, outcome.enrolment_id])
    form = client.get(page).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value()}
    preview = client.post(page, sent | {"exam": exam, "go": "preview"})
    doubtful = exam == "58.9"
    assert preview.context["doubtful"] is doubtful
    made = amend(outcome, registrar, exam=exam)
    assert (made.after["computed"], made.after["decided"]) == ("ATT", "CR")
    assert [one.why for one in waiting_in(cohort)] == [Awaited.OUT_OF_POWERS] * doubtful
    closing = client.get(reverse("end-of-course", args=[cohort.code]))
    assert closing.context["awaited"] == doubtful
    if doubtful:
        assert [one.powers for one in waiting_in(cohort)] == [(Ruling.CONFIRM, Ruling.DEFER)]
        assert decide(outcome, registrar).after["decided"] == "ATT"
        assert waiting_in(cohort) == []


def test_another_correction_takes_the_doubt_away(cohort, registrar):
    outcome = frozen(cohort, Ruling.COMPENSATE)
    amend(outcome, registrar, exam="50")
    amend(outcome, registrar, exam="59")
    assert waiting_in(cohort) == []
    assert outcome.standing_decision == "CR"


@pytest.mark.parametrize(
    ("computed", "was_computed", "was_decided", "decided"),
    [
        ("ATT", "ATT", "CR", "CR"),
        ("CR", "ATT", "CR", "CR"),
        ("CRM", "ATT", "CR", "CRM"),
        ("ATT", "CR", "CR", "ATT"),
        ("CR", "ATT", "AJO", "AJO"),
        ("REL", "CR", "AJO", "REL"),
        ("CR", "AJO", "AJO", "CR"),
    ],
)
def test_which_decision_stands_after_a_correction(computed, was_computed, was_decided, decided):
    stands = decision_after(
        OutcomeCode(computed),
        was_computed=OutcomeCode(was_computed),
        was_decided=OutcomeCode(was_decided),
    )
    assert stands is OutcomeCode(decided)


def test_the_page_shows_why_and_keeps_the_decision(cohort, registrar, client):
    outcome = frozen(cohort)
    client.force_login(registrar)
    listing = reverse("corrections", args=[cohort.code])
    address = reverse("later-ruling", args=[cohort.code, outcome.enrolment_id])
    assert address in client.get(listing).content.decode()
    page = client.get(address).content.decode()
    assert ENQUIRY in page and 'value="confirm"' in page and 'value="defer"' not in page
    sent = {"ruling": "confirm", "reason": "", "seen": standing_of(outcome)[1]}
    assert client.post(address, sent).context["form"].errors["reason"]
    assert client.post(address, sent | {"ruling": "defer", "reason": "x"}).status_code == 200
    assert not Correction.objects.exists()
    stale = client.post(address, sent | {"seen": "0" * 64, "reason": "x"})
    assert stale.context["form"].non_field_errors()
    sent |= {"reason": "Rien n’a été trouvé."}
    assert client.post(address, sent)["Location"] == listing
    said = client.get(listing).content.decode()
    assert "Rien n’a été trouvé." in said and address not in said
    assert 'value="confirm"' not in client.get(address).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_query_count_does_not_grow(cohort, number, django_assert_num_queries):
    frozen(cohort, number=number)
    with django_assert_num_queries(3):
        assert len(waiting_in(cohort)) == number
