"""Nobody credits or marks themselves, and a frozen cohort refuses every screen."""

import json
import re
import uuid

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.admin.viewsets import viewsets

from assessments.marking import submit_sheet
from assessments.models import (
    ActionPlan,
    Attempt,
    AttemptStep,
    Mark,
    Rubric,
    RuleSet,
    TeachingSheet,
    TeachingTurn,
)
from assessments.refusals import Refusal
from assessments.seating import plan_turn
from courses.models import Attendance, Cohort, FundingLine, SectionProgress
from courses.registering import enrol, post_to_cohort
from tests.assessments.player.room import (
    address,
    marked_cohort,
    open_quiz,
    signed_in,
)
from tests.factories.assessments import make_rubric
from tests.factories.courses import make_cohort, make_colleague, make_enrolment
from tests.factories.teaching import make_team, make_trainee, make_turn

pytestmark = pytest.mark.django_db
LEVELS = {f"level_C{number}": "4" for number in range(1, 9)}
SHEET = {"seat": "1", "strengths": "x", **LEVELS}


@pytest.fixture
def cohort():
    return marked_cohort()


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
            ("end-of-course", ["OUA16"]),
            ("teaching-lessons", ["OUA16"]),
        ):
            text = watcher.get(address(name, *args), follow=True).content.decode()
            for part in text.split('name="csrfmiddlewaretoken" value="')[1:]:
                text = text.replace(part[:64], token)
            pages.append(text)
        return pages

    before = seen()
    assert other.post(address("teaching-sheet", "OUA16", trainee.pk), SHEET).status_code == 302
    assert seen() == before


def scrubbed(response):
    """A page without the tokens that differ at every request."""
    return re.sub(r'"[A-Za-z0-9]{64}"', "", response.content.decode())


def watched_pages(browser, trainee, lesson=1):
    """Every page of the team that could tell of a sheet, as this person gets it."""
    pages = {}
    for name, args in (
        ("teaching-sheets", ["OUA16"]),
        ("teaching-sheet", ["OUA16", trainee.pk]),
        ("teaching-lessons", ["OUA16"]),
        ("annul-lesson", ["OUA16", trainee.pk]),
        ("teaching-report", ["OUA16"]),
        ("turns", ["OUA16"]),
        ("turn", ["OUA16", trainee.pk]),
        ("team-calibration", ["OUA16"]),
        ("calibration", []),
        ("board", ["OUA16"]),
        ("board-index", []),
        ("end-of-course", ["OUA16"]),
        ("open-items", ["OUA16"]),
        ("jury", ["OUA16"]),
        ("action-plans", ["OUA16"]),
        ("paper-marks", ["OUA16", "MT"]),
        ("my-sheets", []),
        ("teaching-papers", ["OUA16"]),
        ("teaching-paper", ["OUA16", trainee.pk]),
        ("teaching-blank", ["OUA16", trainee.pk]),
        ("practical-marks", ["OUA16", "P1"]),
        ("practical-groups", ["OUA16", "P1"]),
        ("sittings", ["OUA16"]),
        ("quiz-sittings", ["OUA16", "Q01"]),
        ("unmatched-answers", ["OUA16"]),
        ("late-answers", ["OUA16"]),
        ("item-index", ["OUA16"]),
        ("item-results", ["OUA16", "Q01"]),
        ("irregularities", ["OUA16"]),
        ("appeals", ["OUA16"]),
        ("corrections", ["OUA16"]),
        ("correct-result", ["OUA16", trainee.pk]),
        ("later-ruling", ["OUA16", trainee.pk]),
        ("ranking", ["OUA16"]),
        ("rules", []),
        ("rule-set", [RuleSet.objects.latest("pk").pk]),
        ("new-rules", [RuleSet.objects.latest("pk").pk]),
        ("freeze-cohort", ["OUA16"]),
        ("jury-case", ["OUA16", trainee.pk]),
        ("registrar-index", []),
        ("cohort-people", ["OUA16"]),
        ("cohort-attendance", ["OUA16"]),
        ("cohort-certificates", ["OUA16"]),
        ("issue-certificates", ["OUA16"]),
        ("aggregates", []),
    ):
        response = browser.get(address(name, *args) + f"?lesson={lesson}", follow=True)
        pages[name] = (response.status_code, scrubbed(response))
    return pages


