"""Members and their partnerships in the admin: lists, and the forms of what staff may change."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from alliance.desk.columns import StateColumn
from alliance.desk.member_forms import MemberForm, PartnershipForm
from alliance.desk.member_views import Detail, MemberAct
from alliance.models import Member, Partnership
from cms.choices import country_name
from cms.formats import format_date, format_list
from cms.record_admin import WIDE_ONLY
from cms.topics import names_of


class MemberIndex(generic.IndexView):
    """All members by name, those that have left too."""

    def get_base_queryset(self) -> QuerySet:
        return Member.objects.with_names()

    def get_edit_url(self, instance: Member) -> None:
        return None


class EditMember(generic.EditView):
    """What staff may change of a member; its state is changed by verbs."""

    def get_success_url(self) -> str:
        return reverse("members:detail", args=[self.object.pk])

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        *above, this = super().get_breadcrumbs_items()
        return [*above, {"url": self.get_success_url(), "label": str(self.object)}, this]


class Plain(ModelViewSet):
    """A viewset without copies, history and usage."""

    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 50
    search_backend_name = None
    left_out = ("history", "usage")

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names = {f"{name}_url_name": None for name in self.left_out}
        return super().get_common_view_kwargs(**names, **kwargs)

    def get_urlpatterns(self) -> list:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
        ]


class WithAddAndDelete(Plain):
    """One whose rows staff write and delete."""

    def get_urlpatterns(self) -> list:
        return [
            *super().get_urlpatterns(),
            path("new/", self.add_view, name="add"),
            path("delete/<int:pk>/", self.delete_view, name="delete"),
        ]


class MemberViewSet(Plain):
    """Members in the menu of joining."""

    model = Member
    name = "members"
    icon = "group"
    menu_label = _("Members")
    index_view_class = MemberIndex
    edit_view_class = EditMember
    left_out = ("add", "history", "usage", "delete")
    list_filter = ["state", "category", "is_public"]
    search_fields = ["organisation__name", "region"]
    list_display = [
        TitleColumn(
            "organisation",
            label=_("Organisation"),
            accessor="name",
            get_url=lambda found: reverse("members:detail", args=[found.pk]),
            sort_key="name",
        ),
        StateColumn("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column(
            "country",
            label=_("Country"),
            accessor=lambda found: country_name(found.organisation.country),
            sort_key="organisation__country",
            classname=WIDE_ONLY,
        ),
        Column(
            "category",
            label=_("Category"),
            accessor="get_category_display",
            sort_key="category",
            classname=WIDE_ONLY,
        ),
        Column(
            "since",
            label=_("Since"),
            accessor=lambda found: format_date(found.since),
            sort_key="since",
            classname=WIDE_ONLY,
        ),
        Column(
            "is_public",
            label=_("In the directory"),
            accessor=lambda found: _("yes") if found.is_shown else _("no"),
            sort_key="is_public",
            classname=WIDE_ONLY,
        ),
    ]

    def get_form_class(self, for_update: bool = False) -> type[MemberForm]:
        return MemberForm

    def get_urlpatterns(self) -> list:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/", Detail.as_view(), name="detail"),
            path("<int:pk>/<str:verb>/", MemberAct.as_view(), name="act"),
        ]


class PartnershipIndex(generic.IndexView):
    """All partnerships, with the names of both members in the reader's language where there are such."""

    def get_base_queryset(self) -> QuerySet:
        members = [Prefetch(name, Member.objects.with_names()) for name in ("first", "second")]
        return Partnership.objects.prefetch_related(*members)


class PartnershipViewSet(WithAddAndDelete):
    """Partnerships in the menu of joining."""

    model = Partnership
    name = "partnerships"
    icon = "link"
    menu_label = _("Partnerships")
    index_view_class = PartnershipIndex
    search_fields = ["first__organisation__name", "second__organisation__name"]
    list_display = [
        "__str__",
        Column(
            "since",
            label=_("Since"),
            accessor=lambda found: format_date(found.since) if found.since else "",
            sort_key="since",
        ),
        Column(
            "topics",
            label=_("Topics"),
            accessor=lambda found: format_list(names_of(found.topics)),
            classname=WIDE_ONLY,
        ),
    ]

    def get_form_class(self, for_update: bool = False) -> type[PartnershipForm]:
        return PartnershipForm
