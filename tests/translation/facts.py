"""Which facts a page has, found by introspection apart from the code that carries them, and how to change all."""

import datetime as dt
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page, TranslatableMixin

from cms.models import (
    Contact,
    CustomDocument,
    CustomImage,
    MediaItem,
    Organisation,
    Person,
    PoliticalGroup,
    Project,
    Topic,
)
from cms.models.fields import CodesField
from cms.translation.stored import stored_stream
from tests.filling import World

#: Columns of a page that are its life or its place, no content; and those each language has of its own.
NO_FACTS = {
    "id", "page_ptr", "path", "depth", "numchild", "translation_key", "locale", "latest_revision", "live",
    "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision", "go_live_at", "expired",
    "locked", "locked_at", "locked_by", "content_type", "url_path", "owner", "alias_of", "slug", "draft_title",
    "latest_revision_created_at", "sort_order", "search_description", "seo_title", "title", "key",
}  # fmt: skip

TEXT_BLOCKS = (blocks.CharBlock, blocks.TextBlock, blocks.BlockQuoteBlock, blocks.RichTextBlock)
RECORDS = (Contact, MediaItem, Organisation, Person, PoliticalGroup, Project, Topic)


def is_text(field: models.Field) -> bool:
    """Tell whether a field is read by people: it is translated."""
    is_words = isinstance(field, models.TextField | models.CharField)
    is_fact = isinstance(field, models.URLField | models.EmailField) or bool(getattr(field, "choices", None))
    return is_words and not is_fact and not isinstance(field, CodesField | StreamField)


def fact_fields(model: type[models.Model], parent: str = "") -> list[models.Field]:
    """Return the fields of a model that hold facts; streams are looked into apart."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in NO_FACTS | {parent} and not is_text(field) and not isinstance(field, StreamField)
    ]


def facts_of(instance: models.Model, parent: str = "") -> dict[str, Any]:
    """Return every fact of a page by path; records by their identity, which all languages share."""
    found: dict[str, Any] = {}
    for field in fact_fields(type(instance), parent):
        value = field.value_from_object(instance)
        found[field.name] = (
            _identity(field.related_model, value) if isinstance(field, models.ForeignKey) else value
        )
    for field in instance._meta.concrete_fields:
        if isinstance(field, StreamField):
            raw = stored_stream(field, instance)
            found |= _block_facts(field.stream_block, raw, field.name)
    if hasattr(instance, "serializable_data"):
        for relation in get_all_child_relations(type(instance)):
            name = relation.get_accessor_name()
            if name != COMMENTS_RELATION_NAME:
                rows = list(getattr(instance, name).all())
                found[name] = [str(row.translation_key) for row in rows]
                for row in rows:
                    found |= {
                        f"{name}.{row.translation_key}.{path}": value
                        for path, value in facts_of(row, relation.field.name).items()
                    }
    return found


def _block_facts(block: blocks.Block, raw: Any, path: str) -> dict[str, Any]:
    if isinstance(block, TEXT_BLOCKS):
        return {}
    found: dict[str, Any] = {}
    if isinstance(block, blocks.StreamBlock):
        found[path] = [(item["type"], item["id"]) for item in raw]
        for item in raw:
            found |= _block_facts(block.child_blocks[item["type"]], item["value"], f"{path}.{item['id']}")
    elif isinstance(block, blocks.ListBlock):
        found[path] = [item["id"] for item in raw]
        for item in raw:
            found |= _block_facts(block.child_block, item["value"], f"{path}.{item['id']}")
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            found |= _block_facts(child, raw.get(name), f"{path}.{name}")
    elif isinstance(block, blocks.ChooserBlock):
        found[path] = _identity(block.model_class, raw)
    else:
        found[path] = raw
    return found


def _identity(model: type[models.Model], number: int | None) -> Any:
    if number is not None and issubclass(model, TranslatableMixin) and not issubclass(model, Page):
        return str(model.objects.get(pk=number).translation_key)
    return number


def change_all(page: Page) -> set[str]:
    """Change every fact of a page in memory; return the paths that changed."""
    before = facts_of(page)
    world = World(2)
    _change(page, world)
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        if name != COMMENTS_RELATION_NAME:
            rows = list(getattr(page, name).all())
            for row in rows:
                _change(row, world, relation.field.name)
            getattr(page, name).set(rows)
    after = facts_of(page)
    return {path for path in before if before[path] != after.get(path)}


def _change(instance: models.Model, world: World, parent: str = "") -> None:
    for field in fact_fields(type(instance), parent):
        setattr(instance, field.attname, _other(field, field.value_from_object(instance), world))
    for field in instance._meta.concrete_fields:
        if isinstance(field, StreamField):
            raw = stored_stream(field, instance)
            changed = _other_block(field.stream_block, raw, world)
            setattr(instance, field.name, changed[::-1])  # in another order, too


def _other(field: models.Field, value: Any, world: World) -> Any:
    if isinstance(field, CodesField):
        return [code for code, _label in field.get_codes() if code not in value][:2]
    if field.choices:
        return next(code for code, _label in field.flatchoices if code and code != value)
    if isinstance(field, models.ForeignKey):
        return _other_thing(field.related_model, value, world)
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DateTimeField):
        return (value or dt.datetime(2030, 5, 1, tzinfo=dt.UTC)) + dt.timedelta(minutes=7)
    if isinstance(field, models.DateField):
        return (value or dt.date(2030, 5, 1)) + dt.timedelta(days=3)
    if isinstance(field, models.IntegerField):
        return (value or 0) + 1
    if isinstance(field, models.URLField):
        return "https://example.org/changed"
    if isinstance(field, models.EmailField):
        return "changed@example.org"
    raise AssertionError(f"nothing changes a {type(field).__name__}: {field}")


def _other_thing(model: type[models.Model], number: int | None, world: World) -> int:
    made = world.make(model if model in {*RECORDS, CustomImage, CustomDocument, Page} else Page)
    return made.pk


def _other_block(block: blocks.Block, raw: Any, world: World) -> Any:
    if isinstance(block, TEXT_BLOCKS):
        return raw
    if isinstance(block, blocks.StreamBlock):
        return [
            {**item, "value": _other_block(block.child_blocks[item["type"]], item["value"], world)}
            for item in raw
        ]
    if isinstance(block, blocks.ListBlock):
        return [{**item, "value": _other_block(block.child_block, item["value"], world)} for item in raw][
            ::-1
        ]
    if isinstance(block, blocks.StructBlock):
        return {name: _other_block(child, raw.get(name), world) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ChooserBlock):
        return _other_thing(block.model_class, raw, world)
    if isinstance(block, blocks.ChoiceBlock):
        return next((code for code, _label in block.field.choices if code and code != raw), raw)
    if isinstance(block, blocks.DateBlock):
        return "2031-02-03"
    if isinstance(block, blocks.TimeBlock):
        return "16:45:00"
    if isinstance(block, blocks.IntegerBlock):
        return (raw or 2000) + 1
    if isinstance(block, blocks.BooleanBlock):
        return not raw
    if isinstance(block, blocks.URLBlock):
        return "https://example.org/other"
    raise AssertionError(f"nothing changes a {type(block).__name__}")
