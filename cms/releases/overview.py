"""The pages of a set by language, and how far each is."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation

from cms.languages import LANGUAGES
from cms.releases.forecast import Forecast, Texts
from cms.releases.models import ReleaseMember, ReleaseSet
from cms.releases.problems import UNREADY
from cms.releases.telling import counts_in_words
from cms.translation.models import LanguageVersion
from cms.translation.vocabulary import COMPLETE, PUBLISHED, STATES


@dataclass
class Entry:
    """A page of a set, as lists show it."""

    member: ReleaseMember
    page: Page
    title: str
    language: str
    code: str
    state: str
    #: what keeps it back, as facts; None where nothing does
    problem: dict[str, Any] | None = None
    #: what else is to be known of it, in words
    hints: list[str] = field(default_factory=list)

    @property
    def is_unready(self) -> bool:
        """Whether its contents are not as they must be."""
        return self.problem is not None and self.problem["kind"] in UNREADY


@dataclass
class Row:
    """The languages of one page; None where a language is not in the set."""

    title: str
    entries: list[Entry | None] = field(default_factory=list)


def entries_of(release_set: ReleaseSet, forecast: Forecast | None = None) -> list[Entry]:
    """Return the pages of a set in the languages' order, then the tree's; six queries however many.

    With a forecast they are judged by what will be public after the release, without one by what there is now.
    Pages that were deleted are left out (`gone_of`).
    """
    members = list(
        release_set.members.exclude(page=None).select_related("page__locale", "page__content_type")
    )
    pages = [member.page for member in members]
    versions = {
        row.page_id: row
        for row in LanguageVersion.objects.filter(page__in=[page.pk for page in pages]).exclude(
            source_locale=None
        )
    }
    titles = _titles(pages)
    problems = {problem["page"]: problem for problem in forecast.problems} if forecast else {}
    names, order = dict(LANGUAGES), [code for code, _name in LANGUAGES]
    entries = []
    for member in members:
        page, version = member.page, versions.get(member.page_id)
        code = page.locale.language_code
        title = titles.get((page.translation_key, page.locale_id)) or page.draft_title or page.title
        state = _state(page, _texts(page, version, forecast))
        entries.append(
            Entry(
                member, page, title, names.get(code, code), code, state, problems.get(page.pk), _hints(page)
            )
        )
    return sorted(entries, key=lambda entry: (order.index(entry.code), entry.page.path))


def gone_of(release_set: ReleaseSet) -> list[dict[str, Any]]:
    """Return the pages of a set that were deleted: key of the member, title and language."""
    names = dict(LANGUAGES)
    return [
        {"key": member.pk, "title": member.title, "language": names.get(member.language, member.language)}
        for member in release_set.members.filter(page=None)
    ]


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


def _texts(page: Page, version: LanguageVersion | None, forecast: Forecast | None) -> Texts | None:
    """Return how far the texts of a translated page are, or will be; None for a first version."""
    if version is None:
        return None
    found = forecast.texts.get(page.pk) if forecast else None
    if found is None:
        return Texts(version.state, version.missing, version.outdated)
    if found.state == PUBLISHED and page.pk in forecast.published:
        return replace(found, state=COMPLETE)  # it is not public yet
    return found


def _state(page: Page, texts: Texts | None) -> str:
    """Return how far a page is in words."""
    if texts is None:
        if not page.live:
            return _("Original, not published")
        return _("Original, changed") if page.has_unpublished_changes else _("Published")
    return " · ".join(
        filter(None, [str(dict(STATES)[texts.state]), counts_in_words(texts.missing, texts.outdated)])
    )


def _hints(page: Page) -> list[str]:
    return [_("no longer public")] if page.first_published_at and not page.live else []


def _titles(pages: list[Page]) -> dict[tuple[Any, int], str]:
    """Return the titles that translators have given, by page and language: drafts may not have them yet."""
    keys = {page.translation_key for page in pages}
    segments = StringSegment.objects.filter(source__object_id__in=keys, context__path="title")
    now = set(segments.values_list("source__object_id", "string_id"))
    rows = StringTranslation.objects.filter(
        context__object_id__in=keys, context__path="title", has_error=False
    ).values_list("context__object_id", "translation_of_id", "locale_id", "data")
    return {(key, locale): text for key, string, locale, text in rows if (key, string) in now}
