"""The texts translators work on, as wagtail-localize stores them, and how far they are."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone, translation
from django.utils.translation import gettext
from wagtail.models import Locale
from wagtail_localize.models import String, StringTranslation, TranslationContext, TranslationSource

from cms.translation.pieces import Piece, Pieces, align
from cms.translation.vocabulary import CARRIED, COMPLETE, MACHINE, MEMORY, MISSING, OUTDATED

MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL
BY_MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE


@dataclass(frozen=True)
class Work:
    """What a translator's text for one piece is."""

    text: str
    state: str


@dataclass
class Works:
    """All texts of one object, by language, path and key of the source text."""

    rows: dict[int, dict[tuple[str, str], Work]] = field(default_factory=dict)

    def of(self, locale_id: int) -> dict[tuple[str, str], Work]:
        return self.rows.setdefault(locale_id, {})

    def state(self, locale_id: int, piece: Piece) -> str:
        """Return how far one text is."""
        work = self.of(locale_id).get((piece.path, piece.key))
        return work.state if work else MISSING

    def text(self, locale_id: int, piece: Piece) -> str | None:
        """Return the text as a draft shows it; an outdated one is better than the source's."""
        work = self.of(locale_id).get((piece.path, piece.key))
        return work.text if work and work.state != MISSING else None

    def made_for(self, locale_id: int, piece: Piece) -> str:
        """Return the key of the words that an outdated text was made for; empty where that is not known."""
        text = self.text(locale_id, piece)
        return next(
            (
                key
                for (path, key), work in self.of(locale_id).items()
                if path == piece.path and work.text == text and work.state in (COMPLETE, MACHINE)
            ),
            "",
        )


def read_works(translation_key: uuid.UUID, source_locale_id: int, locale_ids: Iterable[int]) -> Works:
    """Return the texts of versions in these languages that are made from one source; one query."""
    works = Works()
    rows = StringTranslation.objects.filter(
        context__object_id=translation_key,
        translation_of__locale_id=source_locale_id,
        locale_id__in=list(locale_ids),
    ).values_list(
        "locale_id",
        "context__path",
        "translation_of__data_hash",
        "data",
        "translation_type",
        "tool_name",
        "has_error",
    )
    for locale_id, path, key, text, kind, tool, has_error in rows:
        works.of(locale_id)[path, str(key)] = Work(text, _state(text, kind, tool, has_error))
    return works


def _state(text: str, kind: str, tool: str, has_error: bool) -> str:
    if tool == CARRIED:
        return OUTDATED
    if has_error or not text.strip():
        return MISSING
    return MACHINE if kind == BY_MACHINE else COMPLETE


def carry_works(
    source: TranslationSource,
    old: Pieces,
    new: Pieces,
    works: Works,
    locales: Iterable[Locale],
    *,
    remember: bool = True,
) -> None:
    """Give the pieces that are new in a source the translations they had under other words or elsewhere.

    The same words elsewhere on the page (a moved block) bring their translation along; the counterpart of a
    rewritten sentence comes as outdated; the same words on another page (a copied one) come as a suggestion to
    be confirmed, unless not `remember`. Nothing that is stored is changed. `works` is brought up to date.
    """
    fresh = [(index, piece) for path in new for index, piece in enumerate(new[path]) if piece.counts]
    words = {piece.key: piece.data for pieces in old.values() for piece in pieces}
    counterparts = {
        path: align([piece.key for piece in old.get(path, [])], pieces, words) for path, pieces in new.items()
    }
    wanted: list[tuple[Locale, Piece, Work, str]] = []
    asked: dict[int, list[Piece]] = {}
    for locale in locales:
        mine = works.of(locale.pk)
        elsewhere = {key: work for (path, key), work in mine.items() if work.state in (COMPLETE, MACHINE)}
        for index, piece in fresh:
            if (piece.path, piece.key) in mine:
                continue
            before = counterparts[piece.path].get(index)
            earlier = mine.get((piece.path, old[piece.path][before].key)) if before is not None else None
            if piece.key in elsewhere:
                wanted.append((locale, piece, elsewhere[piece.key], ""))
            elif earlier is not None and earlier.state != MISSING:
                wanted.append((locale, piece, Work(earlier.text, OUTDATED), CARRIED))
            else:
                asked.setdefault(locale.pk, []).append(piece)
    if remember:
        wanted += _remembered(source, asked, {locale.pk: locale for locale in locales})
    _store(source, wanted)
    for locale, piece, work, _tool in wanted:
        works.of(locale.pk)[piece.path, piece.key] = work


def _remembered(
    source: TranslationSource, asked: dict[int, list[Piece]], locales: dict[int, Locale]
) -> list[tuple[Locale, Piece, Work, str]]:
    """Return the latest translation of the same words on other pages, for the pieces that have none; one query."""
    keys = {piece.key for pieces in asked.values() for piece in pieces}
    if not keys:
        return []
    rows = (
        StringTranslation.objects.filter(
            translation_of__locale_id=source.locale_id,
            translation_of__data_hash__in=keys,
            locale_id__in=list(asked),
            has_error=False,
            translation_type=MANUAL,
        )
        .exclude(context__object_id=source.object_id)
        .exclude(context__path="slug")
        .order_by("updated_at")
        .values_list("locale_id", "translation_of__data_hash", "data")
    )
    known = {(locale_id, str(key)): text for locale_id, key, text in rows if text}
    return [
        (locales[locale_id], piece, Work(known[locale_id, piece.key], MACHINE), MEMORY)
        for locale_id, pieces in asked.items()
        for piece in pieces
        if (locale_id, piece.key) in known
    ]


def _store(source: TranslationSource, wanted: list[tuple[Locale, Piece, Work, str]]) -> None:
    if not wanted:
        return
    paths = {piece.path for _locale, piece, _work, _tool in wanted}
    keys = {piece.key for _locale, piece, _work, _tool in wanted}
    found = String.objects.filter(locale_id=source.locale_id, data_hash__in=keys)
    strings = {str(key): number for key, number in found.values_list("data_hash", "pk")}
    contexts = dict(
        TranslationContext.objects.filter(object_id=source.object_id, path__in=paths).values_list(
            "path", "pk"
        )
    )
    rows = []
    for locale, piece, work, tool in wanted:
        is_carried = tool == CARRIED
        rows.append(
            StringTranslation(
                translation_of_id=strings[piece.key],
                context_id=contexts[piece.path],
                locale=locale,
                data=work.text,
                translation_type=BY_MACHINE if work.state in (MACHINE, OUTDATED) else MANUAL,
                tool_name=tool,
                has_error=is_carried,
                field_error=_explain(locale) if is_carried else "",
                updated_at=timezone.now(),
            )
        )
    StringTranslation.objects.bulk_create(rows, ignore_conflicts=True)


def _explain(locale: Locale) -> str:
    """Return what the translation editor says beside an outdated text, in its translator's language."""
    with translation.override(locale.language_code):
        return gettext("The original has changed. Check this translation and save it again.")
