"""Webhooks in the admin: the list, the form, and what was sent to each, with another try for what has failed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from alliance.desk.members import WithAddAndDelete
from alliance.desk.wording import TONES, moment
from alliance.models import Webhook, WebhookDelivery
from alliance.models.webhooks import FAILED, QUEUED
from alliance.webhooks.delivering import try_again
from cms.record_admin import WIDE_ONLY
from cms.translation.guards.checks import require

_MOST_ON_A_PAGE = 50


class WebhookForm(WagtailAdminModelForm):
    """Whom to tell of which states, and the secret it checks our messages with."""

    url = forms.URLField(
        label=gettext_lazy("Address"),
        assume_scheme="https",
        max_length=500,
        help_text=gettext_lazy("https only, and reachable from outside."),
    )

    class Meta:
        model = Webhook
        fields = ["name", "url", "secret", "states", "is_active"]


class WebhookIndex(generic.IndexView):
    """All webhooks, with how many deliveries wait and have failed."""

    def get_base_queryset(self) -> QuerySet:
        rows = super().get_base_queryset()
        return rows.annotate(
            waiting=Count("deliveries", filter=Q(deliveries__state=QUEUED)),
            failed=Count("deliveries", filter=Q(deliveries__state=FAILED)),
        )

    def get_list_more_buttons(self, instance: Webhook) -> list:
        from wagtail.admin.ui.menus import MenuItem

        url = reverse("webhooks:deliveries", args=[instance.pk])
        item = MenuItem(_("Deliveries"), url=url, icon_name="list-ul", priority=5)
        return [item, *super().get_list_more_buttons(instance)]


class Deliveries(WagtailAdminTemplateMixin, TemplateView):
    """What was sent to a webhook, the newest first. The button tries a failed delivery again."""

    template_name = "alliance/admin/deliveries.html"
    header_icon = "link-external"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        needed = "change" if request.method == "POST" else "view"
        require(request.user.has_perm(f"alliance.{needed}_webhook"))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def webhook(self) -> Webhook:
        return get_object_or_404(Webhook, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Deliveries")

    def get_page_subtitle(self) -> str:
        return self.webhook.name

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        index = {"url": reverse("webhooks:index"), "label": _("Webhooks")}
        return [*super().get_breadcrumbs_items(), index, {"url": "", "label": self.webhook.name}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.POST.get("key", "")
        rows = WebhookDelivery.objects.filter(webhook=self.webhook)
        delivery = get_object_or_404(rows, pk=int(key) if key.isdecimal() and len(key) < 19 else 0)
        try_again(delivery)
        messages.success(request, _("It is tried again within a minute."))
        return redirect("webhooks:deliveries", self.webhook.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.webhook.deliveries.prefetch_related("history").order_by("-pk")
        paginator = WagtailPaginator(rows, _MOST_ON_A_PAGE)
        page = paginator.get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            "webhook": self.webhook,
            "page_obj": page,
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "index_url": self.request.path,
            "may_change": self.request.user.has_perm("alliance.change_webhook"),
            "deliveries": [_told(delivery) for delivery in page],
        }


def _told(delivery: WebhookDelivery) -> dict[str, Any]:
    attempt = next(iter(delivery.history.all()), None)
    return {
        "key": delivery.pk,
        "type": delivery.payload.get("type", ""),
        "reference": delivery.payload.get("reference") or "",
        "state": delivery.get_state_display(),
        "tone": TONES[delivery.state],
        "made": moment(delivery.made_at),
        "attempts": delivery.attempts,
        "next_try": moment(delivery.next_try) if delivery.state == QUEUED else "",
        "outcome": (str(attempt.status or "") + " " + attempt.reason).strip() if attempt else "",
        "has_failed": delivery.state == FAILED,
    }


class WebhookViewSet(WithAddAndDelete):
    """Webhooks in the menu of joining, for administrators."""

    model = Webhook
    name = "webhooks"
    icon = "link-external"
    menu_label = gettext_lazy("Webhooks")
    index_view_class = WebhookIndex
    search_fields = ["name", "url"]
    list_display = [
        "name",
        Column("url", label=gettext_lazy("Address"), classname=WIDE_ONLY),
        Column(
            "is_active",
            label=pgettext_lazy("of a webhook", "Active"),
            accessor=lambda found: _("yes") if found.is_active else _("no"),
        ),
        Column("waiting", label=pgettext_lazy("delivery", "Waiting"), classname=WIDE_ONLY),
        Column("failed", label=pgettext_lazy("delivery", "Failed")),
    ]

    def get_form_class(self, for_update: bool = False) -> type[WebhookForm]:
        return WebhookForm

    def get_urlpatterns(self) -> list:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/deliveries/", Deliveries.as_view(), name="deliveries"),
        ]
