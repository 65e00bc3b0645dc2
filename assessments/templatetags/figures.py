"""Marks in the reader's way: one form on every page, so that two pages never seem to differ."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def short_number(value: object) -> str:
    """A mark as short as it is exact at two decimals: 90, 82,5, 66,67; nothing for no mark."""
    if value is None or value == "":
        return ""
    text = f"{Decimal(str(value)):.2f}".rstrip("0").rstrip(".")
    return number_format(text)
