"""Specimens and their exercises in a template."""

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from assessments import bench_words
from assessments.mrz.composing import Document
from assessments.mrz.drawing import drawing
from assessments.mrz.layouts import Span

register = template.Library()
register.filter(bench_words.task_question)
register.filter(bench_words.task_hint)
register.filter(bench_words.task_form)
register.filter(bench_words.task_name)
register.filter(bench_words.field_name)
register.filter(bench_words.option_name)
register.filter(bench_words.rule_of)


@register.simple_tag
def specimen(
    document: Document,
    lines: Sequence[str],
    face: str,
    spans: Sequence[Span],
    name: str,
) -> SafeString:
    """The drawing of one face, told in the reader's language. It escapes what it prints.

    `name` and `face` together occur once on a page.
    """
    return mark_safe(
        drawing(
            document,
            lines,
            id=f"{name}-{face}",
            face=face,
            languages=[(get_language() or "fr")[:2]],
            marked=spans,
        )
    )
