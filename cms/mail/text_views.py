"""The texts of mails in the admin: which are edited, and one of them beside what we ship, with a preview."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminAutoHeightTextInput

from cms.formats import format_date
from cms.mail import editing
from cms.mail.composing import as_html
from cms.mail.kinds import Kind, kind_named, kinds
from cms.mail.models import MAX_SUBJECT, MailText
from cms.mail.readers import language_name
from cms.mail.texts import shipped, text_of
from cms.mail.wording import on_one_line
from cms.releases.journal import name_of
from cms.translation.guards.checks import require


class TextForm(forms.Form):
    """Subject and text of a kind of mail in one language, and with what to preview them."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=MAX_SUBJECT)
    body = forms.CharField(label=gettext_lazy("Text"), max_length=20_000, widget=AdminAutoHeightTextInput)
    values = forms.ChoiceField(
        label=gettext_lazy("Preview with"),
        choices=[
            ("examples", gettext_lazy("examples")),
            ("latest", gettext_lazy("the values of the latest mail")),
        ],
        required=False,
    )

    def __init__(self, *args: Any, kind: Kind, language: str, has_latest: bool, **kwargs: Any):
        self.kind = kind
        super().__init__(*args, **kwargs)
        direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
        for name in ("subject", "body"):
            self.fields[name].widget.attrs.update({"lang": language, "dir": direction})
        if not has_latest:
            del self.fields["values"]

    def clean_subject(self) -> str:
        subject = self.cleaned_data["subject"]
        if on_one_line(subject) != subject:
            raise ValidationError(_("A subject is one line without control characters."))
        return subject

    def clean_body(self) -> str:
        return self.cleaned_data["body"].replace("\r\n", "\n")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        editing.check_placeholders(self.kind, cleaned.get("subject", ""), cleaned.get("body", ""))
        return cleaned


class TextView(WagtailAdminTemplateMixin, TemplateView):
    """A screen for who may change texts of mails."""

    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(request.user.has_perm("mail.change_mailtext"))
        return super().dispatch(request, *args, **kwargs)


class TextList(TextView):
    """All kinds of mail, each with its languages; those that staff edited are marked."""

    template_name = "mail/admin/texts.html"
    page_title = gettext_lazy("Texts of mails")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": _("Texts of mails")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edited = set(MailText.objects.values_list("kind", "language"))
        site = [kind for kind in kinds() if not kind.is_verbatim]
        languages = dict.fromkeys((True, False))
        for flag in languages:
            of_kind = next((kind for kind in site if kind.is_for_staff is flag), None)
            languages[flag] = editing.languages_of(of_kind) if of_kind else []
        rows = [
            {
                "label": kind.label,
                "is_for_staff": kind.is_for_staff,
                "languages": [
                    {
                        "name": language_name(code),
                        "code": code,
                        "url": reverse("mails:text", args=[kind.name, code]),
                        "is_edited": (kind.name, code) in edited,
                    }
                    for code in languages[kind.is_for_staff]
                ],
            }
            for kind in site
        ]
        return {**super().get_context_data(**kwargs), "rows": rows}


class EditText(TextView):
    """One text. Its buttons send `action`: save, preview, or go back to the shipped text."""

    template_name = "mail/admin/text.html"

    @cached_property
    def kind(self) -> Kind:
        kind = kind_named(self.kwargs["kind"])
        if kind is None or kind.is_verbatim or self.kwargs["language"] not in editing.languages_of(kind):
            raise Http404
        return kind

    @property
    def language(self) -> str:
        return self.kwargs["language"]

    @cached_property
    def latest(self) -> dict[str, str]:
        return editing.latest_values(self.kind) if self.request.user.has_perm("mail.view_message") else {}

    def get_page_title(self) -> str:
        return str(self.kind.label)

    def get_page_subtitle(self) -> str:
        return language_name(self.language)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        texts = {"url": reverse("mails:texts"), "label": _("Texts of mails")}
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*super().get_breadcrumbs_items(), texts, here]

    def form(self, data: Any = None) -> TextForm:
        subject, body = text_of(self.kind, self.language)
        options = {"kind": self.kind, "language": self.language, "has_latest": bool(self.latest)}
        return TextForm(data, initial={"subject": subject, "body": body}, **options)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        action = request.POST.get("action", "")
        if action == "restore":
            editing.restore_text(self.kind, self.language, request.user)
            messages.success(request, _("The shipped text is sent again."))
            return redirect("mails:text", self.kind.name, self.language)
        if action not in ("save", "preview"):
            raise Http404
        form = self.form(request.POST)
        if form.is_valid() and action == "save":
            words = {name: form.cleaned_data[name] for name in ("subject", "body")}
            editing.change_text(self.kind, self.language, user=request.user, **words)
            messages.success(request, _("The text is saved."))
            return redirect("mails:text", self.kind.name, self.language)
        if not form.is_valid():
            messages.error(request, _("Nothing was changed: look at the marked fields."))
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or self.form()
        words = form.cleaned_data if form.is_bound and form.is_valid() else form.initial
        with_latest = form.is_bound and form.data.get("values") == "latest" and self.latest
        values = self.latest if with_latest else editing.examples_of(self.kind, self.language)
        subject, text = editing.preview(words["subject"], words["body"], values)
        shipped_subject, shipped_body = shipped(self.kind, self.language)
        info = get_language_info(self.language)
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "media": form.media,
            "language": self.language,
            "direction": "rtl" if info["bidi"] else "ltr",
            "placeholders": [
                {"name": editing.braced(name), "label": each.label, "is_required": name in self.kind.required}
                for name, each in self.kind.placeholders.items()
            ],
            "shipped_subject": shipped_subject,
            "shipped_body": shipped_body,
            "edited": self._edited(),
            "preview_subject": subject,
            "preview_text": text,
            "preview_html": as_html(subject, text, self.language),
        }

    def _edited(self) -> dict[str, str] | None:
        """Return who changed the text and when; None where the shipped one is sent."""
        texts = MailText.objects.filter(kind=self.kind.name, language=self.language)
        text = texts.select_related("changed_by").first()
        if text is None:
            return None
        day = timezone.localtime(text.changed_at).date()
        return {"by": name_of(text.changed_by) or "–", "on": format_date(day)}
