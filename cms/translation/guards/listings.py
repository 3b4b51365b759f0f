"""Lists of translations, records and pages: of one's own languages, and what one may know of."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from rest_framework.response import Response
from wagtail.admin.api.serializers import AdminPageSerializer, PageTranslationsField
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.home import RecentEditsPanel
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.snippets_api import SnippetViewSet

from cms.translation.guards.checks import require
from cms.translation.languages_of import languages_of
from cms.translation.rights import may_see

#: Any of these lets one know of a record.
KNOWING = frozenset({"add", "change", "delete", "view"})


class TranslationsReport(TranslationsReportView):
    """Lists the translations into the languages one works in."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(bool(languages_of(request.user)))
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> models.QuerySet:
        return (
            super().get_queryset().filter(target_locale__in=languages_of(self.request.user)).order_by("-pk")
        )


class RecordsApi(SnippetViewSet):
    """Names records to the editor of translations: those one may know of."""

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        policy = policy_registry.get_by_type(self.get_model())
        require(policy.user_has_any_permission(request.user, KNOWING))

    def get_queryset(self) -> models.QuerySet:
        policy = policy_registry.get_by_type(self.get_model())
        return policy.instances_user_has_any_permission_for(self.request.user, KNOWING)


class KnownTranslations(PageTranslationsField):
    """A page in other languages, as far as one may know of it."""

    def to_representation(self, page: Page) -> list:
        user = self.context["request"].user
        known = {other.pk for other in page.get_translations() if may_see(user, other)}
        return [shown for shown in super().to_representation(page) if shown["id"] in known]


class PagesApiSerializer(AdminPageSerializer):
    """A page as the admin's scripts get it."""

    translations = KnownTranslations(read_only=True)


class PagesApi(PagesAdminAPIViewSet):
    """Pages for the admin's scripts; of what is published only, one gets the title that visitors read."""

    base_serializer_class = PagesApiSerializer

    def detail_view(self, request: Any, pk: int) -> HttpResponse:
        """Return one page: the editor of translations asks for those that the source points at."""
        if self.get_base_queryset().filter(pk=pk).exists():
            return super().detail_view(request, pk)
        page = get_object_or_404(Page.objects.live().public().filter(depth__gt=1), pk=pk)
        return Response({"id": page.pk, "title": page.title})


class OwnRecentEdits(RecentEditsPanel):
    """What one edited last and may still know of."""

    def get_context_data(self, parent_context: dict) -> dict:
        context = super().get_context_data(parent_context)
        user = parent_context["request"].user
        context["last_edits"] = [(when, page) for when, page in context["last_edits"] if may_see(user, page)]
        return context


def recent_edits(panels: list) -> None:
    """Put our list of recent edits in the place of Wagtail's."""
    panels[:] = [OwnRecentEdits() if type(panel) is RecentEditsPanel else panel for panel in panels]
