"""The translators' desk: every page, and how far it is in one language; what most needs doing comes first."""

from collections.abc import Iterator
from typing import Any

import django_filters
from django import forms
from django.db import models
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page, get_page_models

from cms.models import BasePage
from cms.record_admin import WIDE_ONLY
from cms.translation.dues import dues_of
from cms.translation.guards.checks import require
from cms.translation.languages_of import languages_of
from cms.translation.models import LanguageVersion
from cms.translation.vocabulary import COMPLETE, IN_PROGRESS, MACHINE, MISSING, OUTDATED, PUBLISHED, STATES

#: What needs doing first.
URGENCY = [OUTDATED, IN_PROGRESS, MACHINE, COMPLETE, MISSING, PUBLISHED]


def pages_to_translate(locale: Locale) -> models.QuerySet[Page]:
    """Return the first version of every page that was not written in a language, with its state in it.

    Annotated: `state`, `total`, `complete`, `outdated`, `missing`, `machine` of the version in the language,
    `version_id` (the page), `version_live`, `outdated_since`, `version_source_id` (the locale it is translated
    from), `is_behind` (that one is a translation too, and not up to date).
    """
    versions = LanguageVersion.objects.filter(translation_key=OuterRef("translation_key"), locale=locale)
    there = _pages_in(locale)
    counts = {
        name: Coalesce(Subquery(versions.values(name)[:1]), 0)
        for name in ("total", "complete", "machine", "outdated", "missing")
    }
    order = Case(
        *[When(state=state, then=Value(place)) for place, state in enumerate(URGENCY)],
        output_field=IntegerField(),
    )
    return (
        pages_with_state(locale, locale)
        .annotate(
            **counts,
            version_title=Subquery(there.values("draft_title")[:1]),
            version_live=Coalesce(Subquery(there.values("live")[:1]), Value(False)),
            outdated_since=Subquery(versions.values("outdated_since")[:1]),
            version_source_id=Subquery(versions.values("source_locale_id")[:1]),
        )
        .annotate(urgency=order, is_behind=Exists(_lagging_sources()))
        .select_related("locale", "content_type")
        .order_by("urgency", "-last_published_at", "pk")
    )


def pages_with_state(locale: Locale | OuterRef, locale_inside: Locale | OuterRef) -> models.QuerySet[Page]:
    """Return the pages to translate into a language, with `state` and `version_id` alone.

    The language may be a reference to an outer query: then the second argument is the same, one level deeper.
    """
    versions = LanguageVersion.objects.filter(
        translation_key=OuterRef("translation_key"), locale=locale_inside
    )
    there = _pages_in(locale_inside)
    is_translation = LanguageVersion.objects.filter(page=OuterRef("pk"), source_locale__isnull=False)
    return (
        Page.objects.filter(depth__gte=2, alias_of__isnull=True)
        .exclude(locale=locale)
        .exclude(Exists(is_translation))
        .exclude(Exists(there.exclude(Exists(is_translation))))
        .annotate(
            state=Coalesce(Subquery(versions.values("state")[:1]), Value(MISSING)),
            version_id=Subquery(there.values("pk")[:1]),
        )
    )


def on_the_desk(pages: models.QuerySet[Page]) -> models.QuerySet[Page]:
    """Leave the pages that concern translators: what is published, or begun in their language."""
    return pages.filter(Q(live=True) | Q(version_id__isnull=False))


def _pages_in(locale: Locale | OuterRef) -> models.QuerySet[Page]:
    return Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale=locale, alias_of__isnull=True
    ).order_by()


def _lagging_sources() -> models.QuerySet[LanguageVersion]:
    """Return the version that each is translated from, where that is a translation which is not up to date."""
    return LanguageVersion.objects.filter(
        Q(shown_outdated__gt=0) | ~Q(foreign=[]),
        translation_key=OuterRef("translation_key"),
        locale_id=OuterRef("version_source_id"),
        source_locale__isnull=False,
    )


def type_choices() -> list[tuple[str, str]]:
    """Return the page types by label."""
    found = [model for model in get_page_models() if issubclass(model, BasePage)]
    return sorted(
        ((model._meta.model_name, str(model._meta.verbose_name)) for model in found), key=lambda pair: pair[1]
    )


