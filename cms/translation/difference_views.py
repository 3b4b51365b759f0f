"""The screen that shows and changes what one language version has of its own."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.translation import differing
from cms.translation.carrying import draft_of
from cms.translation.fact_list import Fact, ShownBlock, blocks_of, facts_to_differ, shown_as
from cms.translation.lineage import Link, link_into
from cms.translation.models import LanguageVersion, LocalBlock
from cms.translation.records_of import overrides_in
from cms.translation.rights import is_locked_for, may_edit, may_publish
from cms.translation.words import words_of


class VersionView(WagtailAdminTemplateMixin, TemplateView):
    """A screen about one language version of a page, for who may edit and publish it."""

    header_icon = "wagtail-localize-language"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (may_edit(request.user, self.page) and may_publish(request.user, self.page)):
            raise PermissionDenied
        if self.link is None:
            raise Http404
        if request.method == "POST" and is_locked_for(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self) -> Page:
        return get_object_or_404(Page, pk=self.kwargs["page_id"]).specific

    @cached_property
    def link(self) -> Link | None:
        return link_into(self.page.translation_key, self.page.locale_id)

    @cached_property
    def source(self) -> Page:
        return self.link.translation.source.get_source_instance()

    @cached_property
    def version(self) -> LanguageVersion:
        return LanguageVersion.objects.get_or_create(
            translation_key=self.page.translation_key,
            locale_id=self.page.locale_id,
            defaults={"page": self.page, "source_locale_id": self.link.source_locale_id},
        )[0]

    @cached_property
    def speaking(self) -> Page:
        """The version with the words its translator gave it, in which places and blocks are named."""
        return draft_of(self.link.translation, with_hidden=True)

    @cached_property
    def facts(self) -> list[Fact]:
        return facts_to_differ(self.source, self.speaking)

    @cached_property
    def streams(self) -> list[tuple[StreamField, list[ShownBlock]]]:
        return blocks_of(self.source, self.speaking)

    def fact(self) -> Fact:
        """Return the fact that the address names; Http404 where the source has no such place."""
        wanted = self.request.GET.get("path", "") or self.request.POST.get("path", "")
        for fact in self.facts:
            if fact.path == wanted:
                return fact
        raise Http404

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": self.page.draft_title},
            {"url": "", "label": self.get_page_title()},
        ]

    def overview_url(self) -> str:
        return reverse("translation_differences", args=[self.page.pk])

    def overview(self) -> HttpResponse:
        return redirect(self.overview_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = self.page.locale.get_display_name()
        return {**super().get_context_data(**kwargs), "page": self.page, "language": language}


class Differences(VersionView):
    """What is different in a language: facts, hidden blocks, blocks of its own."""

    template_name = "translation/differences.html"
    page_title = gettext_lazy("What this language has of its own")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.POST.get("key", "")
        action = request.POST.get("action", "")
        if action in ("hide", "show"):
            if key not in {block.key for _field, rows in self.streams for block in rows}:
                raise Http404
            (differing.hide_block if action == "hide" else differing.show_block)(self.page, key, request.user)
        elif action == "agree":
            differing.make_same(self.page, self.fact(), request.user)
        elif action == "remove":
            row = get_object_or_404(
                LocalBlock,
                pk=key if key.isdecimal() else 0,
                translation_key=self.page.translation_key,
                locale_id=self.page.locale_id,
            )
            differing.remove_local_block(self.page, row, request.user)
        else:
            raise Http404
        messages.success(request, _("Done. The published page shows it now."))
        return self.overview()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "source": self.source,
            "source_language": self.link.translation.source.locale.get_display_name(),
            "facts": self._fact_rows(),
            "streams": self._streams(),
        }

    def _fact_rows(self) -> list[dict[str, Any]]:
        own = overrides_in(self.page.translation_key, type(self.page), [self.page.locale_id])
        mine = own.get(self.page.locale_id, {})
        return [
            {
                "path": fact.path,
                "label": fact.label,
                "source": shown_as(fact, fact.value),
                "own": shown_as(fact, mine[fact.path]) if fact.path in mine else None,
            }
            for fact in self.facts
        ]

    def _streams(self) -> list[dict[str, Any]]:
        return [
            {
                "field": field.name,
                "label": field.verbose_name,
                "first": self._own_blocks(field, ""),
                "blocks": [
                    {
                        "block": block,
                        "hidden": block.key in self.version.hidden,
                        "own": self._own_blocks(field, block.key),
                    }
                    for block in shown
                ],
            }
            for field, shown in self.streams
        ]

    def _own_blocks(self, field: StreamField, after: str) -> list[dict[str, Any]]:
        """Return the blocks of this language only that stand after a block."""
        return [
            {
                "pk": row.pk,
                "words": words_of(field.stream_block.child_blocks[row.block["type"]], row.block["value"]),
            }
            for row in self._local_blocks
            if (row.field, row.after) == (field.name, after)
            and row.block["type"] in field.stream_block.child_blocks
        ]

    @cached_property
    def _local_blocks(self) -> list[LocalBlock]:
        key, locale_id = self.page.translation_key, self.page.locale_id
        return list(LocalBlock.objects.filter(translation_key=key, locale_id=locale_id))
