"""The editor's form of single choice."""

from assessments.kinds.choice.form import choice_form

FORM = choice_form(weighted=True, start=("a", "b", "c", "d"))
