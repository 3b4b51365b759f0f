"""Choosers that read from what the page has already loaded, so that a page costs one query a kind of thing.

`cms.preloading` fills the shelf before a page is rendered; without it they behave as Wagtail's do.
"""

from django.utils.functional import cached_property
from wagtail.blocks import PageChooserBlock as WagtailPageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock as WagtailDocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock as WagtailImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock as WagtailSnippetChooserBlock

from cms.preloading import shelf


class Preloadable:
    """A chooser block that takes objects from the request's shelf before it asks the database."""

    def bulk_to_python(self, values):
        found = shelf.take(self.model_class, values)
        if found is None:
            return super().bulk_to_python(values)
        return [found.get(value) for value in values]


class ImageChooserBlock(Preloadable, WagtailImageChooserBlock):
    """A picture from the library."""


class DocumentChooserBlock(Preloadable, WagtailDocumentChooserBlock):
    """A document from the library."""


class PageChooserBlock(Preloadable, WagtailPageChooserBlock):
    """A page of the site; shown in the reader's language where it exists in it."""


class RecordChooserBlock(Preloadable, WagtailSnippetChooserBlock):
    """A shared record, as a person or an organisation."""

    @cached_property
    def widget(self):
        from cms.record_choosers import RecordChooser  # its base needs the models

        icon = super().widget.icon
        return RecordChooser(self.target_model, icon=icon)
