"""Writes the reference of docs/content-format.md from the models and blocks, so that it cannot lie.

DEBUG=1 .venv/bin/python -m tests.content.format_reference
"""

import os
import re
import sys
from pathlib import Path

DOC = Path(__file__).resolve().parents[2] / "docs" / "content-format.md"
START, END = "<!-- reference: written by tests/content/format_reference.py -->", "<!-- end of reference -->"


def reference() -> str:
    """Return the reference as Markdown."""
    from alliance.models import JoiningSettings
    from cms.content.entries import page_models, record_models
    from cms.content.site import setting_fields
    from cms.content.values import content_fields
    from cms.models import SiteSettings

    pages = page_models()
    common = set.intersection(*({*content_fields(model)} for model in pages.values()))
    parts = ["## Page types", "", "Every page has these fields:", ""]
    parts += _table(next(iter(pages.values())), common)
    for label, model in pages.items():
        parts += ["", f"### {label}", "", *_place_in_tree(model), ""]
        own = [name for name in content_fields(model) if name not in common]
        parts += _table(model, own) if own else ["No fields of its own."]
    parts += ["", "## Record types"]
    for label, model in record_models().items():
        parts += ["", f"### {label}", "", *_table(model, content_fields(model))]
    for title, model in (("Settings of the site", SiteSettings), ("Settings of joining", JoiningSettings)):
        parts += ["", f"## {title}", "", *_table(model, setting_fields(model))]
    parts += ["", "## Blocks", "", *_blocks([*pages.values(), *record_models().values()])]
    return "\n".join(parts)


def _place_in_tree(model) -> list[str]:
    from cms.content.entries import relations_of

    parents = ", ".join(f"`{parent}`" for parent in model.parent_page_types)
    rows = ", ".join(f"`{name}`" for name in relations_of(model))
    where = "At the top." if parents == "`wagtailcore.Page`" else f"Below {parents}."
    return [f"{where} Rows: {rows}."]


def _table(model, names) -> list[str]:
    from cms.content.texts import text_fields
    from cms.content.values import content_fields

    fields, texts = content_fields(model), text_fields(model)
    lines = ["| field | holds | translated |", "| --- | --- | --- |"]
    for name, field in fields.items():
        if name in names:
            needed = "" if field.blank or field.has_default() or name == "slug" else "; needed"
            needed = "; needed to publish" if needed and field.null else needed
            translated = "yes" if name in texts and _has_text(field) else ""
            lines.append(f"| `{name}` | {_kind_of_field(field)}{needed} | {translated} |")
    return lines


def _has_text(field) -> bool:
    from wagtail.fields import StreamField

    return not isinstance(field, StreamField) or _block_has_text(field.stream_block)


def _block_has_text(block) -> bool:
    from wagtail import blocks

    if hasattr(block, "get_translatable_segments"):
        return False
    if isinstance(block, blocks.ListBlock):
        return _block_has_text(block.child_block)
    if hasattr(block, "child_blocks"):
        return any(_block_has_text(child) for child in block.child_blocks.values())
    return isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock)


def _kind_of_field(field) -> str:
    from django.db import models
    from wagtail.fields import RichTextField, StreamField

    from cms.content.references import kind_of
    from cms.models import fields as own

    if isinstance(field, StreamField):
        return _kind_of_stream(field.stream_block)
    if isinstance(field, RichTextField):
        return _rich_text(field.features)
    if isinstance(field, models.ForeignKey):
        return f"id of {_thing(kind_of(field.related_model))}"
    if isinstance(field, own.CodesField):
        codes = [code for code, _label in field.get_codes()]
        return (
            "language codes"
            if "lt" in codes
            else "country codes"
            if "LT" in codes
            else _one_of(codes, "list of")
        )
    for kind, words in _FIELD_KINDS(own, models):
        if isinstance(field, kind):
            return words
    if field.choices:
        return _one_of([code for code, _label in field.flatchoices])
    return "text"


