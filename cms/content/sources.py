"""Submits a source to wagtail-localize, in a few queries.

The rows are those that `TranslationSource.update_or_create_from_instance` makes; it asks the database up to twelve
times for every segment of a page, which is most of the time of loading a site. A test compares the two.
"""

import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
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

from cms.translation.models import RetiredSegment

#: How long a text that the source has no more is known: a PO file may be on its way for weeks.
REMEMBERED = dt.timedelta(days=365)


def submit(instance: models.Model) -> TranslationSource:
    """Create or renew the source of a page or record, from the row as it is now, and return it.

    Its `extracted` has the segments that wagtail-localize takes the row apart into.
    """
    owner, _created = TranslatableObject.objects.get_or_create_from_instance(instance)
    if isinstance(instance, ClusterableModel):
        content = instance.to_json()
    else:
        content = json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder)
    source, is_new = TranslationSource.objects.update_or_create(
        object=owner,
        locale_id=instance.locale_id,
        specific_content_type=ContentType.objects.get_for_model(type(instance)),
        defaults={
            "object_repr": str(instance)[:200],
            "content_json": content,
            "schema_version": get_schema_version(instance._meta.app_label),
            "last_updated_at": timezone.now(),
        },
    )
    source.object, source.specific_content_type = owner, ContentType.objects.get_for_model(type(instance))
    segments = source.extracted = extract_segments(instance)
    contexts = _contexts(owner, instance, segments)
    _retire(source, _renew(StringSegment, source, is_new, contexts, _strings(source, segments)))
    _renew(TemplateSegment, source, is_new, contexts, _templates(segments))
    _renew(RelatedObjectSegment, source, is_new, contexts, _related(segments))
    _renew(OverridableSegment, source, is_new, contexts, _overridable(segments))
    return source


def _contexts(owner: TranslatableObject, instance: models.Model, segments: Iterable) -> dict[str, int]:
    """Return the context of each path, made where it is missing."""
    known = dict(TranslationContext.objects.filter(object=owner).values_list("path", "pk"))
    new = {}
    for segment in segments:
        if segment.path not in known and segment.path not in new:
            context = TranslationContext(
                object=owner, path=segment.path, path_id=TranslationContext._get_path_id(segment.path)
            )
            context.save = lambda **kwargs: None  # it would write itself when it works out its field path
            context.get_field_path(instance)
            new[segment.path] = context
    TranslationContext.objects.bulk_create(new.values())
    return known | {path: context.pk for path, context in new.items()}


def _by_key(
    model: type[models.Model], name: str, wanted: dict[uuid.UUID, Callable[[], models.Model]], **limits: Any
) -> dict[uuid.UUID, int]:
    """Return the rows of a model by a unique key, made where they are missing."""
    rows = model.objects.filter(**{f"{name}__in": list(wanted)}, **limits)
    known = dict(rows.values_list(name, "pk"))
    missing = [make() for key, make in wanted.items() if key not in known]
    if missing:
        model.objects.bulk_create(missing, ignore_conflicts=True)
        known = dict(rows.all().values_list(name, "pk"))
    return known


def _strings(source: TranslationSource, segments: Iterable) -> list[tuple]:
    texts = [segment for segment in segments if isinstance(segment, StringSegmentValue)]
    wanted = {}
    for text in texts:
        key = String._get_data_hash(text.string.data)
        wanted[key] = lambda key=key, data=text.string.data: String(
            locale_id=source.locale_id, data_hash=key, data=data
        )
    known = _by_key(String, "data_hash", wanted, locale_id=source.locale_id)
    return [
        (
            text,
            {
                "string_id": known[String._get_data_hash(text.string.data)],
                "attrs": json.dumps(text.attrs, cls=DjangoJSONEncoder),
            },
        )
        for text in texts
    ]


def _templates(segments: Iterable) -> list[tuple]:
    found = [segment for segment in segments if isinstance(segment, TemplateSegmentValue)]
    keys = [
        uuid.uuid5(uuid.uuid5(Template.BASE_UUID_NAMESPACE, item.format), item.template) for item in found
    ]
    wanted = {}
    for key, item in zip(keys, found, strict=True):
        wanted[key] = lambda key=key, item=item: Template(
            uuid=key, template=item.template, template_format=item.format, string_count=item.string_count
        )
    known = _by_key(Template, "uuid", wanted)
    return [(item, {"template_id": known[key]}) for key, item in zip(keys, found, strict=True)]


def _related(segments: Iterable) -> list[tuple]:
    found = [segment for segment in segments if isinstance(segment, RelatedObjectSegmentValue)]
    wanted = {}
    for item in found:
        wanted[item.translation_key] = lambda item=item: TranslatableObject(
            translation_key=item.translation_key, content_type=item.content_type
        )
    known = _by_key(TranslatableObject, "translation_key", wanted)
    return [(item, {"object_id": known[item.translation_key]}) for item in found]


def _overridable(segments: Iterable) -> list[tuple]:
    found = [segment for segment in segments if isinstance(segment, OverridableSegmentValue)]
    return [(item, {"data_json": json.dumps(item.data, cls=DjangoJSONEncoder)}) for item in found]


def _renew(
    model: type[models.Model],
    source: TranslationSource,
    is_new: bool,
    contexts: dict[str, int],
    wanted: list[tuple],
) -> list[models.Model]:
    """Make a source's segments of one kind what they should be; return those that it has no more, deleted.

    Those that stay are the same rows, moved ones too: the screens that translators have open name them.
    """
    rows = {}
    for segment, values in wanted:
        row = {"context_id": contexts[segment.path], "order": segment.order, **values}
        rows[tuple(row.values())] = row
    names = list(next(iter(rows.values()), {"pk": None}))
    stored = [] if is_new else list(model.objects.filter(source=source).order_by("order"))
    left: dict[tuple, list[models.Model]] = {}
    for segment in stored:
        if rows.pop(tuple(getattr(segment, name) for name in names), None) is None:
            left.setdefault(_identity(segment), []).append(segment)
    moved, new = [], []
    for row in rows.values():
        segment = model(source=source, **row)
        same = left.get(_identity(segment))
        if same:
            segment.pk = same.pop(0).pk
            moved.append(segment)
        else:
            new.append(segment)
    gone = [segment for segments in left.values() for segment in segments]
    if gone:
        model.objects.filter(pk__in=[segment.pk for segment in gone]).delete()
    if moved:
        model.objects.bulk_update(moved, [name.removesuffix("_id") for name in names], batch_size=100)
    model.objects.bulk_create(new)
    return gone


def _identity(segment: models.Model) -> tuple[int, int | None]:
    """Return what a segment is, wherever it stands: its path, and its words where it has some."""
    return segment.context_id, getattr(segment, "string_id", None)


def _retire(source: TranslationSource, gone: list[StringSegment]) -> None:
    """Note texts that the source has no more: a translation of one may be on its way."""
    if not gone:
        return
    long_ago = timezone.now() - REMEMBERED
    RetiredSegment.objects.filter(source=source, retired_at__lt=long_ago).delete()
    RetiredSegment.objects.bulk_create(
        RetiredSegment(
            segment_id=segment.pk,
            source=source,
            string_id=segment.string_id,
            context_id=segment.context_id,
        )
        for segment in gone
    )
