"""All language versions of a page side by side: where each comes from and how far it is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.translation.dues import dues_of
from cms.translation.guards.checks import require
from cms.translation.lineage import link_into
from cms.translation.models import LanguageVersion
from cms.translation.releasing import may_be_incomplete
from cms.translation.remaining import LISTED, remaining_texts
from cms.translation.rights import may_edit, may_publish
from cms.translation.vocabulary import STATES


def versions_overview(page: Page, user: Any) -> list[dict[str, Any]]:
    """Return every language version of a page for a list: language, where it comes from, state, problems.

    Versions that the user may neither read in public nor edit are left out.
    """
    rows = {
        row.locale_id: row
        for row in LanguageVersion.objects.filter(translation_key=page.translation_key).select_related(
            "source_locale"
        )
    }
    found = []
    for version in (
        page.get_translations(inclusive=True).select_related("locale").order_by("locale__language_code")
    ):
        editable = may_edit(user, version)
        if version.alias_of_id or not (version.live or editable):
            continue
        known = rows.get(version.locale_id)
        found.append(
            {
                "page": version,
                "language": version.locale.get_display_name(),
                "source": known.source_locale.get_display_name() if known and known.source_locale else "",
                "state": dict(STATES)[known.state] if known else "",
                "version": known,
                "is_behind": known is not None and is_behind(known, rows.get(known.source_locale_id)),
                "edit_url": reverse("wagtailadmin_pages:edit", args=[version.pk]) if editable else "",
                "is_current": version.pk == page.pk,
            }
        )
    return found


def is_behind(version: LanguageVersion, source: LanguageVersion | None) -> bool:
    """Tell whether a version has outdated texts while the one it is translated from, a translation too, lags."""
    return bool(
        version.outdated
        and source is not None
        and source.source_locale_id
        and (source.shown_outdated or source.foreign)
    )


class Versions(WagtailAdminTemplateMixin, TemplateView):
    """A screen with all language versions of a page, for who may edit it in one of them."""

    template_name = "translation/versions.html"
    page_title = _("Language versions")
    header_icon = "wagtail-localize-language"
    http_method_names = ["get", "head", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(may_edit(request.user, self.page))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self) -> Page:
        return get_object_or_404(Page, pk=self.kwargs["page_id"]).specific

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back to the page's editor, and this screen."""
        edit = {
            "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            "label": self.get_page_subtitle(),
        }
        return [*super().get_breadcrumbs_items(), edit, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        link = link_into(self.page.translation_key, self.page.locale_id)
        remaining = remaining_texts(self.page)
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "language": self.page.locale.get_display_name(),
            "dues": dues_of([self.page.pk], self.request.user).get(self.page.pk, []),
            "versions": versions_overview(self.page, self.request.user),
            "may_differ": link is not None and may_publish(self.request.user, self.page),
            "is_translation": link is not None,
            "source_locale": link.translation.source.locale if link else None,
            "remaining": remaining[:LISTED],
            "remaining_count": len(remaining),
            "left_out": max(len(remaining) - LISTED, 0),
            "may_be_incomplete": may_be_incomplete(type(self.page)),
        }
