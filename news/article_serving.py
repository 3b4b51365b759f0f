"""What the pages of news show, and the list they offer to others."""

import datetime as dt
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.cards import page_props
from cms.collation import in_order
from cms.filters import Choice, Filters
from cms.formats import format_date
from cms.listings import Listing, register
from cms.models.records import Topic
from cms.paging import paginate, view_title
from cms.preloading import attach_images
from news.choices import ARTICLE_KINDS


def articles():
    """Return the public articles of the active language, newest first."""
    from news.models import ArticlePage

    return ArticlePage.objects.visible_to_public().in_language().order_by("-published_on", "-pk")


def article_props(page) -> dict:
    """Return the props of an article's card."""
    return page_props(page) | {
        "date": format_date(page.published_on),
        "date_iso": page.published_on.isoformat(),
        "kind": page.get_kind_display(),
    }


def published_at(page: Any) -> dt.datetime:
    """Return when an article was published: to the minute where it went live on its day, else when that day began."""
    first = page.first_published_at
    if first and timezone.localdate(first) == page.published_on:
        return first
    return timezone.make_aware(dt.datetime.combine(page.published_on, dt.time()))


def topic_options(pages) -> list[tuple[str, str, int]]:
    """Return the topics of the public `pages`, with how many have each; one query."""
    rows = (
        Topic.objects.filter(page_links__page__in=pages.order_by().values("pk"))
        .annotate(pages=Count("page_links__page", distinct=True))
        .values_list("slug", "name", "pages")
    )
    return in_order((tuple(row) for row in rows), get_language(), lambda row: row[1])


def topic_name(slug: str) -> str:
    """Return the name of a topic in the active language, with news or without; BadRequest where there is none."""
    names = Topic.objects.filter(slug=slug, locale__language_code=get_language()).values_list(
        "name", flat=True
    )
    if not names:
        raise BadRequest("topic is not known")
    return names[0]


class ArticleListing:
    """The index of articles: filters, pages of twelve."""

    list_filters = ("year", "kind", "topic")

    def serve(self, request: HttpRequest, *args, **kwargs):
        return Filters(request, self.list_filters).redirect() or super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        filters = Filters(request, self.list_filters)
        everything = articles()
        found = everything
        if year := filters.number("year", 1900, 2200):
            found = found.filter(published_on__year=year)
        if kind := filters.one_of("kind", dict(ARTICLE_KINDS)):
            found = found.filter(kind=kind)
        if topic := filters.get("topic"):
            found = found.filter(topic_links__topic__slug=topic)
            topic = topic_name(topic)
        paging = paginate(request, found, keep=filters.values)
        items = list(paging["page_obj"])
        attach_images([(item, "image") for item in items])
        choices = [
            Choice("year", _("Year"), self._years(everything)),
            Choice("kind", _("Kind"), self._kinds(everything)),
            Choice("topic", _("Topic"), topic_options(everything)),
        ]
        context |= {
            "paging": paging,
            "rows": [article_props(item) for item in items],
            "filter_groups": filters.groups(choices),
            "is_filtered": bool(filters.values),
            "view_title": view_title([year, dict(ARTICLE_KINDS).get(kind), topic], paging),
            "clear_url": request.path if filters.values else "",
        }
        return context

    def _years(self, pages) -> list[tuple[str, str, int]]:
        rows = (
            pages.order_by()
            .annotate(year=ExtractYear("published_on"))
            .values("year")
            .annotate(number=Count("pk"))
            .order_by("-year")
        )
        return [(str(row["year"]), str(row["year"]), row["number"]) for row in rows]

    def _kinds(self, pages) -> list[tuple[str, str, int]]:
        numbers = dict(pages.order_by().values_list("kind").annotate(Count("pk")))
        return [(code, label, numbers[code]) for code, label in ARTICLE_KINDS if code in numbers]


register(
    Listing(
        name="articles",
        label=_("Latest news"),
        queryset=articles,
        component="card",
        props=article_props,
        index_model="news.ArticleIndexPage",
    )
)