class DeskFilters(WagtailFilterSet):
    """What one can look for: language, state, type, and only what is published."""

    language = django_filters.ChoiceFilter(
        label=_("Language"), method="keep", empty_label=None, widget=forms.RadioSelect
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=STATES, method="with_state", widget=forms.CheckboxSelectMultiple
    )
    type = django_filters.MultipleChoiceFilter(
        label=_("Type"), choices=type_choices, method="of_type", widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.filters["language"].extra["choices"] = languages
        self.filters["locale"].label = _(
            "Original"
        )  # Wagtail's own filter: the language a page was written in

    def keep(self, pages: models.QuerySet, name: str, value: str) -> models.QuerySet:
        """Leave the language to the view: the states are those in it."""
        return pages

    def with_state(self, pages: models.QuerySet, name: str, value: list[str]) -> models.QuerySet:
        return pages.filter(state__in=value) if value else pages

    def of_type(self, pages: models.QuerySet, name: str, value: list[str]) -> models.QuerySet:
        return pages.filter(content_type__model__in=value) if value else pages


class StateColumn(Column):
    """The state in words, how many texts are translated, what keeps it from going on, and when it is due."""

    cell_template_name = "translation/state_cell.html"

    def __init__(self, *args: Any, may_begin: bool, dues: dict[int, list[SafeString]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.may_begin = may_begin
        self.dues = dues

    def get_cell_context_data(self, page: Page, parent_context: dict[str, Any]) -> dict[str, Any]:
        return super().get_cell_context_data(page, parent_context) | {
            "dues": self.dues.get(page.version_id, [])
        }

    def get_value(self, page: Page) -> str:
        return " · ".join([str(dict(STATES)[page.state]), *self._counts(page), *self._hints(page)])

    def _counts(self, page: Page) -> Iterator[str]:
        if not page.total or page.state == PUBLISHED:
            return
        done = page.complete + page.machine
        yield gettext("%(done)s of %(total)s texts") % {"done": done, "total": page.total}
        if page.outdated:
            yield (
                ngettext("%(count)s outdated", "%(count)s outdated", page.outdated) % {"count": page.outdated}
            )

    def _hints(self, page: Page) -> Iterator[str]:
        if not page.version_id and not self.may_begin:
            yield gettext("an editor has to submit it")
        if page.outdated and page.is_behind:
            yield gettext("the version it is translated from is not up to date")
        if page.version_id and not page.version_live:
            yield gettext("not published")


class TranslationDesk(ReportView):
    """All pages in one of the user's languages, by state."""

    page_title = _("Translations")
    header_icon = "wagtail-localize-language"
    index_url_name = "translation_desk"
    index_results_url_name = "translation_desk_results"
    filterset_class = DeskFilters
    is_searchable = True
    search_fields = ["title", "draft_title"]
    search_backend_name = None
    list_export = ["title", "state", "total", "complete", "machine", "outdated", "missing"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(bool(self.languages))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def languages(self) -> list[Locale]:
        """The languages the user may translate into, those no page was written in last."""
        mine = languages_of(self.request.user)
        found = [locale for locale in Locale.objects.all() if locale.pk in mine]
        return sorted(found, key=lambda locale: (locale.language_code == "en", locale.language_code))

    @cached_property
    def language(self) -> Locale:
        """The language that is looked at: the one asked for, else the user's first."""
        wanted = self.request.GET.get("language", "")
        return next((each for each in self.languages if each.language_code == wanted), self.languages[0])

    def get_filterset_kwargs(self) -> dict[str, Any]:
        choices = [(each.language_code, each.get_display_name()) for each in self.languages]
        return {**super().get_filterset_kwargs(), "languages": choices}

    def get_page_subtitle(self) -> str:
        return str(self.language.get_display_name())

    def get_base_queryset(self) -> models.QuerySet:
        return on_the_desk(pages_to_translate(self.language))

    def get_queryset(self) -> models.QuerySet:
        self.queryset = self.get_base_queryset()
        return super().get_queryset()

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Page"), get_url=self.edit_url, accessor=_title),
            Column(
                "type", label=_("Type"), accessor=lambda page: page.content_type.name, classname=WIDE_ONLY
            ),
            Column(
                "original",
                label=_("Original"),
                accessor=lambda page: page.locale.get_display_name(),
                classname=WIDE_ONLY,
            ),
            StateColumn("state", label=_("State"), may_begin=self.may_begin, dues=self.dues),
            DateColumn("outdated_since", label=_("Original newer since"), classname=WIDE_ONLY),
        ]

    @cached_property
    def may_begin(self) -> bool:
        return self.request.user.has_perm("wagtail_localize.submit_translation")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        keys = [page.version_id for page in context["object_list"] if page.version_id]
        self.dues.update(dues_of(keys, self.request.user))
        return context

    @cached_property
    def dues(self) -> dict[int, list[SafeString]]:
        """What the versions on this screen are wanted for, and when."""
        return {}

    def edit_url(self, page: Page) -> str | None:
        """Return where the version is translated, or begun by those who may; None for others."""
        if page.version_id:
            return reverse("wagtailadmin_pages:edit", args=[page.version_id])
        if not self.may_begin:
            return None
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        return f"{address}?select_locale={self.language.language_code}"


def _title(page: Page) -> str:
    return page.version_title or page.get_admin_display_title()
