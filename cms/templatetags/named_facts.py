"""In an editor's preview of a companion: its parts with the facts that they name."""

from typing import Any

from django import template
from django.utils import timezone

from cms.factquoting import body_of, facts_beside
from cms.models import CompanionPage

register = template.Library()


@register.inclusion_tag("cms/companions/quoted.html")
def companion_body(page: CompanionPage) -> dict[str, Any]:
    """The draft as its readers will have it, beside the live lesson and as of today."""
    return body_of(page, facts_beside(page, edition=None, today=timezone.localdate()))
