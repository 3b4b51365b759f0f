"""Lists that fill themselves."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.choosers import RecordChooserBlock
from cms.listings import listing_choices, listing_rows


class LatestBlock(blocks.StructBlock):
    """The newest pages of one kind; nothing is picked by hand, nothing grows old."""

    title = blocks.CharBlock(label=_("Title"), required=False)
    listing = blocks.ChoiceBlock(label=_("What"), choices=listing_choices)
    topic = RecordChooserBlock("cms.Topic", label=_("Only this topic"), required=False)
    count = blocks.ChoiceBlock(
        label=_("How many"), choices=[(str(number), str(number)) for number in (3, 4, 6, 9, 12)], default="3"
    )

    class Meta:
        icon = "list-ul"
        label = _("Latest of …")
        description = _("A list that keeps itself up to date.")
        search_leaves_out = ("topic",)
        template = "blocks/latest.html"
        preview_value = {"title": "", "listing": "articles", "topic": None, "count": "3"}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["listing"] = listing_rows(value["listing"], int(value["count"]), topic=value.get("topic"))
        return context
