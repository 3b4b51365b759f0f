"""The screen of a set: its pages by language, what can be done with it, links, comments, log."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.formats import format_list
from cms.quotes import quoted
from cms.releases import links, planning
from cms.releases.addresses import whole_address
from cms.releases.admin_forms import LinkForm, PageForm
from cms.releases.forecast import Forecast, forecast_of
from cms.releases.memberships import open_sets_of, tell_other_sets
from cms.releases.models import ReleaseComment, ReleaseLink, ReleaseSet
from cms.releases.moments import in_words
from cms.releases.overview import Entry, entries_of, gone_of, matrix_of
from cms.releases.telling import log_in_words, named, told_of, wanting_in_words
from cms.releases.vocabulary import BLOCK, PLANNED, PUBLISHED, RELEASED, TONES
from cms.translation.guards.checks import require


class SetView(WagtailAdminTemplateMixin, TemplateView):
    """A screen about one set, for who may change sets."""

    header_icon = "calendar-check"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(policy_registry.get_by_type(ReleaseSet).user_has_permission(request.user, "change"))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def release_set(self) -> ReleaseSet:
        return get_object_or_404(ReleaseSet.objects.select_related("created_by"), pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        index = {"url": reverse("releases:index"), "label": capfirst(_("releases"))}
        return [*super().get_breadcrumbs_items(), index, {"url": "", "label": self.release_set.title}]

    def back(self) -> HttpResponse:
        return redirect("releases:detail", self.release_set.pk)


class Detail(SetView):
    """All of a set. Its buttons send what to do as `action`."""

    template_name = "releases/admin/detail.html"

    def get_page_title(self) -> str:
        return self.release_set.title

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what a button says; a form that is refused is shown again with what is wrong."""
        actions: dict[str, Callable[[], forms.Form | None]] = {
            "plan": self._plan,
            "add": self._add,
            "remove": self._remove,
            "forget": self._forget,
            "link": self._link,
            "revoke": self._revoke,
            "resolve": self._resolve,
        }
        action = request.POST.get("action", "")
        if action not in actions:
            raise Http404
        refused = None
        try:
            refused = actions[action]()
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        if refused is None:
            return self.back()
        messages.error(request, _("Nothing was changed: look at the marked fields."))
        return self.render_to_response(self.get_context_data(**{f"{action}_form": refused}))

    def _plan(self) -> None:
        found = planning.plan(self.release_set, self.request.user)
        messages.success(self.request, _("The release is planned."))
        for line in told_of(forecast_of(found)):
            messages.warning(self.request, line)

    def _add(self) -> forms.Form | None:
        form = PageForm(self.request.POST)
        if not form.is_valid():
            return form
        page, with_versions = form.cleaned_data["page"], form.cleaned_data["with_versions"]
        new = planning.add_pages(self.release_set, [page], self.request.user, with_versions=with_versions)
        words = ngettext("%(count)s page was added.", "%(count)s pages were added.", len(new))
        messages.success(self.request, words % {"count": len(new)})
        tell_other_sets(self.request, self.release_set, new)
        return None

    def _remove(self) -> None:
        planning.remove_page(self.release_set, get_object_or_404(Page, pk=self._key()), self.request.user)

    def _forget(self) -> None:
        planning.forget_gone(self.release_set, self._key(), self.request.user)

    def _link(self) -> forms.Form | None:
        form = LinkForm(self.request.POST)
        if form.is_valid():
            try:
                links.make_link(self.release_set, self.request.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error("expires_at" if error.code in ("past", "far") else None, error)
        return form if form.errors else None

    def _revoke(self) -> None:
        link = get_object_or_404(ReleaseLink, pk=self._key(), release_set=self.release_set)
        links.revoke(link, self.request.user)
        messages.success(self.request, _("The link works no more."))

    def _resolve(self) -> None:
        rows = ReleaseComment.objects.filter(link__release_set=self.release_set)
        links.resolve(get_object_or_404(rows, pk=self._key()), self.request.user)

    def _key(self) -> int:
        key = self.request.POST.get("key", "")
        return int(key) if key.isdecimal() and len(key) < 19 else 0

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.release_set
        forecast = forecast_of(found) if found.is_open else None
        languages, rows = matrix_of(self._entries(forecast))
        gone = gone_of(found)
        is_empty = not rows
        shown = {
            "release_set": found,
            "tone": TONES[found.state],
            "moment": in_words(found.moment) if found.moment else "",
            "released_at": in_words(found.released_at) if found.released_at else "",
            "is_planned": found.state == PLANNED,
            "is_empty": is_empty,
            "is_stopped": forecast is not None and not forecast.happens,
            "problems": [named(problem) for problem in (forecast or found).problems],
            "wanting": [wanting_in_words(each) for each in forecast.wanting] if forecast else [],
            "languages": languages,
            "rows": rows,
            "gone": gone,
            "links": self._links(),
            "comments": self._comments(),
            "log": log_in_words(found),
            "add_form": PageForm(),
            "link_form": LinkForm(),
        }
        context = {**super().get_context_data(**kwargs), **shown, **kwargs}
        context["media"] = context["add_form"].media + context["link_form"].media
        return context

    def _entries(self, forecast: Forecast | None) -> list[Entry]:
        """Return the pages of the set with what is to be known of each."""
        found = self.release_set
        entries = entries_of(found, forecast)
        others = open_sets_of(entry.page.pk for entry in entries) if forecast else {}
        for entry in entries:
            if entry.problem:
                is_block = found.when_incomplete == BLOCK
                entry.hints.append(_("holds the release back") if is_block else _("stays out"))
            if found.state == RELEASED and entry.member.outcome != PUBLISHED:
                entry.hints.append(entry.member.get_outcome_display())
            titles = [quoted(each.title) for each in others.get(entry.page.pk, []) if each != found]
            if titles:
                entry.hints.append(_("also in %(titles)s") % {"titles": format_list(titles)})
        return entries

    def _links(self) -> list[dict[str, Any]]:
        return [
            {
                "link": link,
                "url": whole_address(self.request, link) if link.works and self._shows_links else "",
                "until": in_words(link.expires_at),
                "used": in_words(link.last_used_at) if link.last_used_at else "",
            }
            for link in self.release_set.links.all()
        ]

    @property
    def _shows_links(self) -> bool:
        return self.release_set.state != "cancelled"

    def _comments(self) -> list[dict[str, Any]]:
        rows = ReleaseComment.objects.filter(link__release_set=self.release_set)
        return [
            {"comment": row, "at": in_words(row.created_at)}
            for row in rows.select_related("link", "page__locale", "resolved_by")
        ]
