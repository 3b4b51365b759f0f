"""Brings translations in through wagtail-localize, so that its tools know every one of them."""

import uuid
from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from cms.content.athand import Targets
from cms.content.entries import Entry, Texts, relations_of
from cms.content.publishing import publish
from cms.content.references import References, kind_of, resolve
from cms.content.report import CHANGED, CREATED, UNCHANGED, Report
from cms.content.segments import Pieces, pair, pieces_from_rows, pieces_of, pieces_of_markup, unsaved
from cms.content.sources import submit
from cms.content.stored import StoredRows
from cms.content.validation import note
from cms.slugs import ascii_slug
from cms.translation.pieces import Piece, key_of
from cms.translation.pieces import Pieces as EnginePieces
from cms.translation.works import carry_works, read_works


class Translator:
    """Writes the translations of pages and records; asks the database for all of them at once."""

    def __init__(self, entries: list[Entry], references: References, report: Report, stored: StoredRows):
        self.references = references
        self.stored = stored
        self.problems = references.problems
        self.report = report
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self._taken_old: set[tuple] = set()
        #: key of each page and record of which something was written → the languages its texts were written in
        self.touched: dict[uuid.UUID, set[str]] = defaultdict(set)
        self._targets = Targets()
        keys = [entry.key for entry in entries]
        self._segments = _stored_segments(keys)
        self._translations = _stored_translations(keys)
        self._sources = {
            (source.object_id, source.locale_id): source
            for source in TranslationSource.objects.filter(object_id__in=keys).select_related("locale")
        }
        self._begun = {
            (item.source_id, item.target_locale_id): item
            for item in Translation.objects.filter(source__object_id__in=keys)
        }

    def translate(self, entry: Entry, instance: models.Model, *, changed: bool) -> None:
        """Bring all translations of a page or record up to date; `changed`: its source was written just now."""
        if not entry.texts:
            return
        if changed:
            self.touched[entry.key]  # its source: no language's texts
        source = self._sources.get((entry.key, instance.locale_id))
        if changed or source is None:
            source = self._take_source(instance)
        current = pieces_from_rows(self._segments[entry.key, instance.locale_id])
        for language, texts in sorted(entry.texts.items()):
            if texts.old_fields is None:
                wanted = self._wanted(entry, texts, language, current)
                self._translate_into(entry, source, language, texts, wanted, changed)
            elif (entry.key, language) not in self._taken_old:
                self._remember(entry, language, self.stored.get(entry, language))
                self.report.count(f"{entry.model._meta.label} ({language})", UNCHANGED)

    def take_old_source(self, entry: Entry, texts: Texts, language: str, instance: models.Model) -> None:
        """Translate a page or record from what its source said before, which `instance` has at this moment."""
        source = self._take_source(instance)
        self._taken_old.add((entry.key, language))
        originals = pieces_from_rows(self._segments[entry.key, instance.locale_id])
        wanted = self._wanted(entry, texts, language, originals)
        self._translate_into(entry, source, language, texts, wanted, True)

    def has_old(self, entry: Entry, texts: Texts, language: str, instance: models.Model) -> bool:
        """Tell whether the translation of what the source said before is there already, as wanted."""
        target = self.stored.get(entry, language)
        if target is None or (entry.is_page and target.live != (entry.live and texts.live)):
            return False
        stored = self._translations[entry.key, self.locales[language].pk]
        wanted = self._wanted(entry, texts, language, self._old_pieces(entry, texts, instance))
        return all(key in stored and stored[key][1] == text for key, text in wanted.items())

    def _take_source(self, instance: models.Model) -> TranslationSource:
        key = instance.translation_key, instance.locale_id
        before = self._segments[key]
        source = submit(instance)
        self._sources[key] = source
        self._segments[key] = _stored_segments([source.object_id])[key]
        if before and _words(before) != _words(self._segments[key]):
            self._carry_texts(source, before)
        return source

    def _carry_texts(self, source: TranslationSource, before: list[dict]) -> None:
        """Keep the translations of what the source said before, as outdated ones of what it says now."""
        locales = [locale for locale in self.locales.values() if (source.pk, locale.pk) in self._begun]
        works = read_works(source.object_id, source.locale_id, [locale.pk for locale in locales])
        now = self._segments[source.object_id, source.locale_id]
        carry_works(source, _words(before), _words(now), works, locales, remember=False)
        for key, found in _stored_translations([source.object_id]).items():
            self._translations[key] = found

    def _old_pieces(self, entry: Entry, texts: Texts, instance: models.Model) -> Pieces:
        values = resolve(texts.old_fields, self.references, entry.source)
        rows = resolve(texts.old_rows, self.references, entry.source)
        old = unsaved(entry.model, values, rows, relations_of(entry.model))
        old.slug = getattr(instance, "slug", "")
        return pieces_of(old)

    def _wanted(
        self, entry: Entry, texts: Texts, language: str, originals: Pieces
    ) -> dict[tuple[str, str], str]:
        """Return the wanted translation of each piece of the source by path and source text."""
        values = resolve(texts.fields, self.references, entry.source)
        rows = resolve(texts.rows, self.references, entry.source)
        if entry.is_page:
            values["slug"] = self._slug(entry, values, language)
        translated = pieces_of(unsaved(entry.model, values, rows, relations_of(entry.model)))
        for path, parts in resolve(texts.partial, self.references, entry.source).items():
            translated[path] = pieces_of_markup(parts)
        return pair(originals, translated, texts.places, texts.place, self.problems)

    def _slug(self, entry: Entry, values: dict[str, Any], language: str) -> str:
        """Return the slug of a translated page: the given one, the one it has, or one made from its title."""
        page = self.stored.get(entry, language)
        wanted = values.get("slug")
        if not wanted and not values.get("title"):
            return ""
        if not wanted and page.latest_revision_id:
            stored = self._translations[entry.key, page.locale_id]
            return page.slug if any(path == "slug" for path, _original in stored) else ""
        free = find_available_slug(
            page.get_parent(), wanted or ascii_slug(values["title"], language), ignore_page_id=page.pk
        )
        if wanted and free != wanted:
            place = entry.texts[language].place / "slug"
            self.problems.add(place, f"The slug “{wanted}” is in use beside this page already.")
        return free

    def _translate_into(
        self,
        entry: Entry,
        source: TranslationSource,
        language: str,
        texts: Texts,
        wanted: dict[tuple[str, str], str],
        changed: bool,
    ) -> None:
        target = self.stored.get(entry, language)
        is_new = target is None or (entry.is_page and target.latest_revision_id is None)
        kind = f"{entry.model._meta.label} ({language})"
        translation = self._begin(source, self.locales[language], enable=is_new)
        if not translation.enabled:  # somebody ended it: the page or record goes its own way
            self._remember(entry, language, target)
            self.report.count(kind, UNCHANGED)
            return
        written = self._write_strings(entry, source, self.locales[language], wanted)
        live = entry.live and texts.live
        state_differs = entry.is_page and not is_new and target.live != live
        if not (is_new or written or changed or state_differs):
            self._remember(entry, language, target)
            self.report.count(kind, UNCHANGED)
            return
        self.touched[entry.key].add(language)
        if not self.problems.found:
            target = self._save_target(entry, translation, texts, live)
        if target is not None:
            self._remember(entry, language, target)
        self.report.count(kind, CREATED if is_new else CHANGED)

    def _begin(self, source: TranslationSource, locale: Locale, *, enable: bool) -> Translation:
        """Return wagtail-localize's record of a translation, made where there is none."""
        translation = self._begun.get((source.pk, locale.pk))
        if translation is None:
            translation = self._begun[source.pk, locale.pk] = Translation.objects.create(
                source=source, target_locale=locale
            )
        elif enable and not translation.enabled:
            translation.enabled = True
            translation.save(update_fields=["enabled"])
        # The objects at hand save wagtail-localize from asking for each of them again.
        translation.source, translation.target_locale = source, locale
        return translation

    def _remember(self, entry: Entry, language: str, target: models.Model) -> None:
        self.references.find(kind_of(entry.model), entry.name).rows[language] = target.pk

    def _write_strings(
        self, entry: Entry, source: TranslationSource, locale: Locale, wanted: dict[tuple[str, str], str]
    ) -> int:
        """Write the translated texts that are new or other; return how many. Texts of others are kept."""
        stored = self._translations[entry.key, locale.pk]
        rows = {(row["path"], row["data"]): row for row in self._segments[entry.key, source.locale_id]}
        new, other = [], []
        for key, text in wanted.items():
            if key in stored:
                if stored[key][1] != text:
                    other.append((stored[key][0], text))
                    stored[key] = (stored[key][0], text)
            elif key in rows:
                new.append(
                    StringTranslation(
                        translation_of_id=rows[key]["string_id"],
                        context_id=rows[key]["context_id"],
                        locale=locale,
                        data=text,
                        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                    )
                )
                stored[key] = (None, text)
        StringTranslation.objects.bulk_create(new)
        for number, text in other:
            StringTranslation.objects.filter(pk=number).update(
                data=text,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                tool_name="",
                has_error=False,
                field_error="",
                updated_at=timezone.now(),
            )
        return len(new) + len(other)

    def _save_target(
        self, entry: Entry, translation: Translation, texts: Texts, live: bool
    ) -> models.Model | None:
        """Let wagtail-localize write the translated row, and publish it in this transaction."""
        locale = translation.target_locale
        language = locale.language_code
        target = (self.stored.renew if entry.is_page else self.stored.get)(entry, language)
        stored = self._translations[entry.key, locale.pk]
        strings = {key: text for key, (_number, text) in stored.items()}
        try:
            target = self._targets.save(translation, target, strings)
        except ValidationError as error:
            for name, errors in getattr(error, "error_dict", {"": [error]}).items():
                note(ValidationError(errors), texts.place / name if name else texts.place, self.problems)
            return None
        if isinstance(target, Page):
            _publish(target, live)
        return self.stored.put(entry, language, target)


