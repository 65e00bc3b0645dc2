"""A planned lesson: seats, drafts, timer, the lead's page, the third mark, annulment."""

import datetime
import re

import pytest
from django.utils import timezone

from accounts.models import User
from assessments import refusals
from assessments.annulling import annul_lesson
from assessments.autosaving import save_draft
from assessments.bridge import read_records
from assessments.conciliating import conciliations_open_to, is_conciliation_open
from assessments.marking import submit_sheet
from assessments.models import TeachingSheet, TeachingTurn
from assessments.outcome.lesson import State
from assessments.outcome.microteaching import combine
from assessments.outcome.ruleset import RULES_V1
from assessments.refusals import Refusal
from assessments.seating import plan_turn, propose_turns
from tests.assessments.player.room import address, marked_cohort, queries, running_cohort, signed_in
from tests.factories.assessments import make_rubric
from tests.factories.courses import make_colleague, make_enrolment
from tests.factories.teaching import calibrate, levels_of, make_team, make_trainee, make_turn

pytestmark = pytest.mark.django_db
CODE = "OUA16"


@pytest.fixture
def cohort():
    return marked_cohort()


@pytest.fixture
def team(cohort):
    return make_team(cohort)


@pytest.fixture
def trainee(cohort):
    return make_enrolment(cohort, make_trainee())


def sheet(trainee, language="en", lesson=1):
    where = address("teaching-sheet", CODE, trainee.pk, language=language)
    return f"{where}?lesson={lesson}"


def filled(mark, **more):
    levels = {f"level_C{n}": str(level) for n, level in enumerate(levels_of(mark), start=1)}
    return {"duration": "14:30", "strengths": "Calm", **levels, **more}


def put(enrolment, team, seat, mark, *, lesson=1, round=1, at=None, **more):
    person = team[{1: "first", 2: "second", 3: "lead"}[seat]]
    return submit_sheet(
        enrolment=enrolment,
        seat=seat,
        assessor=person,
        rubric=make_rubric(),
        levels=levels_of(mark) if isinstance(mark, str) else mark,
        by=person,
        at=at or timezone.now(),
        lesson=lesson,
        round=round,
        revision_reason="because" if round > 1 else "",
        revision_reasons={f"C{n}": "because" for n in range(1, 9)} if round > 1 else {},
        **more,
    )


def taught(cohort, trainee):
    """The first lesson as the rules see it."""
    lesson = read_records(cohort).records[trainee.pk].teaching
    assert lesson is not None
    return lesson


def asked(browser, page):
    return queries(lambda: browser.get(page))


def lessons_page(user, language="en"):
    where = address("teaching-lessons", CODE, language=language)
    return signed_in(user).get(where).content.decode()


def test_only_the_assigned_open_a_planned_lesson(cohort, team, trainee):
    stranger = signed_in(make_colleague(cohort, "editor", "DIALLO Binta"))
    other = make_colleague(running_cohort("AUTRE"), "assessor", "CAMARA Ali")
    third = make_trainee("DIARRA Awa", "MLI")
    make_turn(trainee, team, observer=None)
    assert signed_in(team["first"]).get(sheet(trainee)).status_code == 200
    for browser in (signed_in(team["lead"]), stranger, signed_in(other), signed_in(third)):
        assert browser.get(sheet(trainee)).status_code == 404
        assert browser.post(sheet(trainee), filled("75")).status_code == 404
    page = signed_in(team["lead"]).get(address("teaching-sheets", CODE)).content.decode()
    assert trainee.user.printed_name not in page
    # Its re-sit is planned as well before anybody marks it.
    assert signed_in(team["first"]).get(sheet(trainee, lesson=2)).status_code == 404


def test_the_turn_decides_the_seat_whatever_is_sent(team, trainee):
    make_turn(trainee, team)
    signed_in(team["second"]).post(sheet(trainee), filled("75", seat="1"))
    assert TeachingSheet.objects.get().seat == 2


