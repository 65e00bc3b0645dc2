"""Micro-teaching sheets: blind, closed on submission, revised once where the rules ask."""

import datetime
import re

import pytest

from assessments.models import TeachingSheet
from courses.models import Cohort
from tests.assessments.player.room import address, queries, signed_in
from tests.factories.assessments import make_rubric
from tests.factories.courses import make_cohort, make_colleague, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    make_rubric()
    return make_cohort()


@pytest.fixture
def trainee(cohort):
    return make_enrolment(cohort)


@pytest.fixture
def first(cohort):
    return signed_in(make_colleague(cohort, "assessor", "SANOGO Fatou"))


@pytest.fixture
def second(cohort):
    return signed_in(make_colleague(cohort, "facilitator", "HAÏDARA Oumar"))


def sheet(trainee, query="", language="en"):
    return address("teaching-sheet", "OUA16", trainee.pk, language=language) + query


def listing():
    return address("teaching-sheets", "OUA16", language="en")


def filled(level=3, *, seat=1, **more):
    levels = {f"level_C{number}": str(level) for number in range(1, 9)}
    return {"seat": str(seat), "duration": "14:30", "strengths": "Calm", **levels, **more}


def test_every_level_stands_beside_its_descriptor_in_the_pages_language(first, trainee):
    french = first.get(sheet(trainee, language="fr")).content.decode()
    english = first.get(sheet(trainee)).content.decode()
    for criterion in range(1, 9):
        for level in range(5):
            assert f"{level} · fr {criterion}.{level}" in french
            assert f"{level} · en {criterion}.{level}" in english
    assert french.count('type="radio"') == 3 + 8 * 5


def test_a_submitted_sheet_is_closed_and_can_be_read(first, trainee):
    assert first.post(sheet(trainee), filled()).status_code == 302
    stored = TeachingSheet.objects.get()
    assert (stored.levels, stored.seat, stored.seconds) == ([3] * 8, 1, 870)
    html = first.get(sheet(trainee)).content.decode()
    assert "75" in html
    assert "14:30" in html
    assert '<form method="post" id="sheet"' not in html
    assert first.post(sheet(trainee), filled(4)).status_code == 409
    assert TeachingSheet.objects.get().levels == [3] * 8


def test_what_is_missing_is_named_and_nothing_typed_is_lost(first, trainee):
    data = filled(strengths="A clear plan", duration="soon")
    del data["level_C4"]
    response = first.post(sheet(trainee), data)
    html = response.content.decode()
    assert response.status_code == 200
    assert 'href="#div_id_level_C4"' in html
    assert 'id="div_id_level_C4"' in html
    assert "minutes:seconds" in html
    assert "A clear plan" in html
    assert not TeachingSheet.objects.exists()


def test_a_knock_out_needs_its_facts(first, trainee):
    html = first.post(sheet(trainee), filled(level_C8="0")).content.decode()
    assert "write one sentence of facts" in html
    facts = "Named a colleague’s informant aloud."
    first.post(sheet(trainee), filled(level_C8="0", knock_out_facts=facts))
    assert TeachingSheet.objects.get().knock_out_facts == facts


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("15", 900), ("9:05", 545), ("14.30", 870), ("", None), ("14 h 30", None)],
)
def test_the_duration_is_read_as_people_write_it(first, trainee, typed, seconds):
    first.post(sheet(trainee), filled(duration=typed))
    stored = TeachingSheet.objects.first()
    assert (stored.seconds if stored else None) == seconds


def test_an_assessor_sees_nothing_of_the_others_sheet(first, second, trainee):
    blank_list, blank_page = (
        first.get(where).content.decode() for where in (listing(), sheet(trainee))
    )
    secret = "Spoke about the colleague from Zinder"
    second.post(sheet(trainee), filled(0, seat=2, strengths=secret, knock_out_facts=secret))
    for before, where in ((blank_list, listing()), (blank_page, sheet(trainee))):
        after = first.get(where).content.decode()
        assert without_token(after) == without_token(before)
    assert secret not in first.get(sheet(trainee)).content.decode()