class TestAssessorsAgainstEachOther:
    """Each assessor attacks: pages, posts and answers before and after what the other one does."""

    @pytest.fixture
    def team(self, cohort):
        return make_team(cohort)

    @pytest.fixture
    def trainee(self, cohort):
        return make_enrolment(cohort, make_trainee())

    @pytest.fixture(params=["first", "second", "observer"])
    def turn(self, request, team, trainee):
        """The lead, who may see the most, sits in each of the seats in turn."""
        people = [team["first"], team["second"]]
        seats = ["first", "second", "observer"]
        seats.remove(request.param)
        seating = dict(zip(seats, people, strict=True))
        return make_turn(trainee, team, **{**seating, request.param: team["lead"]})

    def others(self, team, turn):
        return [p for p in (turn.first, turn.second, turn.observer) if p != team["lead"]]

    def act(self, person, trainee, level, **more):
        where = address("teaching-sheet", "OUA16", trainee.pk)
        data = {**dict.fromkeys(LEVELS, level), "strengths": "Zumrada", **more}
        return signed_in(person).post(where, data)

    # The other two seats: test_blind_sheets.py, with more to look at.
    @pytest.mark.parametrize("turn", ["second", "observer"], indirect=True)
    def test_no_page_changes_by_a_draft_or_a_sheet_of_the_others(self, team, turn, trainee):
        watcher = signed_in(team["lead"])
        before = watched_pages(watcher, trainee)
        blind = [p for p in (turn.first, turn.second) if p != team["lead"]]
        for person in self.others(team, turn):
            assert self.act(person, trainee, "1", draft="1").status_code == 302
            assert watched_pages(watcher, trainee) == before
        # Both blind sheets where the lead observes, and the reserve where somebody else holds it.
        for person in {*blind, turn.observer} - {team["lead"]}:
            assert self.act(person, trainee, "1").status_code == 302
            assert watched_pages(watcher, trainee) == before

    def test_every_post_is_answered_alike_before_and_after(self, team, turn, trainee, cohort):
        def attack():
            browser = signed_in(team["lead"])
            sheet = address("teaching-sheet", "OUA16", trainee.pk)
            change = address("turn", "OUA16", trainee.pk)
            extra = {"first": "", "second": "", "observer": ""}
            posts = [
                (sheet, {"revision_reason": "x", "keep": "1"}),
                (sheet, {"seat": "1", "level_C1": "3"}),
                (change, extra | {"observer": team["lead"].pk}),
                (change, extra | {"first": team["lead"].pk}),
                (address("annul-lesson", "OUA16", trainee.pk), {"reason": "x"}),
                (address("turns", "OUA16"), {"date": "2016-02-10"}),
                (address("freeze-cohort", "OUA16"), {}),
            ]
            answers = []
            for where, data in posts:
                with transaction.atomic():
                    response = browser.post(where, data)
                    answers.append((where, response.status_code, scrubbed(response)))
                    transaction.set_rollback(True)
            return answers

        before = attack()
        for person in self.others(team, turn):
            assert self.act(person, trainee, "1").status_code == 302
        assert attack() == before

    def test_the_trainee_learns_nothing_either(self, team, turn, trainee):
        browser = signed_in(trainee.user)

        def seen():
            return [
                scrubbed(browser.get(address(name), follow=True))
                for name in ("today", "my-results")
            ]

        before = seen()
        for person in self.others(team, turn):
            self.act(person, trainee, "1", draft="1")
        self.act(self.others(team, turn)[0], trainee, "1")
        assert seen() == before

    def test_after_the_own_sheet_the_lead_sees_in_or_not_in_and_no_level(self, team, trainee):
        turn = make_turn(trainee, team, first=team["lead"], observer=team["first"])
        self.act(team["lead"], trainee, "4")
        browser = signed_in(team["lead"])
        page = browser.get(address("teaching-lessons", "OUA16")).content.decode()
        assert team["second"].printed_name in page and "100,00" not in page
        assert turn.observer == team["first"]
        self.act(team["first"], trainee, "1")
        page = browser.get(address("teaching-lessons", "OUA16")).content.decode()
        assert "25,00" not in page and "Zumrada" not in page
        self.act(team["second"], trainee, "4")
        page = browser.get(address("teaching-lessons", "OUA16")).content.decode()
        # Agreed: the sealed reserve sheet is not opened for anybody.
        assert "100,00" in page and "25,00" not in page and "Zumrada" not in page

    def test_a_planner_who_leaves_a_seat_cannot_come_back_wiser(self, team, trainee):
        make_turn(trainee, team, first=team["lead"], observer=None)
        browser = signed_in(team["lead"])
        where = address("turn", "OUA16", trainee.pk)
        self.act(team["second"], trainee, "1")
        left = {"first": "", "second": team["second"].pk}
        assert browser.post(where, left).status_code == 302
        back = {"first": team["lead"].pk, "second": team["second"].pk}
        assert browser.post(where, back).status_code == 200
        assert TeachingTurn.objects.get().first is None

    def test_the_admin_edits_no_sheet_and_no_turn(self):
        hidden = {TeachingSheet, TeachingTurn}
        shown = {viewset.model for viewset in viewsets.viewsets if hasattr(viewset, "model")}
        assert shown and not shown & hidden

    def test_one_who_types_paper_in_holds_no_seat(self, team, trainee):
        make_turn(trainee, team)
        for by, code in ((team["second"], "entered-by-an-assessor"), (team["registrar"], None)):
            try:
                submit_sheet(
                    enrolment=trainee,
                    seat=1,
                    assessor=team["first"],
                    rubric=make_rubric(),
                    levels=[3] * 8,
                    by=by,
                    at=timezone.now(),
                    paper_reference="OUA16-MT-01-1",
                )
            except Refusal as refusal:
                assert refusal.code == code
            else:
                assert code is None
        assert TeachingSheet.objects.get().entered_by == team["registrar"]