def test_nobody_closes_a_sheet_of_a_seat_that_the_turn_gave_to_another(team, trainee):
    make_turn(trainee, team, first=team["second"], second=team["first"])
    with pytest.raises(Refusal, match=refusals.NOT_YOUR_SEAT):
        put(trainee, team, 1, "75")
    assert not TeachingSheet.objects.exists()


def test_a_draft_is_saved_incomplete_and_nothing_counts(cohort, team, trainee):
    make_turn(trainee, team)
    browser = signed_in(team["first"])
    data = {"draft": "1", "level_C1": "3", "level_C2": "9", "strengths": "Half a th"}
    said = browser.post(sheet(trainee), data, headers={"Accept": "application/json"}).json()
    assert said["saved"] and "server" in said["message"]
    draft = TeachingSheet.objects.get()
    assert draft.levels == [3] + [None] * 7
    assert draft.submitted_at is None
    html = browser.get(sheet(trainee)).content.decode()
    assert "Half a th" in html and "Draft saved on the server" in html
    assert read_records(cohort).records[trainee.pk].teaching is None
    assert browser.post(sheet(trainee), filled("75")).status_code == 302
    closed = TeachingSheet.objects.get()
    assert closed.pk == draft.pk and closed.submitted_at is not None
    again = browser.post(sheet(trainee), data, headers={"Accept": "application/json"})
    assert again.status_code == 409


def test_two_drafts_with_every_level_are_no_mark(cohort, team, trainee):
    make_turn(trainee, team)
    for seat, key in ((1, "first"), (2, "second")):
        save_draft(
            enrolment=trainee,
            seat=seat,
            assessor=team[key],
            rubric=make_rubric(),
            levels=[3] * 8,
            by=team[key],
            at=timezone.now(),
        )
    assert read_records(cohort).records[trainee.pk].teaching is None
    assert "75.00" not in lessons_page(team["lead"])


def test_level_0_of_the_knock_out_criterion_is_not_closed_without_its_facts(team, trainee):
    make_turn(trainee, team)
    with pytest.raises(Refusal, match=refusals.FACTS_MISSING):
        put(trainee, team, 1, [2] * 7 + [0], knock_out_facts=" ")
    put(trainee, team, 1, [0] + [2] * 7)
    assert TeachingSheet.objects.get().submitted_at is not None


def test_without_script_the_button_saves_the_draft(team, trainee):
    make_turn(trainee, team)
    browser = signed_in(team["first"])
    answer = browser.post(sheet(trainee), {"draft": "1", "level_C3": "2"}, follow=True)
    assert "Saved on the server" in answer.content.decode()
    assert TeachingSheet.objects.get().levels[2] == 2


def test_a_device_that_slept_does_not_undo_the_other(team, trainee):
    make_turn(trainee, team)
    browser = signed_in(team["first"])

    def post(data):
        return browser.post(sheet(trainee), data, headers={"Accept": "application/json"})

    phone = post({"draft": "1", "level_C1": "3"}).json()["seen"]
    tablet = {"draft": "1", "level_C1": "4", "seen": phone}
    assert post(tablet).status_code == 200
    late = post({"draft": "1", "level_C1": "1", "seen": phone})
    assert late.status_code == 409
    assert late.json()["stored"]["level_C1"] == "4"  # the device can tell whether it wrote that
    assert TeachingSheet.objects.get().levels[0] == 4


def test_the_observers_timer_reaches_the_assessors(team, trainee):
    turn = make_turn(trainee, team)
    observer = signed_in(team["lead"])
    observer.post(sheet(trainee), {"clock": "start", "level_C1": "2"})
    turn.refresh_from_db()
    assert turn.clock_started_at is not None
    # What was ticked when the button was pressed is not lost.
    assert TeachingSheet.objects.get().levels[0] == 2
    started = timezone.now() - datetime.timedelta(minutes=13, seconds=30)
    TeachingTurn.objects.update(clock_started_at=started)
    draft = TeachingSheet.objects.get()
    assert draft.saved_at is not None
    observer.post(sheet(trainee), {"clock": "stop", "seen": draft.saved_at.isoformat()})
    turn.refresh_from_db()
    assert turn.seconds is not None and 810 <= turn.seconds <= 815
    html = signed_in(team["first"]).get(sheet(trainee)).content.decode()
    assert "13:3" in html and "proposed level 3" in html
    assert 'name="clock"' not in html
    # An assessor who sends it all the same moves nothing.
    signed_in(team["first"]).post(sheet(trainee), {"clock": "start"})
    assert TeachingTurn.objects.get().seconds == turn.seconds


