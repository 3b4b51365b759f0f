"""The records in the admin: one menu, lists that tell language, kind and country."""

from django.db import models
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_lazy as theirs  # a word of Wagtail's catalogues, not of ours
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.models import Contact, MediaItem, Organisation, Person, PoliticalGroup, Project, SiteTexts, Topic
from cms.translation.record_choosers import OwnRecordChooserViewSet

#: Columns that a narrow screen leaves out (static/css/admin.css).
WIDE_ONLY = "wide-only"


def column(model: type[models.Model], name: str) -> Column:
    """Return a column with a field's own name above it; choices are told in words."""
    field = model._meta.get_field(name)
    accessor = f"get_{name}_display" if hasattr(model, f"get_{name}_display") else name
    label = capfirst(field.verbose_name)
    return Column(name, label=label, accessor=accessor, sort_key=name, classname=WIDE_ONLY)


def updated() -> UpdatedAtColumn:
    """Return the column that tells when a record was changed."""
    return UpdatedAtColumn(label=_("Updated"), classname=WIDE_ONLY)


class RecordViewSet(SnippetViewSet):
    """What the lists of all records have in common."""

    list_per_page = 50
    search_backend_name = None  # the index knows titles and bodies; these lists search the fields they show
    copy_view_enabled = False
    chooser_viewset_class = OwnRecordChooserViewSet

    @property
    def breadcrumbs_items(self) -> list[dict]:
        """The way here; Wagtail's own has the word for “Home” in English (wagtail/snippets/views/snippets.py)."""
        return [{"url": reverse_lazy("wagtailadmin_home"), "label": theirs("Home")}]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return policy_registry.get_by_type(self.model).instances_user_has_any_permission_for(
            request.user, {"add", "change", "delete", "view"}
        )


class TopicViewSet(RecordViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", column(Topic, "slug"), "locale", updated()]
    search_fields = ["name"]


class OrganisationViewSet(RecordViewSet):
    model = Organisation
    icon = "home"
    list_display = [
        "name",
        column(Organisation, "type"),
        column(Organisation, "country"),
        "locale",
        updated(),
    ]
    list_filter = ["type"]
    search_fields = ["name", "abbreviation"]


class PersonViewSet(RecordViewSet):
    model = Person
    icon = "user"
    list_display = ["name", column(Person, "position"), column(Person, "country"), "locale", updated()]
    search_fields = ["name", "position"]


class ProjectViewSet(RecordViewSet):
    model = Project
    icon = "folder-open-1"
    list_display = ["name", column(Project, "programme"), "locale", updated()]
    search_fields = ["name", "official_name"]


class PoliticalGroupViewSet(RecordViewSet):
    model = PoliticalGroup
    icon = "group"
    list_display = ["__str__", column(PoliticalGroup, "abbreviation"), "locale"]
    search_fields = ["name", "abbreviation"]


class ContactViewSet(RecordViewSet):
    model = Contact
    icon = "mail"
    list_display = ["__str__", column(Contact, "email"), column(Contact, "phone"), "locale", updated()]
    search_fields = ["name", "email", "phone", "address"]


class MediaItemViewSet(RecordViewSet):
    model = MediaItem
    icon = "media"
    list_display = ["title", column(MediaItem, "kind"), column(MediaItem, "language"), "locale", updated()]
    list_filter = ["kind"]
    search_fields = ["title"]


class SiteTextsViewSet(RecordViewSet):
    model = SiteTexts
    icon = "site"
    list_display = ["brand_name", "locale", updated()]
    search_fields = ["brand_name"]


class RecordGroup(SnippetViewSetGroup):
    """All records under one entry of the menu."""

    menu_label = _("Records")
    menu_icon = "list-ul"
    menu_order = 250
    items = (
        OrganisationViewSet,
        PersonViewSet,
        TopicViewSet,
        ProjectViewSet,
        ContactViewSet,
        MediaItemViewSet,
        PoliticalGroupViewSet,
        SiteTextsViewSet,
    )