def without_token(html):
    start = html.find("csrfmiddlewaretoken")
    while start >= 0:
        end = html.index(">", start)
        html = html[:start] + html[end:]
        start = html.find("csrfmiddlewaretoken")
    return html


def test_a_seat_that_is_taken_is_refused_in_words(first, second, trainee):
    first.post(sheet(trainee), filled(seat=1))
    html = second.post(sheet(trainee), filled(seat=1)).content.decode()
    assert "This place is taken" in html
    assert second.post(sheet(trainee), filled(seat=2)).status_code == 302


def test_a_revision_is_offered_once_when_both_are_in_and_far_apart(first, second, trainee):
    first.post(sheet(trainee), filled(2, seat=1))
    assert "To revise once" not in first.get(listing()).content.decode()
    second.post(sheet(trainee), filled(3, seat=2))  # 50 and 75
    assert "Conciliation is needed for 1 lesson" in first.get(listing()).content.decode()
    assert "lie far apart" in first.get(sheet(trainee)).content.decode()
    html = first.post(sheet(trainee), filled(3)).content.decode()
    assert html.count("Give the reason of this change") == 16  # in the summary and beside each
    first.post(sheet(trainee), filled(3, **reasons(range(1, 9))))
    mine = TeachingSheet.objects.filter(seat=1).order_by("round")
    assert [(s.round, s.levels[0]) for s in mine] == [(1, 2), (2, 3)]
    html = first.get(sheet(trainee)).content.decode()
    assert "My revision" in html
    assert "My sheet" in html
    assert first.post(sheet(trainee), filled(4, revision_reason="x")).status_code == 409
    assert "Conciliation is needed" in second.get(listing()).content.decode()


def reasons(criteria, words="The plan was complete after all."):
    return {f"reason_C{number}": words for number in criteria}


def test_each_changed_criterion_carries_its_own_reason_and_nothing_typed_is_lost(
    first, second, trainee
):
    first.post(sheet(trainee), filled(2, seat=1))
    second.post(sheet(trainee), filled(3, seat=2))
    changed = filled(2, level_C1="3", level_C4="1", reason_C1="The plan was there.")
    refused = first.post(sheet(trainee), changed).content.decode()
    # C1 has its reason, C4 lacks one: named beside it, and both levels stand as they were chosen.
    assert refused.count("Give the reason of this change") == 2
    assert 'href="#id_reason_C4"' in refused and 'href="#id_reason_C1"' not in refused
    assert "The plan was there." in refused
    for name, level in (("C1", 3), ("C4", 1), ("C2", 2)):
        chosen = rf'name="level_{name}" value="{level}"[^>]*checked'
        assert re.search(chosen, refused), name
    # A reason beside a criterion that was not changed is no reason of anything, and not kept.
    changed |= {"reason_C4": "Reads the notes.", "reason_C2": "No change here."}
    assert first.post(sheet(trainee), changed).status_code == 302
    revision = TeachingSheet.objects.get(round=2)
    assert revision.revision_reasons == {"C1": "The plan was there.", "C4": "Reads the notes."}
    html = first.get(sheet(trainee)).content.decode()
    assert "The plan was there." in html and "Reads the notes." in html
    assert "No change here." not in html


def test_whoever_changes_nothing_says_why_and_loses_no_level_by_forgetting(first, second, trainee):
    first.post(sheet(trainee), filled(2, seat=1))
    second.post(sheet(trainee), filled(3, seat=2))
    html = first.post(sheet(trainee), filled(2)).content.decode()
    assert "Give the reason for keeping your marks" in html
    kept = filled(2, level_C1="4", reason_C1="Half thought of", keep="1")
    html = first.post(sheet(trainee), kept).content.decode()
    assert "Give the reason for keeping your marks" in html
    assert "Half thought of" in html and re.search(r'name="level_C1" value="4"[^>]*checked', html)
    first.post(sheet(trainee), {**kept, "revision_reason": "I saw no debrief."})
    revision = TeachingSheet.objects.get(round=2)
    assert (revision.levels, revision.revision_reasons) == ([2] * 8, {})
    assert revision.revision_reason == "I saw no debrief."


