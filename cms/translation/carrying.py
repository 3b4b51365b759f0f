"""One truth: what is a fact in a source is the same in every language as soon as the source is published.

`carry` is called when a page is published or a record is saved. It renews the facts of all versions that come
from it, along chains, in the transaction of the publication: published versions keep the texts they show,
drafts keep those their translators work on. Each changed version gets a revision and an entry in its log.
"""

import logging
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.content.sources import submit
from cms.translation.composing import Language, Original
from cms.translation.lineage import Link, link_into, links_of, targets_from
from cms.translation.locking import lock
from cms.translation.models import LanguageVersion, LocalBlock
from cms.translation.pieces import (
    SLUG,
    Pieces,
    Shown,
    pieces_of,
    read_shown,
    settle,
    without_hidden,
    write_shown,
)
from cms.translation.records_of import overrides_in, records_in, standing
from cms.translation.recounting import stored_pieces
from cms.translation.states import count, newer_since, paths_behind
from cms.translation.versions import first_shown, read_off, versions_of
from cms.translation.works import Works, carry_works, read_works
from cms.translation.writing import Writer, loaded_targets

logger = logging.getLogger(__name__)


@dataclass
class Report:
    """What `carry` did: the languages it renewed, and what went wrong in others."""

    renewed: list[str] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def carry(instance: models.Model, user: Any = None) -> Report:
    """Bring the facts of a page or record into all versions that come from it, and count their texts anew.

    `instance` is the published page, or the saved record. Published texts stay as they are; an error in one
    language leaves that language as it was, is told in the report and kept with the version, and never stops
    the others.
    """
    report = Report()
    links = links_of(instance.translation_key)
    if targets_from(links, instance.locale_id):
        lock(instance.translation_key)
        _carry_from(instance, links, user, report)
    return report


@transaction.atomic
def adopt(page: Page, user: Any = None) -> None:
    """Note what a translated page shows that was published by another way than a release (on a schedule, from the
    list of pages, an older revision), and give it its source's facts, which may be newer than that revision."""
    link = link_into(page.translation_key, page.locale_id)
    if link is None:
        return
    lock(page.translation_key)
    step = Step(link.translation.source.get_source_instance(), [link], user)
    version = step.versions[page.locale_id]
    version.released = write_shown(read_off(page, page.locale_id, step.pieces, step.works))
    step.renew(link)
    step.finish()


def draft_of(translation: Translation) -> models.Model:
    """Return a version as it will be with the texts its translator works on, unsaved: for a preview."""
    link = Link(translation, translation.source.locale_id, translation.target_locale_id)
    step = Step(translation.source.get_source_instance(), [link], None, only_look=True)
    target = step.targets[link.target_locale_id]
    step.original.write_into(target, step.draft_language(step.versions[link.target_locale_id]))
    return target


def _carry_from(instance: models.Model, links: list[Link], user: Any, report: Report) -> None:
    """Renew the versions made from `instance`, then those made from these."""
    mine = targets_from(links, instance.locale_id)
    if not mine:
        return
    step = Step(instance, mine, user)
    for link in mine:
        code = link.translation.target_locale.language_code
        version = step.versions[link.target_locale_id]
        try:
            with transaction.atomic():
                step.renew(link)
        except (DatabaseError, models.ObjectDoesNotExist, ValidationError, ValueError, KeyError) as error:
            logger.exception("The facts of %s could not be brought into %s.", instance, code)
            step.give_up(link)
            version.problem = report.problems[code] = _words(error)
            continue
        report.renewed.append(code)
    report.problems |= step.finish()
    for link in mine:
        target = step.targets.get(link.target_locale_id)
        if target is not None:
            _carry_from(target, links, user, report)


