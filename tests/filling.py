"""Pages with everything in them: every field filled, every block of every stream there `count` times.

Made by introspection, so that a field or a block added tomorrow is on the page tomorrow.
"""

import datetime as dt
import itertools
import uuid
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page

from alliance.models import ConsentText, MembershipRule
from cms.blocks import TableBlock
from cms.blocks.listing import LatestBlock
from cms.content.indexing import indexed_once
from cms.models import (
    BasePage,
    Contact,
    CustomDocument,
    CustomImage,
    MediaItem,
    Organisation,
    PageOrganisation,
    PageProject,
    PageTopic,
    Person,
    PoliticalGroup,
    Project,
    Topic,
)
from cms.models.fields import CodesField
from home.models import HomePage, StandardPage
from news.blocks import SlotBlock
from tests.factories import REQUIRED, make_document, make_file_of, make_image, make_page

DAY = dt.date(2030, 1, 28)
_numbers = itertools.count(1)


class World:
    """Things that choosers can choose: `size` of each kind, made when first asked for, then taken in turn."""

    def __init__(self, size: int, language: str = "en"):
        self.locale = Locale.objects.get(language_code=language)
        self.size = size
        self.made: dict[type, list] = {}
        self.turn: dict[type, int] = {}

    def record(self, model, **fields):
        """Make a record in the world's language."""
        return model.objects.create(locale=self.locale, **fields)

    def choose(self, model) -> models.Model:
        """Return the next thing of a kind."""
        made = self.made.setdefault(model, [])
        if len(made) < self.size:
            made.append(self.make(model))
            return made[-1]
        self.turn[model] = self.turn.get(model, -1) + 1
        return made[self.turn[model] % self.size]

    def make(self, model) -> models.Model:
        """Make a new thing of a kind and return it."""
        number = next(_numbers)
        name = f"{model.__name__} {number}"
        if model is CustomImage:
            return make_image()
        if model is CustomDocument:
            return make_document()
        if model is Page:
            return make_page(StandardPage)
        if model is Topic:
            return self.record(Topic, name=name, slug=f"topic-{number}")
        if model is PoliticalGroup:
            return self.record(PoliticalGroup, name=name, abbreviation=f"PG{number}")
        if model is Organisation:
            return self.record(
                Organisation, name=name, type="region", country="LT", logo=self.choose(CustomImage)
            )
        if model is Person:
            fields = {
                "organisation": self.choose(Organisation),
                "political_group": self.choose(PoliticalGroup),
            }
            return self.record(
                Person, name=name, position="Mayor", country="LV", photo=self.choose(CustomImage), **fields
            )
        if model is Project:
            return self.record(
                Project, name=name, official_name=f"Long {name}", funder=self.choose(Organisation)
            )
        if model is Contact:
            return self.record(
                Contact, name=name, email="desk@example.org", organisation=self.choose(Organisation)
            )
        if model is MediaItem:
            version = {
                "language": "uk",
                "url": "https://example.org/uk",
                "file": make_file_of("a.vtt", b"WEBVTT").pk,
            }
            return self.record(
                MediaItem,
                title=name,
                url="https://example.org/v",
                file=make_file_of("a.webm", b"webm") if number % 2 else None,
                language="en",
                poster=self.choose(CustomImage),
                subtitles=[{"type": "version", "value": version}],
                transcript="What is said.",
            )
        if model is ConsentText:
            return self.record(ConsentText, purpose="application", heading=name, text="<p>All of it.</p>")
        if model is MembershipRule:
            return self.record(
                MembershipRule, name=name, outcome="refused", countries=["LV"], reason="Sorry."
            )
        raise AssertionError(f"nothing makes a {model.__name__}")


def full_page(model: type[BasePage], count: int = 1, **fields) -> BasePage:
    """Make a published page with everything in it, lists with `count` items."""
    with indexed_once():  # a page is saved many times until all its rows are there
        return _full_page(model, count, fields)


def _full_page(model: type[BasePage], count: int, fields: dict[str, Any]) -> BasePage:
    world = World(count)
    values = {**REQUIRED.get(model, {})}
    for field in model._meta.get_fields():
        if _is_own(field) and field.name not in values:
            value = _field_value(field, world, count)
            if value is not None:
                values[field.name] = value
    values |= {"image_is_decorative": False, "search_description": "What it is about."}
    values |= {"population_from": 400, "population_to": 50_000} if model.__name__ == "CallPage" else {}
    values |= {"member_count": 99} if model.__name__ == "WorkingGroupPage" else {}
    if model.__name__ == "EventPage":
        values |= {"registration_opens_at": None, "registration_closes_at": None, "join_access": "public"}
    if model.__name__ == "CallPage":
        values["opens_at"] = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    page = _home(values) if model is HomePage else make_page(model, **(values | fields), live=False)
    for index in range(count):
        common = {"page": page, "locale": world.locale}
        PageTopic.objects.create(topic=world.choose(Topic), sort_order=index, **common)
        PageProject.objects.create(project=world.choose(Project), sort_order=index, **common)
        if hasattr(model, "organisation_links"):
            for place, role in enumerate(("organiser", "partner", "funder", "issuer")):
                PageOrganisation.objects.create(
                    organisation=world.choose(Organisation), role=role, sort_order=4 * index + place, **common
                )
    page = model.objects.get(pk=page.pk)
    page.save_revision().publish()
    return model.objects.get(pk=page.pk)


