"""The roles of a site as Wagtail groups: editors, reviewers and a group of translators for each language."""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

EDITORS = "Editors"
REVIEWERS = "Reviewers"

#: What translators change, by translating it (cms.translation.record_policies).
_TRANSLATED_MODELS = [
    ("cms", "topic"),
    ("cms", "organisation"),
    ("cms", "person"),
    ("cms", "project"),
    ("cms", "politicalgroup"),
    ("cms", "contact"),
    ("cms", "mediaitem"),
    ("cms", "sitetexts"),
    ("alliance", "consenttext"),
    ("alliance", "membershiprule"),
]
#: What editors do with records and settings, as (app, model).
_EDITED_MODELS = [
    *_TRANSLATED_MODELS,
    ("cms", "sitesettings"),
    ("alliance", "joiningsettings"),
    ("news", "registrationsettings"),
    ("wagtailredirects", "redirect"),
]
#: What reviewers do: they handle applications and members; editors do not see them.
_REVIEWED = [
    "alliance.view_application",
    "alliance.decide_application",
    "alliance.export_application",
    "alliance.erase_person",
    *(f"alliance.{action}_member" for action in ("add", "change", "view")),
    *(f"news.{action}_registration" for action in ("view", "change", "export")),
    *(f"alliance.{action}_partnership" for action in ("add", "change", "delete", "view")),
    *(f"subscriptions.{action}_subscriber" for action in ("delete", "view")),
]
_PAGE_RIGHTS = ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"]
#: Rights on files are asked for under the names of Wagtail's own models, whatever ours are called.
_FILES = [("wagtailimages", "image"), ("wagtaildocs", "document")]

#: Mails hold what applicants wrote: they are for those who decide.
_MAILS = ["message", "mailtext"]


def translators(language: str) -> str:
    """Return the name of the group that translates into a language code."""
    return f"Translators {language}"


@transaction.atomic
def ensure_roles() -> list[Group]:
    """Create the groups that are missing and give each what its role needs; existing rights are kept.

    A group of translators is made for every locale whose home page exists. Return all groups.
    """
    editors = _group(EDITORS)
    _allow(editors, ["wagtailadmin.access_admin", "wagtail_localize.submit_translation"])
    for app, model in _EDITED_MODELS:
        _allow(editors, [f"{app}.{action}_{model}" for action in ("add", "change", "delete", "view")])
    _allow(editors, [f"cms_releases.{action}_releaseset" for action in ("add", "change", "view")])
    _allow(editors, ["cms_upkeep.change_outsidelink"])
    promotion = "wagtailsearchpromotions.{}_searchpromotion"
    _allow(editors, [promotion.format(action) for action in ("add", "change", "delete", "view")])
    _allow(editors, [f"home.{action}_barrierreport" for action in ("change", "delete", "view")])
    _allow_pages(editors, Page.get_first_root_node(), _PAGE_RIGHTS)
    _allow_files(editors, ["add", "change", "choose"])

    reviewers = _group(REVIEWERS)
    _allow(reviewers, ["wagtailadmin.access_admin", *_REVIEWED])
    _allow(reviewers, [f"mail.{action}_{model}" for action in ("change", "view") for model in _MAILS])

    groups = [editors, reviewers]
    for locale, home in _homes():
        group = _group(translators(locale.language_code))
        _allow(group, ["wagtailadmin.access_admin"])
        _allow(group, [f"{app}.change_{model}" for app, model in _TRANSLATED_MODELS])
        _allow_pages(group, home, ["change_page", "publish_page"])
        _allow_files(group, ["choose"])
        groups.append(group)
    return groups


def home_has_new_language(sender: type, source_obj: Model, target_obj: Model, **kwargs) -> None:
    """Make the group of translators for a language that a site begins in; nothing where a site has no roles."""
    if isinstance(target_obj, Page) and target_obj.depth == 2 and Group.objects.filter(name=EDITORS).exists():
        ensure_roles()


def _group(name: str) -> Group:
    return Group.objects.get_or_create(name=name)[0]


def _permission(codename: str, model_app: str | None = None) -> Permission:
    found = Permission.objects.filter(codename=codename)
    return (found.filter(content_type__app_label=model_app) if model_app else found).get()


def _allow(group: Group, names: Iterable[str]) -> None:
    held = set(group.permissions.values_list("content_type__app_label", "codename"))
    for name in names:
        app, codename = name.split(".")
        if (app, codename) in held:
            continue
        if apps.is_installed("wagtail_localize") or app != "wagtail_localize":
            group.permissions.add(_permission(codename, app))


def _allow_pages(group: Group, page: Page, codenames: Iterable[str]) -> None:
    for codename in codenames:
        GroupPagePermission.objects.get_or_create(
            group=group, page=page, permission=_permission(codename, "wagtailcore")
        )


def _allow_files(group: Group, actions: Iterable[str]) -> None:
    root = Collection.get_first_root_node()
    for action in actions:
        for app, model in _FILES:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=_permission(f"{action}_{model}", app)
            )


def _homes() -> list[tuple[Locale, Page]]:
    keys = Site.objects.values_list("root_page__translation_key", flat=True)
    homes = Page.objects.filter(translation_key__in=keys).select_related("locale")
    return [(home.locale, home) for home in homes]
