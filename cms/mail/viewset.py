"""The outbox in the admin: all mails, and those of one kind, state or reader. Nobody writes or deletes one there."""

from typing import Any

import django_filters
from django.db import models
from django.urls import path, reverse
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.mail.kinds import kind_named, kinds
from cms.mail.message_views import Detail
from cms.mail.models import Message
from cms.mail.readers import language_name
from cms.mail.text_views import EditText, TextList
from cms.mail.vocabulary import TONES
from cms.record_admin import WIDE_ONLY


def label_of(message: Message) -> str:
    """Return what staff call the kind of a mail; its stored name where no app knows it any more."""
    kind = kind_named(message.kind)
    return str(kind.label) if kind else message.kind


def _languages() -> list[tuple[str, str]]:
    codes = Message.objects.order_by("language").values_list("language", flat=True).distinct()
    return [(code, language_name(code)) for code in codes]


class Filters(WagtailFilterSet):
    """Mails of a state, a kind, a language."""

    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind"), choices=lambda: [(kind.name, kind.label) for kind in kinds()]
    )
    language = django_filters.ChoiceFilter(label=gettext_lazy("Language"), choices=_languages)

    class Meta:
        model = Message
        fields = ["state", "kind", "language"]


class StateColumn(Column):
    """The state of a mail as a badge in its tone."""

    cell_template_name = "releases/admin/state_cell.html"

    def get_cell_context_data(self, instance: Message, parent_context: dict[str, Any]) -> dict[str, Any]:
        return super().get_cell_context_data(instance, parent_context) | {"tone": TONES[instance.state]}


class Index(generic.IndexView):
    """All mails, the newest first; not the keys that are left of old ones (`cms.mail.tidying`)."""

    base_filterset_class = Filters
    page_title = gettext_lazy("Mails")

    def get_base_queryset(self) -> models.QuerySet:
        return super().get_base_queryset().exclude(recipient="").defer("text", "html", "values")

    def get_edit_url(self, instance: Message) -> None:
        return None


class MessageViewSet(ModelViewSet):
    """Mails in the menu of the admin, and the texts of their kinds."""

    model = Message
    name = "mails"
    icon = "mail"
    menu_label = gettext_lazy("Mails")
    menu_order = 360
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = Index
    list_filter = ["state", "kind", "language"]
    list_per_page = 50
    search_fields = ["recipient"]
    search_backend_name = None
    form_fields = ["recipient"]  # nobody is shown a form; Wagtail asks for one
    list_display = [
        TitleColumn(
            "recipient",
            label=gettext_lazy("Recipient"),
            get_url=lambda found: reverse("mails:detail", args=[found.pk]),
            sort_key="recipient",
        ),
        StateColumn("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        Column("kind", label=gettext_lazy("Kind"), accessor=label_of, sort_key="kind"),
        Column(
            "language",
            label=gettext_lazy("Language"),
            accessor=lambda found: language_name(found.language),
            classname=WIDE_ONLY,
            sort_key="language",
        ),
        Column("attempts", label=gettext_lazy("Attempts"), classname=WIDE_ONLY, sort_key="attempts"),
        DateColumn("created_at", label=gettext_lazy("Written"), sort_key="created_at", classname=WIDE_ONLY),
        DateColumn("sent_at", label=pgettext_lazy("mail", "Sent"), sort_key="sent_at", classname=WIDE_ONLY),
    ]

    def get_urlpatterns(self) -> list:
        """Return the addresses of what can be done: Wagtail's own for writing and deleting are left out."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", Detail.as_view(), name="detail"),
            path("texts/", TextList.as_view(), name="texts"),
            path("texts/<str:kind>/<str:language>/", EditText.as_view(), name="text"),
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names = ("add", "edit", "history", "usage", "delete", "inspect")
        return super().get_common_view_kwargs(**{f"{name}_url_name": None for name in names}, **kwargs)
