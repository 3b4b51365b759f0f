"""The pieces of an alliance page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks import INLINE_FEATURES, RecordChooserBlock


class CallsOnBlock(blocks.StructBlock):
    """Whom the alliance calls on, and for what."""

    addressees = blocks.ListBlock(
        RecordChooserBlock("cms.Organisation", label=_("Organisation")), label=_("Addressees"), default=[]
    )
    text = blocks.RichTextBlock(label=_("Text"), features=INLINE_FEATURES)

    class Meta:
        icon = "comment"
        label = _("The alliance calls on …")
        description = _("A demand, with those it goes to.")


class StepBlock(blocks.StructBlock):
    """A step of joining."""

    title = blocks.CharBlock(label=_("Title"))
    text = blocks.RichTextBlock(label=_("Text"), features=INLINE_FEATURES, required=False)

    class Meta:
        icon = "arrow-right"
        label = _("Step")
        description = _("One step on the way to becoming a member.")
        label_format = "{title}"
