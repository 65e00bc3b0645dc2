"""A section of a lesson: one page on a phone, one mark of progress."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.diagram import DiagramBlock
from cms.blocks.fact import FactBlock
from cms.blocks.practice import PracticeBlock
from cms.blocks.teaching import CheckBlock, ExampleBlock
from cms.blocks.text import ProseBlock


class SectionBody(blocks.StreamBlock):
    """What a section holds, in order."""

    text = ProseBlock(label=_("Text"))
    fact = FactBlock()
    example = ExampleBlock()
    check = CheckBlock()
    practice = PracticeBlock()
    diagram = DiagramBlock()

    class Meta:
        template = "cms/blocks/body.html"


class SectionBlock(blocks.StructBlock):
    """The id of its block, the same in every language, is the key of the reader's progress."""

    title = blocks.CharBlock(label=_("title"))
    body = SectionBody(label=_("content"))

    class Meta:
        icon = "title"
        label = _("Section")
