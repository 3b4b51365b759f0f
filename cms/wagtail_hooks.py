"""Where Tiltas plugs into Wagtail's admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.record_admin import RecordGroup
from cms.richtext import register_phrase_languages

register_snippet(RecordGroup)


@hooks.register("register_rich_text_features")
def register_rich_text_features(features) -> None:
    register_phrase_languages(features)


@hooks.register("insert_global_admin_css")
def admin_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("before_serve_document")
def note_language(document, request) -> None:
    """Tell the middleware the language of the file that is handed out."""
    request.file_language = document.language