def test_both_faces_of_every_descriptor_are_there(team, trainee):
    make_turn(trainee, team)
    html = signed_in(team["first"]).get(sheet(trainee)).content.decode()
    for criterion in range(1, 9):
        for level in range(5):
            assert f"{level} · en {criterion}.{level}" in html
            assert f"{level} · fr {criterion}.{level}" in html


def test_conciliation_shows_both_sheets_and_i_keep_my_marks_needs_a_reason(team, trainee):
    make_turn(trainee, team)
    first, second = signed_in(team["first"]), signed_in(team["second"])
    first.post(sheet(trainee), filled("50"))
    second.post(sheet(trainee), filled("75"))
    html = first.get(sheet(trainee)).content.decode()
    assert "HAÏDARA Oumar" in html and "Ten minutes at most" in html
    refused = first.post(sheet(trainee), {"keep": "1"}).content.decode()
    assert TeachingSheet.objects.filter(round=2).count() == 0
    assert "Give the reason for keeping your marks" in refused
    first.post(sheet(trainee), {"keep": "1", "revision_reason": "I saw no debrief."})
    kept = TeachingSheet.objects.get(round=2)
    assert (kept.levels, kept.seat) == (levels_of("50"), 1)
    # The other one still sees the first sheet, not what became of it.
    assert "I saw no debrief" not in second.get(sheet(trainee)).content.decode()


def test_the_ten_minutes_run_from_the_second_sheet(team, trainee):
    make_turn(trainee, team)
    noon = datetime.datetime(2016, 2, 10, 12, tzinfo=datetime.UTC)
    put(trainee, team, 1, "50", at=noon)
    put(trainee, team, 2, "75", at=noon + datetime.timedelta(minutes=3))
    for seat in ("first", "second"):
        html = signed_in(team[seat]).get(sheet(trainee)).content.decode()
        assert "Ten minutes at most, until 12:13" in html


def test_the_reserve_sheet_stays_sealed_until_a_third_mark_is_needed(cohort, team, trainee):
    make_turn(trainee, team)
    put(trainee, team, 3, "60")
    put(trainee, team, 1, "50")
    put(trainee, team, 2, "70")
    assert "60.00" not in lessons_page(team["lead"])
    put(trainee, team, 1, "50", round=2)
    assert taught(cohort, trainee).reserve is None
    put(trainee, team, 2, "70", round=2)
    page = lessons_page(team["lead"])
    assert "60.00" in page and "Third mark" in page
    assert combine(taught(cohort, trainee), rules=RULES_V1).mark == 60


def test_a_third_mark_shows_all_three_and_which_one_is_set_aside(cohort, team, trainee):
    make_turn(trainee, team)
    for seat, mark in ((3, "58"), (1, "50"), (2, "70")):
        put(trainee, team, seat, mark)
    for seat, mark in ((1, "50"), (2, "70")):
        put(trainee, team, seat, mark, round=2)
    page = lessons_page(team["lead"])
    assert all(mark in page for mark in ("50.00", "58.00", "70.00", "54.00"))
    assert "distant mark is set aside" in page
    assert "exactly half-way" not in page


def test_a_third_sheet_asked_about_the_knock_out_alone_shows_no_other_level(cohort, team, trainee):
    make_turn(trainee, team)
    put(trainee, team, 1, [3, 3, 2, 2, 2, 2, 2, 0], knock_out_facts="A name was said.")
    put(trainee, team, 2, "60")
    put(trainee, team, 3, "75")
    page = lessons_page(team["lead"])
    assert "56.00" in page and "the third did not confirm it" in page
    assert "75.00" not in page


