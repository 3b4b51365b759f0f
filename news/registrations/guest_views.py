"""The screen of one guest: what she wrote, and the button with which staff cancel in her name."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.choices import language_name
from cms.formats import format_datetime
from cms.translation.guards.checks import require
from cms.zones import default_time_zone
from news.models import Registration
from news.registrations.desk import breadcrumbs
from news.registrations.journal import record_access
from news.registrations.registering import cancel
from news.registrations.vocabulary import CHANGE, STANDING, TONES, VIEW


class Guest(WagtailAdminTemplateMixin, TemplateView):
    """One registration. The button sends POST."""

    template_name = "news/registrations/admin/guest.html"
    header_icon = "clipboard-list"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(request.user.has_perm(CHANGE if request.method == "POST" else VIEW))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def registration(self) -> Registration:
        rows = Registration.objects.select_related("guest_list").filter(guest_list_id=self.kwargs["list_pk"])
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_access(self.registration.guest_list, request.user)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.registration.anonymised_at is None:
            cancel(self.registration, request.user)
            messages.success(request, _("The registration is cancelled."))
        return redirect("registrations:guest", self.registration.guest_list_id, self.registration.pk)

    def get_page_title(self) -> str:
        return self.registration.name or _("deleted")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*breadcrumbs(self.registration.guest_list), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.registration
        facts = [
            (_("Name"), found.name),
            (_("Organisation"), found.organisation),
            (_("E-mail"), found.email),
            (_("Language"), language_name(found.language)),
            (_("Question to the organisers"), found.question),
            (_("Consent"), found.consent_text),
            *((_moment_label(found, name), _moment(getattr(found, name))) for name in _MOMENTS),
        ]
        may_cancel = found.state in STANDING and found.anonymised_at is None
        return {
            **super().get_context_data(**kwargs),
            "registration": found,
            "tone": TONES[found.state],
            "facts": [(label, value) for label, value in facts if value],
            "may_cancel": may_cancel and self.request.user.has_perm(CHANGE),
        }


_MOMENTS = ("created_at", "confirmed_at", "placed_at", "cancelled_at")


def _moment_label(registration: Registration, name: str) -> str:
    label = str(registration._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def _moment(moment: Any) -> str:
    return format_datetime(moment, default_time_zone()) if moment else ""
