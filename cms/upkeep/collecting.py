"""What published pages hold that can go stale is written down, and forgotten once no page holds it."""

import hashlib
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Exists, OuterRef
from wagtail.models import Page

from cms.models import CustomImage
from cms.upkeep.found import Gap, Inside, Link, found_around, found_in
from cms.upkeep.models import LinkHost, LinkPlace, OutsideLink, PageLink, PicturePlace, Review

#: Where links are put that have no host at all, as “https://”.
NO_HOST = "-"
#: What a key may be: a text may name any number.
LARGEST_KEY = 2**31 - 1


def collect_all(tell: Callable[[int, int], Any] = lambda done, total: None) -> int:
    """Look through all published pages and return how many there are; `tell` hears how far it is."""
    keys = list(_published().order_by("pk").values_list("pk", flat=True))
    for number, key in enumerate(keys, start=1):
        collect(key)
        tell(number, len(keys))
    for model in (LinkPlace, PageLink, PicturePlace):
        model.objects.exclude(page__in=_published()).delete()
    forget()
    return len(keys)


@transaction.atomic
def collect(key: int) -> None:
    """Write down what the page with a key holds now; nothing of a page that is not published or not there."""
    page = _published().select_for_update().filter(pk=key).first()
    if page is None:
        return
    found = [*found_in(page.specific), *found_around(page)]
    _keep_links(key, [each for each in found if isinstance(each, Link)])
    _keep_inside(key, [each for each in found if isinstance(each, Inside)])
    _keep_gaps(key, [each for each in found if isinstance(each, Gap)])


@transaction.atomic
def forget() -> None:
    """Forget links that stand in no page, hosts without links, and review dates of pages that are gone."""
    alone = OutsideLink.objects.filter(~Exists(LinkPlace.objects.filter(link=OuterRef("pk"))))
    # Locked and asked again: a page that is published at this moment may take one of them up.
    keys = list(alone.select_for_update().values_list("pk", flat=True))
    alone.filter(pk__in=keys).delete()
    hosts = LinkHost.objects.filter(~Exists(OutsideLink.objects.filter(host=OuterRef("pk"))))
    keys = list(hosts.select_for_update().values_list("pk", flat=True))
    hosts.filter(pk__in=keys).delete()
    Review.objects.filter(~Exists(Page.objects.filter(translation_key=OuterRef("translation_key")))).delete()


def digest_of(url: str) -> str:
    """Return what an address is found by."""
    return hashlib.sha256(url.encode()).hexdigest()


def _published() -> Any:
    return Page.objects.filter(live=True, alias_of=None, depth__gt=1)


def _keep_links(page: int, found: list[Link]) -> None:
    wanted = Counter((digest_of(each.url), each.words, each.model_path, each.content_path) for each in found)
    urls = {digest_of(each.url): each.url for each in found}
    surplus = []
    for row in LinkPlace.objects.filter(page=page).select_related("link"):
        place = (row.link.digest, row.words, row.model_path, row.content_path)
        if wanted[place]:
            wanted[place] -= 1
        else:
            surplus.append(row.pk)
    if surplus:
        LinkPlace.objects.filter(pk__in=surplus).delete()
    missing = list(wanted.elements())
    if missing:
        keys = _links({digest: urls[digest] for digest, *_place in missing})
        LinkPlace.objects.bulk_create(
            LinkPlace(page_id=page, link_id=keys[digest], words=words, model_path=path, content_path=content)
            for digest, words, path, content in missing
        )


def _links(urls: dict[str, str]) -> dict[str, int]:
    """Return the keys of links by digest, locked against being forgotten; those that are new are made."""
    hosts = {digest: _host(url) for digest, url in urls.items()}
    LinkHost.objects.bulk_create(
        [LinkHost(name=name) for name in sorted(set(hosts.values()))], ignore_conflicts=True
    )
    names = LinkHost.objects.select_for_update().filter(name__in=set(hosts.values()))
    known = dict(names.values_list("name", "pk"))
    new = [OutsideLink(digest=digest, url=urls[digest], host_id=known[hosts[digest]]) for digest in urls]
    OutsideLink.objects.bulk_create(new, ignore_conflicts=True)
    rows = OutsideLink.objects.select_for_update().filter(digest__in=urls)
    return dict(rows.values_list("digest", "pk"))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or NO_HOST)[:255]
    except ValueError:
        return NO_HOST


def _keep_inside(page: int, found: list[Inside]) -> None:
    wanted = Counter((each.target, each.model_path, each.content_path) for each in found)
    rows = PageLink.objects.filter(page=page)
    if Counter((row.target_id, row.model_path, row.content_path) for row in rows) == wanted:
        return
    rows.delete()
    PageLink.objects.bulk_create(
        PageLink(page_id=page, target_id=target, model_path=path, content_path=content)
        for target, path, content in wanted.elements()
        if target <= LARGEST_KEY
    )


def _keep_gaps(page: int, found: list[Gap]) -> None:
    wanted = {(each.model_path, each.content_path): each.image for each in found}
    rows = PicturePlace.objects.filter(page=page)
    there = {(row.model_path, row.content_path): row.image_id for row in rows}
    if there == wanted:
        return
    rows.delete()
    known = set(CustomImage.objects.filter(pk__in=wanted.values()).values_list("pk", flat=True))
    PicturePlace.objects.bulk_create(
        PicturePlace(
            page_id=page, model_path=path, content_path=content, image_id=image if image in known else None
        )
        for (path, content), image in wanted.items()
    )
