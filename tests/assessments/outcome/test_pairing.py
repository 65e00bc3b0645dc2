"""Pairing rules (domain 4), the draw of the turns, the timer's level, calibration."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.outcome import pairing
from assessments.outcome.calibration import Calibration, calibration_of, distance
from assessments.outcome.pairing import (
    Assessor,
    History,
    Seating,
    Teacher,
    breaches,
    findings,
)
from assessments.outcome.programme import draw_themes, draw_turns
from assessments.outcome.ruleset import RULES_V1
from assessments.outcome.timing import proposed_level

TEACHER = Teacher(100, "NER", "police")
ABROAD = Assessor(1, "MLI", "police", calibrated=True)
OTHER_SERVICE = Assessor(2, "NER", "customs", calibrated=True)
SAME_CHAIN = Assessor(3, "NER", "police", calibrated=True)
OBSERVER = Assessor(4, "TCD", "police", calibrated=True)


def codes(teacher, **seats):
    return {finding.code for finding in breaches(teacher, Seating(**seats))}


def test_a_seating_within_the_rules_has_no_breach():
    assert codes(TEACHER, first=ABROAD, second=OTHER_SERVICE, observer=OBSERVER) == set()


@pytest.mark.parametrize(
    ("seats", "expected"),
    [
        ({"first": SAME_CHAIN, "second": ABROAD}, {pairing.TIE_ASSUMED}),
        # The reserve sheet may become the third mark: the observer is bound too.
        ({"first": ABROAD, "observer": SAME_CHAIN}, {pairing.TIE_ASSUMED}),
        ({"first": ABROAD, "second": ABROAD}, {pairing.ONE_PERSON_TWO_SEATS}),
        (
            {"first": OTHER_SERVICE, "second": Assessor(9, "NER", "gendarmerie", calibrated=True)},
            {pairing.SAME_NATIONALITY},
        ),
        (
            {"first": Assessor(7, "MLI", "police", calibrated=False), "second": OBSERVER},
            {pairing.NOT_CALIBRATED},
        ),
        ({"first": Assessor(100, "MLI", "police", calibrated=True)}, {pairing.OWN_LESSON}),
    ],
)
def test_each_breach_is_named(seats, expected):
    assert codes(TEACHER, **seats) == expected


def test_a_declared_superior_sits_nowhere():
    teacher = Teacher(100, "NER", "police", ties=frozenset({1}))
    for seat in ("first", "second", "observer"):
        assert codes(teacher, **{seat: ABROAD}) == {pairing.TIE_DECLARED}


def test_missing_data_is_a_doubt_and_no_breach():
    unknown = Assessor(8, "", "", calibrated=None)
    vague = Assessor(9, "NER", "other", calibrated=True)
    found = findings(TEACHER, Seating(first=unknown, second=vague, observer=OBSERVER))
    assert {finding.code for finding in found} == {
        pairing.COUNTRY_UNKNOWN,
        pairing.CALIBRATION_UNKNOWN,
        pairing.SERVICE_UNKNOWN,
    }
    assert not any(finding.is_breach for finding in found)


def test_a_re_sit_needs_one_new_and_a_repetition_two():
    both = History(first_lesson=frozenset({1, 2}))
    seats = {"first": ABROAD, "second": OTHER_SERVICE, "history": both}
    assert codes(TEACHER, **seats) == {pairing.NOBODY_NEW}
    assert codes(TEACHER, **{**seats, "second": OBSERVER}) == set()
    gone = History(annulled=frozenset({1, 2}))
    again = {"first": ABROAD, "second": OBSERVER, "history": gone}
    assert codes(TEACHER, **again) == {pairing.NOT_ALL_NEW}
    # Whoever assessed the annulled lesson may observe its repetition.
    new = Assessor(5, "BFA", "police", calibrated=True)
    assert codes(TEACHER, first=new, second=OBSERVER, observer=ABROAD, history=gone) == set()


COUNTRIES = st.sampled_from(["BFA", "MLI", "MRT", "NER", "TCD", ""])
SERVICES = st.sampled_from(["police", "gendarmerie", "customs", "other"])


@given(
    st.lists(st.tuples(COUNTRIES, SERVICES), max_size=12),
    st.lists(st.tuples(COUNTRIES, SERVICES, st.booleans()), max_size=7),
    st.integers(1, 3),
    st.text(max_size=6),
)
def test_the_draw_keeps_every_rule(trainees, assessors, rooms, seed):
    teachers = [Teacher(100 + n, *one) for n, one in enumerate(trainees)]
    team = [Assessor(n, *one) for n, one in enumerate(assessors)]
    turns = draw_turns(teachers, team, slots=12, rooms=rooms, seed=seed)
    assert turns == draw_turns(teachers, team, slots=12, rooms=rooms, seed=seed)
    known = {teacher.key: teacher for teacher in teachers}
    assert len({turn.teacher for turn in turns}) == len(turns)
    places = [(turn.slot, turn.room) for turn in turns]
    assert len(set(places)) == len(places)
    for slot in range(12):
        busy = [
            key
            for turn in turns
            if turn.slot == slot
            for key in (turn.teacher, *(person.key for person in turn.seating.seated()))
        ]
        assert len(set(busy)) == len(busy)
    for turn in turns:
        assert len(turn.seating.seated()) == 3
        assert breaches(known[turn.teacher], turn.seating) == []


def test_two_rooms_and_an_even_load():
    countries = ["BFA", "MLI", "MRT", "NER", "TCD"]
    teachers = [Teacher(100 + n, countries[n % 5], "police") for n in range(24)]
    team = [Assessor(n, countries[n % 5], "other", calibrated=True) for n in range(6)]
    turns = draw_turns(teachers, team, slots=12, rooms=2, seed="x")
    assert len(turns) == 24
    seats = [person.key for turn in turns for person in turn.seating.seated()]
    assert {seats.count(person.key) for person in team} == {12}


def test_no_theme_twice_before_each_was_drawn():
    themes = [f"M{number:02}" for number in range(1, 14)]
    drawn = draw_themes(range(24), themes, seed="x")
    assert sorted(list(drawn.values())[:13]) == themes
    assert drawn == draw_themes(range(24), themes, seed="x")


@pytest.mark.parametrize(
    ("seconds", "level"),
    [
        (900, 4),
        (840, 4),
        (960, 4),
        (961, 3),
        (780, 3),
        (779, 2),
        (1080, 2),
        (1081, 1),
        (600, 1),
        (599, 0),
        (1201, 0),
    ],
)
def test_the_timer_proposes_the_level_of_c7(seconds, level):
    assert proposed_level(seconds) == level


REFERENCE = (2,) * 8  # 50 points


CLOSE = (3, 3, 2, 2, 3, 2, 2, 2)  # 4 + 4 + 2 = 10 points above
FAR = (3, 3, 2, 3, 2, 2, 2, 2)  # 11


def goes(*sheets):
    return {n: distance(sheet, REFERENCE, rules=RULES_V1) for n, sheet in enumerate(sheets)}


@pytest.mark.parametrize(
    ("first", "newest", "expected"),
    [
        ((CLOSE,) * 3, (CLOSE,) * 3, Calibration.BLIND),
        ((CLOSE,) * 2, (CLOSE,) * 2, Calibration.NOT_YET),
        ((CLOSE, CLOSE, CLOSE, FAR), (CLOSE, CLOSE, CLOSE, FAR), Calibration.NOT_YET),
        # What is practised later takes nothing away.
        ((CLOSE,) * 3, (FAR, CLOSE, CLOSE), Calibration.BLIND),
        # After a go the reference is shown.
        ((FAR, CLOSE, CLOSE), (CLOSE,) * 3, Calibration.AFTER_REFERENCE),
        ((CLOSE, CLOSE, CLOSE, FAR), (CLOSE,) * 4, Calibration.AFTER_REFERENCE),
        ((FAR,) * 3, (REFERENCE, REFERENCE, FAR), Calibration.NOT_YET),
    ],
)
def test_calibration_needs_three_lessons_none_too_far_at_the_first_go(first, newest, expected):
    assert distance(CLOSE, REFERENCE, rules=RULES_V1).points == Fraction(10)
    # A severe hand is as far away as a generous one.
    assert distance(REFERENCE, FAR, rules=RULES_V1).points == Fraction(11)
    assert calibration_of(goes(*first), goes(*newest), rules=RULES_V1) is expected


def test_a_calibration_after_the_reference_is_a_doubt_in_any_seat():
    late = Assessor(1, "MLI", "police", calibrated=True, knew_the_reference=True)
    for seating in (Seating(first=late), Seating(second=late), Seating(observer=late)):
        (found,) = findings(TEACHER, seating)
        assert (found.code, found.person) == (pairing.KNEW_THE_REFERENCE, 1)
        assert not found.is_breach
