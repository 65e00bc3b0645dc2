"""Properties of replay, drawing and scoring: order, repetition and language change nothing."""

import uuid
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.answering import said_anew
from assessments.replay import ANSWER, Step, next_sequence, standing_answers
from assessments.scoring.schemes import score
from assessments.scoring.total import attempt_score
from assessments.selection import Candidate, Line, draw, option_order, shuffled

OPTIONS = ["a", "b", "c", "d"]

responses = st.one_of(st.none(), st.lists(st.sampled_from(OPTIONS), unique=True).map(sorted))


@st.composite
def trails(draw_):
    """Steps with different ids, as several devices may have made them."""
    ids = draw_(st.lists(st.uuids(), unique=True, max_size=12))
    return [
        Step(
            str(name),
            draw_(st.integers(1, 6)),
            draw_(st.sampled_from([ANSWER, "language"])),
            draw_(st.sampled_from([None, 1, 2, 3])),
            draw_(responses),
            draw_(st.sampled_from(["fr", "en"])),
        )
        for name in ids
    ]


@given(trails(), st.randoms(use_true_random=False), st.data())
def test_shuffled_and_repeated_steps_give_the_same_standing(steps, random, data):
    again = data.draw(st.lists(st.sampled_from(steps), max_size=6)) if steps else []
    mixed = steps + again
    random.shuffle(mixed)
    assert standing_answers(mixed) == standing_answers(steps)
    assert next_sequence(mixed) == next_sequence(steps)


@given(trails(), responses)
def test_the_next_sequence_always_wins(steps, response):
    last = Step(str(uuid.UUID(int=0)), next_sequence(steps), ANSWER, 2, response, "fr")
    assert standing_answers([*steps, last])[2].response == response


@given(st.lists(responses, min_size=1, max_size=8))
def test_a_page_that_is_sent_again_and_again_leaves_its_last_answer(sent):
    """Back, changed, sent again, as often as one likes, each time perhaps twice."""
    page = uuid.UUID(int=7)
    steps: list[Step] = []
    for response in sent:
        for _ in range(2):
            new = said_anew(steps, page=page, position=1, shown=None, response=response)
            if new is not None:
                steps.append(Step(str(new), next_sequence(steps), ANSWER, 1, response, "fr"))
    standing = standing_answers(steps)
    assert (standing[1].response if 1 in standing else None) == sent[-1]
    assert len({step.client_id for step in steps}) == len(steps)
    changes = sum(one != other for one, other in zip([None, *sent], sent, strict=False))
    assert len(steps) == changes


@given(responses, responses)
def test_an_unchanged_page_never_undoes_what_came_from_elsewhere(shown, later):
    page = uuid.UUID(int=7)
    elsewhere = [Step(str(uuid.UUID(int=9 << 64)), 1, ANSWER, 1, later, "en")]
    assert said_anew(elsewhere, page=page, position=1, shown=shown, response=shown) is None


@given(st.permutations(OPTIONS), responses, st.sets(st.sampled_from(OPTIONS), min_size=1))
def test_a_mark_does_not_depend_on_order_or_language(order, response, key):
    given_in_order = None if response is None else [o for o in order if o in response]
    assert score("multiple-v1", sorted(key), given_in_order) == score(
        "multiple-v1", [o for o in order if o in key], response
    )


@given(st.lists(st.tuples(st.fractions(0, 1), st.integers(1, 5)), min_size=1, max_size=20))
def test_the_order_of_items_does_not_change_the_mark(parts):
    exact = [(Fraction(part), Decimal(points)) for part, points in parts]
    assert attempt_score(exact) == attempt_score(reversed(exact))


@given(st.text(min_size=1, max_size=8), st.sets(st.text(min_size=1, max_size=6), max_size=20))
def test_a_seed_draws_the_same_whatever_the_order_of_the_pool(seed, names):
    assert shuffled(sorted(names), seed=seed, purpose="p") == shuffled(
        sorted(names, reverse=True), seed=seed, purpose="p"
    )
    pool = [Candidate(name, "M01", "single", "remember") for name in sorted(names)]
    line = [Line("M01", len(pool) // 2)]
    taken = draw(line, pool, seed=seed)
    assert taken == draw(line, reversed(pool), seed=seed)
    assert len(set(taken)) == len(taken) == len(pool) // 2


def test_known_draws_stay_as_they_are():
    """`sha256-order-v1`: a stored attempt must be drawn alike in ten years."""
    assert option_order(OPTIONS, seed="seed", item="QB-01") == KNOWN["QB-01"]
    assert option_order(OPTIONS, seed="seed", item="QB-02") == KNOWN["QB-02"]
    assert option_order(OPTIONS, seed="seed", item="QB-01", fixed=True) == OPTIONS


def test_items_that_were_met_come_last():
    pool = [Candidate(str(n), "M01", "single", "remember", used=n < 3) for n in range(6)]
    assert set(draw([Line("M01", 3)], pool, seed="s")) == {"3", "4", "5"}


def test_a_line_takes_the_kind_it_asks_for():
    pool = [
        Candidate(f"{module}-{kind}-{bloom}", module, kind, bloom)
        for module in ("M01", "M02")
        for kind in ("single", "multiple")
        for bloom in ("apply", "analyse")
    ]
    assert set(draw([Line("M01", 2, kind="single")], pool, seed="s")) == {
        "M01-single-apply",
        "M01-single-analyse",
    }


KNOWN = {"QB-01": ["a", "d", "b", "c"], "QB-02": ["b", "c", "a", "d"]}
