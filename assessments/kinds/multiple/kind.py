"""The kind of multiple choice."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from assessments.kinds.base import QuestionKind, Structure, Words
from assessments.kinds.choice import options
from assessments.kinds.choice.guessing import guess_many
from assessments.kinds.choice.interchange import store, tell_multiple
from assessments.kinds.choice.scoring import weighted_v1
from assessments.kinds.multiple.form import FORM
from assessments.kinds.multiple.scoring import multiple_v1


def _scheme(structure: Structure) -> str:
    return "weighted-v1" if "fractions" in structure else "multiple-v1"


def _show(structure: Structure, words: Words, order: Sequence[str], response: Any) -> dict:
    return options.show_options(words, order, response, multiple=True)


KIND = QuestionKind(
    key="multiple",
    folder="multiple",
    label={"fr": "choix multiple", "en": "multiple choice"},
    scheme=_scheme,
    schemes={"multiple-v1": multiple_v1, "weighted-v1": weighted_v1},
    check=options.check_options,
    check_words=options.check_option_words,
    read=options.read_many,
    values=options.values,
    answered=options.answered,
    show=_show,
    review=partial(options.review_options, lettered=True),
    structure_of=options.structure_of,
    words_of=options.words_of,
    picks=options.picks,
    guess=guess_many,
    scored_key=options.scored_key,
    options=options.options_of,
    form=FORM,
    store=store,
    tell=tell_multiple,
)
