"""Choosers of records that speak the editor's language.

Wagtail (8.0.1) composes these labels when it starts, in the language of the code. Delete when it does not.
"""

from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

_filled = lazy(lambda text, name: str(text) % {"object": name}, str)


class RecordChooser(AdminSnippetChooser):
    """A chooser whose buttons name the kind of record in the language of whoever looks."""

    def __init__(self, model: Any = None, **kwargs: Any):
        super().__init__(model, **kwargs)
        name = self.model._meta.verbose_name
        # Translators: the kind of record stands as a heading has it ("organizacija", "organizācija").
        texts = {
            "choose_one_text": _filled(_("Choose %(object)s"), name),
            "choose_another_text": _filled(_("Choose another %(object)s"), name),
            "link_to_chosen_text": _filled(_("Edit this %(object)s"), name),
        }
        for attribute, text in texts.items():
            setattr(self, attribute, kwargs.get(attribute, text))


class RecordChooserViewSet(SnippetChooserViewSet):
    """The window in which a record is chosen."""

    choose_one_text = _("Choose")
    search_tab_label = _("Search")
    base_widget_class = RecordChooser
