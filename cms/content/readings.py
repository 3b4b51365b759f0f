"""Reads the values of pages and records, and of their translations, before anything is written."""

import datetime as dt
import uuid
from typing import Any

from django.db import models
from django.utils import timezone
from wagtail.fields import StreamField

from cms.content import moments
from cms.content.entries import LANGUAGE_KEYS, PAGE_KEYS, Entry, Relation, Texts, relations_of
from cms.content.package import Place
from cms.content.references import Reference, References
from cms.content.stored import StoredRows
from cms.content.streams import walk
from cms.content.texts import Overlay, lay_fields, text_fields
from cms.content.values import Reading, content_fields, read_fields, stored_value


def read_entries(entries: list[Entry], references: References, stored: StoredRows) -> None:
    """Read the values of every page and record; note all that is wrong."""
    for entry in entries:
        instance = stored.get(entry, entry.source)
        reading = _reading(entry, instance, references)
        entry.fields = read_fields(content_fields(entry.model), entry.place / "fields", reading)
        relations = relations_of(entry.model)
        if entry.is_page:
            _read_page(entry, reading, relations)
        for texts in entry.texts.values():
            _read_texts(entry, texts, reading, relations)


def _reading(entry: Entry, instance: models.Model | None, references: References) -> Reading:
    given = (entry.place / "fields").value
    zone = given.get("time_zone") if isinstance(given, dict) else None
    if zone is None and "time_zone" in content_fields(entry.model):
        zone = entry.model._meta.get_field("time_zone").get_default()
    zone = moments.site_zone(zone)
    stored = _stored_values(instance) if instance is not None else {}
    today = _first_day(given, stored, zone) or timezone.localdate()
    return Reading(references, entry.key, today, zone, stored)


def _stored_values(instance: models.Model) -> dict[str, Any]:
    found = {}
    for name, field_ in content_fields(type(instance)).items():
        value = stored_value(field_, instance)
        if isinstance(field_, StreamField):
            found.update({path: leaf for path, _block, leaf in walk(field_.stream_block, value, name)})
        else:
            found[name] = value
    return found


def _first_day(given: Any, stored: dict[str, Any], zone: str) -> dt.date | None:
    """Return the day that relative values were counted from when they were stored."""
    for name, text in given.items() if isinstance(given, dict) else ():
        value = stored.get(name)
        if value is None or not moments.is_relative(text):
            continue
        if isinstance(value, dt.datetime):
            value = value.astimezone(moments.zoneinfo.ZoneInfo(zone)).date()
        return value - dt.timedelta(days=moments.days_from_today(text))
    return None


def _read_page(entry: Entry, reading: Reading, relations: dict[str, Relation]) -> None:
    place = entry.place
    for name in place.value.keys() - PAGE_KEYS - relations.keys():
        known = ", ".join(sorted(PAGE_KEYS | relations.keys()))
        reading.problems.add(place / name, f"“{name}” is not known here; known are: {known}.")
    for name, relation in relations.items():
        entry.rows[name] = _read_rows(relation, place / name, entry, reading)
    entry.first_published_at = _read_first_published(place, reading)


def _read_first_published(place: Place, reading: Reading) -> dt.datetime | None:
    moment = (place.value or {}).get("first_published_at")
    if moment is None:
        return None
    try:
        return moments.read_datetime(moment, reading.today, reading.zone)
    except ValueError as error:
        reading.problems.add(place / "first_published_at", str(error))
        return None


def _row_fields(relation: Relation) -> dict[str, models.Field]:
    fields = content_fields(relation.model)
    return {name: field for name, field in fields.items() if name != relation.parent}


