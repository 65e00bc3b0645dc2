"""Entering marks for a cohort: comma or point, all or nothing, a reason for every change."""

import datetime
from decimal import Decimal

import pytest
from django.test import Client

from assessments.models import Mark
from courses.models import Cohort
from tests.assessments.player.room import address, queries, signed_in
from tests.factories.assessments import enter
from tests.factories.courses import make_cohort, make_colleague, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def trainees(cohort):
    return [make_enrolment(cohort, position=n) for n in (1, 2, 3)]


@pytest.fixture
def browser(cohort):
    return signed_in(make_colleague(cohort, "facilitator"))


def page(kind="practical", key="P1", query="", language="en"):
    return address(f"{kind}-marks", "OUA16", key, language=language) + query


def sent(trainees, *values, absences=(), reasons=(), was=()):
    """What the page sends: one value a trainee, the rest by position where given."""
    data = {}
    for number, trainee in enumerate(trainees):
        data[f"value-{trainee.pk}"] = values[number] if number < len(values) else ""
        data[f"absence-{trainee.pk}"] = absences[number] if number < len(absences) else ""
        data[f"reason-{trainee.pk}"] = reasons[number] if number < len(reasons) else ""
        data[f"was-{trainee.pk}"] = was[number] if number < len(was) else "|"
    return data


def standing():
    rows = Mark.objects.filter(superseded=False).order_by("enrolment__position")
    return [(mark.value, mark.absence) for mark in rows]


def test_comma_and_point_are_read_alike_and_blank_lines_stay_blank(browser, trainees):
    response = browser.post(page(), sent(trainees, "13,5", "16.5"))
    assert response.status_code == 302
    assert standing() == [(Decimal("13.50"), ""), (Decimal("16.50"), "")]
    assert {mark.out_of for mark in Mark.objects.all()} == {Decimal(20)}
    assert "2 lines saved on the server" in browser.get(page()).content.decode()
    assert 'value="13,5"' in browser.get(page(language="fr")).content.decode()
    assert 'value="13.5"' in browser.get(page()).content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("20,5", "between 0 and the maximum"),
        ("13,25", "whole and half points"),
        ("-3", "is not a mark"),
        ("1e1", "is not a mark"),
        ("NaN", "is not a mark"),
        ("douze", "is not a mark"),
        ("12,555", "is not a mark"),
        ("١٢", "is not a mark"),
    ],
)
def test_one_wrong_line_is_named_and_nothing_is_saved_nor_lost(browser, trainees, wrong, sentence):
    response = browser.post(page(), sent(trainees, "12", wrong))
    html = response.content.decode()
    assert response.status_code == 200
    assert sentence in html
    assert f'href="#value-{trainees[1].pk}">{trainees[1].user.printed_name}' in html
    assert 'value="12"' in html
    assert f'value="{wrong}"' in html
    assert not Mark.objects.exists()


def test_every_wrong_line_is_named_at_once(browser, trainees):
    html = browser.post(page(), sent(trainees, "x", "12", "99")).content.decode()
    assert html.count('aria-invalid="true"') == 2


def test_an_absence_is_entered_without_a_mark(browser, trainees):
    browser.post(page(), sent(trainees, absences=["justified", "unjustified"]))
    assert standing() == [(None, "justified"), (None, "unjustified")]
    html = browser.post(
        page(), sent(trainees, "", "", "12", absences=["", "", "justified"])
    ).content.decode()
    assert "between 0 and the maximum, or an absence" in html


def test_an_absence_that_is_not_offered_is_refused(browser, trainees):
    html = browser.post(page(), sent(trainees, absences=["excused"])).content.decode()
    assert "Choose one of the absences" in html
    assert not Mark.objects.exists()


def test_a_change_needs_its_reason_and_keeps_the_old_mark(browser, trainees):
    browser.post(page(), sent(trainees, "12"))
    html = browser.post(page(), sent(trainees, "14", was=["12|"])).content.decode()
    assert "Give the reason of the change" in html
    browser.post(page(), sent(trainees, "14", was=["12|"], reasons=["copied wrongly"]))
    assert standing() == [(Decimal(14), "")]
    old = Mark.objects.get(superseded=True)
    new = Mark.objects.get(superseded=False)
    assert (old.value, new.reason) == (Decimal(12), "copied wrongly")