def _home(values: dict) -> HomePage:
    """Fill the home page there is: a site has one."""
    home = HomePage.objects.order_by("path").first()
    for name, value in values.items():
        setattr(home, name, value)
    home.save_revision().publish()
    return home


def _is_own(field) -> bool:
    parent_link = isinstance(field, models.OneToOneField) and field.remote_field.parent_link
    return isinstance(field, models.Field) and field.model is not Page and not parent_link


def _field_value(field: models.Field, world: World, count: int) -> Any:
    if isinstance(field, StreamField):
        return _stream(field.stream_block, world, count)
    if isinstance(field, RichTextField):
        return "<p>A sentence with a <b>bold</b> word.</p>"
    if isinstance(field, CodesField):
        return [code for code, _label in field.get_codes()[: count + 1]]
    if field.choices:
        return next(code for code, _label in field.flatchoices if code)
    if isinstance(field, models.ForeignKey):
        return world.choose(field.related_model)
    if isinstance(field, models.URLField):
        return f"https://example.org/{field.name}"
    if isinstance(field, models.TextField | models.CharField):
        return f"Words of {field.name}"
    if isinstance(field, models.DateTimeField):
        return None
    if isinstance(field, models.DateField):
        return DAY
    if isinstance(field, models.PositiveIntegerField | models.PositiveSmallIntegerField):
        return 7
    return None


def _stream(stream: blocks.StreamBlock, world: World, count: int) -> list[dict]:
    items = []
    limit = stream.meta.max_num or 1000
    for name, block in stream.child_blocks.items():
        often = 1 if isinstance(block, LatestBlock) else count
        items += [
            {"type": name, "id": str(uuid.uuid4()), "value": block_value(block, world, count, index)}
            for index in range(often)
        ]
    return items[:limit]


def block_value(block: blocks.Block, world: World, count: int, index: int = 0) -> Any:
    """Return the stored form of a value of `block` with everything in it."""
    if isinstance(block, SlotBlock):
        value = _struct(block, world, count, index)
        start = dt.datetime.combine(DAY, dt.time(13)) + dt.timedelta(minutes=5 * index)
        end = start + dt.timedelta(minutes=5)
        return value | {"day": str(DAY), "start": f"{start:%H:%M}", "end": f"{end:%H:%M}", "track": ""}
    if isinstance(block, TableBlock):
        cells = [_item(f"Cell {number}") for number in range(2)]
        rows = [_item({"heading": "", "cells": cells}) for _row in range(count)]
        return {"caption": "A table", "columns": [_item("One"), _item("Two")], "rows": rows}
    if isinstance(block, blocks.StreamBlock):
        return _stream(block, world, count)
    if isinstance(block, blocks.StructBlock):
        return _struct(block, world, count, index)
    if isinstance(block, blocks.ListBlock):
        return [_item(block_value(block.child_block, world, count, number)) for number in range(count)]
    return _leaf(block, world, index)


def _struct(block: blocks.StructBlock, world: World, count: int, index: int) -> dict:
    value = {name: block_value(child, world, count, index) for name, child in block.child_blocks.items()}
    if {"page", "document", "url"} <= value.keys():  # a link has one target
        value |= {"document": None, "url": ""} if index % 2 == 0 else {"page": None, "document": None}
    if {"first", "second", "count"} <= value.keys():  # pairs are named or counted
        value |= {"count": None} if index % 2 == 0 else {"first": None, "second": None, "count": 5}
    if "decorative" in value:
        value["decorative"] = False
    return value


def _leaf(block: blocks.Block, world: World, index: int) -> Any:
    if isinstance(block, blocks.ChooserBlock):
        return world.choose(block.model_class).pk
    if isinstance(block, blocks.ChoiceBlock):
        codes = [code for code, _label in block.field.choices if code]
        return codes[index % len(codes)]
    if isinstance(block, blocks.RichTextBlock):
        return f"<p>Paragraph {index}.</p>"
    if isinstance(block, blocks.DateBlock):
        return str(DAY)
    if isinstance(block, blocks.TimeBlock):
        return "13:00"
    if isinstance(block, blocks.IntegerBlock):
        return 2020
    if isinstance(block, blocks.BooleanBlock):
        return False
    if isinstance(block, blocks.URLBlock):
        return f"https://example.org/{index}"
    if isinstance(block, blocks.CharBlock | blocks.TextBlock):
        return f"Words {index}"
    raise AssertionError(f"nothing fills a {type(block).__name__}")


def _item(value: Any) -> dict:
    return {"type": "item", "id": str(uuid.uuid4()), "value": value}
