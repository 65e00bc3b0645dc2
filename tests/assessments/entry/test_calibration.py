"""The calibration exercise: blind first, then the reference; the lead's list."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assessments.collecting import read_content
from assessments.deliberating import store_rules, tie_rules
from assessments.furnishing import ChecklistChanged, load_checklists, load_samples
from assessments.loading import load_rubric
from assessments.models import CalibrationSheet, Checklist, SampleLesson, TeachingTurn
from assessments.outcome.ruleset import RULES_V1
from courses.registering import post_to_cohort
from tests.assessments.player.room import address, running_cohort, signed_in
from tests.factories.assessments import LONG_AGO, tie_default_rules
from tests.factories.courses import make_colleague, make_enrolment
from tests.factories.teaching import make_samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    make_samples()
    return running_cohort()


def lesson(key="sample-1", query=""):
    return address("calibration-lesson", key, language="en") + query


def marks(level):
    return {f"level_C{number}": str(level) for number in range(1, 9)}


def test_the_reference_comes_after_the_marks_and_not_before(cohort):
    browser = signed_in(make_colleague(cohort, "assessor"))
    assert "secret reason" not in browser.get(lesson()).content.decode()
    partial = marks(2)
    del partial["level_C5"]
    assert "secret reason" not in browser.post(lesson(), partial).content.decode()
    page = browser.post(lesson(), marks(3), follow=True).content.decode()
    assert "secret reason" in page and "25 points away" in page
    assert "secret reason" not in browser.get(lesson(query="?again")).content.decode()
    browser.post(lesson(), marks(2))
    assert "0 points away" in browser.get(lesson()).content.decode()
    assert CalibrationSheet.objects.count() == 2


def test_calibrated_after_three_close_first_goes_and_practice_takes_nothing_away(cohort):
    browser = signed_in(make_colleague(cohort, "assessor"))
    listing = address("calibration", language="en")
    for number in (1, 2, 3):
        assert "You are not calibrated yet" in browser.get(listing).content.decode()
        browser.post(lesson(f"sample-{number}"), marks(2))
    assert "You are calibrated" in browser.get(listing).content.decode()
    browser.post(lesson("sample-2"), marks(4))
    assert "You are calibrated." in browser.get(listing).content.decode()


def test_a_calibration_typed_off_the_reference_is_a_doubt_that_the_lead_reads(cohort):
    assessor = make_colleague(cohort, "assessor", "SANOGO Fatou")
    browser = signed_in(assessor)
    listing = address("calibration", language="en")
    for number in (1, 2, 3):
        browser.post(lesson(f"sample-{number}"), marks(4 if number == 1 else 2))
    assert "You are not calibrated yet" in browser.get(listing).content.decode()
    TeachingTurn.objects.create(enrolment=make_enrolment(cohort), first=assessor)
    lead = signed_in(make_colleague(cohort, "lead"))
    turns = address("turns", "OUA16", language="en")
    assert "SANOGO Fatou has not done the calibration exercise" in lead.get(turns).content.decode()
    browser.post(lesson("sample-1"), marks(2))
    assert "but only by goes after the reference" in browser.get(listing).content.decode()
    team = address("team-calibration", "OUA16", language="en")
    assert "calibrated only after the reference was shown" in lead.get(team).content.decode()
    page = lead.get(turns).content.decode()
    assert "SANOGO Fatou has not done" not in page
    assert "SANOGO Fatou came near enough" in page


def test_the_own_page_speaks_of_the_rules_of_the_own_cohort(cohort):
    strict = replace(RULES_V1, version=2, calibration_gap=Decimal(5))
    tie_rules(cohort=cohort, rule_set=store_rules(rules=strict, at=LONG_AGO))
    assessor = make_colleague(cohort, "assessor")
    browser, listing = signed_in(assessor), address("calibration", language="en")
    for number in (1, 2, 3):
        # One level of a criterion of weight 4 and one of weight 2 more: six points.
        sent = marks(2) | {"level_C1": "3", "level_C5": "3"}
        page = browser.post(lesson(f"sample-{number}"), sent, follow=True).content.decode()
        assert '<span class="status missing">6 points away' in page
    html = browser.get(listing).content.decode()
    assert "at most 5 points away" in html and "You are not calibrated yet" in html
    # Somebody of two cohorts with different rules reads both, each with its own verdict.
    other = running_cohort("NIA24")
    tie_default_rules(other)
    post_to_cohort(cohort=other, user=assessor, role="assessor")
    html = browser.get(listing).content.decode()
    assert "OUA16: 5 points at most" in html and "NIA24: 10 points at most" in html
    assert html.count("You are not calibrated yet") == 1
    assert html.count("You are calibrated") == 1


def test_the_lead_sees_who_is_calibrated_and_nobody_else_does(cohort):
    assessor = make_colleague(cohort, "assessor", "SANOGO Fatou")
    for number in (1, 2, 3):
        signed_in(assessor).post(lesson(f"sample-{number}"), marks(2))
    team = address("team-calibration", "OUA16", language="en")
    lead = signed_in(make_colleague(cohort, "lead"))
    page = lead.get(team).content.decode()
    assert "SANOGO Fatou" in page and page.count("not calibrated") == 1
    assert "goes, the first" not in page
    # A further go knows the reference: the lead sees that there was one, and how far the first was.
    signed_in(assessor).post(lesson("sample-1"), marks(4))
    signed_in(assessor).post(lesson("sample-1"), marks(2))
    again = lead.get(team).content.decode()
    assert again.count("3 goes, the first") == 1
    assert signed_in(assessor).get(team).status_code == 404
    trainee = signed_in(make_enrolment(cohort).user)
    for where in (team, lesson(), address("calibration")):
        assert trainee.get(where).status_code == 404


def test_the_courses_own_material_is_stored_once(cohort):
    rubric = load_rubric(data={**read_content("rubric"), "version": 2})
    course = cohort.edition.course
    for _ in (1, 2):
        load_samples(rubric=rubric, data=read_content("samples"))
        load_checklists(course=course, data=read_content("checklists"))
    assert SampleLesson.objects.filter(rubric=rubric).count() == 4
    checklists = Checklist.objects.filter(activity__course=course)
    assert [sum(line.out_of for line in one.lines.all()) for one in checklists] == [20] * 4
    changed = read_content("checklists")
    changed[0]["lines"][0]["out_of"] = "3"
    with pytest.raises(ChecklistChanged):
        load_checklists(course=course, data=changed)
