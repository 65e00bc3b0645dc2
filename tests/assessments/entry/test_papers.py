"""Micro-teaching on paper: the blank sheet and its reference, typing it in."""

import pytest

from assessments import refusals
from assessments.autosaving import save_draft
from assessments.marking import submit_sheet
from assessments.models import TeachingSheet
from assessments.papers import paper_reference
from assessments.refusals import Refusal
from tests.assessments.player.room import address, running_cohort, signed_in
from tests.factories.assessments import make_rubric
from tests.factories.courses import make_enrolment
from tests.factories.teaching import AT, levels_of, make_team, make_trainee, make_turn

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    make_rubric()
    return running_cohort()


@pytest.fixture
def team(cohort):
    return make_team(cohort)


@pytest.fixture
def trainee(cohort):
    return make_enrolment(cohort, make_trainee(), position=7)


def typed(mark="75", *, seat=1, **more):
    levels = {f"level_C{n}": str(level) for n, level in enumerate(levels_of(mark), start=1)}
    return {"seat": str(seat), "paper_reference": "OUA16-MT-07-1", **levels, **more}


def entry(trainee, query=""):
    return address("teaching-paper", "OUA16", trainee.pk, language="en") + query


def test_the_reference_names_cohort_trainee_lesson_and_seat():
    assert paper_reference("NIA24", position=7, seat=1) == "NIA24-MT-07-1"
    assert paper_reference("NIA24", position=7, seat=2, lesson=2, round=2) == "NIA24-MT2-07-2R"


def test_the_blank_sheet_has_both_languages_and_its_reference(team, trainee):
    make_turn(trainee, team, room="Salle 1")
    where = address("teaching-blank", "OUA16", trainee.pk) + "?seat=2"
    html = signed_in(team["registrar"]).get(where).content.decode()
    assert "OUA16-MT-07-2" in html and "HAÏDARA Oumar" in html and "Salle 1" in html
    for criterion in range(1, 9):
        for level in range(5):
            assert f"fr {criterion}.{level}" in html and f"en {criterion}.{level}" in html
    assert signed_in(trainee.user).get(where).status_code == 404


def test_the_blank_revision_has_its_reference_and_a_line_for_each_reason(team, trainee):
    make_turn(trainee, team)
    registrar = signed_in(team["registrar"])
    where = address("teaching-blank", "OUA16", trainee.pk) + "?round=2"
    html = registrar.get(f"{where}&seat=2").content.decode()
    assert "OUA16-MT-07-2R" in html and html.count("Reason for the change") == 8
    assert "Reason, if the marks are kept" in html and "Strengths" not in html
    assert "OUA16-MT2-07-1R" in registrar.get(f"{where}&seat=1&lesson=2").content.decode()
    first = registrar.get(f"{where.partition('?')[0]}?seat=2").content.decode()
    assert "OUA16-MT-07-2<" in first and "Reason for the change" not in first
    # The reserve observer's sheet is never revised.
    assert registrar.get(f"{where}&seat=3").status_code == 404
    assert signed_in(trainee.user).get(where).status_code == 404


def test_whoever_needs_the_blank_revision_finds_it(team, trainee):
    make_turn(trainee, team, observer=team["lead"])
    lessons = address("teaching-lessons", "OUA16", language="en")
    own = address("teaching-sheet", "OUA16", trainee.pk, language="en")
    blank = address("teaching-blank", "OUA16", trainee.pk, language="en")

    def links(person, page):
        html = signed_in(team[person]).get(page).content.decode()
        return [seat for seat in (1, 2, 3) if f'"{blank}?seat={seat}&amp;round=2"' in html]

    registrar = signed_in(team["registrar"])
    # Printed before the lesson, for the day on which the network fails; it tells of no state.
    assert links("registrar", entry(trainee)) == [1, 2]
    registrar.post(entry(trainee), typed("50"))
    assert (links("lead", lessons), links("first", own)) == ([], [])
    registrar.post(entry(trainee), typed("75", seat=2, paper_reference="OUA16-MT-07-2"))
    registrar.post(entry(trainee), typed("75", seat=3, paper_reference="OUA16-MT-07-3"))
    assert links("lead", lessons) == [1, 2]
    assert (links("first", own), links("second", own)) == ([1], [2])
    assert links("registrar", entry(trainee)) == [1, 2]


