"""Practicals by checklist: trios, half points, one observer or two, the decision."""

import re
from collections import Counter
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from assessments.grouping import make_groups
from assessments.models import (
    Checklist,
    ChecklistLine,
    Mark,
    PracticalGroup,
    PracticalSeat,
    PracticalSheet,
)
from assessments.outcome.trios import draw_trios
from courses.models import Activity
from tests.assessments.player.room import address, running_cohort, signed_in
from tests.factories.courses import make_colleague, make_enrolment
from tests.factories.teaching import make_trainee

db = pytest.mark.django_db


@given(st.lists(st.sampled_from(["BFA", "MLI", "NER", "TCD"]), max_size=30), st.text(max_size=5))
def test_the_draw_seats_everybody_once_and_mixes_countries(countries, seed):
    people = list(enumerate(countries))
    trios = draw_trios(people, seed=seed)
    assert sorted(key for trio in trios for key in trio) == list(range(len(people)))
    assert draw_trios(people, seed=seed) == trios
    if len(people) >= 3:
        assert {len(trio) for trio in trios} <= {2, 3, 4}
    for trio in trios:
        here = Counter(countries[key] for key in trio)
        everywhere = Counter(countries)
        for country, n in here.items():
            # No more compatriots together than an even spread makes.
            assert n <= -(-everywhere[country] // len(trios))


@pytest.fixture
def cohort():
    return running_cohort()


@pytest.fixture
def activity(cohort):
    activity = Activity.objects.get(course=cohort.edition.course, key="P1")
    checklist = Checklist.objects.create(activity=activity, version=1)
    for position, out_of in enumerate(("2.5", "10", "7.5"), start=1):
        ChecklistLine.objects.create(
            checklist=checklist,
            position=position,
            text={"fr": f"ligne {position}", "en": f"line {position}"},
            out_of=Decimal(out_of),
        )
    return activity


@pytest.fixture
def trio(cohort, activity):
    people = [
        make_enrolment(cohort, make_trainee(f"STAGIAIRE {name}", name), position=number)
        for number, name in enumerate(("MLI", "NER", "TCD"), start=1)
    ]
    make_groups(cohort=cohort, activity=activity, seed="s", by=None, at=timezone.now())
    return people


def page():
    return address("practical-group", "OUA16", "P1", 1, language="en")


def points(trio, *lines, **more):
    sent: dict[str, str] = {}
    for trainee, values in zip(trio, lines, strict=False):
        sent |= {f"p-{trainee.pk}-{n}": value for n, value in enumerate(values, start=1)}
    return sent | more


@pytest.fixture
def first(cohort):
    return signed_in(make_colleague(cohort, "facilitator", "SANOGO Fatou"))


@pytest.fixture
def second(cohort):
    return signed_in(make_colleague(cohort, "lead", "HAÏDARA Oumar"))


@db
def test_one_observer_submits_and_the_totals_are_the_marks(first, trio):
    full = ("2.5", "9.5", "0.0")
    absent = ("", "", "")
    assert first.post(page(), points(trio, full, full, absent)).status_code == 302
    assert [mark.value for mark in Mark.objects.all()] == [12, 12]
    assert PracticalSheet.objects.count() == 2
    assert "Mark entered: 12" in first.get(page()).content.decode()


@db
def test_a_line_left_out_is_refused_by_name_and_nothing_is_lost(first, trio):
    response = first.post(page(), points(trio, ("2.5", "", "1.0")))
    assert response.status_code == 409
    html = response.content.decode()
    assert "STAGIAIRE MLI – Give points on every line" in html
    assert f'name="p-{trio[0].pk}-1" value="2.5" checked' in html
    assert not Mark.objects.exists()


@db
def test_a_line_that_was_not_observed_yet_says_so_and_can_say_so_again(first, trio):
    def states():
        html = first.get(page()).content.decode()
        name = f'name="p-{trio[0].pk}-1"'
        chosen = re.findall(rf'{name} value="([^"]*)" checked', html)
        assert html.count("<span>not yet</span>") == 9  # three lines, three trainees
        return chosen

    assert states() == [""]
    first.post(page(), points(trio, ("0.0",), draft="1"))
    # No point is not 0.
    assert states() == ["0.0"]
    seen = re.search(r'name="seen" value="([^"]+)"', first.get(page()).content.decode())
    assert seen is not None
    first.post(page(), points(trio, ("",), draft="1", seen=seen[1]))
    assert states() == [""]
    assert PracticalSheet.objects.get(enrolment=trio[0]).points == [None, None, None]


@db
@pytest.mark.parametrize("wrong", ["3", "-1", "0.25", "NaN", "1e9"])
def test_no_other_points_than_those_of_the_line(first, trio, wrong):
    assert first.post(page(), points(trio, (wrong, "1", "1"))).status_code == 409
    assert not PracticalSheet.objects.exists()


@db
@pytest.mark.parametrize("closing", [{}, {"draft": "1"}])
def test_two_quarters_do_not_make_a_half_point(first, trio, closing):
    sent = points(trio, ("0.25", "9.25", "1.0"), **closing)
    answer = first.post(page(), sent, headers={"Accept": "application/json"})
    assert answer.status_code == 409
    assert not PracticalSheet.objects.exists()


@db
def test_drafts_are_kept_and_of_two_devices_the_later_one_counts(first, trio):
    def post(data):
        return first.post(page(), data, headers={"Accept": "application/json"})

    seen = post(points(trio, ("1.5",), draft="1")).json()["seen"]
    assert PracticalSheet.objects.get(enrolment=trio[0]).points == ["1.5", None, None]
    assert post(points(trio, ("2.0",), draft="1", seen=seen)).status_code == 200
    assert post(points(trio, ("0.5",), draft="1", seen=seen)).status_code == 409
    assert PracticalSheet.objects.get(enrolment=trio[0]).points[0] == "2.0"
    assert not Mark.objects.exists()


@db
def test_an_old_page_is_told_which_of_its_points_came_after_the_closing(first, trio):
    """Two pages; one closes the sheets of those who are there, the other sends all of its own."""
    full, other = ("2.5", "9.5", "0.0"), ("1.5", "9.5", "0.0")
    seen = first.post(
        page(), points(trio, full, draft="1"), headers={"Accept": "application/json"}
    ).json()["seen"]
    first.post(page(), points(trio, full, full))

    def said(*lines):
        sent = points(trio, *lines, draft="1", seen=seen)
        return first.post(page(), sent, headers={"Accept": "application/json"})

    answer = said(full, other, ("1.0",))
    assert answer.status_code == 200
    message = answer.json()["message"]
    assert "Not saved: the sheet was closed meanwhile, its points stay (STAGIAIRE NER" in message
    assert "STAGIAIRE MLI" not in message and "STAGIAIRE TCD" not in message
    kept = [one.points for one in PracticalSheet.objects.order_by("enrolment__position")]
    assert kept == [list(full), list(full), ["1.0", None, None]]


@db
def test_two_observers_wait_for_each_other_then_one_total_is_confirmed(first, second, trio):
    second.post(page(), points(trio, ("1.0",), draft="1"))
    first.post(page(), points(trio, ("2.5", "9.5", "0.0")))
    assert not Mark.objects.exists()
    html = first.get(page()).content.decode()
    assert "Another observer is still marking" in html and "HAÏDARA" not in html
    sheet = PracticalSheet.objects.get(submitted_at__isnull=False)
    assert first.post(page(), {"confirm": sheet.pk}).status_code == 409
    second.post(page(), points(trio, ("1.0", "9.0", "1.0")))
    html = first.get(page()).content.decode()
    assert "Enter 12" in html and "Enter 11" in html
    chosen = PracticalSheet.objects.get(assessor__printed_name="HAÏDARA Oumar", enrolment=trio[0])
    assert first.post(page(), {"confirm": chosen.pk}).status_code == 302
    assert Mark.objects.get(superseded=False).value == 11


@db
def test_a_second_observer_does_not_see_the_first_before_submitting(first, second, trio):
    before = second.get(page()).content.decode()
    first.post(page(), points(trio, ("2.5", "9.5", "0.0")))
    after = second.get(page()).content.decode()
    assert "SANOGO" not in after and after.count("checked") == before.count("checked")


@db
def test_a_late_second_sheet_changes_a_standing_mark_only_with_a_reason(first, second, trio):
    first.post(page(), points(trio, ("2.5", "9.5", "0.0")))
    second.post(page(), points(trio, ("1.0", "9.0", "1.0")))
    assert Mark.objects.get().value == 12
    other = PracticalSheet.objects.get(assessor__printed_name="HAÏDARA Oumar")
    assert second.post(page(), {"confirm": other.pk}).status_code == 409
    second.post(page(), {"confirm": other.pk, "reason": "Seen from nearer."})
    assert Mark.objects.get(superseded=False).value == 11
    assert Mark.objects.count() == 2


@db
def test_groups_are_made_by_a_button_and_changed_one_by_one(cohort, activity, first):
    people = [
        make_enrolment(cohort, make_trainee("STAGIAIRE X", "MLI"), position=n) for n in range(6)
    ]
    where = address("practical-groups", "OUA16", "P1")
    first.post(where, {"draw": "1"})
    assert PracticalGroup.objects.count() == 2
    first.post(where, {f"group-{people[0].pk}": "3", f"group-{people[1].pk}": "x"})
    assert PracticalSeat.objects.get(enrolment=people[0]).group.number == 3
    assert first.post(where, {"draw": "1"}).status_code == 302
    assert PracticalSeat.objects.count() == 6
    outsider = signed_in(make_colleague(cohort, "assessor", "DIALLO Binta"))
    assert outsider.get(where).status_code == 404
    assert outsider.get(page()).status_code == 404