def test_a_knock_out_that_the_reserve_confirms_stands_before_any_conciliation(
    cohort, team, trainee
):
    make_turn(trainee, team)
    put(trainee, team, 3, [3] * 7 + [0], knock_out_facts="A name was said.")
    put(trainee, team, 1, [2] * 7 + [0], knock_out_facts="A name was said.")
    put(trainee, team, 2, "75")
    found = combine(taught(cohort, trainee), rules=RULES_V1)
    assert (found.state, found.mark) == (State.KNOCK_OUT, None)
    # It is settled: nobody is asked to look again, on a page, on paper or by the verb.
    assert not any(conciliations_open_to(team[name], cohort) for name in ("first", "second"))
    assert not is_conciliation_open(trainee, 1, seat=1)
    with pytest.raises(Refusal) as refused:
        put(trainee, team, 1, [2] * 8, round=2)
    assert refused.value.code == refusals.NOT_CALLED_FOR


def test_a_0_that_was_lifted_before_the_third_sheet_came_is_no_knock_out(cohort, team, trainee):
    make_turn(trainee, team)
    put(trainee, team, 1, [2] * 7 + [0], knock_out_facts="A name was said.")
    put(trainee, team, 2, "75")
    put(trainee, team, 1, [2] * 7 + [1], round=2)
    put(trainee, team, 3, [3] * 7 + [0], knock_out_facts="A name was said.")
    found = combine(taught(cohort, trainee), rules=RULES_V1)
    assert found.state is State.CONCILIATION_NEEDED
    assert conciliations_open_to(team["second"], cohort) == {(trainee.pk, 1)}
    put(trainee, team, 2, "75", round=2)
    assert combine(taught(cohort, trainee), rules=RULES_V1).state is State.THIRD_MARK


def test_a_0_given_in_the_second_look_is_confirmed_like_one_of_the_first(cohort, team, trainee):
    make_turn(trainee, team)
    put(trainee, team, 3, [3] * 7 + [0], knock_out_facts="A name was said.")
    put(trainee, team, 1, "50")
    put(trainee, team, 2, "75")
    put(trainee, team, 1, [2] * 7 + [0], round=2, knock_out_facts="A name was said.")
    found = combine(taught(cohort, trainee), rules=RULES_V1)
    assert (found.state, found.mark) == (State.KNOCK_OUT, None)
    assert not conciliations_open_to(team["second"], cohort)


def test_the_lead_is_told_of_a_reserve_sheet_that_came_after_the_two_blind_ones(team, trainee):
    make_turn(trainee, team)
    noon = datetime.datetime(2016, 2, 10, 12, tzinfo=datetime.UTC)
    minute = datetime.timedelta(minutes=1)
    put(trainee, team, 1, "50", at=noon)
    put(trainee, team, 2, "70", at=noon + 3 * minute)
    # The lead holds the reserve seat: before the own sheet is in nothing is shown at all.
    assert "after both assessors" not in lessons_page(team["lead"])
    put(trainee, team, 3, "60", at=noon + 20 * minute)
    page = lessons_page(team["lead"])
    # Venue time, Ouagadougou: both ends are named, the sheet itself stays sealed.
    assert "closed at 12:20, after both assessors’ sheets were in (12:03)" in page
    assert "60.00" not in page
    assert "alors que les deux grilles" in lessons_page(team["lead"], language="fr")


def test_a_reserve_sheet_in_time_or_a_viewer_who_still_marks_sees_no_such_flag(team, trainee):
    make_turn(trainee, team)
    noon = datetime.datetime(2016, 2, 10, 12, tzinfo=datetime.UTC)
    put(trainee, team, 1, "50", at=noon)
    put(trainee, team, 3, "60", at=noon)
    put(trainee, team, 2, "70", at=noon)
    assert "after both assessors" not in lessons_page(team["lead"])


