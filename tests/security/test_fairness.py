"""Nobody credits or marks themselves, and a frozen cohort refuses every screen."""

import json
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from assessments.models import ActionPlan, Attempt, AttemptStep, Mark, TeachingSheet
from courses.models import Attendance, Cohort, FundingLine, SectionProgress
from courses.registering import enrol, post_to_cohort
from tests.assessments.player.room import address, open_quiz, running_cohort, signed_in
from tests.factories.assessments import make_rubric, tie_default_rules
from tests.factories.courses import make_cohort, make_colleague, make_enrolment

pytestmark = pytest.mark.django_db
LEVELS = {f"level_C{number}": "4" for number in range(1, 9)}
SHEET = {"seat": "1", "strengths": "x", **LEVELS}


@pytest.fixture
def cohort():
    make_rubric()
    cohort = running_cohort()
    tie_default_rules(cohort)
    return cohort


def test_a_made_up_half_day_is_not_given_by_the_sheet(cohort):
    trainee = make_enrolment(cohort)
    browser = signed_in(make_colleague(cohort, "facilitator"))
    for was in ("", "C", "P"):
        data = {f"status-{trainee.pk}": "C", f"was-{trainee.pk}": was, "reason": "x"}
        browser.post("/fr/cohort/OUA16/register/1/", data | {"source": "facilitator"})
    assert not Attendance.objects.exists()


def test_nobody_fills_in_a_sheet_about_themselves(cohort):
    assessor = make_colleague(cohort, "assessor")
    own = enrol(cohort=cohort, user=assessor, position=9, by=None, at=timezone.now())
    browser = signed_in(assessor)
    where = address("teaching-sheet", "OUA16", own.pk)
    assert browser.get(where).status_code == 404
    assert browser.post(where, SHEET).status_code == 404
    assert not TeachingSheet.objects.exists()


def test_one_assessor_learns_nothing_of_the_others_sheet(cohort):
    """Every page before and after the other's submission: byte by byte the same."""
    trainee = make_enrolment(cohort)
    watcher = signed_in(make_colleague(cohort, "lead"))
    other = signed_in(make_colleague(cohort, "facilitator"))
    token = uuid.uuid4().hex

    def seen():
        pages = []
        for name, args in (
            ("teaching-sheets", ["OUA16"]),
            ("teaching-sheet", ["OUA16", trainee.pk]),
            ("board", ["OUA16"]),
            ("my-sheets", []),
        ):
            text = watcher.get(address(name, *args), follow=True).content.decode()
            for part in text.split('name="csrfmiddlewaretoken" value="')[1:]:
                text = text.replace(part[:64], token)
            pages.append(text)
        return pages

    before = seen()
    assert other.post(address("teaching-sheet", "OUA16", trainee.pk), SHEET).status_code == 302
    assert seen() == before


def test_the_lead_reads_no_figure_of_a_single_sheet(cohort):
    trainee = make_enrolment(cohort)
    watcher = signed_in(make_colleague(cohort, "lead"))
    for seat, role, level in ((1, "facilitator", "4"), (2, "assessor", "1")):
        browser = signed_in(make_colleague(cohort, role))
        levels = dict.fromkeys(LEVELS, level)
        sent = {**SHEET, **levels, "seat": str(seat), "strengths": f"words of {role}"}
        browser.post(address("teaching-sheet", "OUA16", trainee.pk), sent)
        page = watcher.get(address("end-of-course", "OUA16")).content.decode()
        # 100 and 25, their mean 62.50: far apart, so no mark stands before they have conferred.
        assert "62,50" not in page and "words of" not in page and "100,00" not in page


def test_a_taken_seat_says_no_more_than_that_it_is_taken(cohort):
    trainee = make_enrolment(cohort)
    where = address("teaching-sheet", "OUA16", trainee.pk, language="en")
    first = signed_in(make_colleague(cohort, "facilitator", "SANOGO Fatou"))
    second = signed_in(make_colleague(cohort, "assessor"))
    first.post(where, {**SHEET, "strengths": "Zumrada"})
    page = second.post(where, SHEET).content.decode()
    assert "Zumrada" not in page and "SANOGO" not in page
    assert TeachingSheet.objects.count() == 1


