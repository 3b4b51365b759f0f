"""Which language version comes from which: any language may be the first, and any version a source."""

import uuid
from dataclasses import dataclass

from wagtail_localize.models import Translation


@dataclass(frozen=True)
class Link:
    """One version that is translated from another."""

    translation: Translation
    source_locale_id: int
    target_locale_id: int


def links_of(translation_key: uuid.UUID) -> list[Link]:
    """Return who comes from whom among the versions of a page or record; one query.

    A version has one source. Where wagtail-localize's records name two, the older one holds; a record that
    would close a circle does not count.
    """
    rows = (
        Translation.objects.filter(source__object_id=translation_key, enabled=True)
        .select_related("source__locale", "source__specific_content_type", "target_locale")
        .order_by("pk")
    )
    found: dict[int, Link] = {}
    for row in rows:
        link = Link(row, row.source.locale_id, row.target_locale_id)
        if link.target_locale_id not in found and not _is_below(
            link.source_locale_id, link.target_locale_id, found
        ):
            found[link.target_locale_id] = link
    return list(found.values())


def _is_below(locale_id: int, ancestor_id: int, links: dict[int, Link]) -> bool:
    """Tell whether a version is, or comes from, another."""
    while locale_id != ancestor_id:
        link = links.get(locale_id)
        if link is None:
            return False
        locale_id = link.source_locale_id
    return True


def link_into(translation_key: uuid.UUID, locale_id: int) -> Link | None:
    """Return how a version is made; None where it is a first one, or goes its own way."""
    return next((link for link in links_of(translation_key) if link.target_locale_id == locale_id), None)


def targets_from(links: list[Link], source_locale_id: int) -> list[Link]:
    """Return the links that begin at a version."""
    return [link for link in links if link.source_locale_id == source_locale_id]
