"""Telling those who are registered that their event has changed: offered once it is published, and on the home page."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages as buttons
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.choices import language_name
from cms.formats import format_list
from cms.translation.guards.checks import require
from cms.waiting import WAITING, Entry
from news.event_changes import change_words
from news.models import EventPage, GuestList
from news.registrations.announcing import has_news, tell_of_change, to_be_told, with_news
from news.registrations.versions import untranslated_notes
from news.registrations.vocabulary import CHANGE


class TellGuests(WagtailAdminTemplateMixin, TemplateView):
    """What has changed, and the button that writes to everybody who is registered."""

    template_name = "news/registrations/admin/tell.html"
    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(may_tell(request.user, self.page))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def guests(self) -> GuestList:
        return get_object_or_404(GuestList, pk=self.kwargs["list_pk"])

    @cached_property
    def page(self) -> EventPage | None:
        """The event, in the language whose facts hold for all."""
        return _event_of(self.guests)

    def get_page_title(self) -> str:
        return _("Tell those who are registered")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        here = {"url": "", "label": self.get_page_title()}
        return [*super().get_breadcrumbs_items(), {"url": self.back_url, "label": self.guests.title}, here]

    @property
    def back_url(self) -> str:
        if self.page and self.page.permissions_for_user(self.request.user).can_edit():
            return reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return reverse("registrations:guests", args=[self.guests.pk])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        count = tell_of_change(self.guests, request.user)
        words = ngettext("%(count)s mail waits to be sent.", "%(count)s mails wait to be sent.", count)
        messages.success(request, words % {"count": count})
        return redirect(self.back_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = to_be_told(self.guests)
        codes = list(rows.order_by("language").values_list("language", flat=True).distinct())
        behind = untranslated_notes(self.page, codes) if self.page and self.page.change_note else []
        return {
            **super().get_context_data(**kwargs),
            "guests": self.guests,
            "event": self.page,
            "changed": change_words(self.page) if self.page else "",
            "count": rows.count(),
            "languages": format_list(language_name(code) for code in codes),
            "behind": format_list(language_name(code) for code in behind),
            "is_told": not has_news(self.guests),
            "back_url": self.back_url,
        }


def may_tell(user: Any, page: EventPage | None) -> bool:
    """Tell whether somebody may write to the guests of an event: who publishes it, or handles registrations."""
    return user.has_perm(CHANGE) or bool(page and page.permissions_for_user(user).can_publish())


def offer_to_tell(request: HttpRequest, page: Any) -> None:
    """Ask whoever has just published a change whether those who are registered are to be told."""
    if not isinstance(page, EventPage):
        return
    guests = GuestList.objects.filter(event_key=page.translation_key).first()
    count = to_be_told(guests).count() if guests else 0
    if not count:
        return
    words = ngettext(
        "%(count)s person is registered and does not know of the change yet.",
        "%(count)s people are registered and do not know of the change yet.",
        count,
    )
    url = reverse("registrations:tell", args=[guests.pk])
    buttons.warning(request, words % {"count": count}, buttons=[buttons.button(url, _("Tell them by mail"))])


def _event_of(guests: GuestList) -> EventPage | None:
    pages = EventPage.objects.filter(translation_key=guests.event_key, alias_of=None)
    return pages.order_by("pk").first()


@hooks.register(WAITING, order=9)
def guests_to_tell(user: Any) -> Iterator[Entry]:
    """Name each event whose guests have not been told of a change, also one that a release published."""
    for guests in with_news():
        if not may_tell(user, _event_of(guests)):
            continue
        count = to_be_told(guests).count()
        words = ngettext(
            "person registered for “%(event)s” does not know that it has changed",
            "people registered for “%(event)s” do not know that it has changed",
            count,
        ) % {"event": guests.title}
        url = reverse("registrations:tell", args=[guests.pk])
        yield Entry(count, words, url, "mail", newest=guests.changed_at)
