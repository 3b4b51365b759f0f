"""From the editor of a page into a release."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.releases import planning
from cms.releases.admin_forms import ChooseSetForm
from cms.releases.memberships import tell_other_sets
from cms.releases.models import ReleaseSet
from cms.translation.guards.checks import require
from cms.translation.rights import may_publish


def may_put_into_release(user: Any, page: Page) -> bool:
    """Tell whether a user may put a page into a set: it goes live in her name."""
    policy = policy_registry.get_by_type(ReleaseSet)
    return policy.user_has_permission(user, "change") and may_publish(user, page) and not page.alias_of_id


class AddToRelease(WagtailAdminTemplateMixin, TemplateView):
    """Choose the set a page is put into, or begin one with it."""

    template_name = "wagtailadmin/generic/form.html"
    page_title = gettext_lazy("Add to a release")
    header_icon = "calendar-check"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(may_put_into_release(request.user, self.page))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self) -> Page:
        return get_object_or_404(Page.objects.filter(depth__gt=1), pk=self.kwargs["page_id"]).specific

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        edit = {
            "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            "label": self.get_page_subtitle(),
        }
        return [*super().get_breadcrumbs_items(), edit, {"url": "", "label": self.get_page_title()}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ChooseSetForm(request.POST, page=self.page)
        if form.is_valid():
            chosen = form.cleaned_data["release_set"] or planning.create(
                request.user, form.cleaned_data["title"]
            )
            try:
                new = planning.add_pages(
                    chosen, [self.page], request.user, with_versions=form.cleaned_data["with_versions"]
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                words = _("“%(page)s” is in the release “%(title)s”.")
                messages.success(request, words % {"page": self.get_page_subtitle(), "title": chosen.title})
                tell_other_sets(request, chosen, new)
                return redirect("releases:detail", chosen.pk)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or ChooseSetForm(page=self.page)
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "media": form.media,
            "action_url": self.request.path,
            "submit_button_label": _("Add to the release"),
            "submit_button_active_label": _("Saving…"),
        }
