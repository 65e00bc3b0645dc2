"""The application's own computation of keys, held against the whole bank and against other keys."""

import pytest

from assessments.collecting import collect_questions
from assessments.computedkeys import UnknownComputation, figure_of, key_computes
from assessments.kinds.registry import kind_of

COMPUTED = [item for item in collect_questions() if "computed" in item]


def test_every_key_of_the_bank_is_what_it_is_computed_of():
    assert len(COMPUTED) >= 30
    wrong = [
        item["key"]
        for item in COMPUTED
        if not key_computes(item["computed"], kind_of(item["kind"]).structure_of(item))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("computed", "structure"),
    [
        ({"sum": [2, 2]}, {"key": {"value": "5"}}),
        ({"digit_of": "L898902C3"}, {"key": {"value": "7"}}),
        ({"digits": {"a": ["740812", 2], "b": ["740812", 3]}}, {"key": ["a"]}),
        ({"swaps": {"a": ["0", "A"], "b": ["0", "B"]}}, {"key": ["b"]}),
        ({"written": {"a": ["BA-SOW", "BA<SOW"], "b": ["D'ALMEIDA", "D<ALMEIDA"]}}, {"key": ["b"]}),
        (
            {"name": {"surname": "KONÉ", "given": "Élodie"}},
            {"key": {"fr": ["KONÉ<<ELODIE"], "en": ["KONE<<ELODIE"]}},
        ),
    ],
)
def test_another_key_is_not(computed, structure):
    assert not key_computes(computed, structure)


def test_an_operation_that_nobody_wrote_is_refused():
    with pytest.raises(UnknownComputation):
        figure_of({"guess": [1]})
