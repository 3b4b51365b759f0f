"""Blocks of words."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.choosers import RecordChooserBlock
from cms.richtext import INLINE_FEATURES, PROSE_FEATURES


class HeadingBlock(blocks.StructBlock):
    """A heading that the page's contents list."""

    text = blocks.CharBlock(label=_("Heading"))
    level = blocks.ChoiceBlock(
        label=_("Level"), choices=[("2", _("Section")), ("3", _("Subsection"))], default="2", required=True
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Starts a section; the contents of the page are made of these.")
        template = "blocks/heading.html"
        preview_value = {"text": _("How the partnership began"), "level": "2"}
        label_format = "{text}"


class ProseBlock(blocks.RichTextBlock):
    """Paragraphs and plain lists."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", PROSE_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        template = "blocks/prose.html"
        preview_value = "<p>Two towns met on line and agreed on <b>four fields</b> of work.</p>"


class QuoteBlock(blocks.StructBlock):
    """What somebody said, word for word."""

    text = blocks.TextBlock(
        label=_("Quote"), rows=3, help_text=_("Without quotation marks: each language adds its own.")
    )
    verb = blocks.CharBlock(
        label=_("Verb"),
        required=False,
        default="",  # None, which what was stored before would have, breaks wagtail-localize (#690)
        help_text=_("As “stressed” or “said”; stands before the name."),
    )
    person = RecordChooserBlock("cms.Person", label=_("Speaker"), required=False)
    name = blocks.CharBlock(label=_("Name"), required=False, help_text=_("Where the speaker has no record."))
    role = blocks.CharBlock(
        label=_("Role"), required=False, help_text=_("Empty: the position in the record.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("A speaker's own words, with name and role.")
        template = "blocks/quote.html"
        search_shows = ("position",)
        preview_value = {
            "text": _("We rebuild better when we rebuild together."),
            "verb": _("stressed"),
            "name": "Ona Tiltaitė",
            "role": _("Mayor"),
        }
        label_format = "{text}"

    def clean(self, value):
        value = super().clean(value)
        if value.get("verb") and not (
            value.get("person") or value.get("name") or self.is_deferred_validation
        ):
            raise StructBlockValidationError(
                block_errors={"verb": ValidationError(_("Say who said it, or leave the verb out."))}
            )
        return value


class PointBlock(blocks.StructBlock):
    """One point of a list that can be linked to."""

    title = blocks.CharBlock(label=_("Title"), required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=INLINE_FEATURES)

    class Meta:
        icon = "tick-inverse"
        label = _("Point")
        description = _("One principle, action or task; it has an address of its own.")
        template = "blocks/point.html"
        preview_value = {"title": "", "text": "<p>Share what has been learned.</p>"}
        label_format = "{title} {text}"


class PointsBlock(blocks.StructBlock):
    """A list with the sentence that leads in and the one that closes it."""

    lead_in = blocks.RichTextBlock(label=_("Lead-in"), features=INLINE_FEATURES, required=False)
    style = blocks.ChoiceBlock(
        label=_("Style"),
        choices=[
            ("plain", _("Plain list")),
            ("numbered", _("Numbered cards")),
            ("cards", _("Cards")),
            ("steps", _("Steps")),
        ],
        default="plain",
    )
    items = blocks.ListBlock(PointBlock(), label=_("Points"), min_num=1)
    closing = blocks.RichTextBlock(label=_("Closing"), features=INLINE_FEATURES, required=False)

    class Meta:
        icon = "list-ul"
        label = _("List with lead-in")
        description = _("A sentence, points that can be linked to, and a closing sentence.")
        template = "blocks/points.html"
        preview_value = {
            "lead_in": "<p>The alliance was founded to:</p>",
            "style": "plain",
            "items": [
                {"title": "", "text": "<p>bring partners together</p>"},
                {"title": "", "text": "<p>share advice</p>"},
            ],
            "closing": "",
        }


class CalloutBlock(blocks.StructBlock):
    """Words that stand out."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("note", _("Note")), ("key", _("Key message")), ("warning", _("Warning"))],
        default="note",
    )
    title = blocks.CharBlock(label=_("Title"), required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=PROSE_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Call-out")
        description = _("A note, a key message or a warning.")
        template = "blocks/callout.html"
        preview_value = {"kind": "key", "title": "", "text": "<p>Local government is the cornerstone.</p>"}


class FaqBlock(blocks.StructBlock):
    """Questions that open."""

    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("question", blocks.CharBlock(label=_("Question"))),
                ("answer", blocks.RichTextBlock(label=_("Answer"), features=PROSE_FEATURES)),
            ],
            label=_("Question"),
        ),
        label=_("Questions"),
        min_num=1,
    )

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        description = _("Answers that open under their question.")
        template = "blocks/faq.html"
        preview_value = {
            "items": [{"question": "Who may join?", "answer": "<p>Any local or regional authority.</p>"}]
        }


class TableBlock(blocks.StructBlock):
    """A small table of words; each row and cell keeps its identity, so that translations stay with them."""

    caption = blocks.CharBlock(label=_("Caption"), help_text=_("What the table shows."))
    columns = blocks.ListBlock(blocks.CharBlock(label=_("Column")), label=_("Column headings"), min_num=1)
    rows = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("heading", blocks.CharBlock(label=_("Row heading"), required=False)),
                (
                    "cells",
                    blocks.ListBlock(blocks.CharBlock(label=_("Cell"), required=False), label=_("Cells")),
                ),
            ],
            label=_("Row"),
        ),
        label=_("Rows"),
        min_num=1,
    )

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Columns, rows and a caption.")
        template = "blocks/table.html"
        preview_value = {
            "caption": "Partners",
            "columns": ["Town", "Partner"],
            "rows": [{"heading": "", "cells": ["Ukmergė", "Korosten"]}],
        }

    def clean(self, value):
        value = super().clean(value)
        for row in value["rows"]:
            width = len(row["cells"]) + bool(row["heading"])
            if width != len(value["columns"]):
                message = _("A row has %(width)s cells where the table has %(columns)s columns.") % {
                    "width": width,
                    "columns": len(value["columns"]),
                }
                raise StructBlockValidationError(block_errors={"rows": ValidationError(message)})
        return value


class TimelineBlock(blocks.StructBlock):
    """What happened when."""

    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("date", blocks.DateBlock(label=_("Date"), required=False)),
                (
                    "precision",
                    blocks.ChoiceBlock(
                        label=_("Shown as"),
                        choices=[("day", _("Day")), ("month", _("Month")), ("year", _("Year"))],
                        default="day",
                    ),
                ),
                (
                    "period",
                    blocks.CharBlock(
                        label=_("Period in words"),
                        required=False,
                        help_text=_("Where no date is known: “autumn 2021”."),
                    ),
                ),
                ("title", blocks.CharBlock(label=_("Title"), required=False)),
                ("text", blocks.RichTextBlock(label=_("Text"), features=PROSE_FEATURES, required=False)),
            ],
            label=_("Step"),
        ),
        label=_("Steps"),
        min_num=1,
    )

    class Meta:
        icon = "history"
        label = _("Timeline")
        description = _("Dated steps, one below the other.")
        template = "blocks/timeline.html"
        preview_value = {
            "items": [
                {
                    "date": "2022-01-28",
                    "precision": "day",
                    "title": "Second meeting",
                    "text": "",
                    "period": "",
                }
            ]
        }