def test_reasons_are_kept_with_the_draft_of_a_revision(first, second, trainee):
    first.post(sheet(trainee), filled(2, seat=1))
    second.post(sheet(trainee), filled(3, seat=2))
    first.post(sheet(trainee), filled(2, draft="1", level_C1="3", reason_C1="Half a th\0ought"))
    assert TeachingSheet.objects.get(round=2).revision_reasons == {"C1": "Half a thought"}
    assert "Half a thought" in first.get(sheet(trainee)).content.decode()


def test_close_sheets_ask_for_no_revision(first, second, trainee):
    first.post(sheet(trainee), filled(3, seat=1))
    second.post(sheet(trainee), filled(3, seat=2, level_C1="2"))
    assert "To revise once" not in first.get(listing()).content.decode()
    assert first.post(sheet(trainee), filled(2, revision_reason="x")).status_code == 409
    assert TeachingSheet.objects.count() == 2


def test_the_reserve_is_never_asked_to_conciliate(cohort, first, second, trainee):
    reserve = signed_in(make_colleague(cohort, "lead"))
    reserve.post(sheet(trainee), filled(1, seat=3))
    first.post(sheet(trainee), filled(2, seat=1))
    second.post(sheet(trainee), filled(3, seat=2))
    assert "To revise once" not in reserve.get(listing()).content.decode()


def test_the_re_sit_is_a_sheet_of_its_own(first, second, trainee):
    first.post(sheet(trainee), filled(2))
    second.post(sheet(trainee), filled(2, seat=2))
    first.post(sheet(trainee, "?lesson=2"), filled(4))
    mine = TeachingSheet.objects.filter(seat=1).order_by("lesson").values_list("lesson", "levels")
    assert [(lesson, levels[0]) for lesson, levels in mine] == [(1, 2), (2, 4)]


def test_one_assessor_of_an_unplanned_re_sit_is_new(first, second, cohort, trainee):
    first.post(sheet(trainee), filled(2, seat=1))
    second.post(sheet(trainee), filled(2, seat=2))
    first.post(sheet(trainee, "?lesson=2"), filled(3, seat=1))
    refused = second.post(sheet(trainee, "?lesson=2"), filled(3, seat=2))
    assert "did not mark the first lesson" in refused.content.decode()
    assert TeachingSheet.objects.filter(lesson=2).count() == 1
    newcomer = signed_in(make_colleague(cohort, "lead", "TOURÉ Bintou"))
    newcomer.post(sheet(trainee, "?lesson=2"), filled(3, seat=2))
    assert TeachingSheet.objects.filter(lesson=2).count() == 2


def test_a_frozen_cohort_takes_no_sheet(first, trainee, cohort):
    at = datetime.datetime(2016, 2, 12, 13, tzinfo=datetime.UTC)
    Cohort.objects.filter(pk=cohort.pk).update(frozen_at=at)
    assert "were frozen on" in first.get(sheet(trainee)).content.decode()
    assert first.post(sheet(trainee), filled()).status_code == 409
    assert not TeachingSheet.objects.exists()


def test_outsiders_get_404(cohort, trainee, first):
    registrar = make_colleague(cohort, "registrar")
    elsewhere = make_colleague(make_cohort("AUTRE"), "assessor", "DIALLO Binta")
    for user in (registrar, elsewhere, trainee.user):
        browser = signed_in(user)
        for where in (listing(), sheet(trainee)):
            assert browser.get(where).status_code == 404
        assert browser.post(sheet(trainee), filled()).status_code == 404
    stranger = make_enrolment(Cohort.objects.get(code="AUTRE"), position=5)
    assert first.get(sheet(stranger)).status_code == 404


def test_the_list_takes_the_same_queries_for_one_and_three(first, second, cohort, trainee):
    first.post(sheet(trainee), filled(2, seat=1))
    second.post(sheet(trainee), filled(3, seat=2))
    one = queries(lambda: first.get(listing()))
    for position in (2, 3):
        other = make_enrolment(cohort, position=position)
        first.post(sheet(other), filled(2, seat=1))
        second.post(sheet(other), filled(3, seat=2))
    assert queries(lambda: first.get(listing())) == one