def _FIELD_KINDS(own, models):  # noqa: N802 - reads as a table
    return [
        (own.LanguageField, "language code"),
        (own.CountryField, "country code"),
        (own.TimeZoneField, "time zone, as `Europe/Vilnius`"),
        (models.DateTimeField, "date and time"),
        (models.DateField, "date"),
        (models.DurationField, "duration, as `0:03:25`"),
        (models.BooleanField, "`true` or `false`"),
        (models.IntegerField, "whole number"),
        (models.URLField, "address"),
        (models.EmailField, "e-mail address"),
        (models.SlugField, "ASCII letters, digits and hyphens"),
    ]


def _thing(kind: str) -> str:
    return f"a `{kind}`" if "." in kind else f"a{'n' if kind == 'image' else ''} {kind}"


def _one_of(codes, words="one of") -> str:
    return f"{words} " + ", ".join(f"`{code}`" for code in codes if code)


def _rich_text(features) -> str:
    return "rich text" if features is None or "ul" in features else "rich text without lists"


def _kind_of_stream(block) -> str:
    from cms.blocks import StoryBlock

    if isinstance(block, StoryBlock):
        return "blocks of a story"
    return "blocks: " + ", ".join(
        f"`{name}` ({_kind_of_block(child)})" for name, child in block.child_blocks.items()
    )


def _kind_of_block(block) -> str:
    from wagtail import blocks

    from cms.content.references import kind_of

    if isinstance(block, blocks.ListBlock):
        return f"list of {_kind_of_block(block.child_block)}"
    if isinstance(block, blocks.StructBlock):
        name = type(block).__name__
        if name != "StructBlock":
            return f"[{name}](#{name.lower()})"
        return (
            "{"
            + ", ".join(f"`{key}`: {_kind_of_block(child)}" for key, child in block.child_blocks.items())
            + "}"
        )
    if isinstance(block, blocks.RichTextBlock):
        return _rich_text(block.features)
    if isinstance(block, blocks.ChooserBlock):
        return f"id of {_thing(kind_of(block.model_class))}"
    if isinstance(block, blocks.ChoiceBlock):
        codes = [code for code, _label in block.field.choices if code]
        return "language code" if {"lt", "lv"} <= set(codes) else _one_of(codes)
    for kind, words in (
        (blocks.DateBlock, "date"),
        (blocks.TimeBlock, "time"),
        (blocks.BooleanBlock, "`true` or `false`"),
        (blocks.IntegerBlock, "whole number"),
        (blocks.URLBlock, "address"),
    ):
        if isinstance(block, kind):
            return words
    return "text"


def _blocks(models) -> list[str]:
    from wagtail.fields import StreamField

    from cms.blocks import StoryBlock

    found: dict[str, object] = {}
    for model in models:
        for field in model._meta.concrete_fields:
            if isinstance(field, StreamField):
                _collect(field.stream_block, found)
    lines = ["The blocks of a story:", "", "| block | holds |", "| --- | --- |"]
    lines += [f"| `{name}` | {_kind_of_block(child)} |" for name, child in StoryBlock().child_blocks.items()]
    for name, block in sorted(found.items()):
        lines += ["", f"### {name}", "", "| part | holds |", "| --- | --- |"]
        lines += [f"| `{key}` | {_kind_of_block(child)} |" for key, child in block.child_blocks.items()]
    return lines


def _collect(block, found: dict) -> None:
    from wagtail import blocks

    if isinstance(block, blocks.ListBlock):
        _collect(block.child_block, found)
    if isinstance(block, blocks.StructBlock) and type(block).__name__ != "StructBlock":
        found[type(block).__name__] = block
    for child in getattr(block, "child_blocks", {}).values():
        _collect(child, found)


def with_reference(text: str) -> str:
    """Return a document with the reference in it written anew."""
    pattern = re.compile(re.escape(START) + ".*?" + re.escape(END), re.DOTALL)
    return pattern.sub(lambda match: f"{START}\n\n{reference()}\n\n{END}", text)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    DOC.write_text(with_reference(DOC.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{DOC}\n")
