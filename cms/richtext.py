"""What rich text may hold: meaning, never looks. Headings, pictures and tables are blocks of their own."""

from cms.languages import PHRASE_FEATURES, PHRASE_LANGUAGES

INLINE_FEATURES = ["bold", "link", "document-link", *PHRASE_FEATURES]
PROSE_FEATURES = ["bold", "ol", "ul", "link", "document-link", *PHRASE_FEATURES]


def register_phrase_languages(features) -> None:
    """Give the editor a button for each language that a phrase can be in.

    Stored as `<span lang="uk">`: screen readers pronounce it right (WCAG 2.2, 3.1.2).
    """
    from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
    from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature

    from cms.choices import language_name

    for code in PHRASE_LANGUAGES:
        style = f"LANGUAGE_{code.upper()}"
        features.register_editor_plugin(
            "draftail",
            f"phrase-{code}",
            InlineStyleFeature(
                {
                    "type": style,
                    "label": code.upper(),
                    "description": language_name(code, in_itself=True),
                    "style": {"borderBottom": "2px dotted currentColor"},
                }
            ),
        )
        features.register_converter_rule(
            "contentstate",
            f"phrase-{code}",
            {
                "from_database_format": {f'span[lang="{code}"]': InlineStyleElementHandler(style)},
                "to_database_format": {"style_map": {style: {"element": "span", "props": {"lang": code}}}},
            },
        )
