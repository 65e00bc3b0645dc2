"""A diagram of the course in a lesson, drawn in the lesson's language."""

from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.diagrams.figures import FIGURES, drawing


def figure_choices() -> list[tuple[str, str]]:
    """Every diagram by its name in the reader's language."""
    return [(key, figure.title[_language()]) for key, figure in FIGURES.items()]


class DiagramBlock(blocks.ChoiceBlock):
    """One of the diagrams. Its words exist in both languages: there is nothing to translate."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"choices": figure_choices, **kwargs})

    def get_context(self, value: str, parent_context: Any = None) -> dict[str, Any]:
        """What the template prints: name and drawing; nothing for a diagram that is gone."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        if value not in FIGURES:
            return context
        language = _language()
        # Drawn by our own code from our own words, escaped there.
        svg = mark_safe(drawing(value, language))
        return {**context, "name": FIGURES[value].title[language], "drawing": svg}

    class Meta:
        icon = "image"
        label = _("Diagram")
        template = "cms/blocks/diagram.html"


def _language() -> str:
    return "en" if (get_language() or "fr").startswith("en") else "fr"
