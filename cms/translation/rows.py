"""Rows that hang on pages, loaded for many pages at once."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import models
from modelcluster.models import get_all_child_relations


def attach_rows(owners: Iterable[models.Model]) -> None:
    """Load the rows that hang on pages of one type, one query a kind of row."""
    owners = {owner.pk: owner for owner in owners}
    if not owners:
        return
    model = type(next(iter(owners.values())))
    for relation in get_all_child_relations(model):
        parent = relation.field.attname
        rows = defaultdict(list)
        found = relation.related_model._default_manager.filter(**{f"{parent}__in": list(owners)})
        for row in found.order_by("pk"):
            rows[getattr(row, parent)].append(row)
        name = relation.get_accessor_name()
        for number, owner in owners.items():
            if not hasattr(owner, "_cluster_related_objects"):
                owner._cluster_related_objects = {}
            owner._cluster_related_objects[name] = _ordered(relation, rows[number])


def _ordered(relation: models.ManyToOneRel, rows: list[models.Model]) -> list[models.Model]:
    for name in reversed(relation.related_model._meta.ordering):
        key = str(name).lstrip("-")
        rows.sort(
            key=lambda row: (getattr(row, key) is not None, getattr(row, key)), reverse=str(name)[0] == "-"
        )
    return rows
