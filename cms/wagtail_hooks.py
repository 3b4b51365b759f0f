"""Where Tiltas plugs into Wagtail's admin."""

from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext as theirs  # words of Wagtail's catalogues, not of ours
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.utils.version import get_main_version

from cms.content_checks import with_our_checks
from cms.link_texts import warning_of_empty_links
from cms.publication import incomplete_drafts
from cms.record_admin import RecordGroup
from cms.richtext import register_phrase_languages
from cms.waiting import WaitingPanel

register_snippet(RecordGroup)


@hooks.register("register_rich_text_features")
def register_rich_text_features(features) -> None:
    register_phrase_languages(features)


@hooks.register("before_bulk_action")
def refuse_incomplete_pages(request, action_type, objects, action):
    """Say which drafts lack what a published page must have, before one of them ends in an error."""
    if action_type != "publish" or action.model is not Page:
        return None
    below = action.cleaned_form.cleaned_data.get("include_descendants", False)
    found = incomplete_drafts(objects, with_drafts_below=below)
    if not found:
        return None
    messages.error(request, _("Nothing was published. These pages lack something: %s.") % "; ".join(found))
    return redirect(action.next_url)


@hooks.register("insert_global_admin_css")
def admin_style() -> SafeString:
    sheets = ((static(f"css/{name}.css"),) for name in ("admin", "admin-brand", "admin-home"))
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)


@hooks.register("insert_global_admin_js")
def admin_words() -> SafeString:
    return format_html(
        '<script src="{}" data-search="{}" data-more-actions="{}"></script>',
        static("js/admin-words.js"),
        theirs("Search"),
        theirs("More actions"),
    )


@hooks.register("insert_editor_js")
def names_of_fields() -> SafeString:
    return format_html('<script src="{}"></script>', static("js/admin-names.js"))


@hooks.register("construct_help_menu")
def help_in_every_language(request, menu_items: list) -> None:
    """Tell administrators what is new in Wagtail, and nobody else: others know no product of that name.

    Named anew: wagtail/admin/wagtail_hooks.py (8.0.1) keeps the language of the first user.
    """
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if not item.name.startswith("whats-new-in-wagtail")]
    for item in menu_items:
        if item.name.startswith("whats-new-in-wagtail"):
            item.label = lazy(_whats_new, str)()


def _whats_new() -> str:
    return theirs("What's new in Wagtail %(version)s") % {"version": get_main_version(include_patch=False)}


@hooks.register("construct_homepage_panels")
def what_waits(request, panels: list) -> None:
    panels.append(WaitingPanel())


@hooks.register("construct_wagtail_userbar")
def check_more(request, items: list, page) -> None:
    with_our_checks(items)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def name_empty_links(request, page) -> None:
    """Warn of links that say nothing, where somebody saved the page: what saves itself asks for no words."""
    if request.accepts("text/html") and (warning := warning_of_empty_links(page)):
        messages.warning(request, warning)


@hooks.register("before_serve_document")
def note_language(document, request) -> None:
    """Tell the middleware the language of the file that is handed out."""
    request.file_language = document.language