def _read_rows(relation: Relation, place: Place, entry: Entry, reading: Reading) -> list[dict]:
    """Return the rows of a relation: each its key and its values."""
    given = place.value
    if given is None:
        return []
    if not isinstance(given, list):
        reading.problems.add(place, "Must be a list.")
        return []
    found, keys = [], set()
    row_reading = Reading(reading.references, entry.key, reading.today, reading.zone)
    for index, item in enumerate(given):
        here = place / index
        if isinstance(item, str) and relation.short:
            here = (
                Place(here.document, here.path)
                if isinstance(here.value, dict)
                else _Short(here, relation.short)
            )
        values = read_fields(_row_fields(relation), here, row_reading, extra=("key",))
        key = _row_key(relation, item, values, here, entry, reading)
        if key in keys and None not in values.values():
            reading.problems.add(here, "The same stands here twice.")
        keys.add(key)
        found.append({"key": key, "values": values})
    return found


class _Short(Place):
    """A place where a bare id stands for a mapping with one field."""

    def __init__(self, place: Place, name: str):
        super().__init__(place.document, place.path)
        object.__setattr__(self, "name", name)

    def __truediv__(self, part: str | int) -> Place:
        return Place(self.document, self.path)

    @property
    def value(self) -> dict:
        return {self.name: super().value}


def _row_key(
    relation: Relation, item: Any, values: dict, place: Place, entry: Entry, reading: Reading
) -> uuid.UUID:
    """Return the key of a row: the given one, or one made from its facts."""
    if isinstance(item, dict) and item.get("key") is not None:
        try:
            return uuid.UUID(item["key"])
        except (ValueError, TypeError, AttributeError):
            reading.problems.add(place / "key", "Must be a UUID.")
    texts = text_fields(relation.model)
    facts = [
        value.name if isinstance(value, Reference) else value
        for name, value in values.items()
        if name not in texts
    ]
    return uuid.uuid5(entry.key, f"{relation.name}:{','.join(str(fact) for fact in facts)}")


def _read_texts(entry: Entry, texts: Texts, reading: Reading, relations: dict[str, Relation]) -> None:
    """Lay one language's texts over the source; a second time for what the source said before."""
    given = texts.place.value or {}
    known = content_fields(entry.model).keys() | relations.keys() | set(LANGUAGE_KEYS)
    for name in given.keys() - known:
        reading.problems.add(texts.place / name, f"There is no field “{name}”.")
    for name in {"live", "first_published_at"} & given.keys() if not entry.is_page else ():
        reading.problems.add(texts.place / name, "A record is not published.")
    texts.first_published_at = _read_first_published(texts.place, reading) or entry.first_published_at
    overlay = Overlay(reading)
    texts.fields, texts.rows = _lay(entry, texts.place, overlay, relations)
    texts.places, texts.partial = overlay.places, overlay.partial
    old = given.get("outdated")
    if old is None:
        return
    place = texts.place / "outdated"
    for name in old.keys() - (text_fields(entry.model).keys() | relations.keys()):
        reading.problems.add(place / name, f"There is no translated field “{name}”.")
    overlay = Overlay(reading, keep=True)
    texts.old_fields, texts.old_rows = _lay(entry, place, overlay, relations)
    texts.old_paths = set(overlay.places)
    for path in texts.old_paths - texts.places.keys():
        reading.problems.add(overlay.places[path], "It is outdated, but has no translation here.")


def _lay(
    entry: Entry, place: Place, overlay: Overlay, relations: dict[str, Relation]
) -> tuple[dict[str, Any], dict[str, list[dict]]]:
    fields = lay_fields(entry.model, entry.fields, place, overlay) if entry.fields else {}
    rows = {}
    for name, relation in relations.items():
        rows[name] = _lay_rows(relation, entry.rows.get(name, []), place / name, overlay)
    return fields, rows


def _lay_rows(relation: Relation, rows: list[dict], place: Place, overlay: Overlay) -> list[dict]:
    given = place.value
    if given is not None and (not isinstance(given, list) or len(given) != len(rows)):
        overlay.reading.problems.add(place, f"Must be a list of {len(rows)}, as in the source.")
        place = Place(place.document, (*place.path, None))
    found = []
    for index, row in enumerate(rows):
        prefix = f"{relation.accessor}.{row['key']}."
        values = lay_fields(relation.model, row["values"], place / index, overlay, prefix)
        found.append({"key": row["key"], "values": values})
    return found
