"""A verified statement with its sources and the time and countries in which it is true."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from accounts.countries import COUNTRY_CHOICES
from cms.blocks.dates import in_words
from cms.blocks.text import CodeBlock
from courses.validity import validity_on

SOURCE_CODES = re.compile(r"S\d{2}( S\d{2})*")


class FactBlock(blocks.StructBlock):
    """`today` in the parent's context says on which day it is read; `sources` maps codes to titles.

    Only the statement is translated: key, sources, dates and countries are shared.
    """

    key = CodeBlock(max_length=60, label=_("key"))
    statement = blocks.TextBlock(label=_("statement"), rows=2)
    sources = CodeBlock(
        required=False, label=_("sources"), help_text=_("Codes with blanks between, as S25 S26.")
    )
    valid_from = blocks.DateBlock(required=False, label=_("true from"))
    valid_until = blocks.DateBlock(required=False, label=_("true until"))
    countries = blocks.MultipleChoiceBlock(
        choices=COUNTRY_CHOICES, required=False, label=_("countries")
    )

    class Meta:
        icon = "clipboard-list"
        label = _("Fact")
        template = "cms/blocks/fact.html"

    def clean(self, value: Any) -> Any:
        """Refuse an end before the start, and sources that are no codes."""
        result = super().clean(value)
        errors = {}
        begins, ends = result["valid_from"], result["valid_until"]
        if begins and ends and ends < begins:
            errors["valid_until"] = ValidationError(_("The end lies before the start."))
        if result["sources"] and not SOURCE_CODES.fullmatch(result["sources"]):
            errors["sources"] = ValidationError(_("Write codes with blanks between, as S25 S26."))
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return result

    def get_context(
        self, value: Any, parent_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add validity, dates in words, names of countries and titles of sources."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        # A preview has no day of its own: what an editor looks at, is looked at today.
        day: datetime.date = context.get("today") or timezone.localdate()
        titles = context.get("source_titles", {})
        names = dict(COUNTRY_CHOICES)
        context["start"], context["end"] = (
            in_words(value["valid_from"]),
            in_words(value["valid_until"]),
        )
        context["validity"] = validity_on(day, value["valid_from"], value["valid_until"])
        context["cited"] = [(code, titles.get(code, "")) for code in value["sources"].split()]
        context["country_names"] = [names[code] for code in value["countries"] if code in names]
        return context
