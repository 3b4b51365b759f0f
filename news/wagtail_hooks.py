"""News, events and calls in the admin: a list of each in the menu, and dates in the explorer."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail import hooks

from cms.formats import format_date, format_datetime
from cms.page_lists import PageListViewSet, PagesBelowViewSet, date_columns
from news.models import ArticlePage, CallPage, EventPage


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


@hooks.register("register_admin_viewset")
def lists_of_pages() -> list:
    return [
        ArticleListViewSet(),
        EventListViewSet(),
        CallListViewSet(),
        ArticleViewSet(),
        EventViewSet(),
        CallViewSet(),
    ]
