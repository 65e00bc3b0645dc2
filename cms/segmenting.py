"""Hand the sentences of a page to wagtail-localize, all at once.

Its own way asks the database four times a sentence, which made up half of loading a curriculum.
What stands in its tables afterwards is the same: tests/cms/test_segmenting.py compares the two.
"""

import json
import uuid
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone
from wagtail import blocks
from wagtail_localize.models import (
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

from cms.models import LoadedPage

M = TypeVar("M", bound=models.Model)


@transaction.atomic
def hand_over(page: LoadedPage) -> TranslationSource:
    """The translation source of a published page, brought to what the page says now."""
    translatable, _ = TranslatableObject.objects.get_or_create_from_instance(page)
    source, _ = TranslationSource.objects.update_or_create(
        object=translatable,
        locale=page.locale,
        specific_content_type=ContentType.objects.get_for_model(type(page)),
        defaults={
            "object_repr": str(page)[:200],
            "content_json": page.to_json(),
            "schema_version": get_schema_version(page._meta.app_label),
            "last_updated_at": timezone.now(),
        },
    )
    segments = list(extract_segments(page))
    if any(
        isinstance(one, RelatedObjectSegmentValue | OverridableSegmentValue) for one in segments
    ):
        # Snippets and pictures to exchange: our pages have none, the library knows how.
        source.refresh_segments()
        return source
    contexts = _contexts(source, page, {one.path for one in segments})
    _strings(source, contexts, [one for one in segments if isinstance(one, StringSegmentValue)])
    _templates(source, contexts, [one for one in segments if isinstance(one, TemplateSegmentValue)])
    return source


def _contexts(
    source: TranslationSource, page: LoadedPage, paths: set[str]
) -> dict[str, TranslationContext]:
    def make(path: str) -> TranslationContext:
        return TranslationContext(
            object_id=source.object_id,
            path=path,
            path_id=TranslationContext._get_path_id(path),
            field_path=_field_path(page, path),
        )

    known = TranslationContext.objects.filter(object_id=source.object_id)
    return _complete(known, paths, lambda context: context.path, make)


def _field_path(page: LoadedPage, path: str) -> str:
    """sections.<id>.title → sections.section.title; the library's own saves a row to say it."""
    name, *parts = path.split(".")
    value, names = getattr(page, name), [name]
    for part in parts:
        if isinstance(value, blocks.StructValue):
            names.append(part)
            value = value[part]
        else:
            block = next(block for block in value if block.id == part)
            names.append(block.block_type)
            value = block.value
    return ".".join(names)


def _strings(
    source: TranslationSource,
    contexts: dict[str, TranslationContext],
    values: list[StringSegmentValue],
) -> None:
    texts = {String._get_data_hash(value.string.data): value.string.data for value in values}
    strings = _complete(
        String.objects.filter(locale_id=source.locale_id, data_hash__in=texts),
        texts,
        lambda string: string.data_hash,
        lambda key: String(locale_id=source.locale_id, data_hash=key, data=texts[key]),
    )
    wanted = {
        (
            contexts[value.path].pk,
            strings[String._get_data_hash(value.string.data)].pk,
            value.order,
            json.dumps(value.attrs, cls=DjangoJSONEncoder),
        )
        for value in values
    }
    names = ("context_id", "string_id", "order", "attrs")
    _replace(StringSegment, source, names, wanted)


def _templates(
    source: TranslationSource,
    contexts: dict[str, TranslationContext],
    values: list[TemplateSegmentValue],
) -> None:
    by_id = {_template_id(value): value for value in values}
    templates = _complete(
        Template.objects.filter(uuid__in=by_id),
        by_id,
        lambda template: template.uuid,
        lambda key: Template(
            uuid=key,
            template=by_id[key].template,
            template_format=by_id[key].format,
            string_count=by_id[key].string_count,
        ),
    )
    wanted = {
        (contexts[value.path].pk, templates[_template_id(value)].pk, value.order)
        for value in values
    }
    _replace(TemplateSegment, source, ("context_id", "template_id", "order"), wanted)


def _template_id(value: TemplateSegmentValue) -> uuid.UUID:
    # As `Template.from_value` makes it.
    kind = uuid.uuid5(Template.BASE_UUID_NAMESPACE, value.format)
    return uuid.uuid5(kind, value.template)


def _complete(
    known: models.QuerySet[M],
    keys: Iterable[Any],
    key_of: Callable[[M], Any],
    make: Callable[[Any], M],
) -> dict[Any, M]:
    """Rows by their key: those known, and those that had to be made."""
    rows = {key_of(row): row for row in known}
    made = [make(key) for key in sorted(set(keys) - rows.keys(), key=str)]
    known.model._default_manager.bulk_create(made)
    return rows | {key_of(row): row for row in made}


def _replace(
    model: type[models.Model],
    source: TranslationSource,
    names: tuple[str, ...],
    wanted: set[tuple[Any, ...]],
) -> None:
    """Segments of a source: what is no longer wanted goes, what is missing comes."""
    rows = model._default_manager.filter(source=source)
    standing = {values[1:]: values[0] for values in rows.values_list("pk", *names)}
    gone = [pk for values, pk in standing.items() if values not in wanted]
    if gone:
        rows.filter(pk__in=gone).delete()
    model._default_manager.bulk_create(
        model(source=source, **dict(zip(names, values, strict=True)))
        for values in sorted(wanted - standing.keys())
    )
