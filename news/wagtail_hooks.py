"""News, events and calls in the admin: a list of each in the menu, and dates in the explorer."""

from zoneinfo import ZoneInfo

from django.urls import path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import LogActionRegistry

from cms.formats import format_date, format_datetime
from cms.page_lists import PageListViewSet, PagesBelowViewSet, date_columns
from cms.persons import COPY, ERASE
from cms.right_items import RightItem
from news.models import ArticlePage, CallPage, EventPage
from news.registrations.desk import EventList, Guests
from news.registrations.guest_views import Guest
from news.registrations.persons import forget_guest, registrations_of
from news.registrations.tell_views import TellGuests, offer_to_tell
from news.registrations.vocabulary import VIEW


def _published(page: ArticlePage) -> str:
    return format_date(page.published_on)


def _start(page: EventPage) -> str:
    return format_datetime(page.start_at, page.time_zone) if page.start_at else _("no date yet")


def _deadline(page: CallPage) -> str:
    if not page.deadline_at:
        return _("no date yet")
    if page.deadline_precision == "time":
        return format_datetime(page.deadline_at, page.time_zone)
    return format_date(page.deadline_at.astimezone(ZoneInfo(page.time_zone)).date())


_ARTICLE_DATES = date_columns("published_on", gettext_lazy("Date of publication"), _published)
_EVENT_DATES = date_columns("start_at", gettext_lazy("Start"), _start)
_CALL_DATES = date_columns("deadline_at", gettext_lazy("Deadline"), _deadline)


class ArticleListViewSet(PageListViewSet):
    model = ArticlePage
    name = "news"
    icon = "doc-full"
    menu_label = pgettext_lazy("all articles", "News")
    menu_order = 110
    ordering = "-published_on"
    date_columns = _ARTICLE_DATES


class EventListViewSet(PageListViewSet):
    model = EventPage
    name = "events"
    icon = "date"
    menu_label = gettext_lazy("Events")
    menu_order = 111
    ordering = "-start_at"
    date_columns = _EVENT_DATES


class CallListViewSet(PageListViewSet):
    model = CallPage
    name = "calls"
    icon = "mail"
    menu_label = gettext_lazy("Calls")
    menu_order = 112
    ordering = "-deadline_at"
    date_columns = _CALL_DATES


class ArticleViewSet(PagesBelowViewSet):
    model = ArticlePage
    date_columns = _ARTICLE_DATES


class EventViewSet(PagesBelowViewSet):
    model = EventPage
    date_columns = _EVENT_DATES


class CallViewSet(PagesBelowViewSet):
    model = CallPage
    date_columns = _CALL_DATES


class RegistrationsViewSet(ViewSet):
    """Events that take registrations, and their guests."""

    name = "registrations"
    icon = "clipboard-list"
    menu_label = gettext_lazy("Registrations")
    menu_order = 113
    add_to_admin_menu = True

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        return RightItem(
            self.menu_label,
            reverse_lazy("registrations:index"),
            name="registrations",
            icon_name=self.icon,
            order=order or self.menu_order,
            right=VIEW,
        )

    def get_urlpatterns(self) -> list:
        return [
            path("", EventList.as_view(), name="index"),
            path("results/", EventList.as_view(results_only=True), name="index_results"),
            path("<int:list_pk>/", Guests.as_view(), name="guests"),
            path("<int:list_pk>/results/", Guests.as_view(results_only=True), name="guests_results"),
            path("<int:list_pk>/guests/<int:pk>/", Guest.as_view(), name="guest"),
            path("<int:list_pk>/tell/", TellGuests.as_view(), name="tell"),
        ]


hooks.register(COPY, registrations_of)
hooks.register("after_publish_page", offer_to_tell)
hooks.register(ERASE, forget_guest)


@hooks.register("register_log_actions")
def actions_on_registrations(actions: LogActionRegistry) -> None:
    actions.register_action(
        "news.registration.view", gettext_lazy("View guests"), gettext_lazy("Guests viewed")
    )
    actions.register_action(
        "news.registration.export", gettext_lazy("Export guests"), gettext_lazy("Guests exported")
    )
    actions.register_action(
        "news.registration.tell",
        gettext_lazy("Tell guests of a change"),
        gettext_lazy("Guests told of a change"),
    )
    actions.register_action(
        "news.registration.cancel",
        gettext_lazy("Cancel a registration"),
        gettext_lazy("Registration cancelled"),
    )


@hooks.register("register_admin_viewset")
def lists_of_pages() -> list:
    return [
        RegistrationsViewSet(),
        ArticleListViewSet(),
        EventListViewSet(),
        CallListViewSet(),
        ArticleViewSet(),
        EventViewSet(),
        CallViewSet(),
    ]
