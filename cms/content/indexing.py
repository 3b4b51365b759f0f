"""Puts what was written into the reference index and the search index once, when everything is written.

A page is saved several times on its way to publication; both indexes would take it in each time.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.db import models
from modelcluster.fields import ParentalKey
from modelsearch import index
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
    """Take in everything that is saved inside, once, at the end; nothing after an error."""
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
    for model, instances in _instances(waiting["references"]):
        # A row that hangs on a page is indexed with the page.
        if not any(isinstance(field, ParentalKey) for field in model._meta.get_fields()):
            for instance in instances:
                ReferenceIndex.create_or_update_for_object(instance)
    for model, instances in _instances(waiting["search"]):
        specific = [found for item in instances if (found := index.get_indexed_instance(item)) is not None]
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, specific)


def _instances(saved: set[tuple]) -> Iterator[tuple[type[models.Model], list[models.Model]]]:
    keys = defaultdict(set)
    for app_label, model_name, number in saved:
        keys[apps.get_model(app_label, model_name)].add(number)
    for model, numbers in keys.items():
        yield model, list(model.objects.filter(pk__in=numbers))
