"""A week of the course, on its public page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.text import CodeBlock


class WeekBlock(blocks.StructBlock):
    """Days and modules are shared by the languages; title and text are translated."""

    number = blocks.IntegerBlock(min_value=1, label=_("week"))
    first_day = blocks.IntegerBlock(min_value=1, label=_("first day"))
    last_day = blocks.IntegerBlock(min_value=1, label=_("last day"))
    title = blocks.CharBlock(label=_("title"))
    text = blocks.TextBlock(label=_("text"), rows=2)
    modules = CodeBlock(label=_("modules"), help_text=_("Codes with blanks between, as M01 M02."))

    class Meta:
        icon = "calendar-alt"
        label = _("Week")
