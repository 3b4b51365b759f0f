"""Where Tiltas plugs into Wagtail's admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.record_admin import RecordGroup
from cms.richtext import register_phrase_languages

register_snippet(RecordGroup)


@hooks.register("register_rich_text_features")
def register_rich_text_features(features) -> None:
    register_phrase_languages(features)
