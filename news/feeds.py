"""The feeds of news, events and calls: which pages they are made of, and what their entries say first."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.feeds import Feed, register
from cms.feeds_entries import Special
from cms.filters import Filters
from cms.furniture import request_furniture
from news.article_props import article_context, author_names
from news.article_props import facts as article_facts
from news.article_serving import articles, published_at
from news.call_props import call_context
from news.call_props import facts as call_facts
from news.call_serving import STATES, call_state, calls, deadline_label
from news.choices import CALLS, EVENTS, NEWS
from news.event_props import event_context, registration_state
from news.event_props import facts as event_facts
from news.event_serving import date_props, events, is_over, status_tag
from news.republishing import licence_of, licence_props


def news_entries() -> QuerySet:
    """Return the articles of the active language, newest first."""
    return articles().select_related("original_publisher", "republished_by")


def event_entries() -> QuerySet:
    """Return the events of the active language, what was published or changed last first."""
    return events().order_by("-last_published_at", "-pk").prefetch_related("tracks")


def call_entries() -> QuerySet:
    """Return the calls of the active language, what was published or changed last first."""
    return calls().order_by("-last_published_at", "-pk").select_related("contact", "contact__organisation")


def article_special(page: Any, request: HttpRequest, now: dt.datetime) -> Special:
    """Return what the entry of an article says beyond its text."""
    licence = licence_props(licence_of(page, request_furniture(request).settings))
    return Special(
        facts=article_facts,
        context=article_context,
        published_at=published_at(page),
        authors=author_names,
        original_url=page.original_url,
        licence=licence["name"],
        licence_url=licence["url"],
    )


def event_special(page: Any, request: HttpRequest, now: dt.datetime) -> Special:
    """Return what the entry of an event says beyond its text: its date and status, in the title too."""
    status = status_tag(page)
    is_past = is_over(page, now)
    return Special(
        state=f"{is_past} {registration_state(page, now)}",
        changes=[page.registration_opens_at, page.registration_closes_at, page.end_at or page.start_at],
        title_parts=[date_props(page)["label"], status["label"] if status else ""],
        facts=lambda event: entry_facts(event, now),
        context=lambda event: event_context(event, Filters(request, ())),
    )


def entry_facts(event: Any, now: dt.datetime) -> list[dict[str, Any]]:
    """Return the facts of an event as its page has them, with its day and its status in words."""
    when, *others = event_facts(event, now)
    date = date_props(event)
    if not date["until_day"]:  # the page shows the day beside
        when = when | {"value": f"{date['label']}, {when['value']}"}
    status = status_tag(event)
    words = [status["label"]] if status else []
    if is_over(event, now) and event.status not in ("cancelled", "postponed"):
        words.append(_("This event is over"))
    return [when, *({"label": _("Status"), "value": word} for word in words), *others]


def event_words(page: Any, now: dt.datetime) -> list[str] | None:
    """Return the date of an event and its status, where there is something to say of it; None once it is over."""
    status = status_tag(page)
    return None if is_over(page, now) else [date_props(page)["label"], status["label"] if status else ""]


def call_words(page: Any, now: dt.datetime) -> list[str] | None:
    """Return the deadline of a call; None once it is closed."""
    if call_state(page, now=now) == "closed":
        return None
    return [f"{_('Deadline')}: {deadline_label(page)}"]


def call_special(page: Any, request: HttpRequest, now: dt.datetime) -> Special:
    """Return what the entry of a call says beyond its text: its state and deadline, in the title too.

    How many days are left is not said: a reader keeps what it was given.
    """
    days = request_furniture(request).settings.closing_soon_days
    state = call_state(page, days, now)
    words = STATES[state][0]
    deadline = f"{_('Deadline')}: {deadline_label(page)}"
    status = {"label": _("Status"), "value": words}
    return Special(
        state=state,
        changes=[page.opens_at, page.deadline_at - dt.timedelta(days=days), page.deadline_at],
        title_parts=[words] if state == "closed" else [deadline],
        facts=lambda call: [status, *call_facts(call, "", now)],
        context=lambda call: call_context(call, days),
    )


register(
    Feed(
        name="news",
        label=NEWS,
        index_model="news.ArticleIndexPage",
        queryset=news_entries,
        special=article_special,
    )
)
register(
    Feed(
        name="events",
        label=EVENTS,
        index_model="news.EventIndexPage",
        queryset=event_entries,
        special=event_special,
        words=event_words,
    )
)
register(
    Feed(
        name="calls",
        label=CALLS,
        index_model="news.CallIndexPage",
        queryset=call_entries,
        special=call_special,
        words=call_words,
    )
)
