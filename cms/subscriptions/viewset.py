"""Subscribers in the admin: who they are, how many, and how to delete one. Nobody adds or changes one there."""

import datetime as dt
from typing import Any, Final

import django_filters
from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from cms.choices import language_name
from cms.feeds import feeds
from cms.formats import format_list, format_number
from cms.record_admin import WIDE_ONLY
from cms.subscriptions.choices import AT_ONCE, RHYTHMS, WEEKLY
from cms.subscriptions.models import Subscriber
from cms.subscriptions.subscribing import forget
from cms.topics import names_of

LOOKED: Final = "subscriptions.subscriber.look"
#: The same look is noted once in this time.
_SAME_LOOK: Final = dt.timedelta(hours=1)
CONFIRMED, UNCONFIRMED = "confirmed", "unconfirmed"
STATES: Final = [(CONFIRMED, gettext_lazy("Confirmed")), (UNCONFIRMED, gettext_lazy("Not confirmed"))]

#: The rhythms in a word.
SHORT: Final = {WEEKLY: gettext_lazy("Weekly"), AT_ONCE: gettext_lazy("At once")}


def _languages() -> list[tuple[str, str]]:
    codes = Subscriber.objects.order_by("language").values_list("language", flat=True).distinct()
    return [(code, language_name(code)) for code in codes]


class Filters(WagtailFilterSet):
    """Subscribers to a kind, in a language, of a state."""

    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind"),
        choices=lambda: [(feed.name, feed.label) for feed in feeds()],
        method="with_kind",
    )
    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language of the mails"), field_name="language", choices=_languages
    )
    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=STATES, method="with_state")
    rhythm = django_filters.ChoiceFilter(label=gettext_lazy("Rhythm"), choices=RHYTHMS)

    class Meta:
        model = Subscriber
        fields = ["kind", "language", "state", "rhythm"]

    def with_kind(self, rows: models.QuerySet, _name: str, value: str) -> models.QuerySet:
        """Return those to whom a kind is told: SQLite cannot look into a list."""
        return rows.annotate(kinds_text=Cast("kinds", models.TextField())).filter(
            kinds_text__contains=f'"{value}"'
        )

    def with_state(self, rows: models.QuerySet, _name: str, value: str) -> models.QuerySet:
        return rows.filter(confirmed_at__isnull=value == UNCONFIRMED)


class Index(generic.IndexView):
    """All subscribers, the newest first; that somebody looked at them is noted."""

    base_filterset_class = Filters
    page_title = gettext_lazy("Subscribers")
    any_permission_required = ["view"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        note_look(request.user)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {"counts": counts_in_words()}

    def get_edit_url(self, instance: Subscriber) -> None:
        return None


class Delete(generic.DeleteView):
    """Deletes a subscriber with all that was written to her, as if she had unsubscribed."""

    def get_page_subtitle(self) -> str:
        return self.object.email

    def get_usage(self) -> None:
        return None

    def delete_action(self) -> None:
        log(instance=self.object, action="subscriptions.subscriber.delete", deleted=True)
        forget(self.object)


def note_look(user: Any) -> None:
    """Note that somebody looks at the addresses of subscribers; the same look once an hour."""
    since = timezone.now() - _SAME_LOOK
    if not ModelLogEntry.objects.filter(action=LOOKED, user=user, timestamp__gt=since).exists():
        log(instance=user, action=LOOKED, user=user)


def counts_in_words() -> str:
    """Return how many there are, in one line; one query."""
    is_confirmed = Q(confirmed_at__isnull=False)
    found = Subscriber.objects.aggregate(
        weekly=Count("pk", filter=is_confirmed & Q(rhythm=WEEKLY)),
        at_once=Count("pk", filter=is_confirmed & Q(rhythm=AT_ONCE)),
        unconfirmed=Count("pk", filter=~is_confirmed),
    )
    numbers = {name: format_number(count) for name, count in found.items()}
    everybody = found["weekly"] + found["at_once"]
    words = ngettext("%(all)s subscriber", "%(all)s subscribers", everybody)
    return ", ".join([
        words % {"all": format_number(everybody)},
        _("%(weekly)s weekly") % numbers,
        _("%(at_once)s at once") % numbers,
        _("%(unconfirmed)s not confirmed") % numbers,
    ])  # fmt: skip


def _kinds(subscriber: Subscriber) -> str:
    return format_list(str(feed.label) for feed in feeds() if feed.name in subscriber.kinds)


class SubscriberViewSet(ModelViewSet):
    """Subscribers in the menu of the admin."""

    model = Subscriber
    name = "subscribers"
    icon = "mail"
    menu_label = gettext_lazy("Subscribers")
    menu_order = 365
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = Index
    index_template_name = "subscriptions/admin/list.html"
    list_filter = ["language", "rhythm"]
    delete_view_class = Delete
    list_per_page = 50
    search_fields = ["email"]
    search_backend_name = None
    form_fields = ["rhythm"]  # nobody is shown a form; Wagtail asks for one
    list_display = [
        "email",
        Column(
            "state",
            label=gettext_lazy("State"),
            accessor=lambda found: dict(STATES)[CONFIRMED if found.confirmed_at else UNCONFIRMED],
            sort_key="confirmed_at",
        ),
        Column("kinds", label=gettext_lazy("Kinds"), accessor=_kinds),
        Column(
            "topics",
            label=gettext_lazy("Topics"),
            accessor=lambda found: format_list(names_of(found.topics)) or _("All topics"),
            classname=WIDE_ONLY,
        ),
        Column(
            "languages",
            label=gettext_lazy("Languages"),
            accessor=lambda found: format_list(language_name(code) for code in found.languages),
            classname=WIDE_ONLY,
        ),
        Column(
            "rhythm",
            label=gettext_lazy("Rhythm"),
            accessor=lambda found: SHORT[found.rhythm],
            sort_key="rhythm",
            classname=WIDE_ONLY,
        ),
        DateColumn(
            "created_at", label=gettext_lazy("Subscribed"), sort_key="created_at", classname=WIDE_ONLY
        ),
    ]

    def get_urlpatterns(self) -> list:
        """Return the addresses of what can be done: Wagtail's own for writing are left out."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("delete/<str:pk>/", self.delete_view, name="delete"),
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names = ("add", "edit", "history", "usage", "inspect")
        return super().get_common_view_kwargs(**{f"{name}_url_name": None for name in names}, **kwargs)
