"""An example, and a question with which a reader checks the own understanding."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.text import ProseBlock


class ExampleBlock(blocks.StructBlock):
    """A short case from a fictitious post."""

    title = blocks.CharBlock(label=_("title"))
    text = ProseBlock(label=_("text"))

    class Meta:
        icon = "form"
        label = _("Example")
        template = "cms/blocks/example.html"


class CheckBlock(blocks.StructBlock):
    """A question whose answer opens under it; nothing is stored or marked."""

    question = blocks.TextBlock(label=_("question"), rows=2)
    answer = blocks.TextBlock(label=_("answer"), rows=2)

    class Meta:
        icon = "help"
        label = _("Check yourself")
        template = "cms/blocks/check.html"
