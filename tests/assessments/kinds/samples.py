"""One question of each kind, with responses and what they are worth."""

from fractions import Fraction
from typing import Any

# The digit of the specimen that is shown where no attempt has drawn one.
EXAMPLE = "3"
CHOICES = {"options": {"a": "un", "b": "deux", "c": "trois", "d": "quatre"}, "feedback": "f"}

# kind → structure, words, and (values a form sends, fraction they are worth)
SAMPLES: dict[str, tuple[dict[str, Any], dict[str, Any], list[tuple[list[str], Fraction]]]] = {
    "single": (
        {"options": ["a", "b", "c", "d"], "key": ["b"]},
        CHOICES,
        [(["b"], Fraction(1)), (["a"], Fraction(0)), ([], Fraction(0)), (["zz"], Fraction(0))],
    ),
    "multiple": (
        {"options": ["a", "b", "c", "d"], "key": ["a", "c"]},
        CHOICES,
        [(["c", "a"], Fraction(1)), (["a"], Fraction(1, 2)), (["a", "b"], Fraction(0))],
    ),
    "true-false": (
        {"options": ["true", "false"], "key": ["false"]},
        {"options": {"true": "Vrai", "false": "Faux"}},
        [(["false"], Fraction(1)), (["true"], Fraction(0))],
    ),
    "matching": (
        {"left": ["1", "2"], "right": ["a", "b", "c"], "key": {"1": "b", "2": "a"}},
        {"left": {"1": "x", "2": "y"}, "right": {"a": "u", "b": "v", "c": "w"}},
        [
            (["1:b", "2:a"], Fraction(1)),
            (["1:b", ""], Fraction(1, 2)),
            (["1:zz", "9:a"], Fraction(0)),
        ],
    ),
    "ordering": (
        {"elements": ["a", "b", "c"], "key": ["c", "a", "b"]},
        {"elements": {"a": "x", "b": "y", "c": "z"}},
        [
            (["a:2", "b:3", "c:1"], Fraction(1)),
            (["a:2", "b:2", "c:1"], Fraction(1, 3)),
            (["a:0", "b:99", "c:"], Fraction(0)),
        ],
    ),
    "short-text": (
        {"key": {"fr": ["QQOQCCP"], "en": ["5W1H"], "ignore": " ."}, "normalise": "default"},
        {"feedback": "f"},
        [([" q.q.o.q.c.c.p "], Fraction(1)), (["5w1h"], Fraction(1)), (["5w"], Fraction(0))],
    ),
    "numeric": (
        {"key": {"value": "0.5", "tolerance": "0"}},
        {"feedback": "f"},
        [(["0,5"], Fraction(1)), (["1/2"], Fraction(1)), (["cinq"], Fraction(0))],
    ),
    "document": (
        {"task": "digit", "formats": ["TD3"]},
        {"feedback": "f"},
        [([EXAMPLE], Fraction(1)), ([f" {EXAMPLE} "], Fraction(1)), (["x"], Fraction(0))],
    ),
}
