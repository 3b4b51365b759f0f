"""Counts language versions anew from what is stored, for one of them or for all."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from cms.translation.lineage import Link, links_of, targets_from
from cms.translation.locking import lock
from cms.translation.models import LanguageVersion
from cms.translation.pieces import Piece, Pieces, key_of, read_shown, settle, without_hidden, write_shown
from cms.translation.rows import attach_rows
from cms.translation.states import COUNTED, count, newer_since, paths_behind
from cms.translation.versions import first_shown, read_off, versions_of
from cms.translation.works import Works, read_works


@dataclass(frozen=True)
class Difference:
    """A stored count that is not what the contents say."""

    version: LanguageVersion
    field: str
    stored: object
    counted: object

    def __str__(self) -> str:
        return f"{self.version} {self.field}: {self.stored!r}, but {self.counted!r} by content"


def stored_pieces(source_id: int) -> Pieces:
    """Return the texts of a source as its translations know them; one query."""
    found: Pieces = {}
    rows = StringSegment.objects.filter(source_id=source_id).order_by("order")
    for path, data in rows.values_list("context__path", "string__data"):
        found.setdefault(path, []).append(Piece(path, key_of(data), data, {}))
    return found


@transaction.atomic
def recount(
    translation_key: uuid.UUID, *, write: bool = True, read_anew: Iterable[str] = ()
) -> list[Difference]:
    """Count all versions of a page or record anew; return what was stored otherwise.

    `read_anew` are the codes of languages whose texts were written past a release: what they show is read off
    their content again.
    """
    read_anew = frozenset(read_anew)
    if write:
        lock(translation_key)
    links = links_of(translation_key)
    if not links:
        return []
    known = versions_of(translation_key)
    found: list[Difference] = []
    targets = {link.target_locale_id for link in links}
    first = [link.source_locale_id for link in links if link.source_locale_id not in targets]
    for locale_id in dict.fromkeys(first):
        found += _recount_from(locale_id, links, known, write, read_anew)
    return found


def _recount_from(
    locale_id: int,
    links: list[Link],
    known: dict[int, LanguageVersion],
    write: bool,
    read_anew: frozenset[str],
) -> list[Difference]:
    found: list[Difference] = []
    mine = targets_from(links, locale_id)
    if not mine:
        return found
    source = mine[0].translation.source
    pieces = stored_pieces(source.pk)
    works = read_works(source.object_id, locale_id, [link.target_locale_id for link in mine])
    before = known.get(locale_id)
    behind = paths_behind(read_shown(before.released)) if before else set()
    whole = bool(read_anew) or any(link.target_locale_id not in known for link in mine)
    rows = _rows(source, [link.target_locale_id for link in mine], whole=whole)
    for link in mine:
        target = rows.get(link.target_locale_id)
        if target is None:
            continue
        version = known.get(link.target_locale_id)
        if version is None:
            version = known[link.target_locale_id] = first_shown(link, target, pieces, works)
            if write:
                version.save()
        elif link.translation.target_locale.language_code in read_anew and getattr(target, "live", True):
            _read_anew(version, target, pieces, works)
        stored = {name: getattr(version, name) for name in COUNTED}
        count(
            version,
            without_hidden(pieces, version.hidden),
            lambda piece, key=link.target_locale_id: works.state(key, piece),
            lambda piece, key=link.target_locale_id: works.text(key, piece),
            read_shown(version.released),
            is_live=bool(getattr(target, "live", True)),
            behind=behind,
            source=before,
            source_locale=source.locale,
        )
        different = [name for name in COUNTED if stored[name] != getattr(version, name)]
        found += [Difference(version, name, stored[name], getattr(version, name)) for name in different]
        since = newer_since(version, timezone.now())
        if write and (different or (since is None) != (version.outdated_since is None)):
            version.outdated_since = since
            version.save(update_fields=[*different, "outdated_since", "updated_at"])
        found += _recount_from(link.target_locale_id, links, known, write, read_anew)
    return found


def _read_anew(version: LanguageVersion, target: models.Model, pieces: Pieces, works: Works) -> None:
    """Read off a version's content what it shows; what it showed before is kept."""
    _settled, version.kept = settle(read_shown(version.released), version.kept, pieces, {})
    version.released = write_shown(read_off(target, version.locale_id, pieces, works))
    version.save(update_fields=["released", "kept", "updated_at"])


def _rows(source: TranslationSource, locale_ids: list[int], *, whole: bool) -> dict[int, models.Model]:
    """Return the rows of the versions by language; pages without their streams unless they are to be read."""
    model = source.specific_content_type.model_class()
    if not issubclass(model, Page):
        found = model._default_manager.all()
    else:
        found = model.objects.all() if whole else model.objects.defer_streamfields()
        found = found.filter(alias_of__isnull=True)
    rows = {
        row.locale_id: row for row in found.filter(translation_key=source.object_id, locale_id__in=locale_ids)
    }
    if whole and issubclass(model, Page):
        attach_rows(rows.values())
    return rows


def recount_all(*, write: bool = True) -> Iterator[Difference]:
    """Count every version of every page and record anew; yield what was stored otherwise."""
    keys = (
        Translation.objects.filter(enabled=True)
        .order_by("source__object_id")
        .values_list("source__object_id", flat=True)
        .distinct()
    )
    for key in keys.iterator(chunk_size=500):
        yield from recount(key, write=write)
