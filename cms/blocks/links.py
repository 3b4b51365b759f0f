"""Links, always with words of their own and the language they lead to."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.choosers import DocumentChooserBlock, PageChooserBlock
from cms.choices import language_choices
from cms.pagelinks import page_address


class LinkValue(blocks.StructValue):
    """A link that knows where it leads."""

    @property
    def href(self) -> str:
        """The address; empty when what it led to is gone."""
        if self.get("page"):
            return page_address(self["page"])
        if self.get("document"):
            return self["document"].url
        return self.get("url") or ""

    @property
    def title(self) -> str:
        """The words of the link."""
        if self.get("text"):
            return self["text"]
        target = self.get("page") or self.get("document")
        return target.title if target else self.get("url") or ""


class LinkBlock(blocks.StructBlock):
    """One link: to a page, a document or another site."""

    text = blocks.CharBlock(
        label=pgettext_lazy("of a link", "Words"),
        required=False,
        help_text=_("Say where it leads; never “here”."),
    )
    page = PageChooserBlock(label=_("Page"), required=False)
    document = DocumentChooserBlock(label=_("Document"), required=False)
    url = blocks.URLBlock(label=_("Address"), required=False)
    language = blocks.ChoiceBlock(
        label=_("Language"),
        choices=language_choices,
        required=False,
        help_text=_("Of what it leads to, if foreign."),
    )

    class Meta:
        icon = "link"
        label = _("Link")
        description = _("Leads to a page, a document or another site.")
        value_class = LinkValue
        template = "blocks/link.html"
        preview_value = {"text": "The project’s own site", "url": "https://example.org/", "language": "en"}
        label_format = "{text}"

    def __init__(self, local_blocks=None, *, required=True, **kwargs):
        super().__init__(local_blocks, required=required, **kwargs)
        self.target_required = required

    def clean(self, value):
        value = super().clean(value)
        targets = [name for name in ("page", "document", "url") if value.get(name)]
        if len(targets) > 1:
            raise StructBlockValidationError(
                block_errors={
                    targets[1]: ValidationError(_("Choose one target: a page, a document or an address."))
                }
            )
        wanted = self.target_required or value.get("text")
        if not targets and wanted and not self.is_deferred_validation:
            raise StructBlockValidationError(
                block_errors={"page": ValidationError(_("Choose a page, a document or an address."))}
            )
        if value.get("url") and not value.get("text") and not self.is_deferred_validation:
            raise StructBlockValidationError(
                block_errors={"text": ValidationError(_("Say in words where the link leads."))}
            )
        return value


class LinkListBlock(blocks.StructBlock):
    """Further links under a title."""

    title = blocks.CharBlock(label=_("Title"), required=False)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Links")
        description = _("Links with their languages.")
        template = "blocks/links.html"
        preview_value = {
            "title": "Further information",
            "links": [{"text": "The project’s site", "url": "https://example.org/", "language": "lt"}],
        }


class CallToActionBlock(blocks.StructBlock):
    """A band that asks the reader to do one thing."""

    title = blocks.CharBlock(label=_("Title"))
    text = blocks.TextBlock(label=_("Text"), required=False, rows=2)
    link = LinkBlock(label=_("Link"))

    class Meta:
        icon = "arrow-right-full"
        label = _("Call to action")
        description = _("One thing the reader should do.")
        template = "blocks/call_to_action.html"
        preview_value = {
            "title": "Join us",
            "text": "",
            "link": {"text": "Join the alliance", "url": "https://example.org/"},
        }
