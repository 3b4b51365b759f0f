"""What waits for those who work in a language: outdated, unfinished and missing pages, counted as the desk does."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.models import Locale, TaskState

from cms.translation.desk import on_the_desk, pages_with_state
from cms.translation.languages_of import languages_of
from cms.translation.vocabulary import IN_PROGRESS, MISSING, OUTDATED
from cms.waiting import WAITING, Entry, Part


def count_by_language(user: Any) -> list[Locale]:
    """Return the languages a user works in, each with how many pages are `outdated`, `in_progress` and `missing`.

    One query.
    """
    counts = {state: Coalesce(_number_in(state), 0) for state in (OUTDATED, IN_PROGRESS, MISSING)}
    return list(Locale.objects.filter(pk__in=languages_of(user)).annotate(**counts).order_by("language_code"))


def _number_in(state: str) -> Subquery:
    pages = on_the_desk(pages_with_state(OuterRef("pk"), OuterRef(OuterRef("pk")))).filter(state=state)
    all_as_one = pages.order_by().annotate(one=Value(1)).values("one")
    return Subquery(all_as_one.annotate(number=Count("pk")).values("number"), output_field=IntegerField())


@hooks.register(WAITING, order=10)
def pages_to_approve(user: Any) -> Iterator[Entry]:
    count = TaskState.objects.reviewable_by(user).count()
    words = ngettext("page awaits your approval", "pages await your approval", count)
    if user_has_any_page_permission(user):
        address = reverse("wagtailadmin_reports:workflow") + "?reviewable=true"
    else:  # the report is not for those who only approve: Wagtail's list on the home page is
        address = "#panel-awaiting-review-section"
    yield Entry(count, words, address, "clipboard-list", is_urgent=True)


@hooks.register(WAITING, order=30)
def translations_to_do(user: Any) -> Iterator[Entry]:
    languages = count_by_language(user) if languages_of(user) else []
    yield _entry(
        languages, OUTDATED, lambda count: ngettext("outdated translation", "outdated translations", count)
    )
    yield _entry(
        languages,
        IN_PROGRESS,
        lambda count: ngettext("unfinished translation", "unfinished translations", count),
    )
    yield _entry(
        languages, MISSING, lambda count: ngettext("missing translation", "missing translations", count)
    )


def _entry(languages: list[Locale], state: str, words: Any) -> Entry:
    """Return one entry for all languages; its link leads to the language with most to do."""
    parts = [
        Part(language.get_display_name(), getattr(language, state), _address(language, state))
        for language in languages
        if getattr(language, state)
    ]
    parts.sort(key=lambda part: -part.count)
    count = sum(part.count for part in parts)
    url = parts[0].url if parts else reverse("translation_desk")
    if len(parts) == 1:
        return Entry(count, words(count), url, "wagtail-localize-language", note=parts[0].words)
    return Entry(count, words(count), url, "wagtail-localize-language", parts=tuple(parts))


def _address(language: Locale, state: str) -> str:
    query = urlencode({"language": language.language_code, "state": state})
    return f"{reverse('translation_desk')}?{query}"