class Step:
    """A source and the versions made directly from it, loaded together; `only_look` changes nothing stored."""

    def __init__(self, instance: models.Model, links: list[Link], user: Any, *, only_look: bool = False):
        self.instance = instance
        self.links = links
        self.codes = {link.target_locale_id: link.translation.target_locale.language_code for link in links}
        self.source = links[0].translation.source
        self.source_locale = self.source.locale
        key, locale_ids = instance.translation_key, [link.target_locale_id for link in links]
        old = stored_pieces(self.source.pk)
        self.works: Works = read_works(key, self.source_locale.pk, locale_ids)
        self.targets = loaded_targets(type(instance), key, locale_ids)
        known = versions_of(key)
        self.before = known.get(instance.locale_id)
        self.versions: dict[int, LanguageVersion] = {}
        for link in links:
            version = known.get(link.target_locale_id)
            if version is None:
                version = first_shown(link, self.targets.get(link.target_locale_id), old, self.works)
                if not only_look:
                    version.save()
            version.source_locale_id = self.source_locale.pk
            self.versions[link.target_locale_id] = version
        if not only_look:
            submit(instance)
        self.original = Original(instance)
        self.pieces: Pieces = pieces_of(instance)
        self.words = {piece.key: piece.data for pieces in old.values() for piece in pieces}
        if not only_look:
            locales = [link.translation.target_locale for link in links]
            carry_works(self.source, old, self.pieces, self.works, locales)
        self.related = records_in(instance, locale_ids)
        self._read_differences(locale_ids)
        self.behind = paths_behind(read_shown(self.before.released)) if self.before else set()
        self.writer = Writer(instance, self.source, user)

    def _read_differences(self, locale_ids: list[int]) -> None:
        """Read what languages have of their own: facts, and blocks."""
        key, model = self.instance.translation_key, type(self.instance)
        self.overrides = overrides_in(key, model, locale_ids)
        self.released_overrides = standing(
            key, model, {locale_id: self.versions[locale_id].overrides for locale_id in locale_ids}
        )
        self.local: dict[int, dict[tuple[str, str], list[dict]]] = {}
        for row in LocalBlock.objects.filter(translation_key=key, locale_id__in=locale_ids):
            self.local.setdefault(row.locale_id, {}).setdefault((row.field, row.after), []).append(row.block)

    def read_differences(self, link: Link) -> None:
        """Read anew what one language has of its own."""
        self._read_differences([link.target_locale_id])

    def renew(self, link: Link) -> None:
        """Renew one version; nothing is written before `finish`, but for rows that hang on it."""
        version = self.versions[link.target_locale_id]
        target = self.targets.get(link.target_locale_id)
        shown, version.kept = settle(read_shown(version.released), version.kept, self.pieces, self.words)
        version.released = write_shown(shown)
        is_live = target is not None and getattr(target, "live", True)
        if target is not None:
            renewed = is_live and self.writer.write_live(
                target, self.original, self.language(version, _texts(shown))
            )
            if not is_live or self.writer.has_draft(target):
                self.writer.write_draft(target, self.original, self.draft_language(version), always=renewed)
        self.count(version, shown, is_live=is_live)
        version.problem = ""

    def give_up(self, link: Link) -> None:
        """Leave a version as it is stored: something went wrong with it."""
        version, target = self.versions[link.target_locale_id], self.targets.pop(link.target_locale_id, None)
        if target is not None:
            self.writer.forget(target.pk)
        version.refresh_from_db()

    def draft_texts(self, locale_id: int) -> dict[tuple[str, int], str]:
        """Return the texts a translator works on, as (path, position) → text; not the slug, see `slug_text`."""
        return {
            (path, position): text
            for path, pieces in self.pieces.items()
            for position, piece in enumerate(pieces)
            if piece.counts and (text := self.works.text(locale_id, piece)) is not None
        }

    def slug_text(self, locale_id: int) -> str | None:
        """Return the slug a translator gave. It becomes an address with the release: until then it is only words."""
        pieces = self.pieces.get(SLUG)
        return self.works.text(locale_id, pieces[0]) if pieces else None

    def language(self, version: LanguageVersion, texts: dict[tuple[str, int], str]) -> Language:
        """Return what makes the published content of a version its own, with these texts."""
        return Language(
            locale_id=version.locale_id,
            text=lambda path, position: texts.get((path, position)),
            related=self.related.get(version.locale_id, {}),
            overrides=self.released_overrides[version.locale_id],
            hidden=set(version.hidden),
            local=self.local.get(version.locale_id, {}),
        )

    def draft_language(self, version: LanguageVersion) -> Language:
        """Return the same with what a translator works on: her texts, and the facts she made different."""
        language = self.language(version, self.draft_texts(version.locale_id))
        language.overrides = self.overrides.get(version.locale_id, {})
        return language

    def count(self, version: LanguageVersion, shown: Shown, *, is_live: bool) -> None:
        """Count how far the version's texts are."""
        locale_id = version.locale_id
        count(
            version,
            without_hidden(self.pieces, version.hidden),
            lambda piece: self.works.state(locale_id, piece),
            lambda piece: self.works.text(locale_id, piece),
            shown,
            is_live=is_live,
            behind=self.behind,
            source=self.before,
            source_locale=self.source_locale,
        )
        version.outdated_since = newer_since(version, timezone.now())

    def finish(self) -> dict[str, str]:
        """Write what is left to write, for all languages at once; return what failed, by language."""
        problems = self.writer.finish()
        for version in self.versions.values():
            code = self.codes[version.locale_id]
            version.problem = problems.get(code, version.problem)
        for version in self.versions.values():
            version.updated_at = timezone.now()
        LanguageVersion.objects.bulk_update(
            self.versions.values(),
            [field_.name for field_ in LanguageVersion._meta.concrete_fields if not field_.primary_key],
        )
        return problems


def _words(error: Exception) -> str:
    """Return what went wrong in words for editors."""
    words = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
    return words[:500] or type(error).__name__


def _texts(shown: Shown) -> dict[tuple[str, int], str]:
    return {
        (path, position): entry.text
        for path, entries in shown.items()
        for position, entry in enumerate(entries)
        if entry.text is not None and path != SLUG  # a page keeps its address
    }
