"""Verb: store the words of a page apart from it, and give them to a page in memory again."""

import datetime
import hashlib
import json
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.fields import StreamField

from cms.models import CompanionPage, KeptText, LabelledPage, ModulePage

P = TypeVar("P", bound=LabelledPage)

# What readers are told. Address and label are not among it: those of today hold.
KEPT_FIELDS: dict[type[LabelledPage], tuple[str, ...]] = {
    ModulePage: (
        "title",
        "summary",
        "objectives",
        "method",
        "assessment",
        "sections",
        "sources",
    ),
    CompanionPage: ("title", "body", "sources"),
}


def content_of(page: LabelledPage) -> dict[str, Any]:
    """The words of a page by field, blocks as JSON keeps them.

    Of a page as it is in the database: one in memory may hold dates where the stored one has text.
    """
    found = {}
    for name in KEPT_FIELDS[type(page)]:
        field, value = page._meta.get_field(name), getattr(page, name)
        found[name] = field.get_prep_value(value) if isinstance(field, StreamField) else value
    content: dict[str, Any] = json.loads(json.dumps(found, cls=DjangoJSONEncoder))
    return content


def digest_of_text(page: LabelledPage, content: dict[str, Any]) -> str:
    """SHA-256 of a page's key, language and words."""
    meaning = [str(page.translation_key), page.locale.language_code, content]
    return hashlib.sha256(
        json.dumps(meaning, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()


def store_text(
    page: LabelledPage, content: dict[str, Any], *, since: datetime.datetime
) -> KeptText:
    """The stored text of these words of a page, made if there is none yet."""
    text, _ = KeptText.objects.get_or_create(
        digest=digest_of_text(page, content),
        defaults={"content": content, "title": content["title"], "since": since},
    )
    return text


def fill(page: P, text: KeptText) -> P:
    """Give a page in memory, never to be saved, the words of a stored text.

    Fields that have gone from the model since are left out.
    """
    for name in KEPT_FIELDS[type(page)]:
        if name in text.content:
            value = text.content[name]
            field = page._meta.get_field(name)
            is_blocks = isinstance(field, StreamField)
            setattr(page, name, field.to_python(value) if is_blocks else value)
    return page
