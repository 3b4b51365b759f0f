"""Words that Wagtail and wagtail-localize fix in English when they are imported, or have no translation of at all.

`mend` gives them lazy ones. Each part names its place upstream (Wagtail 8.0.1, wagtail-localize 1.14.5) and goes
when that place calls `gettext_lazy`; the walk through the admin (tests/browser/test_admin_walk.py) tells.
"""

from django.utils.text import capfirst

# Under a name that makemessages does not know: the words and their translations are upstream's.
from django.utils.translation import gettext_lazy as theirs
from django.utils.translation import gettext_noop

#: The name of a permission of wagtail-localize: a row of the database, which the form of a group translates.
PERMISSION = gettext_noop("Can submit translations")


def mend() -> None:
    """Replace the words, once all applications are loaded."""
    _login()
    _redirects()
    _sites()
    _groups()
    _choosers()
    _workflows()
    _locales()
    _dates()


def _login() -> None:
    """wagtail/admin/forms/auth.py replaces Django's field for the password by one without a label."""
    from wagtail.admin.forms.auth import LoginForm

    for fields in (LoginForm.base_fields, LoginForm.declared_fields):
        fields["password"].label = theirs("Password")


def _redirects() -> None:
    """wagtail/contrib/redirects/filters.py imports gettext, and the filter is made with its class."""
    from wagtail.contrib.redirects.filters import RedirectsReportFilterSet

    for filters in (RedirectsReportFilterSet.base_filters, RedirectsReportFilterSet.declared_filters):
        kind = filters["is_permanent"]
        kind.label = theirs("Type")
        kind.extra |= {
            "choices": ((True, theirs("Permanent")), (False, theirs("Temporary"))),
            "empty_label": theirs("All"),
        }


def _sites() -> None:
    """wagtail/sites/views.py names three columns by their fields."""
    from wagtail.models import Site
    from wagtail.sites.views import IndexView

    for column in IndexView.columns:
        if column.name in ("port", "site_name", "root_page"):
            column.label = capfirst(Site._meta.get_field(column.name).verbose_name)


def _groups() -> None:
    """wagtail/images/forms.py, wagtail/documents/forms.py and wagtail/admin/forms/collections.py import gettext.

    wagtail/users/forms.py shows permissions on pages by their rows of the database.
    """
    from wagtail.admin.forms.collections import GroupCollectionManagementPermissionFormSet
    from wagtail.documents.forms import GroupDocumentPermissionFormSet
    from wagtail.images.forms import GroupImagePermissionFormSet
    from wagtail.models import Page
    from wagtail.users.forms import GroupPagePermissionFormSet

    words = {
        GroupImagePermissionFormSet: [
            ("add_image", theirs("Add"), theirs("Add/edit images you own")),
            ("change_image", theirs("Edit"), theirs("Edit any image")),
            ("choose_image", theirs("Choose"), theirs("Select images in choosers")),
        ],
        GroupDocumentPermissionFormSet: [
            ("add_document", theirs("Add"), theirs("Add/edit documents you own")),
            ("change_document", theirs("Edit"), theirs("Edit any document")),
            ("choose_document", theirs("Choose"), theirs("Select documents in choosers")),
        ],
        GroupCollectionManagementPermissionFormSet: [
            ("add_collection", theirs("Add"), theirs("Add collections")),
            ("change_collection", theirs("Edit"), theirs("Edit collections")),
            ("delete_collection", theirs("Delete"), theirs("Delete collections")),
        ],
    }
    for formset, types in words.items():
        formset.permission_types = types
        formset.form.base_fields["collection"].label = theirs("Collection")
        _name_permissions(formset.form, types)
    GroupPagePermissionFormSet.form.base_fields["page"].label = theirs("Page")
    _name_permissions(GroupPagePermissionFormSet.form, Page.permission_types)


def _name_permissions(form: type, types: list[tuple]) -> None:
    """Let a form's choice of permissions say the long words of each."""
    names = {codename: long for codename, _short, long in types}
    form.base_fields["permissions"].label_from_instance = lambda permission: names.get(
        permission.codename, str(permission)
    )


def _choosers() -> None:
    """wagtail/admin/viewsets/chooser.py imports gettext."""
    from wagtail.admin.viewsets.chooser import ChooserViewSet

    ChooserViewSet.choose_one_text = theirs("Choose")
    ChooserViewSet.choose_another_text = theirs("Choose another")
    ChooserViewSet.edit_item_text = theirs("Edit")
    ChooserViewSet.search_tab_label = theirs("Search")
    ChooserViewSet.create_action_label = theirs("Create")


def _workflows() -> None:
    """wagtail/admin/forms/workflows.py gives the field no label."""
    from wagtail.admin.forms.workflows import WorkflowPageForm

    WorkflowPageForm.base_fields["page"].label = theirs("Page")


def _locales() -> None:
    """wagtail_localize/locales/views.py names the model, components.py adds a field; neither has a name to translate.

    The fields' own names cannot be set: Django would want a migration of wagtail-localize.
    """
    from wagtail_localize.locales.views import CreateView
    from wagtail_localize.models import LocaleSynchronization, LocaleSynchronizationModelForm

    class SynchronizationForm(LocaleSynchronizationModelForm):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            for name, label in (("enabled", theirs("Enabled")), ("sync_from", theirs("Language"))):
                if name in self.fields:
                    self.fields[name].label = label

    LocaleSynchronization.base_form_class = SynchronizationForm
    CreateView.get_page_subtitle = lambda view: ""


def _dates() -> None:
    """wagtail_localize/compat.py writes dates with strftime, whose names of months are English.

    In figures they are the same in every language.
    """
    from wagtail_localize import models
    from wagtail_localize.views import edit_translation

    models.DATE_FORMAT = edit_translation.DATE_FORMAT = "%Y-%m-%d"
