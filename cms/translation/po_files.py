"""Reads translated PO files: every entry is looked at, and what cannot be taken is reported."""

import datetime as dt
import os
import tempfile
from dataclasses import dataclass, field
from typing import Any

import polib
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize import strings
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationContext

from cms.quotes import quoted
from cms.slugs import ascii_slug
from cms.translation.late import carry_late, keep_late, retired_texts
from cms.translation.models import RetiredSegment
from cms.translation.pieces import SLUG, key_of
from cms.translation.places import length_error, place_of
from cms.translation.quiet import quietly
from cms.translation.vocabulary import OUTDATED
from cms.translation.works import read_works

#: The largest file that is read, in bytes.
LARGEST = 5 * 1024 * 1024
HEADER = "X-WagtailLocalize-TranslationID"
#: The line of its head that says when a file was taken out.
EXPORTED = "X-Tiltas-Exported"


@dataclass
class Taken:
    """What became of a file's entries."""

    count: int = 0
    #: How many of these are for words that the source has no more.
    late: int = 0
    #: What was left out, and why, a line each.
    left_out: list[str] = field(default_factory=list)


def export(translation: Translation) -> polib.POFile:
    """Return the texts of a translation as a file; outdated ones are marked fuzzy, as translators' tools expect."""
    po = translation.export_po()
    po.metadata[EXPORTED] = timezone.now().isoformat()
    works = read_works(
        translation.source.object_id, translation.source.locale_id, [translation.target_locale_id]
    ).of(translation.target_locale_id)
    for entry in po:
        work = works.get((entry.msgctxt, key_of(entry.msgid)))
        if work is not None and work.state == OUTDATED:
            entry.flags.append("fuzzy")
    return po


def read_po(content: bytes) -> polib.POFile:
    """Return a PO file from its bytes; raise ValidationError where it is none."""
    if len(content) > LARGEST:
        raise ValidationError(_("The file is too large."))
    # polib takes a text without line breaks for the name of a file on the server, so it gets a file of ours.
    handle, path = tempfile.mkstemp(suffix=".po")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        return polib.pofile(path, encoding="utf-8")
    except (OSError, UnicodeDecodeError, ValueError, IndexError) as error:
        raise ValidationError(_("This is not a PO file.")) from error
    finally:
        os.unlink(path)


def take_po(translation: Translation, po: polib.POFile, user: Any) -> Taken:
    """Write the translated texts of a file; raise ValidationError where it was made for another translation."""
    if po.metadata.get(HEADER) != str(translation.uuid):
        raise ValidationError(_("The file was made for another translation. Download a new one."))
    taken = Taken()
    known, retired, newer = _known(translation), _retired(translation), _newer(translation, po)
    good = polib.POFile()
    good.metadata = po.metadata
    late = []
    for entry in po:
        if entry.obsolete or entry.fuzzy or not entry.msgstr.strip():
            continue
        if entry.msgctxt == SLUG:
            entry.msgstr = ascii_slug(entry.msgstr, translation.target_locale.language_code)
        place = entry.msgctxt, entry.msgid
        segment = None if place in known else retired.get(place)
        error = _error(translation, segment.context if segment else known.get(place), entry)
        if not error and newer.get(place, entry.msgstr) != entry.msgstr:
            error = _("It was changed here after the file was taken out, and is kept.")
        if error:
            taken.left_out.append(f"{quoted(entry.msgid[:60])}: {error}")
        elif segment:
            keep_late(translation, segment, entry.msgstr, user)
            late.append(segment)
        else:
            good.append(entry)
    with quietly():
        translation.import_po(good, user=user, tool_name="PO File")
    carry_late(translation, late)
    taken.count, taken.late = len(good) + len(late), len(late)
    return taken


def _known(translation: Translation) -> dict[tuple[str, str], TranslationContext]:
    """Return the contexts of the texts a file may hold, by path and source text."""
    now = StringSegment.objects.filter(source=translation.source).select_related("context", "string")
    return {(row.context.path, row.string.data): row.context for row in now}


def _retired(translation: Translation) -> dict[tuple[str, str], RetiredSegment]:
    """Return the texts that a file may hold because it was taken out before the source was changed."""
    return {(row.context.path, row.string.data): row for row in retired_texts(translation)}


def _newer(translation: Translation, po: polib.POFile) -> dict[tuple[str, str], str]:
    """Return the texts that were written after a file was taken out; none where it does not say when that was."""
    try:
        taken_out = dt.datetime.fromisoformat(po.metadata.get(EXPORTED, ""))
    except ValueError:
        return {}
    if timezone.is_naive(taken_out):
        return {}
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        locale=translation.target_locale,
        updated_at__gt=taken_out,
        has_error=False,
    )
    return {
        (path, original): text
        for path, original, text in rows.values_list("context__path", "translation_of__data", "data")
    }


def _error(translation: Translation, context: TranslationContext | None, entry: polib.POEntry) -> str:
    if context is None:
        return _("The page has no such text.")
    if "\0" in entry.msgstr:
        return _("It holds a character that cannot be.")
    try:
        strings.StringValue.from_translated_html(entry.msgstr)
        strings.validate_translation_links(entry.msgid, entry.msgstr)
    except ValueError as error:
        return str(error)
    return length_error(place_of(translation.source, context), entry.msgstr)
