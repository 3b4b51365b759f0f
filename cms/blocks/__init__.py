"""Blocks: the pieces pages are told with."""

from cms.blocks.choosers import DocumentChooserBlock, ImageChooserBlock, PageChooserBlock, RecordChooserBlock
from cms.blocks.links import CallToActionBlock, LinkBlock, LinkListBlock
from cms.blocks.listing import LatestBlock
from cms.blocks.media import DocumentItemBlock, DocumentListBlock, GalleryBlock, MediaBlock, PictureBlock
from cms.blocks.people import ContactBlock, PeopleBlock
from cms.blocks.story import StoryBlock
from cms.blocks.text import (
    CalloutBlock,
    FaqBlock,
    HeadingBlock,
    PointBlock,
    PointsBlock,
    ProseBlock,
    QuoteBlock,
    TableBlock,
    TimelineBlock,
)
from cms.richtext import INLINE_FEATURES, PROSE_FEATURES

__all__ = [
    "INLINE_FEATURES",
    "PROSE_FEATURES",
    "CallToActionBlock",
    "CalloutBlock",
    "ContactBlock",
    "DocumentChooserBlock",
    "DocumentItemBlock",
    "DocumentListBlock",
    "FaqBlock",
    "GalleryBlock",
    "HeadingBlock",
    "ImageChooserBlock",
    "LatestBlock",
    "LinkBlock",
    "LinkListBlock",
    "MediaBlock",
    "PageChooserBlock",
    "PeopleBlock",
    "PictureBlock",
    "PointBlock",
    "PointsBlock",
    "ProseBlock",
    "QuoteBlock",
    "RecordChooserBlock",
    "StoryBlock",
    "TableBlock",
    "TimelineBlock",
]