def test_an_untouched_line_is_left_alone_even_when_a_colleague_entered_it_meanwhile(
    browser, trainees
):
    enter(trainees[0], "P1", "15", out_of="20")
    response = browser.post(page(), sent(trainees, "", "11"))
    assert response.status_code == 302
    assert standing() == [(Decimal(15), ""), (Decimal(11), "")]


def test_a_mark_is_not_erased_by_emptying_its_line(browser, trainees):
    browser.post(page(), sent(trainees, "12"))
    html = browser.post(page(), sent(trainees, "", was=["12|"])).content.decode()
    assert "A mark is not erased" in html
    assert standing() == [(Decimal(12), "")]


def test_paper_marks_are_out_of_100_with_two_sittings_for_the_exam(browser, trainees):
    browser.post(page("paper", "EXAM"), sent(trainees, "47,5"))
    browser.post(page("paper", "EXAM", "?sitting=2"), sent(trainees, "62.25"))
    marks = Mark.objects.order_by("sitting").values_list("sitting", "value", "out_of")
    expected = [(1, Decimal("47.5"), Decimal(100)), (2, Decimal("62.25"), Decimal(100))]
    assert [tuple(mark) for mark in marks] == expected
    assert 'value="62.25"' in browser.get(page("paper", "EXAM", "?sitting=2")).content.decode()


def test_a_test_without_a_second_sitting_ignores_the_wish(browser, trainees):
    browser.post(page("paper", "PRE", "?sitting=2"), sent(trainees, "40"))
    assert Mark.objects.get().sitting == 1


def test_a_quiz_can_be_excused_and_micro_teaching_takes_absences_only(browser, trainees):
    browser.post(page("paper", "Q01"), sent(trainees, absences=["excused"]))
    html = browser.get(page("paper", "MT")).content.decode()
    assert "Mark out of" not in html
    browser.post(page("paper", "MT"), sent(trainees, absences=["", "justified"]))
    assert set(standing()) == {(None, "excused"), (None, "justified")}


def test_the_lists_are_kept_apart_by_kind(browser, trainees):
    assert browser.get(page("paper", "P1")).status_code == 404
    assert browser.get(page("practical", "EXAM")).status_code == 404
    assert browser.get(page("practical", "P9")).status_code == 404


def test_a_frozen_cohort_is_read_only(browser, trainees, cohort):
    browser.post(page(), sent(trainees, "12"))
    at = datetime.datetime(2016, 2, 12, 13, tzinfo=datetime.UTC)
    Cohort.objects.filter(pk=cohort.pk).update(frozen_at=at)
    html = browser.get(page()).content.decode()
    assert "were frozen on 12 February 2016" in html
    assert "Save all lines" not in html
    refused = browser.post(page(), sent(trainees, "20", was=["12|"], reasons=["x"]))
    assert refused.status_code == 409
    assert standing() == [(Decimal(12), "")]


def test_only_the_team_that_marks_finds_the_page(cohort, trainees):
    elsewhere = make_colleague(make_cohort("AUTRE"), "lead")
    assessor = make_colleague(cohort, "assessor")
    for user in (elsewhere, assessor, trainees[0].user):
        assert signed_in(user).get(page()).status_code == 404
        assert signed_in(user).post(page(), sent(trainees, "1")).status_code == 404
    for role in ("lead", "registrar"):
        assert signed_in(make_colleague(cohort, role)).get(page()).status_code == 200
    assert Client().get(page()).status_code == 302
    assert not Mark.objects.exists()


def test_the_page_takes_as_many_queries_for_one_as_for_four(browser, cohort):
    make_enrolment(cohort, position=1)
    one = queries(lambda: browser.get(page()))
    for position in (2, 3, 4):
        enter(make_enrolment(cohort, position=position), "P1", "12", out_of="20")
    assert queries(lambda: browser.get(page())) == one


def test_an_empty_cohort_says_so(browser, cohort):
    assert "Nobody is enrolled yet" in browser.get(page()).content.decode()
