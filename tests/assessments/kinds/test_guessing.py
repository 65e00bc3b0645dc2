"""The random guess score of each kind is the mean over everything that its form can send."""

from fractions import Fraction
from itertools import combinations, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.kinds.registry import KINDS, kind_of
from assessments.mrz.exercises import TASKS, exercise
from assessments.scoring.schemes import score
from tests.assessments.kinds.samples import SAMPLES

WEIGHTS = st.lists(
    st.sampled_from(("1", "1/2", "1/3", "1/4", "0", "-1/4", "-1/2", "-1")), min_size=1, max_size=5
)


def sets(options):
    return [list(some) for n in range(1, len(options) + 1) for some in combinations(options, n)]


# kind → every complete answer to a structure, as the form sends it.
ANSWERS = {
    "single": lambda structure: [[one] for one in structure["options"]],
    "true-false": lambda structure: [[one] for one in structure["options"]],
    "multiple": lambda structure: sets(structure["options"]),
    "matching": lambda structure: [
        [f"{left}:{right}" for left, right in zip(structure["left"], chosen, strict=True)]
        for chosen in product(structure["right"], repeat=len(structure["left"]))
    ],
    "ordering": lambda structure: [
        [f"{element}:{place}" for place, element in enumerate(order, start=1)]
        for order in permutations(structure["elements"])
    ],
    "document": lambda structure: [[digit] for digit in "0123456789"],
}
TYPED = {"short-text", "numeric"}


def mean_worth(key, structure):
    """What all complete answers are worth on average, marked one by one."""
    kind = kind_of(key)
    worth = [
        score(kind.scheme(structure), kind.scored_key(structure), kind.read(structure, values))
        for values in ANSWERS[key](structure)
    ]
    return sum(worth, Fraction(0)) / len(worth)


def test_every_kind_is_guessed_at_or_typed():
    assert set(ANSWERS) | TYPED == set(KINDS)
    for key in TYPED:
        assert kind_of(key).guess(SAMPLES[key][0]) == 0


@pytest.mark.parametrize("key", ANSWERS)
def test_a_guess_is_worth_the_mean_of_all_answers(key):
    structure = SAMPLES[key][0]
    assert kind_of(key).guess(structure) == mean_worth(key, structure) > 0


@given(st.integers(2, 6), st.data())
def test_ticks_are_guessed_as_they_are_marked(size, data):
    options = list("abcdef"[:size])
    key = sorted(data.draw(st.sets(st.sampled_from(options), min_size=1)))
    structure = {"options": options, "key": key}
    assert kind_of("multiple").guess(structure) == mean_worth("multiple", structure)


@pytest.mark.parametrize("key", ["single", "multiple"])
@given(weights=WEIGHTS)
def test_options_with_weights_of_their_own(key, weights):
    given = dict(zip("abcdef", ["1", *weights], strict=False))
    right = [one for one, weight in given.items() if Fraction(weight) > 0]
    structure = {"options": list(given), "key": right, "fractions": given}
    kind_of(key).check(structure)
    assert kind_of(key).guess(structure) == mean_worth(key, structure)


def test_a_specimen_is_guessed_among_the_answers_it_offers():
    for task in TASKS:
        for formats in (["TD1"], ["TD1", "TD3"]):
            guess = kind_of("document").guess({"task": task, "formats": formats})
            offered = [exercise("seed", task=task, formats=[one]) for one in formats]
            typed = Fraction(0) if task == "name" else Fraction(1, 10)
            shares = [Fraction(1, len(one.options)) if one.options else typed for one in offered]
            assert guess == sum(shares) / len(shares)
