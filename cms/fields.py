"""Fields of pages."""

from typing import Any

from django.db import models
from wagtail.fields import StreamField


class UnmigratedStreamField(StreamField):
    """A StreamField whose blocks stay out of migrations.

    The blocks change the editor's form, never the column: it is JSON whatever they are. Written
    into migrations they would outgrow the code they describe and ask for a new migration with
    every label. A data migration that needs the blocks imports them itself.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types or [], **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Name, path and the field's own options: no block."""
        name, path, _args, kwargs = models.Field.deconstruct(self)
        return name, path, [], kwargs
