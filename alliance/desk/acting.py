"""Doing something with an application: a verb, its form, and the mail it writes, before it is sent."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from alliance.desk.forms import VerbForm
from alliance.desk.verbs import VERBS, Verb, is_legal, letter_of
from alliance.desk.wording import TONES
from alliance.membership import IllegalMoveError
from alliance.membership.journal import DECIDE, VIEW
from alliance.models import Application
from cms.choices import language_name
from cms.translation.guards.checks import require


class ApplicationView(WagtailAdminTemplateMixin, TemplateView):
    """A screen about one application, for who may see applications, or may do more."""

    header_icon = "form"
    right = VIEW

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(request.user.has_perm(self.right))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def application(self) -> Application:
        rows = Application.objects.for_staff().select_related("assignee", "consent", "publication_consent")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        index = {"url": reverse("applications_modeladmin_index"), "label": _("Applications")}
        here = {"url": self.address, "label": str(self.application)}
        return [*super().get_breadcrumbs_items(), index, here]

    @property
    def address(self) -> str:
        return reverse("applications_modeladmin_edit", args=[self.application.pk])


class Act(ApplicationView):
    """A verb. Its buttons send `action`: preview the mail, or do it. What is refused keeps what was typed."""

    template_name = "alliance/admin/act.html"
    right = DECIDE

    @cached_property
    def verb(self) -> Verb:
        if self.kwargs["verb"] not in VERBS:
            raise Http404
        return VERBS[self.kwargs["verb"]]

    def get_page_title(self) -> str:
        return str(self.verb.label)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.verb and not is_legal(self.application, self.kwargs["verb"]):
            messages.error(request, " ".join(IllegalMoveError(self.application).messages))
            return redirect(self.address)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.verb.form(request.POST, application=self.application)
        is_right = form.is_valid()
        if is_right and request.POST.get("action") != "preview" and self._act(form):
            messages.success(request, str(self.verb.done))
            return redirect(self.address)
        if form.errors:
            words = form.non_field_errors() or [_("Nothing was changed: look at the marked fields.")]
            messages.error(request, " ".join(words))
        return self.render_to_response(self.get_context_data(form=form))

    def _act(self, form: VerbForm) -> bool:
        """Do it; tell whether it was done. What is refused stands in the form then."""
        try:
            self.verb.act(self.application, self.request.user, form.cleaned_data)
        except ValidationError as error:
            self.application.refresh_from_db()
            form.add_error(None, error)
            return False
        return True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or self.verb.form(application=self.application)
        name, application = self.kwargs["verb"], self.application
        words = (form.data if form.is_bound else {}).get(self.verb.field, "") if self.verb.field else ""
        if self.verb.field:
            info = get_language_info(application.language)
            attrs = {"lang": application.language, "dir": "rtl" if info["bidi"] else "ltr"}
            form.fields[self.verb.field].widget.attrs.update(attrs)
        return {
            **super().get_context_data(**kwargs),
            "application": application,
            "tone": TONES[application.state],
            "verb": self.verb,
            "form": form,
            "media": form.media,
            "is_legal": is_legal(application, name),
            "letter": letter_of(name, application, words),
            "language": application.language,
            "language_name": language_name(application.language),
            "recipient": application.email,
            "back_url": self.address,
        }