def test_after_direct_agreement_the_reserve_sheet_is_never_opened(cohort, team, trainee):
    make_turn(trainee, team)
    put(trainee, team, 3, [2] * 7 + [0], knock_out_facts="A name was said.")
    put(trainee, team, 1, "58")
    put(trainee, team, 2, "60")
    assert taught(cohort, trainee).reserve is None
    page = lessons_page(team["lead"])
    assert "59.00" in page and "straddle the pass mark" in page
    assert "44.00" not in page and "Only the reserve observer" not in page


def test_without_a_reserve_the_lesson_is_annulled_and_repeated_before_two_new(
    cohort, team, trainee
):
    make_turn(trainee, team, observer=None)
    put(trainee, team, 1, "50")
    put(trainee, team, 2, "75")
    with pytest.raises(Refusal) as refused:
        annul_lesson(enrolment=trainee, lesson=1, reason="x", by=team["lead"], at=timezone.now())
    assert refused.value.code == "not-to-annul"
    put(trainee, team, 1, "50", round=2)
    put(trainee, team, 2, "75", round=2)
    assert combine(taught(cohort, trainee), rules=RULES_V1).state is State.REPEAT_NEEDED
    browser = signed_in(team["lead"])
    where = address("annul-lesson", CODE, trainee.pk)
    assert browser.post(where, {"reason": " "}).status_code == 409
    assert browser.post(where, {"reason": "No reserve was held."}).status_code == 302
    assert TeachingSheet.objects.filter(annulled_reason="No reserve was held.").count() == 4
    assert TeachingTurn.objects.get().annulled_at is not None
    assert read_records(cohort).records[trainee.pk].teaching is None
    with pytest.raises(Refusal) as refused:
        seat_again(trainee, team, first=team["first"], second=team["lead"])
    assert "assessor-of-annulled-lesson" in repr(refused.value.details["findings"])
    new = make_colleague(cohort, "editor", "CISSÉ Mady")
    calibrate(new)
    seat_again(trainee, team, first=new, second=team["lead"])
    assert TeachingTurn.objects.filter(annulled_at__isnull=True).count() == 1


def seat_again(trainee, team, *, by="registrar", lesson=1, observer=None, **seats):
    return plan_turn(
        enrolment=trainee,
        lesson=lesson,
        room="",
        starts_at=None,
        theme=None,
        observer=observer,
        by=team[by],
        at=timezone.now(),
        **seats,
    )


def test_a_seat_whose_sheet_is_in_cannot_change_and_a_draft_is_kept_annulled(team, trainee):
    make_turn(trainee, team)
    save_draft(
        enrolment=trainee,
        seat=2,
        assessor=team["second"],
        rubric=make_rubric(),
        levels=[3] + [None] * 7,
        by=team["second"],
        at=timezone.now(),
    )
    put(trainee, team, 1, "50")
    seat_again(trainee, team, first=team["first"], second=team["lead"])
    assert TeachingSheet.objects.get(seat=2).annulled_at is not None
    with pytest.raises(Refusal) as refused:
        seat_again(trainee, team, first=team["second"], second=team["lead"])
    assert refused.value.code == "seat-in-use"


def test_the_draw_fills_the_turns_and_leaves_the_lead_out(cohort, team, trainee):
    extra = make_colleague(cohort, "editor", "CISSÉ Mady")
    extra.groups.add(team["second"].groups.get())
    cohort.team.create(user=extra, role="assessor")
    calibrate(extra)
    for number, country in enumerate(("MLI", "NER", "TCD"), start=2):
        make_enrolment(cohort, make_trainee(f"STAGIAIRE {country}", country), position=number)
    start = timezone.now()
    slots = [start + datetime.timedelta(minutes=30 * n) for n in range(6)]
    made = propose_turns(
        cohort=cohort, slots=slots, rooms=["A", "B"], seed="s", by=team["lead"], at=start
    )
    # MLI and TCD are of the police like their own assessors: nobody of their chain is left.
    assert {turn.enrolment.user.country for turn in made} == {"BFA", "NER"}
    assert all(team["lead"].pk not in (t.first_id, t.second_id, t.observer_id) for t in made)
    assert all(turn.theme is not None and turn.starts_at for turn in made)


