"""The pages of a set by language, and how far each is."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation

from cms.languages import LANGUAGES
from cms.releases.models import ReleaseMember, ReleaseSet
from cms.translation.models import LanguageVersion
from cms.translation.vocabulary import COMPLETE, MACHINE, PUBLISHED, STATES


@dataclass
class Entry:
    """A page of a set, as lists show it."""

    member: ReleaseMember
    page: Page
    title: str
    language: str
    code: str
    state: str
    is_ready: bool


@dataclass
class Row:
    """The languages of one page; None where a language is not in the set."""

    title: str
    entries: list[Entry | None] = field(default_factory=list)


def entries_of(release_set: ReleaseSet) -> list[Entry]:
    """Return the pages of a set in the languages' order, then the tree's; six queries however many."""
    members = list(release_set.members.select_related("page__locale", "page__content_type"))
    pages = [member.page for member in members]
    versions = {
        row.page_id: row
        for row in LanguageVersion.objects.filter(page__in=[page.pk for page in pages]).exclude(
            source_locale=None
        )
    }
    titles = _titles(pages)
    names, order = dict(LANGUAGES), [code for code, _name in LANGUAGES]
    entries = []
    for member in members:
        page, version = member.page, versions.get(member.page_id)
        code = page.locale.language_code
        state, is_ready = _state(page, version)
        title = titles.get((page.translation_key, page.locale_id)) or page.draft_title or page.title
        entries.append(Entry(member, page, title, names.get(code, code), code, state, is_ready))
    return sorted(entries, key=lambda entry: (order.index(entry.code), entry.page.path))


def matrix_of(entries: list[Entry]) -> tuple[list[str], list[Row]]:
    """Return the languages of a set, and a row for each page with its entry in each of them."""
    languages = list(dict.fromkeys(entry.language for entry in entries))
    rows: dict[Any, dict[str, Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.page.depth, entry.page.path)):
        rows.setdefault(entry.page.translation_key, {})[entry.language] = entry
    first = Locale.get_default().pk
    return languages, [
        Row(
            next((entry.title for entry in row.values() if entry.page.locale_id == first), None)
            or next(iter(row.values())).title,
            [row.get(language) for language in languages],
        )
        for row in rows.values()
    ]


def _state(page: Page, version: LanguageVersion | None) -> tuple[str, bool]:
    """Return how far a page is in words, and whether its texts are all there."""
    if version is None:
        if not page.live:
            return _("Original, not published"), True
        return (_("Original, changed"), True) if page.has_unpublished_changes else (_("Published"), True)
    parts = [str(dict(STATES)[version.state])]
    if version.missing:
        parts.append(
            ngettext("%(count)s missing", "%(count)s missing", version.missing) % {"count": version.missing}
        )
    if version.outdated:
        words = ngettext("%(count)s outdated", "%(count)s outdated", version.outdated)
        parts.append(words % {"count": version.outdated})
    return " · ".join(parts), version.state in (COMPLETE, MACHINE, PUBLISHED)


def _titles(pages: list[Page]) -> dict[tuple[Any, int], str]:
    """Return the titles that translators have given, by page and language: drafts may not have them yet."""
    keys = {page.translation_key for page in pages}
    segments = StringSegment.objects.filter(source__object_id__in=keys, context__path="title")
    now = set(segments.values_list("source__object_id", "string_id"))
    rows = StringTranslation.objects.filter(
        context__object_id__in=keys, context__path="title", has_error=False
    ).values_list("context__object_id", "translation_of_id", "locale_id", "data")
    return {(key, locale): text for key, string, locale, text in rows if (key, string) in now}
