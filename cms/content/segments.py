"""Pairs the texts of a source with those of a translation, as wagtail-localize takes both apart."""

import json
from collections import defaultdict
from typing import Any

from bs4 import BeautifulSoup
from django.db import models
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import extract_strings

from cms.content.entries import Relation
from cms.content.package import Place
from cms.content.report import Problems

#: path → the pieces of text there, each with the attributes taken out of its tags
Pieces = dict[str, list[tuple[str | None, dict]]]


def pieces_of(instance: models.Model) -> Pieces:
    """Return the texts of a row by path, in order."""
    found: Pieces = defaultdict(list)
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append((segment.string.data, segment.attrs or {}))
    return found


def pieces_from_rows(rows: list[dict]) -> Pieces:
    """Return the same from wagtail-localize's stored segments (`path`, `data` and `attrs` of each, in order)."""
    found: Pieces = defaultdict(list)
    for row in rows:
        found[row["path"]].append((row["data"], json.loads(row["attrs"] or "null") or {}))
    return found


def pieces_of_markup(parts: list[str | None]) -> list[tuple[str | None, dict]]:
    """Return the pieces of a rich text that is given piece by piece; None stays where one is not translated."""
    found = []
    for part in parts:
        strings = extract_strings(part)[1] if part else []
        found += [(text.data, attrs) for text, attrs in strings] or [(None, {})]
    return found


def unsaved(
    model: type[models.Model],
    values: dict[str, Any],
    rows: dict[str, list[dict]],
    relations: dict[str, Relation],
) -> models.Model:
    """Return a row with nothing but texts, never saved, for wagtail-localize to take apart."""
    instance = model(**values)
    for name, relation in relations.items():
        children = [relation.model(translation_key=row["key"], **row["values"]) for row in rows.get(name, [])]
        for child in children:
            _fill_keys(child, relation)
        setattr(instance, relation.accessor, children)
    return instance


def _fill_keys(child: models.Model, relation: Relation) -> None:
    """Give a row something to point at where it must: what that is says nothing here."""
    for field in child._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and not field.null and field.name != relation.parent:
            setattr(child, field.name, field.related_model())


def pair(
    source: Pieces, texts: Pieces, places: dict[str, Place], fallback: Place, problems: Problems
) -> dict[tuple[str, str], str]:
    """Return the translation of each piece by (path, source text); what has none is left out.

    A text with another number of pieces (paragraphs, list items) than its source is a problem.
    """
    found: dict[tuple[str, str], str] = {}
    for path, pieces in texts.items():
        originals = source.get(path, [])
        place = places.get(path, fallback)
        if len(pieces) != len(originals):
            problems.add(
                place,
                f"It has {len(pieces)} pieces of text, the source has {len(originals)} "
                "(paragraphs and list items).",
            )
            continue
        for (original, original_attrs), (text, attrs) in zip(originals, pieces, strict=True):
            if text is None:
                continue
            if attrs:
                text = _with_ids_of(original_attrs, text, attrs, place, problems)
            found.setdefault((path, original), text)
    return found


def _with_ids_of(wanted: dict, text: str, attrs: dict, place: Place, problems: Problems) -> str:
    """Return a text whose links carry the ids that the source has for the same targets."""
    free = dict(wanted)
    ids = {}
    for name, values in attrs.items():
        same = next((key for key, original in free.items() if original == values and key[0] == name[0]), None)
        if same is None:
            target = values.get("href") or values.get("lang") or values.get("linktype", "")
            problems.add(place, f"It has a link or a phrase that the source does not have ({target}).")
            return text
        ids[name] = same
        del free[same]
    if all(name == same for name, same in ids.items()):
        return text
    soup = BeautifulSoup(text, "html.parser")
    for tag in soup.find_all(True):
        if tag.attrs.get("id") in ids:
            tag.attrs["id"] = ids[tag.attrs["id"]]
    return str(soup)