def test_the_turn_page_refuses_with_the_reason(cohort, team, trainee):
    browser = signed_in(team["lead"])
    where = address("turn", CODE, trainee.pk, language="en")
    chief = make_colleague(cohort, "editor", "CISSÉ Mady")
    cohort.team.create(user=chief, role="assessor")
    data = {"first": chief.pk, "second": team["second"].pk, "room": "A"}
    html = browser.post(where, data).content.decode()
    assert "CISSÉ Mady has not done the calibration exercise" in html
    data = {"first": team["first"].pk, "second": team["second"].pk, "ties": [team["first"].pk]}
    html = browser.post(where, data).content.decode()
    assert "chain of command" in html and not TeachingTurn.objects.exists()
    data = {
        "first": team["first"].pk,
        "second": team["second"].pk,
        "starts_at": "2016-02-10T09:30",
        "room": "Salle 1",
    }
    assert browser.post(where, data).status_code == 302
    turn = TeachingTurn.objects.get()
    assert turn.starts_at == datetime.datetime(2016, 2, 10, 9, 30, tzinfo=cohort.tz)
    assert "Salle 1" in browser.get(address("turns", CODE)).content.decode()


def test_pages_take_the_same_queries_for_one_and_three(cohort, team, trainee):
    lead = signed_in(team["lead"])
    pages = [address(name, CODE) for name in ("turns", "teaching-lessons", "teaching-report")]
    make_turn(trainee, team, observer=None)
    for seat in (1, 2):
        put(trainee, team, seat, "75")
    one = [asked(lead, page) for page in pages]
    for position in (2, 3):
        other = make_enrolment(
            cohort, make_trainee(f"AUTRE {'ABC'[position - 1]}"), position=position
        )
        make_turn(other, team, observer=None)
        for seat in (1, 2):
            put(other, team, seat, "75")
    assert [asked(lead, page) for page in pages] == one


def test_the_report_counts_what_is_in(cohort, team, trainee):
    other = make_enrolment(cohort, make_trainee("AUTRE Deux"), position=2)
    for who, second in ((trainee, "60"), (other, "75")):
        make_turn(who, team, observer=None)
        put(who, team, 1, "50")
        put(who, team, 2, second)
    html = signed_in(team["lead"]).get(address("teaching-report", CODE, language="en"))
    text = html.content.decode()
    assert "2 lessons whose two sheets are in" in text
    assert "17.50" in text  # mean of 10 and 25
    assert "% conciliations</dt><dd>50.00</dd>" in text and "Recalibration needed" in text
    # Levels 2 against 3,3,2,2,3,2,2,2 and against 3 throughout; who marks lower, and by how much.
    row = '<th scope="row">{}</th><td class="n">{}</td><td class="n">100.0</td>'
    assert row.format("All criteria", "31.3") in text
    assert "% third marks</dt><dd>0.00</dd>" in text
    for person, points in (("first", "−17.50"), ("second", "+17.50")):
        severity = text[text.index('id="severity-title"') :]
        line = severity[severity.index(team[person].printed_name) :]
        assert line.index(points) < line.index("</tr>")
    by_criterion = re.findall(r">(C\d) · [^<]*</th><td class=\"n\">([\d.]+)<", text)
    assert [exact for _code, exact in by_criterion[:4]] == ["0.0", "0.0", "50.0", "50.0"]


def test_a_doubt_about_who_sat_down_without_a_turn_is_read_by_the_lead(team, trainee):
    """A service that is not known lets the sheet pass; somebody has to look."""
    User.objects.filter(pk=team["first"].pk).update(country="BFA", service="")
    team["first"].refresh_from_db()
    doubt = "SANOGO Fatou is of the trainee’s country and a service is not known"
    put(trainee, team, 1, "70")
    assert doubt not in lessons_page(team["lead"])
    put(trainee, team, 2, "70")
    assert doubt in lessons_page(team["lead"])
