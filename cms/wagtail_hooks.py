"""Where Tiltas plugs into Wagtail's admin."""

from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext as theirs  # words of Wagtail's catalogues, not of ours
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.utils.version import get_main_version

from cms.publication import incomplete_drafts
from cms.record_admin import RecordGroup
from cms.richtext import register_phrase_languages

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
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def admin_words() -> SafeString:
    return format_html(
        '<script src="{}" data-search="{}" data-more-actions="{}"></script>',
        static("js/admin-words.js"),
        theirs("Search"),
        theirs("More actions"),
    )


@hooks.register("construct_help_menu")
def help_in_every_language(request, menu_items: list) -> None:
    """Name what is new in Wagtail anew: wagtail/admin/wagtail_hooks.py (8.0.1) keeps the language of the first user."""
    for item in menu_items:
        if item.name.startswith("whats-new-in-wagtail"):
            item.label = lazy(_whats_new, str)()


def _whats_new() -> str:
    return theirs("What's new in Wagtail %(version)s") % {"version": get_main_version(include_patch=False)}


@hooks.register("before_serve_document")
def note_language(document, request) -> None:
    """Tell the middleware the language of the file that is handed out."""
    request.file_language = document.language
