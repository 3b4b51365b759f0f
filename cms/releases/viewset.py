"""The list of all sets in the admin, and the form of one. Nothing is deleted: a set is a record of what was done."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.record_admin import WIDE_ONLY
from cms.releases import planning
from cms.releases.admin_forms import SetForm
from cms.releases.confirm_views import Cancel, ReleaseNow
from cms.releases.models import ReleaseSet
from cms.releases.moments import in_words
from cms.releases.page_views import AddToRelease
from cms.releases.set_views import Detail
from cms.releases.vocabulary import BLOCKED, RELEASED, TONES


def _moment(release_set: ReleaseSet) -> str:
    """Return when a set goes live or went live."""
    moment = release_set.released_at or release_set.moment
    return in_words(moment) if moment else _("by hand")


def _kept_back(release_set: ReleaseSet) -> str:
    """Return how many pages held a set back at the last attempt, or were left out of it."""
    count = len(release_set.problems)
    if count and release_set.state == BLOCKED:
        return ngettext("%(count)s held back", "%(count)s held back", count) % {"count": count}
    if count and release_set.state == RELEASED:
        return ngettext("%(count)s left out", "%(count)s left out", count) % {"count": count}
    return ""


class ToneColumn(Column):
    """The state of a set as a badge in its tone."""

    cell_template_name = "releases/admin/state_cell.html"

    def get_cell_context_data(self, instance: ReleaseSet, parent_context: dict[str, Any]) -> dict[str, Any]:
        return super().get_cell_context_data(instance, parent_context) | {"tone": TONES[instance.state]}


class Index(generic.IndexView):
    """All sets, the newest first."""

    add_item_label = gettext_lazy("New release")

    def get_base_queryset(self) -> models.QuerySet:
        return super().get_base_queryset().annotate(pages=models.Count("members"))

    def get_edit_url(self, instance: ReleaseSet) -> str | None:
        return super().get_edit_url(instance) if instance.is_open else None


class _Filled:
    """A form of a set: what it says goes through the verbs, and it leads to the set."""

    success_message = None

    def get_success_url(self) -> str:
        return reverse("releases:detail", args=[self.object.pk])

    def form_valid(self, form: SetForm) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ValidationError as error:
            form.add_error("moment" if error.code == "past" else None, error)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class Create(_Filled, generic.CreateView):
    """Make a set."""

    def save_instance(self) -> ReleaseSet:
        return planning.create(self.request.user, **self.form.cleaned_data)


class Edit(_Filled, generic.EditView):
    """Change title, moment and rule of a set that is open."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = ReleaseSet.objects.filter(pk=kwargs["pk"]).first()
        if found is not None and not found.is_open and self.user_has_permission("change"):
            return redirect("releases:detail", found.pk)
        return super().dispatch(request, *args, **kwargs)

    def save_instance(self) -> ReleaseSet:
        return planning.change(self.object, self.request.user, **self.form.cleaned_data)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        *above, this = super().get_breadcrumbs_items()
        detail = {"url": reverse("releases:detail", args=[self.object.pk]), "label": self.object.title}
        return [*above, detail, this | {"label": _("Change")}]


class ReleaseSetViewSet(ModelViewSet):
    """Sets in the menu of the admin."""

    model = ReleaseSet
    name = "releases"
    icon = "calendar-check"
    menu_label = gettext_lazy("Releases")
    menu_order = 210
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = Index
    add_view_class = Create
    edit_view_class = Edit
    list_filter = ["state"]
    list_display = [
        TitleColumn(
            "title",
            label=gettext_lazy("Title"),
            get_url=lambda found: reverse("releases:detail", args=[found.pk]),
        ),
        ToneColumn("state", label=gettext_lazy("State"), accessor="get_state_display"),
        Column("moment", label=gettext_lazy("Goes live at"), accessor=_moment),
        Column("pages", label=gettext_lazy("Pages"), classname=WIDE_ONLY),
        Column(
            "problems",
            label=gettext_lazy("Not published"),
            accessor=_kept_back,
            classname=WIDE_ONLY,
        ),
    ]

    def get_form_class(self, for_update: bool = False) -> type[SetForm]:
        return SetForm

    def get_urlpatterns(self) -> list:
        """Return the addresses of what can be done: Wagtail's own for deletion, history and usage are left out."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
            path("<int:pk>/", Detail.as_view(), name="detail"),
            path("<int:pk>/release/", ReleaseNow.as_view(), name="release"),
            path("<int:pk>/cancel/", Cancel.as_view(), name="cancel"),
            path("page/<int:page_id>/", AddToRelease.as_view(), name="add_page"),
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        left_out = {"history_url_name": None, "usage_url_name": None, "delete_url_name": None}
        return super().get_common_view_kwargs(**left_out, **kwargs)
