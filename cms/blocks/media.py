"""Pictures, recordings and documents."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.choosers import DocumentChooserBlock, ImageChooserBlock, RecordChooserBlock
from cms.choices import language_choices


class PictureBlock(blocks.StructBlock):
    """A picture with its description in the page's language.

    Wagtail's own ImageBlock keeps the description on the image object it shares among blocks, and
    wagtail-localize cannot take an empty one apart; a plain structure has neither trouble.
    """

    image = ImageChooserBlock(label=_("Picture"))
    alt_text = blocks.CharBlock(
        label=_("Description"), required=False, help_text=_("What it shows, for those who cannot see it.")
    )
    decorative = blocks.BooleanBlock(
        label=_("Decorative"), required=False, help_text=_("It adds nothing to the text.")
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with its description and caption.")
        template = "blocks/picture.html"
        label_format = "{alt_text} {caption}"

    def clean(self, value):
        value = super().clean(value)
        if value.get("decorative") and value.get("alt_text"):
            message = _("A decorative picture has no description: choose one.")
        elif (
            value.get("image")
            and not self.is_deferred_validation
            and not (value.get("decorative") or value.get("alt_text"))
        ):
            message = _("Describe the picture, or mark it as decorative.")
        else:
            return value
        raise StructBlockValidationError(block_errors={"alt_text": ValidationError(message)})

    def get_preview_value(self):
        from wagtail.images import get_image_model

        image = get_image_model().objects.first()
        return self.normalize({"image": image, "alt_text": image and image.description, "decorative": False})


class GalleryBlock(blocks.StructBlock):
    """Several pictures side by side."""

    title = blocks.CharBlock(label=_("Title"), required=False)
    pictures = blocks.ListBlock(PictureBlock(), label=_("Pictures"), min_num=1)

    class Meta:
        icon = "image"
        label = _("Gallery")
        description = _("Pictures side by side.")
        template = "blocks/gallery.html"

    def get_preview_value(self):
        picture = PictureBlock().get_preview_value()
        return self.normalize({"title": "", "pictures": [picture, picture]})


class MediaBlock(blocks.StructBlock):
    """Videos and recordings, played only after a click."""

    items = blocks.ListBlock(
        RecordChooserBlock("cms.MediaItem", label=_("Video or recording")), label=_("Recordings"), min_num=1
    )

    class Meta:
        icon = "media"
        label = _("Videos and recordings")
        description = _("Links to videos or sound, with their languages.")
        template = "blocks/media.html"

    def get_preview_value(self):
        from cms.models import MediaItem

        return self.normalize({"items": list(MediaItem.objects.all()[:2])})


class DocumentItemBlock(blocks.StructBlock):
    """One document, by the name the page gives it."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Title on the page"), required=False, help_text=_("Empty: the document's own.")
    )
    language = blocks.ChoiceBlock(
        label=_("Language"),
        choices=language_choices,
        required=False,
        help_text=_("Empty: the document's own."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "blocks/document.html"


class DocumentListBlock(blocks.StructBlock):
    """Documents for download, with format, size and language."""

    title = blocks.CharBlock(label=_("Title"), required=False)
    documents = blocks.ListBlock(DocumentItemBlock(), label=_("Documents"), min_num=1)

    class Meta:
        icon = "doc-full-inverse"
        label = _("Documents")
        description = _("Downloads with format, size and language.")
        template = "blocks/documents.html"

    def get_preview_value(self):
        from wagtail.documents import get_document_model

        return self.normalize(
            {"documents": [{"document": found} for found in get_document_model().objects.all()[:2]]}
        )
