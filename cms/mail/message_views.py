"""The screen of one mail: what it says, what became of it, and what can be done."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import registry

from cms.formats import format_datetime
from cms.mail import outbox
from cms.mail.composing import html_of
from cms.mail.kinds import kind_named
from cms.mail.models import Message
from cms.mail.readers import language_name
from cms.mail.showing import may_show
from cms.mail.vocabulary import FAILED, QUEUED, SENT, TONES
from cms.translation.guards.checks import require
from cms.zones import default_time_zone


class Detail(WagtailAdminTemplateMixin, TemplateView):
    """All of a mail, for who may see mails. Its buttons send what to do as `action`."""

    template_name = "mail/admin/detail.html"
    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        needed = "mail.change_message" if request.method == "POST" else "mail.view_message"
        require(request.user.has_perm(needed))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def message(self) -> Message:
        return get_object_or_404(Message.objects.select_related("about_type"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return self.message.subject

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        index = {"url": reverse("mails:index"), "label": _("Mails")}
        return [*super().get_breadcrumbs_items(), index, {"url": "", "label": self.message.subject}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what a button says."""
        actions = {"again": outbox.send_again, "now": outbox.try_now}
        act = actions.get(request.POST.get("action", ""))
        if act is None:
            raise Http404
        found = self.message
        try:
            found = act(self.message, request.user)
            messages.success(request, _("The mail waits to be sent."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("mails:detail", found.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        message, kind = self.message, kind_named(self.message.kind)
        is_shown = may_show(message)
        may_change = self.request.user.has_perm("mail.change_message")
        return {
            **super().get_context_data(**kwargs),
            "message": message,
            "tone": TONES[message.state],
            "kind": kind.label if kind else message.kind,
            "language": language_name(message.language),
            "about": self._about(),
            "created": _moment(message.created_at),
            "sent": _moment(message.sent_at),
            "next_try": _moment(message.next_try) if message.state == QUEUED else "",
            "is_shown": is_shown,
            "is_hidden": bool(message.text) and not is_shown,
            "html": html_of(message) if is_shown and message.text else "",
            "history": self._history(),
            "may_send_again": may_change and message.state in (FAILED, SENT) and bool(message.text),
            "may_try_now": may_change and message.state == QUEUED,
        }

    def _about(self) -> dict[str, str] | None:
        """Return what the mail is about, with its address in the admin where the user may go there."""
        try:
            about: models.Model | None = self.message.about
        except AttributeError:  # its model is no longer there
            return None
        if about is None:
            return None
        return {"title": str(about), "url": AdminURLFinder(self.request.user).get_edit_url(about) or ""}

    def _history(self) -> list[dict[str, str]]:
        """Return the attempts and what staff did, the newest first."""
        found = [
            (attempt.at, "", attempt.get_outcome_display(), attempt.reason)
            for attempt in self.message.history.all()
        ]
        logs = registry.get_logs_for_instance(self.message).select_related("user")
        found += [
            (entry.timestamp, entry.user_display_name, entry.formatter.format_message(entry), "")
            for entry in logs
        ]
        found.sort(key=lambda line: line[0], reverse=True)
        return [
            {"at": _moment(at), "who": who, "what": what, "reason": reason} for at, who, what, reason in found
        ]


def _moment(moment: dt.datetime | None) -> str:
    return format_datetime(moment, default_time_zone()) if moment else ""
