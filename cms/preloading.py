"""Load everything a page's blocks point at, one query a kind of thing, before the page is rendered.

Wagtail asks once for every chooser in every list; a page with ten kinds of block would cost ten queries
and more. `preload` walks the raw JSON of the page's StreamFields, collects the keys and fills a shelf that
the chooser blocks of `cms.blocks.choosers` read from. The shelf lives as long as one response.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Model, OuterRef, Subquery, TextField, Value, When
from wagtail.blocks import Block, ChooserBlock, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page, get_page_models

_current: ContextVar["Load | None"] = ContextVar("shelf", default=None)


class Load:
    """What has been loaded for one response, by a function that returns the objects of a model by key."""

    def __init__(
        self, load: Callable[[type[Model], set[int]], dict[int, Model]], reader_at: str = ""
    ) -> None:
        self.load = load
        self.reader_at = reader_at
        self.things: dict[type[Model], dict[int, Model | None]] = defaultdict(dict)
        self.translations: dict[Any, Page] = {}


class Shelf:
    """The things loaded for the response that is being made; empty-handed between responses."""

    @contextmanager
    def open(self, load: Callable | None = None, *, reader_at: str = "") -> Iterator[None]:
        """Start an empty shelf; what was put on it goes when the block ends. `load` fills it another way.

        `reader_at` is the tree path of the page that is being served, empty for what everybody gets.
        """
        token = _current.set(Load(load or _load, reader_at))
        try:
            yield
        finally:
            _current.reset(token)

    def put(self, model: type[Model], keys: Iterable[int]) -> None:
        """Load the objects of `model` with these keys that are not on the shelf yet: one query or none."""
        load = _current.get()
        if load is None:
            return
        known = load.things[model]
        missing = {key for key in keys if key is not None} - known.keys()
        if missing:
            known.update(dict.fromkeys(missing))
            known.update(load.load(model, missing))

    def put_pages(self, pages: Iterable[Page], language: str) -> None:
        """Put pages on the shelf, and those in `language` where links look for a translation."""
        load = _current.get()
        if load is None:
            return
        for page in pages:
            load.things[Page][page.pk] = page
            if page.locale.language_code == language:
                load.translations[page.translation_key] = page

    def take(self, model: type[Model], keys: Iterable[int]) -> dict[int, Model] | None:
        """Return the objects by key, or None where no shelf is open."""
        load = _current.get()
        if load is None:
            return None
        self.put(model, keys)
        return {key: thing for key, thing in load.things[model].items() if thing is not None}

    def reader_at(self) -> str:
        """Return the tree path of the page being served, empty where none is."""
        load = _current.get()
        return load.reader_at if load else ""

    def localized(self, page: Page) -> Page | None:
        """Return the loaded translation of `page`, or the page itself where it was loaded without one."""
        load = _current.get()
        if load is None:
            return None
        return load.translations.get(page.translation_key) or load.things[Page].get(page.pk)


shelf = Shelf()


def loading_queryset(model: type[Model]):
    """Return the queryset a kind of thing is loaded with: a picture comes with its renditions."""
    if model is get_image_model():
        return model.objects.prefetch_related("renditions")
    if model is Page:
        return Page.objects.defer_streamfields().select_related(None)
    return model._default_manager.select_related(*getattr(model, "preload_related", ()))


def _load(model: type[Model], keys: set[int]) -> dict[int, Model]:
    """Return objects by key; small vocabularies come whole, from memory while nothing changes."""
    if not getattr(model, "kept_in_memory", False):
        return loading_queryset(model).in_bulk(keys)
    from cms.sitestate import site_state  # which needs the models, which need blocks, which need this module

    kept = site_state().kept
    if model not in kept:
        kept[model] = loading_queryset(model).in_bulk()
    return {key: kept[model][key] for key in keys if key in kept[model]}


def wanted_by(*instances: Model) -> dict[type[Model], set[int]]:
    """Return the keys that the StreamFields of `instances` hold, by model; no query."""
    wanted: dict[type[Model], set[int]] = defaultdict(set)
    for instance in instances:
        for field in instance._meta.get_fields():
            if isinstance(field, StreamField):
                _collect(field.stream_block, getattr(instance, field.name).raw_data, wanted)
    return wanted


def wanted_in(kind: type[Block], instance: Model) -> dict[type[Model], set[int]]:
    """Return the keys that the blocks of a kind hold in the StreamFields of `instance`, by model; no query."""
    wanted: dict[type[Model], set[int]] = defaultdict(set)
    for field in instance._meta.get_fields():
        if isinstance(field, StreamField):
            for item in getattr(instance, field.name).raw_data:
                block = field.stream_block.child_blocks.get(item["type"])
                if isinstance(block, kind):
                    _collect(block, item["value"], wanted)
    return wanted


def preload(wanted: dict[type[Model], set[int]], images: Iterable[int | None] = ()) -> None:
    """Put everything wanted on the shelf: one query a kind of record, then one for all pictures.

    `images` are further pictures that the page will show. Records get their pictures attached, and what their
    own StreamFields point at comes with what the page's do.
    """
    for model, keys in list(wanted.items()):
        if keys and getattr(model, "preload_streams", False):
            for target, more in wanted_by(*(shelf.take(model, keys) or {}).values()).items():
                wanted[target] = wanted.get(target, set()) | more
    image_model = get_image_model()
    image_keys = set(images) | wanted.get(image_model, set())
    owners: list[tuple[Model, str]] = []
    for model, keys in wanted.items():
        if model is image_model or not keys:
            continue
        found = shelf.take(model, keys) or {}
        owners += [(thing, name) for thing in found.values() for name in getattr(model, "preload_images", ())]
    attach_images(owners, image_keys)


def attach_images(owners: Iterable[tuple[Model, str]], keys: Iterable[int | None] = ()) -> None:
    """Load the pictures that foreign keys point at, all in one go, and set them on their owners.

    `owners` are (object, name of the foreign key); `keys` are further pictures to load along.
    """
    owners = list(owners)
    image_model = get_image_model()
    wanted = {getattr(owner, f"{name}_id") for owner, name in owners} | set(keys)
    images = shelf.take(image_model, wanted)
    if images is None:
        images = loading_queryset(image_model).in_bulk(wanted - {None})
    for owner, name in owners:
        setattr(owner, name, images.get(getattr(owner, f"{name}_id")))


def _collect(block: Block, raw: Any, wanted: dict[type[Model], set[int]]) -> None:
    """Add the keys in `raw`, the stored form of `block`'s value, to `wanted`."""
    if raw is None:
        return
    if isinstance(block, StreamBlock):
        for item in raw:
            child = block.child_blocks.get(item["type"])
            if child is not None:
                _collect(child, item["value"], wanted)
    elif isinstance(block, ListBlock):
        for item in raw:
            value = item["value"] if block._item_is_in_block_format(item) else item
            _collect(block.child_block, value, wanted)
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            _collect(child, raw.get(name), wanted)
    elif isinstance(block, ChooserBlock):
        wanted[block.model_class].add(raw)


def any_summary() -> Case:
    """Return an expression for the summary of a page of any type, so that cards need no query of their own."""
    kinds = [model for model in get_page_models() if hasattr(model, "summary")]
    return Case(
        *(
            When(
                content_type=ContentType.objects.get_for_model(model),
                then=Subquery(model.objects.order_by().filter(pk=OuterRef("pk")).values("summary")),
            )
            for model in kinds
        ),
        default=Value(""),
        output_field=TextField(),
    )
