"""Where what can be found comes from: a published page, its documents, what features offer below it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page

from cms import findable
from cms.findable import Findable, offered
from cms.sitestate import site_state
from search.documents import public_documents, text_of
from search.reading import Reading, read

#: kind, key, key of the page, language
Identity = tuple[str, str, int, str]


@dataclass(frozen=True)
class Found:
    """Something that is to be found, what it says and what it can be narrowed down by."""

    identity: Identity
    reading: Reading
    #: of the page it stands on, if that is not its own
    on: str = ""

    @property
    def marks(self) -> list[str]:
        """What it can be narrowed down by, as `topic:energy`; each once, in one order."""
        reading, language = self.reading, self.identity[3]
        found = [f"language:{language}", f"type:{reading.type}"]
        found += [f"topic:{slug}" for slug in sorted(reading.topics)]
        found += [f"country:{code}" for code in sorted(reading.countries)]
        if reading.day:
            found.append(f"year:{reading.day.year}")
        if self.on:
            found.append(f"on:{self.on}")
        return found


def published() -> Any:
    """Return the pages that are read: published ones that are no aliases of others."""
    return Page.objects.filter(live=True, alias_of=None, depth__gt=1)


def of_page(key: int) -> Iterator[Found]:
    """Yield what there is to find on a page; nothing where it is not published or not there."""
    page = published().filter(pk=key).first()
    if page is None:
        return
    page = page.specific
    language = language_of(page)
    reading = read(page)
    yield Found(("page", str(key), key, language), reading)
    languages = _searched() if reading.documents else ()
    for document in public_documents(reading.documents):
        own = document.language if document.language in languages else language
        text = text_of(document)
        about = Reading(
            title=document.title,
            texts=text.split("\n") if text else [],
            day=reading.day,
            topics=reading.topics,
            countries=reading.countries,
            type="document",
        )
        yield Found(("document", str(document.pk), key, own), about, on=language)
    yield from _offers(page, language, offered(page))


def _searched() -> set[str]:
    """Return the languages that have a published home page: others are searched by nobody; one query."""
    paths = {path for roots in site_state().roots.values() for path in roots.values()}
    homes = Page.objects.filter(url_path__in=paths, live=True)
    return set(homes.values_list("locale__language_code", flat=True))


def of_offer(kind: str, keys: Iterable[str]) -> Iterator[Found]:
    """Yield what a feature offers with certain keys, below every published page that has it."""
    offer, keys = findable.offer(kind), list(keys)
    for page in pages_offering(kind):
        yield from _offers(page, language_of(page), offer.find(page, keys))


def pages_offering(kind: str) -> QuerySet[Page]:
    """Return the published pages below which a feature offers something, in their own type."""
    offer = findable.offer(kind)
    return offer.model.objects.filter(live=True, alias_of=None) if offer else Page.objects.none()


def _offers(page: Page, language: str, found: Iterable[Findable]) -> Iterator[Found]:
    for each in found:
        reading = Reading(
            title=each.title,
            summary=each.summary,
            texts=list(each.texts),
            day=each.day,
            topics=set(each.topics),
            countries=set(each.countries),
            type=each.kind,
        )
        yield Found((each.kind, each.key, page.pk, language), reading)


def language_of(page: Page) -> str:
    """Return the language of a page; no query where this worker knows the languages."""
    codes = {locale.pk: locale.language_code for locale in site_state().locales}
    return codes.get(page.locale_id) or page.locale.language_code
