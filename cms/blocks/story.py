"""The stream every longer text is written in."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.links import CallToActionBlock, LinkListBlock
from cms.blocks.listing import LatestBlock
from cms.blocks.media import DocumentListBlock, GalleryBlock, MediaBlock, PictureBlock
from cms.blocks.people import ContactBlock, PeopleBlock
from cms.blocks.text import (
    CalloutBlock,
    FaqBlock,
    HeadingBlock,
    PointsBlock,
    ProseBlock,
    QuoteBlock,
    TableBlock,
    TimelineBlock,
)

TEXT = _("Text")
MEDIA = _("Pictures and files")
LINKS = _("Links and lists")


class StoryBlock(blocks.StreamBlock):
    """Everything a page can be told with. Names are stored with the content: they never change."""

    heading = HeadingBlock(group=TEXT)
    prose = ProseBlock(group=TEXT)
    quote = QuoteBlock(group=TEXT)
    points = PointsBlock(group=TEXT)
    callout = CalloutBlock(group=TEXT)
    timeline = TimelineBlock(group=TEXT)
    table = TableBlock(group=TEXT)
    faq = FaqBlock(group=TEXT)
    picture = PictureBlock(group=MEDIA)
    gallery = GalleryBlock(group=MEDIA)
    media = MediaBlock(group=MEDIA)
    documents = DocumentListBlock(group=MEDIA)
    links = LinkListBlock(group=LINKS)
    call_to_action = CallToActionBlock(group=LINKS)
    contact = ContactBlock(group=LINKS)
    people = PeopleBlock(group=LINKS)
    latest = LatestBlock(group=LINKS)

    class Meta:
        template = "blocks/story.html"
        block_counts = {"latest": {"max_num": 2}}  # each asks the database once
