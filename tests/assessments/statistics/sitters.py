"""Made-up sitters whose true abilities and true unfairness are known."""

import numpy as np

from assessments.statistics.fairness import Fairness, judge, language_sums
from assessments.statistics.marks import Marks, marks_from_decimals


def sit(
    generator: np.random.Generator,
    *,
    french: int,
    english: int,
    items: int,
    impact: float = 0.0,
    unfair: float = 0.0,
    unfair_items: int = 0,
) -> tuple[Marks, np.ndarray]:
    """Right and wrong answers, and which rows are in English.

    English sitters are weaker by `impact` deviations; the first `unfair_items` are harder for them
    by `unfair` (log odds).
    """
    n = french + english
    difficulty = generator.normal(-0.5, 1, items)
    slope = np.exp(generator.normal(0, 0.25, items))
    in_english = np.arange(n) >= french
    ability = generator.normal(0, 1, n) - impact * in_english
    harder = np.where(np.arange(items) < unfair_items, unfair, 0.0)
    logit = slope * (ability[:, None] - difficulty) - in_english[:, None] * harder
    right = generator.random((n, items)) < 1 / (1 + np.exp(-logit))
    names = [f"q{number}" for number in range(items)]
    return marks_from_decimals(names, right.astype(float), decimals=0), in_english


def fairness_of(marks: Marks, in_english: np.ndarray) -> list[Fairness]:
    """The verdicts on one test."""
    focal = np.broadcast_to(in_english[:, None], marks.whole.shape)
    return judge(language_sums(marks, reference=~focal, focal=focal))
