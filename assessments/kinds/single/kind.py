"""The kind of single choice."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from assessments.kinds.base import QuestionKind, Structure, Words
from assessments.kinds.choice import options
from assessments.kinds.choice.guessing import guess_one
from assessments.kinds.choice.interchange import store, tell_single
from assessments.kinds.choice.scoring import weighted_v1
from assessments.kinds.single.form import FORM
from assessments.kinds.single.scoring import single_v1


def _scheme(structure: Structure) -> str:
    return "weighted-v1" if "fractions" in structure else "single-v1"


def _show(structure: Structure, words: Words, order: Sequence[str], response: Any) -> dict:
    return options.show_options(words, order, response, multiple=False)


KIND = QuestionKind(
    key="single",
    folder="single",
    label={"fr": "choix unique", "en": "single choice"},
    scheme=_scheme,
    schemes={"single-v1": single_v1, "weighted-v1": weighted_v1},
    check=options.check_one_right,
    check_words=options.check_option_words,
    read=options.read_one,
    values=options.values,
    answered=options.answered,
    show=_show,
    review=partial(options.review_options, lettered=True),
    structure_of=options.structure_of,
    words_of=options.words_of,
    picks=options.picks,
    guess=guess_one,
    scored_key=options.scored_key,
    options=options.options_of,
    form=FORM,
    store=store,
    tell=tell_single,
)