class TestUnplannedLessons:
    """Where nobody planned a lesson there are no seats to defend; the sheets stay blind."""

    @pytest.fixture
    def team(self, cohort):
        make_rubric()
        return make_team(cohort)

    @pytest.fixture
    def trainee(self, cohort):
        return make_enrolment(cohort, make_trainee())

    def enter(self, trainee, seat, assessor, *, by=None, lesson=1, level=1):
        submit_sheet(
            enrolment=trainee,
            seat=seat,
            assessor=assessor,
            rubric=Rubric.objects.get(),
            levels=[level] * 8,
            by=by or assessor,
            at=timezone.now(),
            lesson=lesson,
            paper_reference="OUA16-MT-01-1" if by else "",
        )

    def test_who_typed_the_other_sheet_in_cannot_sit_down_to_the_own_one(self, team, trainee):
        self.enter(trainee, 1, team["first"], by=team["second"])
        with pytest.raises(Refusal) as refused:
            self.enter(trainee, 2, team["second"])
        assert refused.value.code == "entered-by-an-assessor"
        with pytest.raises(Refusal) as refused:
            plan_turn(
                enrolment=trainee,
                lesson=1,
                room="1",
                starts_at=None,
                theme=None,
                first=team["first"],
                second=team["second"],
                observer=None,
                by=team["registrar"],
                at=timezone.now(),
            )
        assert refused.value.code == "entered-by-an-assessor"
        self.enter(trainee, 2, team["lead"])
        assert set(TeachingSheet.objects.values_list("assessor", flat=True)) == {
            team["first"].pk,
            team["lead"].pk,
        }

    @pytest.mark.parametrize("lesson", [1, 2])
    def test_a_submission_changes_nothing_for_who_has_not_submitted(self, team, trainee, lesson):
        if lesson == 2:
            self.enter(trainee, 1, team["first"])
            self.enter(trainee, 2, team["second"])
        other = signed_in(team["second"])
        where = address("teaching-sheet", "OUA16", trainee.pk) + f"?lesson={lesson}"
        sent = {**dict.fromkeys(LEVELS, "1"), "seat": "1", "strengths": "Zumrada"}
        assert other.post(where, {**sent, "draft": "1"}).status_code == 302
        watcher = signed_in(team["lead"])
        before = watched_pages(watcher, trainee, lesson)
        assert other.post(where, sent).status_code == 302
        assert TeachingSheet.objects.filter(strengths="Zumrada", submitted_at__isnull=False)
        assert watched_pages(watcher, trainee, lesson) == before


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