def test_the_registrar_types_in_for_the_holder_of_the_seat(team, trainee):
    make_turn(trainee, team)
    browser = signed_in(team["registrar"])
    assert browser.post(entry(trainee), typed()).status_code == 302
    sheet = TeachingSheet.objects.get()
    assert (sheet.assessor, sheet.entered_by) == (team["first"], team["registrar"])
    assert sheet.paper_reference == "OUA16-MT-07-1"
    again = browser.post(entry(trainee), typed("50")).content.decode()
    assert "submitted and is closed" in again
    assert TeachingSheet.objects.get().levels == levels_of("75")


def test_without_a_reference_or_a_person_nothing_is_entered(team, trainee):
    browser = signed_in(team["registrar"])
    assert "error" in browser.post(entry(trainee), typed(paper_reference="")).content.decode()
    html = browser.post(entry(trainee), typed()).content.decode()
    assert "Say who filled in the paper" in html
    assert not TeachingSheet.objects.exists()
    chosen = typed(assessor=str(team["second"].pk))
    assert browser.post(entry(trainee), chosen).status_code == 302
    assert TeachingSheet.objects.get().assessor == team["second"]


def test_the_verb_too_asks_for_the_reference_of_a_paper(team, trainee):
    make_turn(trainee, team)
    with pytest.raises(Refusal, match=refusals.PAPER_REFERENCE_MISSING):
        submit_sheet(
            enrolment=trainee,
            seat=1,
            assessor=team["first"],
            rubric=make_rubric(),
            levels=levels_of("75"),
            by=team["registrar"],
            at=AT,
            paper_reference=" ",
        )
    assert not TeachingSheet.objects.exists()


def test_a_paper_of_another_trainee_or_seat_is_asked_about(team, trainee):
    make_turn(trainee, team)
    browser = signed_in(team["registrar"])
    asked = "It is the right paper all the same"
    assert asked not in browser.get(entry(trainee)).content.decode()
    for wrong in ("OUA16-MT-08-1", "OUA16-MT-07-2", "x"):
        html = browser.post(entry(trainee), typed(paper_reference=wrong)).content.decode()
        assert "is OUA16-MT-07-1: another paper?" in html and asked in html and wrong in html
    assert not TeachingSheet.objects.exists()
    # Printed before the protocol order changed: the registrar says so, and the old number is kept.
    sent = typed(paper_reference="OUA16-MT-08-1", other_paper="on")
    assert browser.post(entry(trainee), sent).status_code == 302
    assert TeachingSheet.objects.get().paper_reference == "OUA16-MT-08-1"
    # Small letters and spaces are the same reference.
    sent = typed(seat=2, paper_reference="oua16-mt- 07-2")
    assert browser.post(entry(trainee), sent).status_code == 302
    assert TeachingSheet.objects.get(seat=2).paper_reference == "OUA16-MT-07-2"


def test_a_revision_from_paper_after_conciliation(team, trainee):
    make_turn(trainee, team)
    browser = signed_in(team["registrar"])
    browser.post(entry(trainee), typed("50"))
    assert "Type a revision in" not in browser.get(entry(trainee)).content.decode()
    browser.post(entry(trainee), typed("75", seat=2, paper_reference="OUA16-MT-07-2"))
    assert "Type a revision in" in browser.get(entry(trainee)).content.decode()
    revised = typed("60", paper_reference="OUA16-MT-07-1R")
    assert browser.post(entry(trainee, "?round=2"), revised).status_code == 200
    changed = [n for n, level in enumerate(levels_of("60"), start=1) if level != 2]
    first, *rest = changed
    revised |= {f"reason_C{n}": "The plan was complete." for n in rest}
    # The one that is missing is named; nothing that was typed is lost.
    html = browser.post(entry(trainee, "?round=2"), revised).content.decode()
    assert f'href="#id_reason_C{first}"' in html and "The plan was complete." in html
    revised[f"reason_C{first}"] = "A fallback stood in it."
    assert browser.post(entry(trainee, "?round=2"), revised).status_code == 302
    revision = TeachingSheet.objects.get(round=2)
    assert revision.levels == levels_of("60")
    assert set(revision.revision_reasons) == {f"C{n}" for n in changed}


