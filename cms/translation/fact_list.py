"""The facts of a source that another language may need different: what is chosen, and where links lead."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.models import TranslationContext

from cms.translation.labels import Labels, said_in
from cms.translation.stored import stored_stream
from cms.translation.words import name_of, words_of

#: Facts of other kinds (times, numbers, states) are the same for everybody.
FIELDS = (models.ForeignKey, models.URLField, models.EmailField)
BLOCKS = (blocks.ChooserBlock, blocks.URLBlock, blocks.EmailBlock)


@dataclass(frozen=True)
class Fact:
    """One fact that may be different in a language: where it is, in words, and what the source has there."""

    path: str
    label: str
    #: the field or block it stands in
    place: Any
    value: Any

    @property
    def model(self) -> type[models.Model] | None:
        """What it points at; None for an address."""
        if isinstance(self.place, models.ForeignKey):
            return self.place.related_model
        return self.place.model_class if isinstance(self.place, blocks.ChooserBlock) else None


def facts_to_differ(instance: models.Model, speaking: models.Model | None = None) -> list[Fact]:
    """Return the facts of a page or record that another language may have of its own, in the order of its fields.

    Only what is there can be different: an empty chooser is no fact. `speaking` is the version in whose words
    the places are told, by default the source itself. Rows that hang on a page are the same for everybody.
    """
    return [
        Fact(found.path, found.label, found.place, found.value)
        for found in Labels(speaking or instance, with_chosen=True).walk(instance)
        if found.value and _may_differ(found.path, found.place)
    ]


def _may_differ(path: str, place: Any) -> bool:
    return isinstance(place, BLOCKS) or (isinstance(place, FIELDS) and "." not in path)


def context_of(instance: models.Model, path: str) -> TranslationContext:
    """Return wagtail-localize's row for a place, made where it has none (it keeps none for records)."""
    context, _created = TranslationContext.objects.get_or_create(
        object_id=instance.translation_key,
        path_id=TranslationContext._get_path_id(path),
        defaults={"path": path},
    )
    context.get_field_path(instance)
    return context


@dataclass(frozen=True)
class ShownBlock:
    """One block of a stream, for a list: its key, its kind and the beginning of its words."""

    key: str
    field: str
    kind: str
    words: str


def blocks_of(
    instance: models.Model, speaking: models.Model | None = None
) -> list[tuple[StreamField, list[ShownBlock]]]:
    """Return the blocks of each stream of a page or record, those within blocks left out, in a version's words."""
    said = said_in(speaking or instance)
    found = []
    for field in instance._meta.concrete_fields:
        if isinstance(field, StreamField):
            kinds = field.stream_block.child_blocks
            rows = [
                ShownBlock(
                    item["id"],
                    field.name,
                    str(kinds[item["type"]].label),
                    words_of(kinds[item["type"]], said.get(item["id"], item["value"])),
                )
                for item in stored_stream(field, instance)
                if item["type"] in kinds
            ]
            if rows:
                found.append((field, rows))
    return found


def shown_as(fact: Fact, value: Any) -> str:
    """Return a value in words: the name of what is chosen, or the address."""
    return str(value) if fact.model is None else name_of(fact.model, value)
