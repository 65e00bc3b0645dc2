"""R16 and R20."""

from decimal import Decimal

import pytest

from assessments.outcome.gain import cohort_gain, normalised_gain
from assessments.outcome.ranking import Ranked, rank
from assessments.outcome.result import Figures, Outcome, OutcomeCode


def passed(identifier, m, e, p, a, *, code=OutcomeCode.CRM, f="82.40"):
    figures = Figures(a=Decimal(a), p=Decimal(p), m=Decimal(m), e=Decimal(e), f=Decimal(f))
    return Outcome(identifier, code, figures=figures)


FOUR = [
    passed("a", "86.00", "80.00", "82.50", "100.00"),
    passed("b", "84.00", "82.00", "82.50", "100.00"),
    passed("c", "86.00", "80.00", "82.50", "96.67"),
    passed("d", "86.00", "80.00", "82.50", "96.67"),
]


@pytest.mark.parametrize("order", [FOUR, FOUR[::-1], [FOUR[2], FOUR[0], FOUR[3], FOUR[1]]])
def test_ranking_case(order):
    ranks = {one.identifier: one.rank for one in rank(order)}
    assert ranks == {"a": 1, "c": 2, "d": 2, "b": 4}


def test_each_figure_decides_before_the_next_one():
    """F, M, E, P, A: whoever is better in one is first, whatever comes after it."""
    letters, better = ("f", "m", "e", "p", "a"), {}
    for at, letter in enumerate(letters):
        own = dict.fromkeys(letters[:at], "80.00") | {letter: "80.01"}
        own |= dict.fromkeys(letters[at + 1 :], "70.00")
        better[letter] = passed(letter, own["m"], own["e"], own["p"], own["a"], f=own["f"])
    rest = passed("rest", "80.00", "80.00", "80.00", "80.00", f="80.00")
    found = rank([rest, *reversed(better.values())])
    assert [(one.rank, one.identifier) for one in found] == [
        *enumerate(letters, start=1),
        (6, "rest"),
    ]


def test_only_those_who_passed_are_ranked_and_f_comes_first():
    better = passed("e", "60.00", "60.00", "50.00", "80.00", f="82.41")
    failed = passed("f", "99.00", "99.00", "99.00", "99.00", code=OutcomeCode.ATT, f="99.00")
    assert rank([*FOUR, better, failed])[0] == Ranked(1, "e")
    assert len(rank([*FOUR, better, failed])) == 5
    with pytest.raises(ValueError, match="cannot be ranked"):
        rank([Outcome("g", OutcomeCode.CR)])


def test_gain_counts_only_those_with_both_tests():
    gain = cohort_gain([(Decimal(40), Decimal(70)), (Decimal(50), None), (None, Decimal(75))])
    assert (gain.n, str(gain.gain), str(gain.g)) == (1, "30.00", "0.50")
    assert cohort_gain([]).g is None


def test_normalised_gain_is_undefined_at_full_marks_and_averaged_unrounded():
    assert normalised_gain(100, 100) is None
    gain = cohort_gain(
        [(Decimal(100), Decimal(90)), (Decimal(70), Decimal(80)), (70, 80), (40, 60)]
    )
    assert (gain.n, gain.n_defined, str(gain.g)) == (4, 3, "0.33")
    assert str(cohort_gain([(60, 58)]).g) == "-0.05"
