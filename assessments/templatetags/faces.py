"""How the words of a question's face are printed: plain text escaped, formatted text as stored."""

from django import template
from django.utils.formats import get_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from assessments.markup import HTML, as_plain_text, sanitise

register = template.Library()


@register.filter
def face(text: str, markup: str = "") -> SafeString:
    """The text for a page; formatted text is sanitised again, whoever wrote the row."""
    if markup == HTML:
        return mark_safe(sanitise(text))
    return mark_safe(escape(text).replace("\n", "<br>"))


@register.filter
def plain(text: str, markup: str = "") -> str:
    """The text where no markup can stand, as in the lines of a list to choose from."""
    return as_plain_text(text) if markup == HTML else text


@register.filter
def as_number(value: str) -> str:
    """A decimal written as text with the decimal mark of the page's language."""
    return value.replace(".", str(get_format("DECIMAL_SEPARATOR")))
