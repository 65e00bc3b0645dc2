"""The kind of true or false."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from assessments.kinds.base import ContentProblem, QuestionKind, Structure, Words
from assessments.kinds.choice import options
from assessments.kinds.choice.guessing import guess_one
from assessments.kinds.true_false.form import FORM
from assessments.kinds.true_false.interchange import store, tell
from assessments.kinds.true_false.scoring import true_false_v1


def _scheme(structure: Structure) -> str:
    return "true-false-v1"


def _check(structure: Structure) -> None:
    options.check_one_right(structure)
    if sorted(structure["options"]) != ["false", "true"]:
        raise ContentProblem("two-options", "options")


def _show(structure: Structure, words: Words, order: Sequence[str], response: Any) -> dict:
    return options.show_options(words, order, response, multiple=False)


KIND = QuestionKind(
    key="true-false",
    folder="true_false",
    label={"fr": "vrai ou faux", "en": "true or false"},
    scheme=_scheme,
    schemes={"true-false-v1": true_false_v1},
    check=_check,
    check_words=options.check_option_words,
    read=options.read_one,
    values=options.values,
    answered=options.answered,
    show=_show,
    review=partial(options.review_options, lettered=False),
    structure_of=options.structure_of,
    words_of=options.words_of,
    picks=options.picks,
    guess=guess_one,
    options=options.options_of,
    fixed_order=True,
    form=FORM,
    store=store,
    tell=tell,
)
