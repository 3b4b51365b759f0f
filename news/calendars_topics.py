"""The topics that lists of events and calls have calendars of."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language

from cms.collation import in_order
from cms.models import Topic
from cms.sitestate import request_state


def topics_of(request: HttpRequest, pages: QuerySet) -> list[tuple[str, str]]:
    """Return slug and name of the topics of some pages, kept until something changes; then one query."""
    kept = request_state(request).kept
    key = ("calendar_topics", pages.model, get_language())
    if key not in kept:
        topics = Topic.objects.filter(page_links__page_id__in=pages.order_by().values("pk")).distinct()
        kept[key] = in_order(topics.values_list("slug", "name"), get_language(), lambda pair: pair[1])
    return kept[key]
