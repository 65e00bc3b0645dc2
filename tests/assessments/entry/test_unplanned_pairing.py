"""A lesson that nobody planned: its seats obey the pairing rules too (domain 4)."""

import pytest
from django.utils import timezone

from accounts.models import User
from assessments import refusals
from assessments.autosaving import save_draft
from assessments.marking import submit_sheet
from assessments.models import CalibrationSheet, TeachingSheet
from assessments.outcome import pairing
from assessments.refusals import Refusal
from assessments.tying import declare_ties
from tests.assessments.player.room import address, marked_cohort, signed_in
from tests.factories.assessments import make_rubric
from tests.factories.courses import make_enrolment
from tests.factories.people import make_user
from tests.factories.teaching import AT, calibrate, levels_of, make_team, make_trainee

pytestmark = pytest.mark.django_db
CODE = "OUA16"


@pytest.fixture
def cohort():
    return marked_cohort()


@pytest.fixture
def team(cohort):
    return make_team(cohort)


@pytest.fixture
def trainee(cohort, team):
    return make_enrolment(cohort, make_trainee(), position=7)


def put(enrolment, person, seat, mark="75", **more):
    return submit_sheet(
        enrolment=enrolment,
        seat=seat,
        assessor=person,
        rubric=make_rubric(),
        levels=levels_of(mark),
        by=more.pop("by", person),
        at=timezone.now(),
        **more,
    )


def drafted(enrolment, person, seat):
    return save_draft(
        enrolment=enrolment,
        seat=seat,
        assessor=person,
        rubric=make_rubric(),
        levels=[None] * 8,
        by=person,
        at=timezone.now(),
    )


def refused(act):
    """The codes of the rules that a claim breaks."""
    with pytest.raises(Refusal, match=refusals.PAIRING) as caught:
        act()
    findings = caught.value.details["findings"]
    assert isinstance(findings, list)
    return [finding.code for finding in findings]


def lives(person, country="BFA", service="customs"):
    """Another country and service for this person."""
    User.objects.filter(pk=person.pk).update(country=country, service=service)
    person.refresh_from_db()


def test_the_own_chain_of_command_takes_no_seat(team, trainee):
    lives(team["first"], service="police")
    for seat in (1, 2, 3):
        assert refused(lambda seat=seat: put(trainee, team["first"], seat)) == [pairing.TIE_ASSUMED]
        assert refused(lambda seat=seat: drafted(trainee, team["first"], seat))
    declare_ties(enrolment=trainee, people=[team["second"]], by=team["lead"], at=AT)
    assert refused(lambda: put(trainee, team["second"], 3)) == [pairing.TIE_DECLARED]
    assert not TeachingSheet.objects.exists()


def test_two_compatriots_of_the_trainee_are_no_pair(team, trainee):
    lives(team["first"])
    lives(team["second"])
    drafted(trainee, team["first"], 1)
    whether_draft = refused(lambda: put(trainee, team["second"], 2))
    put(trainee, team["first"], 1)
    # A draft and a sheet that is in are refused alike: nothing is told of the other one.
    assert refused(lambda: put(trainee, team["second"], 2)) == whether_draft
    assert whether_draft == [pairing.SAME_NATIONALITY]
    put(trainee, team["second"], 3)
    put(trainee, team["lead"], 2)


def test_a_blind_seat_asks_for_calibration_and_the_reserve_does_not(team, trainee):
    CalibrationSheet.objects.filter(person=team["first"]).delete()
    assert refused(lambda: put(trainee, team["first"], 1)) == [pairing.NOT_CALIBRATED]
    put(trainee, team["first"], 3)
    assert not TeachingSheet.objects.exclude(seat=3).exists()


def test_doubts_refuse_nobody(team, trainee):
    unknown = make_user("DIALLO Binta", username="binta")
    calibrate(unknown)
    lives(unknown, country="", service="")
    put(trainee, unknown, 1)
    lives(team["first"], service="other")
    put(trainee, team["first"], 2)
    assert TeachingSheet.objects.count() == 2


def test_whoever_sits_already_goes_on_and_the_faults_of_others_are_not_held_against_one(
    team, trainee
):
    lives(team["first"])
    drafted(trainee, team["first"], 1)
    CalibrationSheet.objects.filter(person=team["first"]).delete()
    declare_ties(enrolment=trainee, people=[team["first"]], by=team["lead"], at=AT)
    put(trainee, team["second"], 2)
    put(trainee, team["first"], 1)
    # A pair that stands wrongly does not keep the observer out.
    lives(team["second"])
    put(trainee, team["lead"], 3)
    assert TeachingSheet.objects.filter(submitted_at__isnull=False).count() == 3


def test_a_repetition_after_annulment_takes_two_new_assessors(team, trainee):
    put(trainee, team["first"], 1)
    TeachingSheet.objects.update(annulled_at=AT, annulled_reason="no third mark")
    assert refused(lambda: put(trainee, team["first"], 2)) == [pairing.NOT_ALL_NEW]


def test_the_registrar_reads_on_the_form_which_rule_a_paper_breaks(team, trainee):
    lives(team["first"], service="police")
    levels = {f"level_C{n}": "3" for n in range(1, 9)}
    sent = {
        "seat": "1",
        "assessor": team["first"].pk,
        "paper_reference": "OUA16-MT-07-1",
        **levels,
    }
    registrar = signed_in(team["registrar"])
    page = registrar.post(address("teaching-paper", CODE, trainee.pk, language="en"), sent)
    text = page.content.decode()
    assert "SANOGO Fatou is of the trainee’s own country and service: own chain of command." in text
    assert not TeachingSheet.objects.exists()
    sent["assessor"] = team["second"].pk
    registrar.post(address("teaching-paper", CODE, trainee.pk, language="en"), sent)
    assert TeachingSheet.objects.get().assessor == team["second"]


def test_the_assessor_reads_which_rule_stands_in_the_way_and_no_mark(team, trainee):
    lives(team["first"])
    lives(team["second"])
    put(trainee, team["first"], 1, "50", strengths="Quiet voice")
    where = address("teaching-sheet", CODE, trainee.pk, language="en")
    levels = {f"level_C{n}": "3" for n in range(1, 9)}
    browser = signed_in(team["second"])
    text = browser.post(where, {"seat": "2", "strengths": "x", **levels}).content.decode()
    assert "Both assessors are of the trainee’s nationality" in text
    assert "Quiet voice" not in text and "SANOGO" not in text
    said = browser.post(
        where, {"seat": "2", "draft": "1"}, headers={"Accept": "application/json"}
    ).json()
    assert not said["saved"] and "at least one must be of another" in said["message"]
