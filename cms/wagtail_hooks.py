"""Where Tiltas plugs into Wagtail's admin."""

from wagtail import hooks

from cms.richtext import register_phrase_languages


@hooks.register("register_rich_text_features")
def register_rich_text_features(features) -> None:
    register_phrase_languages(features)
