"""Puts what was written into the reference index and the search index once, when everything is written.

A page is saved several times on its way to publication; both indexes would take it in each time.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel, get_all_child_relations
from modelsearch import signal_handlers as search_signals
from modelsearch.backends import get_search_backends
from wagtail import signal_handlers as wagtail_signals
from wagtail.models import ReferenceIndex

#: What was saved inside `indexed_once`, by index: (app label, model name, primary key).
_waiting: ContextVar[dict[str, set[tuple]] | None] = ContextVar("content_waiting_for_index", default=None)

_TASKS = {
    "search": (search_signals, "insert_or_update_object_task"),
    "references": (wagtail_signals, "update_reference_index_task"),
}


class _LaterTask:
    """Stands in for the task that takes a saved object in: inside `indexed_once` it only notes the object.

    Neither index can put off its signals for one thread and catch up later; delete when they can
    (modelsearch 1.3 and Wagtail 8.0, signal_handlers.py).
    """

    def __init__(self, name: str, task: Any):
        self.name, self.task = name, task

    def enqueue(self, *args: str) -> Any:
        waiting = _waiting.get()
        if waiting is None:
            return self.task.enqueue(*args)
        waiting[self.name].add(args)
        return None


@contextmanager
def indexed_once() -> Iterator[None]:
    """Take in everything that is saved inside, once, at the end; nothing after an error.

    Inside another one, the outer takes all.
    """
    if _waiting.get() is not None:
        yield
        return
    for name, (module, attribute) in _TASKS.items():
        task = getattr(module, attribute)
        if not isinstance(task, _LaterTask):
            setattr(module, attribute, _LaterTask(name, task))
    waiting: dict[str, set[tuple]] = {name: set() for name in _TASKS}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for model, numbers in _keys(waiting["references"] | waiting["search"]).items():
        instances = model.objects.filter(pk__in=numbers).prefetch_related(*_child_rows(model))
        if numbers & _keys(waiting["references"]).get(model, set()):
            _take_references(model, instances)
        if numbers & _keys(waiting["search"]).get(model, set()):
            _take_words(instances)


def _keys(saved: set[tuple]) -> dict[type[models.Model], set[str]]:
    keys = defaultdict(set)
    for app_label, model_name, number in saved:
        keys[apps.get_model(app_label, model_name)].add(number)
    return keys


def _child_rows(model: type[models.Model]) -> list[str]:
    relations = get_all_child_relations(model) if issubclass(model, ClusterableModel) else []
    return [relation.get_accessor_name() for relation in relations]


def _take_references(model: type[models.Model], instances: Iterable[models.Model]) -> None:
    """Put what rows point at into the reference index: those it does not know in one statement."""
    if any(isinstance(field, ParentalKey) for field in model._meta.get_fields()):
        return  # a row that hangs on a page is indexed with the page
    kinds = ContentType.objects.get_for_models(
        model, *model._meta.get_parent_list(), for_concrete_models=False
    )
    base = kinds[(model._meta.get_parent_list() or [model])[-1]]
    known = ReferenceIndex.objects.filter(base_content_type=base)
    known = set(known.values_list("object_id", flat=True).distinct())
    found = []
    for instance in instances:
        if str(instance.pk) in known:
            ReferenceIndex.create_or_update_for_object(instance)
            continue
        for kind, number, model_path, path in set(ReferenceIndex._extract_references_from_object(instance)):
            found.append(
                ReferenceIndex(
                    content_type=kinds[model],
                    base_content_type=base,
                    object_id=instance.pk,
                    to_content_type_id=kind,
                    to_object_id=number,
                    model_path=model_path,
                    content_path=path,
                    content_path_hash=ReferenceIndex._get_content_path_hash(path),
                )
            )
    ReferenceIndex.objects.bulk_create(found, ignore_conflicts=True, batch_size=500)


def _take_words(instances: Iterable[models.Model]) -> None:
    """Put rows into the search index, as their most specific model and where that wants them in."""
    specific = defaultdict(list)
    for instance in instances:
        found = instance.get_indexed_instance()
        if found is not None:
            specific[type(found)].append(found)
    for model, found in specific.items():
        wanted = model.get_indexed_objects().filter(pk__in=[instance.pk for instance in found])
        wanted = set(wanted.values_list("pk", flat=True))
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, [instance for instance in found if instance.pk in wanted])
