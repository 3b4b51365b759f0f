"""What is asked and prepared when a page is published, so that no visitor misses anything or waits for it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.text import capfirst
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.blocks import GalleryBlock
from cms.models.pages import BasePage
from cms.models.records import Organisation, Person
from cms.models.works import MediaItem
from cms.pictures import PRESETS, make_renditions
from cms.preloading import wanted_by, wanted_in
from cms.quotes import quoted

#: What a record's picture is shown as.
_RECORD_PRESETS = {
    Person: ("photo", {"avatar"}),
    Organisation: ("logo", {"logo"}),
    MediaItem: ("poster", {"card", "poster"}),
}


#: Pictures of pages published inside `renditions_made_once`, by key, with what they are shown as.
_waiting: ContextVar[dict[int, set[str]] | None] = ContextVar("waiting_for_renditions", default=None)


def make_page_renditions(page) -> None:
    """Make every size of every picture that `page` shows; inside `renditions_made_once`, at its end."""
    waiting = _waiting.get()
    if waiting is None:
        make_wanted_renditions(wanted_renditions(page))
    else:
        for key, presets in wanted_renditions(page).items():
            waiting[key] |= presets


@contextmanager
def renditions_made_once() -> Iterator[None]:
    """Make the pictures of all pages that are published inside at the end; none after an error."""
    waiting: dict[int, set[str]] = defaultdict(set)
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    make_wanted_renditions(waiting)


@contextmanager
def renditions_noted() -> Iterator[dict[int, set[str]]]:
    """Note what the pictures of all pages that are published inside are shown as, and make none: it is undone."""
    waiting: dict[int, set[str]] = defaultdict(set)
    token = _waiting.set(waiting)
    try:
        yield waiting
    finally:
        _waiting.reset(token)


def missing_renditions(wanted: dict[int, set[str]]) -> dict[int, set[str]]:
    """Return those of the wanted pictures that lack a size; two queries."""
    images = get_image_model().objects.prefetch_related("renditions").in_bulk(list(wanted))
    found = {}
    for key, image in images.items():
        specs = {rendition.filter_spec for rendition in image.renditions.all()}
        if not specs >= {spec for preset in wanted[key] for spec in PRESETS[preset]}:
            found[key] = wanted[key]
    return found


def make_wanted_renditions(wanted: dict[int, set[str]]) -> None:
    """Make the sizes that are missing of pictures, by key, with what they are shown as."""
    for image in get_image_model().objects.prefetch_related("renditions").in_bulk(list(wanted)).values():
        make_renditions(image, *sorted(wanted[image.pk]))


def wanted_renditions(page) -> dict[int, set[str]]:
    """Return what the pictures of a page are shown as: its own, those in blocks, those of its records."""
    wanted: dict[int, set[str]] = defaultdict(set)
    if page.image_id if hasattr(page, "image_id") else None:
        wanted[page.image_id] |= {"card", "lead", "share"}
    if getattr(page, "share_image_id", None):
        wanted[page.share_image_id].add("share")
    keys = wanted_by(page)
    for key in keys.pop(get_image_model(), set()):
        wanted[key] |= {"lead", "card"}
    for key in wanted_in(GalleryBlock, page).get(get_image_model(), ()):
        wanted[key].add("large")
    for model, (field, presets) in _RECORD_PRESETS.items():
        records = model.objects.filter(pk__in=keys.get(model, ())) | linked_records(model, page)
        for key in records.exclude(**{field: None}).values_list(f"{field}_id", flat=True):
            wanted[key] |= presets
    return wanted


def linked_records(model, page):
    """Return the records of `model` that rows of the page point at."""
    if model is Organisation:
        return Organisation.objects.filter(page_links__page_id=page.pk)
    return model.objects.none()


def renew_image(image) -> None:
    """Make the sizes of a saved picture again: all that are in use, after a new file or focal point."""
    specs = set(image.renditions.values_list("filter_spec", flat=True))
    presets = [preset for preset, filters in PRESETS.items() if specs & set(filters)]
    make_renditions(image, *(presets or ["card", "lead"]))


def incomplete_drafts(pages: Iterable[Page], *, with_drafts_below: bool = False) -> list[str]:
    """Return a line for each page whose latest draft lacks what only a published page must have.

    `with_drafts_below` looks at the drafts below the pages too.
    """
    found = []
    for page in pages:
        drafts = [page, *page.get_descendants().not_live()] if with_drafts_below else [page]
        for draft in drafts:
            if not issubclass(draft.specific_class or Page, BasePage):
                continue
            latest = draft.specific.get_latest_revision_as_object()
            missing = ", ".join(
                capfirst(str(field.verbose_name)) for field in latest.missing_to_publish().values()
            )
            if missing:
                found.append(f"{quoted(latest.title)} ({missing})")
    return found
