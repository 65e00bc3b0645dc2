"""The report on the marking as it is printed, against figures worked out by hand."""

import pytest
from django.utils import timezone
from lxml import html

from assessments.collecting import read_content
from assessments.loading import load_rubric
from assessments.marking import submit_sheet
from assessments.models import TeachingSheet
from tests.assessments.player.room import address, marked_cohort, signed_in
from tests.factories.assessments import make_rubric
from tests.factories.courses import make_colleague, make_enrolment
from tests.factories.teaching import calibrate, levels_of, make_team, make_trainee, make_turn

pytestmark = pytest.mark.django_db
CODE = "OUA16"
FATOU, OUMAR, MADY = "SANOGO Fatou", "HAÏDARA Oumar", "CISSÉ Mady"
# Who sat in the first and in the second seat, with their blind levels C1 to C8.
LESSONS = (
    ("first", (3, 3, 2, 2, 2, 2, 2, 2), "second", (2,) * 8),  # 58 and 50: direct agreement
    ("second", (3, 3, 3, 3, 3, 3, 2, 3), "first", (2,) * 8),  # 73 and 50: conciliated
    ("first", (2,) * 8, "third", (4, 3, 3, 3, 3, 3, 2, 2)),  # 50 and 74: a third mark
    ("third", (3, 3, 3, 3, 3, 3, 2, 3), "second", (4, 4, 4, 3, 2, 3, 2, 3)),  # 73 and 83
)


@pytest.fixture
def cohort():
    return marked_cohort()


@pytest.fixture
def team(cohort):
    team = make_team(cohort)
    team["third"] = make_colleague(cohort, "editor", MADY)
    team["third"].groups.add(team["second"].groups.get())
    cohort.team.create(user=team["third"], role="assessor")
    calibrate(team["third"])
    return team


def close(enrolment, person, seat, levels, round=1):
    submit_sheet(
        enrolment=enrolment,
        seat=seat,
        assessor=person,
        rubric=make_rubric(),
        levels=list(levels),
        by=person,
        at=timezone.now(),
        lesson=1,
        round=round,
        revision_reason="because" if round > 1 else "",
        revision_reasons={f"C{n}": "because" for n in range(1, 9)} if round > 1 else {},
    )


@pytest.fixture
def lessons(cohort, team):
    for position, (one, levels, other, others) in enumerate(LESSONS, start=1):
        name = f"STAGIAIRE {'ABCD'[position - 1]}"
        person = make_enrolment(cohort, make_trainee(name), position=position)
        make_turn(person, team, first=team[one], second=team[other])
        close(person, team["lead"], 3, levels_of("60"))
        close(person, team[one], 1, levels)
        close(person, team[other], 2, others)
        if position == 2:
            close(person, team[one], 1, levels_of("60"), round=2)
            close(person, team[other], 2, others, round=2)
        elif position == 3:
            close(person, team[one], 1, levels, round=2)
            close(person, team[other], 2, others, round=2)


def report(team, language="en"):
    page = signed_in(team["lead"]).get(address("teaching-report", CODE, language=language))
    return html.fromstring(page.content.decode())


