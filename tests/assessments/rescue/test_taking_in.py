"""A file that is taken in does what its steps do over the network, once; a look does nothing."""

import datetime
import random
import uuid

import pytest

from assessments import refusals
from assessments.answerfiles import SavedAnswers
from assessments.answering import SentStep, step_from_script
from assessments.attempting import start_attempt
from assessments.closing import cancel_attempt, submit_attempt
from assessments.models import AnswerFile, Attempt, AttemptGrade, AttemptStep, LateStep
from assessments.refusals import Refusal
from assessments.replay import ANSWER, FLAG, SHOWN
from assessments.rescuing import FATES, attempt_of, look_at, page_seal, take_in
from tests.assessments.player.faults import replace_row
from tests.assessments.rulings.room import NOON, short_quiz
from tests.factories.courses import make_cohort, make_colleague, make_enrolment

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)
LASTS = 15
# Three items: two with options, one of words.
WORDS = {"single": ("a", "b", "c"), "short-text": ("SLTD", "SLTDF")}
STORED = ("client_id", "sequence", "action", "position", "response", "language", "elapsed")


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def quiz(cohort):
    quiz = short_quiz(cohort)
    quiz.minutes = LASTS
    quiz.save()
    return quiz


@pytest.fixture
def lead(cohort):
    return make_colleague(cohort, "lead")


@pytest.fixture
def attempt(cohort, quiz):
    return begun(cohort, quiz, 1)


def begun(cohort, quiz, position):
    enrolment = make_enrolment(cohort, position=position)
    return start_attempt(enrolment=enrolment, quiz=quiz, seed="one seed", at=NOON)


def kinds_of(attempt):
    rows = attempt.items.values_list("position", "version__question__kind")
    return dict(rows)


def single(attempt):
    """The place of an item with options."""
    return next(place for place, kind in kinds_of(attempt).items() if kind == "single")


def answer(attempt, *values, sequence=1, minutes=5.0, **more):
    place = more.pop("position", single(attempt))
    elapsed = round(60 * minutes)
    return SentStep(uuid.uuid4(), sequence, place, values, "fr", elapsed, **more)


def taken(attempt, steps, lead, *, minutes):
    return take_in(
        attempt=replace_row(attempt),
        steps=steps,
        digest="d" * 64,
        key="ABCDEFGH",
        by=lead,
        at=NOON + minutes * MINUTE,
    )


def rows_of(model, attempt):
    return {
        (*row[:4], str(row[4]), *row[5:])
        for row in model.objects.filter(attempt=attempt).values_list(*STORED, "received_at")
    }


def everything():
    """All that answers leave."""
    kept = (AttemptStep, LateStep, AttemptGrade, AnswerFile)
    states = Attempt.objects.values_list("pk", "state", "submitted_at").order_by("pk")
    return [*(list(model.objects.order_by("pk").values()) for model in kept), list(states)]


def schedule(rng, kinds):
    """Steps as a journal may hold them: any order, twice, of no item, beyond the end."""
    steps = []
    for _ in range(rng.randint(1, 9)):
        place = rng.choice([*kinds, 9])
        action = rng.choice([ANSWER, ANSWER, ANSWER, FLAG, SHOWN])
        values = (rng.choice(WORDS[kinds.get(place, "single")]),) if action == ANSWER else ()
        steps.append(
            SentStep(
                uuid.UUID(int=rng.getrandbits(128), version=4),
                rng.randint(1, 12),
                place,
                ("on",) if action == FLAG and rng.random() < 0.5 else values,
                rng.choice(("fr", "en")),
                rng.randint(0, 20 * 60),
                action,
            )
        )
    return steps + rng.sample(steps, k=rng.randint(0, 1))


def over_the_network(attempt, steps, *, minutes):
    for sent in steps:
        try:
            step_from_script(attempt=replace_row(attempt), sent=sent, at=NOON + minutes * MINUTE)
        except Refusal:
            continue


def test_a_file_does_what_the_network_would_have_done(cohort, quiz, lead):
    seen = dict.fromkeys(FATES, 0)
    for seed in range(40):
        rng = random.Random(seed)
        network, rescued = (begun(cohort, quiz, 2 * seed + n) for n in (1, 2))
        kinds = kinds_of(network)
        assert kinds == kinds_of(rescued)
        steps = schedule(rng, kinds)
        early = rng.sample(steps, k=rng.randint(0, len(steps)))  # arrived in time, to no word
        for attempt in (network, rescued):
            over_the_network(attempt, early, minutes=4)
            if seed % 3 == 0:
                submit_attempt(attempt=replace_row(attempt), at=NOON + 6 * MINUTE)
        minutes = rng.choice((7, 16))
        over_the_network(network, steps, minutes=minutes)
        again_in_any_order = rng.sample(steps, k=len(steps))
        taking = taken(rescued, steps, lead, minutes=minutes)
        for model in (AttemptStep, LateStep):
            assert rows_of(model, network) == rows_of(model, rescued), seed
        for fate in FATES:
            seen[fate] += taking.fates[fate]
        answers = [sent for sent in steps if sent.action == ANSWER]
        assert sum(taking.fates.values()) == len(answers)
        again = everything()[:3]
        second = taken(rescued, again_in_any_order, lead, minutes=minutes + 1)
        assert everything()[:3] == again, seed
        assert not (second.fates["saved"] or second.fates["kept"] or second.changed)
    assert min(seen.values()) > 3, seen


