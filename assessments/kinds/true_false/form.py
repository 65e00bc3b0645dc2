"""The editor's form of true or false: two rows, whose words are those of the language."""

from assessments.kinds.choice.form import choice_form

FORM = choice_form(
    weighted=False,
    start=("true", "false"),
    words={"true": {"fr": "Vrai", "en": "True"}, "false": {"fr": "Faux", "en": "False"}},
)