def _publish(page: Page, live: bool) -> None:
    if live:
        publish(page)
    elif page.live:
        page.unpublish()


def _words(rows: list[dict]) -> EnginePieces:
    """Return stored texts as the engine of translations knows them."""
    found: EnginePieces = {}
    for row in rows:
        found.setdefault(row["path"], []).append(Piece(row["path"], key_of(row["data"]), row["data"], {}))
    return found


def _stored_segments(keys: list) -> dict[tuple, list[dict]]:
    rows = (
        StringSegment.objects.filter(source__object_id__in=keys)
        .order_by("source__object_id", "order")
        .values(
            "string_id",
            "context_id",
            "attrs",
            key=models.F("source__object_id"),
            locale=models.F("source__locale_id"),
            path=models.F("context__path"),
            data=models.F("string__data"),
        )
    )
    found = defaultdict(list)
    for row in rows:
        found[row["key"], row["locale"]].append(row)
    return found


def _stored_translations(keys: list) -> dict[tuple, dict[tuple[str, str], tuple[int, str]]]:
    rows = StringTranslation.objects.filter(context__object_id__in=keys).values_list(
        "context__object_id", "locale_id", "context__path", "translation_of__data", "pk", "data", "has_error"
    )
    found = defaultdict(dict)
    for key, locale, path, original, number, text, has_error in rows:
        found[key, locale][path, original] = (number, None if has_error else text)
    return found