def test_a_look_says_what_the_taking_in_does_and_leaves_nothing(attempt, lead):
    steps = [answer(attempt, "b"), answer(attempt, "a", sequence=2, position=9), None]
    for minutes in (6, 16):
        before = everything()
        fresh = replace_row(attempt)
        looked = look_at(attempt=fresh, steps=steps, at=NOON + minutes * MINUTE)
        assert everything() == before
        assert fresh.state == "in-progress"
        assert looked.fates == {("saved" if minutes == 6 else "kept"): 1, "unreadable": 2}
        assert looked.changed == ([single(attempt)] if minutes == 6 else [])
    assert looked == taken(attempt, steps, lead, minutes=16)


def test_the_clock_is_the_servers_and_the_late_ones_wait_for_a_person(attempt, lead):
    """The device's count decides only whether an answer may be admitted, as over the network."""
    place = single(attempt)
    steps = [
        answer(attempt, "a", minutes=14.9),
        answer(attempt, "b", minutes=15.1, sequence=2),
    ]
    taking = taken(attempt, steps, lead, minutes=600)
    assert taking.fates == {"kept": 1, "let-go": 1}
    assert taking.changed == []
    late = LateStep.objects.get()
    assert (late.position, late.response, late.refused) == (place, ["a"], refusals.OVER)
    assert late.received_at == NOON + 600 * MINUTE and late.decided_at is None
    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_at) == ("timed-out", NOON + LASTS * MINUTE)
    assert attempt.grades.get().score == 0


def test_a_newer_answer_stands_and_one_that_only_counts_lower_is_named(attempt, lead):
    place = single(attempt)
    over_the_network(attempt, [answer(attempt, "c", sequence=7, minutes=6)], minutes=6)
    older = taken(attempt, [answer(attempt, "a", sequence=3)], lead, minutes=7)
    assert (older.fates, older.changed) == ({"saved": 1}, [])
    higher = taken(attempt, [answer(attempt, "b", sequence=9)], lead, minutes=8)
    assert (higher.changed, higher.over_later) == ([place], [place])
    last = taken(attempt, [answer(attempt, "a", sequence=10, minutes=7)], lead, minutes=9)
    assert (last.changed, last.over_later) == ([place], [])


def test_every_taking_in_is_on_record(attempt, lead):
    taken(attempt, [answer(attempt, "b"), None], lead, minutes=6)
    record = AnswerFile.objects.get()
    assert (record.attempt_id, record.taken_by, record.key) == (attempt.pk, lead, "ABCDEFGH")
    assert (record.digest, record.taken_at) == ("d" * 64, NOON + 6 * MINUTE)
    assert record.answers == {"saved": 1, "kept": 0, "known": 0, "let-go": 0, "unreadable": 1}


def test_a_frozen_cohort_takes_nothing_in(cohort, attempt, lead):
    cohort.frozen_at = NOON + 10 * MINUTE
    cohort.save()
    before = everything()
    steps = [answer(attempt, "b")]
    with pytest.raises(Refusal, match=refusals.FROZEN):
        look_at(attempt=replace_row(attempt), steps=steps, at=NOON)
    with pytest.raises(Refusal, match=refusals.FROZEN):
        taken(attempt, steps, lead, minutes=16)
    assert everything() == before


def test_whose_a_file_is(cohort, quiz, attempt, lead):
    def found(public_id, *, seal=None, where=cohort, steps=(1,)):
        saved = SavedAnswers(public_id, page_seal(public_id) if seal is None else seal, [*steps])
        try:
            return attempt_of(saved, cohort=where, quiz=quiz)
        except Refusal as refusal:
            return refusal.code

    other = begun(cohort, quiz, 2)
    assert found(attempt.public_id) == attempt
    for seal in ("", "é\ud800", page_seal(other.public_id), page_seal(attempt.public_id)[:-1]):
        assert found(attempt.public_id, seal=seal) == refusals.FILE_NOT_SEALED
    assert found(uuid.uuid4(), seal="x") == refusals.FILE_NOT_SEALED
    assert found(uuid.uuid4()) == refusals.FILE_ELSEWHERE
    elsewhere = make_cohort("NIA16", course=cohort.edition.course)
    assert found(attempt.public_id, where=elsewhere) == refusals.FILE_ELSEWHERE
    assert found(attempt.public_id, steps=()) == refusals.FILE_EMPTY
    other.enrolment.withdrawn_at = NOON
    other.enrolment.save()
    assert found(other.public_id) == refusals.FILE_ELSEWHERE
    cancel_attempt(attempt=attempt, reason="…", by=lead, at=NOON + MINUTE)
    assert found(attempt.public_id) == refusals.ATTEMPT_CANCELLED