def rows(tree, section):
    """The cells of each line of the table under a heading, as they are read."""
    lines = tree.xpath(f"//section[@aria-labelledby='{section}']//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in line] for line in lines]


def figures(tree):
    return {
        pair.find("dt").text: pair.find("dd").text
        for pair in tree.xpath("//dl[@class='figures']/div")
    }


def test_shares_pairs_and_severity(lessons, team):
    tree = report(team)
    assert figures(tree) == {"% conciliations": "50.00", "% third marks": "25.00", "lessons": "4"}
    assert "More than 20\xa0% of the lessons" in tree.text_content()
    # 58 − 50 and 73 − 50; 74 − 50; 83 − 73. The widest first, whoever sat in which seat.
    pairs = {frozenset({FATOU, OUMAR}): ["15.50", "2"], frozenset({FATOU, MADY}): ["24.00", "1"]}
    pairs[frozenset({OUMAR, MADY})] = ["10.00", "1"]
    printed = rows(tree, "pairs-title")
    assert [line[1:] for line in printed] == [["24.00", "1"], ["15.50", "2"], ["10.00", "1"]]
    for names, *found in printed:
        assert found == pairs[frozenset(n for n in (FATOU, OUMAR, MADY) if n in names)]
    # (8 − 23 − 24) / 3; (−8 + 23 + 10) / 3; (24 − 10) / 2.
    severity = {
        line[0].removesuffix(" in line with those beside"): line[1:]
        for line in rows(tree, "severity-title")
    }
    assert severity == {FATOU: ["−13.00", "3"], OUMAR: ["+8.33", "3"], MADY: ["+7.00", "2"]}


def test_agreement_and_weighted_kappa(lessons, team):
    """Exact 13 and adjacent 31 of 32 levels. Kappa of C1: (3, 2) twice, (2, 4), (3, 4): squared
    distances 1, 1, 4, 1 make 7/4 on average, every first against every second 20/16."""
    tree = report(team)
    printed = rows(tree, "levels-title")
    assert printed[0] == ["All criteria", "40.6", "96.9", "0.08", "32"]
    assert printed[1] == ["C1 · Criterion 1", "0.0", "75.0", "−0.40", "4"]
    assert [line[3] for line in printed[2:]] == [
        "−0.14",
        "0.25",
        "0.00",
        "−0.50",
        "0.00",
        "–",
        "0.50",
    ]
    # Both always gave level 2 of C7: they agree, and there is no kappa.
    assert printed[7] == ["C7 · Criterion 7", "100.0", "100.0", "–", "4"]
    said = tree.xpath("//section[@aria-labelledby='levels-title']")[0].text_content()
    assert "They agree little more than by chance." in said
    # 32 levels, but of four lessons.
    assert "Indicative only." in said
    french = rows(report(team, "fr"), "levels-title")
    assert french[0][1:] == ["40,6", "96,9", "0,08", "32"]


def test_who_marks_lower_and_who_higher_is_said(cohort, team):
    for position in (1, 2):
        person = make_enrolment(
            cohort, make_trainee(f"AUTRE {'AB'[position - 1]}"), position=position
        )
        make_turn(person, team, observer=None)
        close(person, team["first"], 1, levels_of("50"))
        close(person, team["second"], 2, levels_of("58"))
    printed = dict(line[:2] for line in rows(report(team), "severity-title"))
    assert printed == {
        f"{FATOU} marks lower than those beside": "−8.00",
        f"{OUMAR} marks higher than those beside": "+8.00",
    }
    assert "Recalibration needed" not in report(team).text_content()


def test_the_criteria_are_those_that_the_sheets_were_marked_by(lessons, team):
    load_rubric(data={**read_content("rubric"), "version": 2})
    printed = rows(report(team), "levels-title")
    assert [line[0] for line in printed[1:3]] == ["C1 · Criterion 1", "C2 · Criterion 2"]


def test_one_lesson_is_too_few_for_agreement(cohort, team):
    person = make_enrolment(cohort, make_trainee())
    make_turn(person, team, observer=None)
    close(person, team["first"], 1, levels_of("50"))
    close(person, team["second"], 2, levels_of("58"))
    printed = rows(report(team), "levels-title")
    assert printed[0] == ["All criteria", "75.0", "100.0", "0.00", "8"]
    assert all(line[1:] == ["–", "–", "–", "1"] for line in printed[1:])
    assert [line[1:] for line in rows(report(team), "severity-title")] == [["–", "1"]] * 2


def test_a_lesson_that_the_reader_still_has_to_mark_is_left_out(cohort, team):
    person = make_enrolment(cohort, make_trainee())
    make_turn(person, team)
    close(person, team["first"], 1, levels_of("50"))
    close(person, team["second"], 2, levels_of("75"))
    tree = report(team)
    assert "Nothing to report yet" in tree.text_content()
    assert "25.00" not in tree.text_content()
    close(person, team["lead"], 3, levels_of("60"))
    assert [line[1:] for line in rows(report(team), "pairs-title")] == [["25.00", "1"]]


def test_an_annulled_lesson_and_a_draft_are_not_in_the_report(cohort, team):
    person = make_enrolment(cohort, make_trainee())
    make_turn(person, team, observer=None)
    close(person, team["first"], 1, levels_of("50"))
    close(person, team["second"], 2, levels_of("75"))
    TeachingSheet.objects.update(annulled_at=timezone.now(), annulled_reason="no reserve")
    close(person, team["first"], 1, levels_of("58"))
    assert "Nothing to report yet" in report(team).text_content()
    close(person, team["second"], 2, levels_of("60"))
    ((names, *found),) = rows(report(team), "pairs-title")
    assert FATOU in names and OUMAR in names and found == ["2.00", "1"]
    assert {line[2] for line in rows(report(team), "severity-title")} == {"1"}
    assert rows(report(team), "levels-title")[0][4] == "8"
