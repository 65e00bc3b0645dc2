"""Running text, and short codes that no language changes."""

from typing import Any

from wagtail import blocks

# What a lesson needs and a phone can show; no embeds, which would load from other hosts.
FEATURES = ["bold", "italic", "ol", "ul"]


class ProseBlock(blocks.RichTextBlock):
    """Paragraphs and lists."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"


class CodeBlock(blocks.CharBlock):
    """A key or a list of codes: shared by the languages, so translators never see it."""

    def get_translatable_segments(self, value: str) -> list[Any]:
        """Nothing to translate (wagtail-localize asks every block that has this method)."""
        return []

    def get_searchable_content(self, value: str) -> list[str]:
        """No words of the text: nobody looks for them."""
        return []

    class Meta:
        icon = "key"