class TestFrozen:
    """Every form of every screen, sent to a cohort that was frozen meanwhile."""

    @pytest.fixture
    def trainee(self, cohort):
        return make_enrolment(cohort)

    @pytest.fixture
    def attempt(self, cohort, trainee):
        open_quiz(cohort)
        browser = signed_in(trainee.user)
        browser.post(address("quiz-start", "Q01"))
        return Attempt.objects.get()

    @pytest.fixture
    def frozen(self, cohort, trainee, attempt):
        # Only a withdrawn trainee's attempt stays open through a real freeze.
        Cohort.objects.filter(pk=cohort.pk).update(frozen_at=timezone.now())
        cohort.refresh_from_db()
        return cohort

    def test_the_team_changes_nothing(self, frozen, trainee):
        team = make_colleague(frozen, "lead")
        for role in ("registrar", "assessor"):
            team.groups.add(make_colleague(frozen, role).groups.get())
            post_to_cohort(cohort=frozen, user=team, role=role)
        browser = signed_in(team)
        pk, before = trainee.pk, trainee.user.printed_name
        posts = {
            "register/1/": {f"status-{pk}": "P", f"was-{pk}": "", "source": "facilitator"},
            "register/1/cancel/": {"reason": "x"},
            "practical/P1/": {f"value-{pk}": "12"},
            "paper/EXAM/": {f"value-{pk}": "12"},
            f"teaching/{pk}/": SHEET,
            "action-plans/": {"enrolment": pk},
            "people/new/": {"printed_name": "NOUVELLE Venue", "language": "fr"},
            f"people/{pk}/": {"printed_name": "AUTRE Nom"},
            "end/freeze/": {},
        }
        for path, data in posts.items():
            answer = browser.post(f"/fr/cohort/OUA16/{path}", data)
            assert answer.status_code in (200, 302, 409), (path, answer.status_code)
        trainee.user.refresh_from_db()
        assert trainee.user.printed_name == before
        assert frozen.enrolments.count() == 1
        assert not frozen.half_days.filter(cancelled_at__isnull=False).exists()
        for model in (Attendance, Mark, TeachingSheet, ActionPlan):
            assert not model.objects.exists(), model

    def test_the_trainee_changes_nothing(self, frozen, trainee, attempt):
        browser = signed_in(trainee.user)
        step = {
            "client_id": str(uuid.uuid4()),
            "sequence": 1,
            "position": 1,
            "values": ["a"],
            "language": "fr",
            "elapsed": 1,
        }
        answer = browser.post(
            address("attempt-step", attempt.public_id), json.dumps(step), "application/json"
        )
        assert (answer.status_code, answer.json()["code"]) == (409, "cohort-frozen")
        browser.post(address("attempt-item", attempt.public_id, 1), {"answer": "a"})
        browser.post(address("attempt-submit", attempt.public_id))
        browser.post(address("quiz-start", "Q02"))
        browser.post(address("action-plan"), {"need": "x"})
        attempt.refresh_from_db()
        assert attempt.state == "in-progress"
        assert Attempt.objects.count() == 1
        assert not AttemptStep.objects.exists()
        assert not ActionPlan.objects.exists() and not SectionProgress.objects.exists()

    def test_a_part_of_it_is_not_deleted_in_the_admin(self, frozen):
        line = FundingLine.objects.create(
            cohort=frozen, grant_code="G-1", wording={"fr": "Don", "en": "Grant"}
        )
        browser = signed_in(make_colleague(frozen, "registrar"))
        with translation.override("fr"):
            browser.post(reverse("funding_line:delete", args=[line.pk]))
        assert FundingLine.objects.filter(pk=line.pk).exists()


def test_a_post_without_its_role_opens_nothing():
    """A card, without second factor, must not open a board because of a forgotten post."""
    cohort = make_cohort()
    person = make_enrolment(make_cohort("NIA24")).user
    for role in ("facilitator", "lead", "registrar", "assessor"):
        post_to_cohort(cohort=cohort, user=person, role=role)
    browser = signed_in(person)
    for path in ("", "register/1/", "people/", "teaching/", "end/", "end/freeze/", "certificates/"):
        assert browser.get(f"/fr/cohort/OUA16/{path}").status_code == 404, path
