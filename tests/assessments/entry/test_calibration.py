"""The calibration exercise: blind first, then the reference; the lead's list."""

from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import html

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


def found(page, path):
    return html.fromstring(page).xpath(path)


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


def test_own_levels_stand_beside_the_reference_with_which_is_higher(cohort):
    reasons = {f"C{n}": {"fr": f"raison {n}", "en": f"reason {n}"} for n in range(1, 9)}
    SampleLesson.objects.filter(key="sample-1").update(
        reference=[2, 3, 1, 4, 0, 2, 3, 1], reasons=reasons
    )
    browser = signed_in(make_colleague(cohort, "assessor"))
    levels = (3, 1, 1, 4, 2, 1, 3, 1)
    sent = {f"level_C{number}": str(level) for number, level in enumerate(levels, start=1)}
    page = browser.post(lesson(), sent, follow=True).content.decode()
    # 12 + 4 + 4 + 12 + 4 + 3 + 6 + 3 and 8 + 12 + 4 + 12 + 0 + 6 + 6 + 3.
    assert [one.text for one in found(page, "//dl[@class='figures']//dd")] == ["48", "51"]
    assert "3 points away" in page
    printed = [
        [" ".join(part.text_content().split()) for part in row]
        for row in found(page, "//ol[@class='compared']/li")
    ]
    assert printed[:5] == [
        [
            "C1 · Criterion 1",
            "you 3 · reference 2 1 level above the reference",
            "2 · en 1.2",
            "reason 1",
        ],
        [
            "C2 · Criterion 2",
            "you 1 · reference 3 2 levels below the reference",
            "3 · en 2.3",
            "reason 2",
        ],
        ["C3 · Criterion 3", "you 1 · reference 1 same level", "1 · en 3.1", "reason 3"],
        ["C4 · Criterion 4", "you 4 · reference 4 same level", "4 · en 4.4", "reason 4"],
        [
            "C5 · Criterion 5",
            "you 2 · reference 0 2 levels above the reference",
            "0 · en 5.0",
            "reason 5",
        ],
    ]
    assert "you 1 · reference 2 1 level below the reference" in printed[5][1]
    far = found(page, "//li[@class='far-item']/h3")
    assert [title.text for title in far] == ["C2 · Criterion 2", "C5 · Criterion 5"]


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
    page = browser.get(listing).content.decode()
    assert "at most 5 points away" in page and "You are not calibrated yet" in page
    # Somebody of two cohorts with different rules reads both, each with its own verdict.
    other = running_cohort("NIA24")
    tie_default_rules(other)
    post_to_cohort(cohort=other, user=assessor, role="assessor")
    page = browser.get(listing).content.decode()
    assert "OUA16: 5 points at most" in page and "NIA24: 10 points at most" in page
    assert page.count("You are not calibrated yet") == 1
    assert page.count("You are calibrated") == 1
    # Beside each lesson stands the judgement of the strictest.
    assert "at most 5 points away" in page
    assert page.count('<span class="status missing">6 points away') == 3


def test_half_a_point_of_the_rules_is_printed(cohort):
    rules = replace(RULES_V1, version=2, calibration_gap=Decimal("7.5"))
    tie_rules(cohort=cohort, rule_set=store_rules(rules=rules, at=LONG_AGO))
    browser = signed_in(make_colleague(cohort, "assessor"))
    listing = address("calibration", language="en")
    assert "at most 7.5 points away" in browser.get(listing).content.decode()


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
    signed_in(assessor).post(lesson("sample-1"), marks(3))
    again = lead.get(team).content.decode()
    assert again.count("25 points away</span> <small") == 1
    assert again.count("3 goes, the first 0 points away") == 1
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
