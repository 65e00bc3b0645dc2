"""In the editors of pages: the passages whose other language changed, with the changes marked."""

from typing import Any

from django import template
from wagtail.models import Page

from assessments.bank_wording import language_name
from cms.agreeing import open_changes, other_language
from cms.comparing import compare
from cms.models import LoadedPage
from cms.parity_wording import place_word

register = template.Library()


@register.inclusion_tag("cms/parity/beside.html")
def changed_passages(page: Page) -> dict[str, Any]:
    """What this page has still to follow, above the place where it is written; else nothing.

    Both directions: the page may be the translation or the one it was translated from.
    """
    if not isinstance(page, LoadedPage):
        return {}
    other = other_language(page.locale.language_code)
    if not open_changes(page.translation_key, made_in=[other]):
        return {}
    comparison = compare(page)
    return {
        "comparison": comparison,
        "awaited": [(place_word(pair.path, pair.section), pair) for pair in comparison.awaited],
        "page": page,
        "this_language": language_name(comparison.language),
        "other_language": language_name(other),
    }