@pytest.mark.parametrize(("second", "seat"), [("58", 1), ("75", 3)])
def test_a_revision_that_nothing_calls_for_is_refused_whatever_reasons_stand_on_it(
    team, trainee, second, seat
):
    make_turn(trainee, team)
    browser = signed_in(team["registrar"])
    for number, mark in ((1, "50"), (2, second), (3, "58")):
        sent = typed(mark, seat=number, paper_reference=f"OUA16-MT-07-{number}")
        assert browser.post(entry(trainee), sent).status_code == 302
    reasons = {f"reason_C{n}": "The plan was complete." for n in range(1, 9)}
    revised = typed("60", seat=seat, paper_reference=f"OUA16-MT-07-{seat}R", **reasons)
    html = browser.post(entry(trainee, "?round=2"), revised).content.decode()
    assert "Nothing calls for a revision" in html
    assert not TeachingSheet.objects.filter(round=2).exists()


def begin(trainee, team, levels, **words):
    """The first assessor's draft on a device."""
    return save_draft(
        enrolment=trainee,
        seat=1,
        assessor=team["first"],
        rubric=make_rubric(),
        levels=levels,
        by=team["first"],
        at=AT,
        **words,
    )


def test_a_paper_does_not_close_an_assessors_draft_with_other_levels(team, trainee):
    make_turn(trainee, team)
    draft = begin(trainee, team, [2, None, None, None, 3, None, None, None], strengths="Calm voice")
    browser = signed_in(team["registrar"])
    html = browser.post(entry(trainee), typed("75", strengths="Good plan")).content.decode()
    assert "SANOGO Fatou has begun this sheet on a device, with other levels" in html
    assert (
        "Good plan" in html and "other_levels" not in browser.get(entry(trainee)).content.decode()
    )
    draft.refresh_from_db()
    assert (draft.submitted_at, draft.annulled_at, draft.levels[0]) == (None, None, 2)
    # What stands on the device is not told, only that it differs.
    assert "Calm voice" not in html
    # The registrar has asked: the paper it is. The draft is kept beside it, as it was.
    sent = typed("75", other_levels="on")
    assert browser.post(entry(trainee), sent).status_code == 302
    draft.refresh_from_db()
    assert (draft.levels[0], draft.strengths, draft.submitted_at) == (2, "Calm voice", None)
    assert draft.annulled_at is not None and "OUA16-MT-07-1" in draft.annulled_reason
    sheet = TeachingSheet.objects.get(annulled_at=None)
    assert (sheet.levels, sheet.entered_by) == (levels_of("75"), team["registrar"])


def test_a_draft_with_the_papers_levels_is_closed_by_it(team, trainee):
    make_turn(trainee, team)
    begin(trainee, team, [3, 3, None, None, None, None, None, None], strengths="Calm voice")
    browser = signed_in(team["registrar"])
    assert browser.post(entry(trainee), typed("75")).status_code == 302
    assert TeachingSheet.objects.get(annulled_at=None).submitted_at is not None
    # Words that stand on the device alone are not overwritten either.
    assert TeachingSheet.objects.exclude(annulled_at=None).get().strengths == "Calm voice"


def test_assessors_type_no_paper_in(team, trainee):
    for key in ("first", "second", "lead"):
        browser = signed_in(team[key])
        assert browser.get(entry(trainee)).status_code == 404
        assert browser.get(address("teaching-papers", "OUA16")).status_code == 404
