"""The record in each language for every record a source points at."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import SegmentOverride, TranslationContext

from cms.preloading import wanted_by
from cms.translation.overrides import chosen_model
from cms.translation.places import find_place

Related = dict[int, dict[tuple[type[models.Model], int], int]]


def records_in(instance: models.Model, locale_ids: Iterable[int]) -> Related:
    """Return, for each language, which record stands there for each that `instance` points at.

    One query for each type of record. A record that does not exist in a language is left out.
    """
    wanted = records_chosen(instance)
    found: Related = defaultdict(dict)
    for model, numbers in wanted.items():
        keys = dict(model.objects.filter(pk__in=numbers).values_list("pk", "translation_key"))
        by_key = defaultdict(list)
        for number, key in keys.items():
            by_key[key].append(number)
        rows = model.objects.filter(translation_key__in=by_key, locale_id__in=list(locale_ids))
        for number, key, locale_id in rows.values_list("pk", "translation_key", "locale_id"):
            for original in by_key[key]:
                found[locale_id][model, original] = number
    return found


def records_chosen(instance: models.Model) -> dict[type[models.Model], set[int]]:
    """Return the keys of all translatable records that a page or record points at, rows that hang on it too."""
    found: dict[type[models.Model], set[int]] = defaultdict(set)
    owners = [instance]
    if hasattr(instance, "serializable_data"):
        for relation in get_all_child_relations(type(instance)):
            owners += list(getattr(instance, relation.get_accessor_name()).all())
    for model, numbers in wanted_by(*owners).items():
        if _is_record(model):
            found[model] |= {number for number in numbers if number is not None}
    for owner in owners:
        for field in owner._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and _is_record(field.related_model):
                number = getattr(owner, field.attname)
                if number is not None:
                    found[field.related_model].add(number)
    return found


def _is_record(model: Any) -> bool:
    return issubclass(model, TranslatableMixin) and not issubclass(model, Page)


def overrides_in(
    translation_key: uuid.UUID, model: type[models.Model], locale_ids: Iterable[int]
) -> dict[int, dict[str, Any]]:
    """Return the facts that translators made different in their languages, by language and path; few queries."""
    rows = SegmentOverride.objects.filter(
        context__object_id=translation_key, locale_id__in=list(locale_ids), has_error=False
    ).order_by("pk")
    found: dict[int, dict[str, Any]] = {}
    for row in rows.select_related("context"):
        found.setdefault(row.locale_id, {})[row.context.path] = row.data
    return standing(translation_key, model, found)


def standing(
    translation_key: uuid.UUID, model: type[models.Model], overrides: dict[int, dict[str, Any]]
) -> dict[int, dict[str, Any]]:
    """Return the overrides that hold: one that points at something that is gone gives way to the source's fact.

    One query for the kinds of the paths, one for each kind of thing that is pointed at; none without overrides.
    """
    found: dict[int, dict[str, Any]] = {locale_id: {} for locale_id in overrides}
    paths = {path for values in overrides.values() for path in values}
    if not paths:
        return found
    kinds = dict(
        TranslationContext.objects.filter(object_id=translation_key, path__in=paths).values_list(
            "path", "field_path"
        )
    )
    pointing: dict[type[models.Model], list[tuple[int, str, int]]] = defaultdict(list)
    for locale_id, values in overrides.items():
        for path, data in values.items():
            target = None
            if "'" not in path:  # not a link within a text
                target = chosen_model(find_place(model, (kinds.get(path) or path).split(".")))
            if target is None:
                found[locale_id][path] = data
            else:
                pointing[target].append((locale_id, path, _number(data)))
    for target, places in pointing.items():
        known = target.objects.in_bulk({number for _locale_id, _path, number in places})
        for locale_id, path, number in places:
            if number in known:
                found[locale_id][path] = number
    return found


def _number(data: Any) -> int:
    return int(data) if str(data).isdigit() else 0
