"""The forms for what one language version has of its own: another fact, a block that only it has."""

from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.blocks.base import BlockField

from cms.translation import differing
from cms.translation.difference_views import VersionView
from cms.translation.fact_list import ShownBlock, shown_as
from cms.translation.models import LocalBlock
from cms.translation.overrides import check_override


class DifferFact(VersionView):
    """Choose what stands at one place in this language."""

    template_name = "translation/form.html"
    page_title = gettext_lazy("Another fact in this language")

    def get_form(self, data: Any = None) -> forms.Form:
        fact = self.fact()
        form = forms.Form(data)
        place = fact.place
        if isinstance(place, models.Field):
            field = formfield_for_dbfield(place)
        elif isinstance(place, blocks.ChooserBlock):
            field = forms.ModelChoiceField(place.model_class._default_manager.all(), widget=place.widget)
        else:
            field = place.field
        field.label, field.required, field.help_text = fact.label.split(" › ")[-1], True, ""
        form.fields["value"] = field
        form.initial["value"] = fact.value
        return form

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form, fact = self.get_form(request.POST), self.fact()
        if form.is_valid():
            value = form.cleaned_data["value"]
            try:
                value = check_override(fact.place, fact.value, str(getattr(value, "pk", value)), request.user)
                differing.make_different(self.page, fact, value, request.user)
            except ValidationError as error:
                form.add_error("value", error)
            else:
                messages.success(request, _("Done. The published page shows it now."))
                return self.overview()
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or self.get_form()
        fact = self.fact()
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "media": form.media,
            "action_url": f"{self.request.path}?path={quote(fact.path)}",
            "cancel_url": self.overview_url(),
            "where": fact.label,
            "submit_button_label": _("Use in this language"),
            "submit_button_active_label": _("Saving…"),
            "intro": _("The original has: %(value)s") % {"value": shown_as(fact, fact.value)},
        }


class LocalBlockForm(VersionView):
    """Write a block that only this language has."""

    template_name = "translation/form.html"
    page_title = gettext_lazy("A block of this language only")

    @cached_property
    def row(self) -> LocalBlock | None:
        number = self.request.GET.get("block", "")
        if not number:
            return None
        return get_object_or_404(
            LocalBlock,
            pk=number if number.isdecimal() else 0,
            translation_key=self.page.translation_key,
            locale_id=self.page.locale_id,
        )

    @cached_property
    def place(self) -> tuple[models.Field, str, ShownBlock | None]:
        """The stream and the block after which it stands; Http404 where the source has no such place."""
        name = self.row.field if self.row else self.request.GET.get("field", "")
        after = self.row.after if self.row else self.request.GET.get("after", "")
        for field, shown in self.streams:
            before = next((block for block in shown if block.key == after), None)
            if field.name == name and (before or not after):
                return field, after, before
        raise Http404

    def get_form(self, data: Any = None) -> forms.Form:
        field, _after, _before = self.place
        block = type(field.stream_block)(
            list(field.stream_block.child_blocks.items()), max_num=1, required=True
        )
        block.set_name("block")
        form = forms.Form(data)
        form.fields["block"] = BlockField(block=block, label=_("Block"))
        if self.row:
            form.initial["block"] = block.to_python([self.row.block])
        return form

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST)
        if form.is_valid():
            field, after, _before = self.place
            raw = form.cleaned_data["block"].get_prep_value()
            differing.write_local_block(self.page, field.name, after, raw[0], request.user, self.row)
            messages.success(request, _("Done. The published page shows it now."))
            return self.overview()
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or self.get_form()
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "media": form.media,
            "action_url": self.request.get_full_path(),
            "cancel_url": self.overview_url(),
            "submit_button_label": _("Save block"),
            "submit_button_active_label": _("Saving…"),
            "where": self._where(),
            "intro": _(
                "It is shown in this language only and stays where it is when the page is brought up to date."
            ),
        }

    def _where(self) -> str:
        """Return in words where the block stands."""
        field, _after, before = self.place
        label = capfirst(str(field.verbose_name))
        if before is None:
            return _("%(place)s, before all others") % {"place": label}
        block = " · ".join(part for part in (before.kind, Truncator(before.words).chars(80)) if part)
        return _("%(place)s, after: %(block)s") % {"place": label, "block": block}
