"""A way from the lesson to the document bench, to the level that the lesson teaches."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.bench_words import task_name, task_question
from assessments.mrz.exercises import TASKS


def task_choices() -> list[tuple[str, str]]:
    """Every level of the drill, named in the reader's language."""
    return [(task, task_name(task)) for task in TASKS]


class PracticeBlock(blocks.ChoiceBlock):
    """A level of the drill. It has no words of its own, so that there is nothing to translate."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"choices": task_choices, **kwargs})

    def get_context(self, value: str, parent_context: Any = None) -> dict[str, Any]:
        """What the template prints: the level's name and question."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        known = value in TASKS
        return {
            **context,
            "name": task_name(value) if known else "",
            "question": task_question(value) if known else "",
        }

    class Meta:
        icon = "form"
        label = _("Practice at the document bench")
        template = "cms/blocks/practice.html"
