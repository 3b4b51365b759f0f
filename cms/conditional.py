"""Answers that say what they are the state of, so that who asks again gets them only when they have changed."""

import datetime as dt
import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from wagtail.models import Page

from cms.sitestate import request_state


def state_tag(request: HttpRequest, *state: object) -> str:
    """Return the tag of what is answered now (RFC 9110 §8.8.3): content version, address, and what else decides."""
    parts = (*state, request_state(request).version, request.build_absolute_uri())
    return quote_etag(hashlib.sha256(repr(parts).encode()).hexdigest()[:32])


def expired(now: dt.datetime | None = None) -> int:
    """Return how many pages are past their time though nobody took them down: links to them go then. One query."""
    return Page.objects.filter(live=True, expire_at__lt=now or timezone.now()).count()


def unchanged(request: HttpRequest, tag: str) -> HttpResponse | None:
    """Return 304 to who has what is there now. Only the tag is believed: a deleted page makes nothing newer."""
    response = get_conditional_response(request, etag=tag)
    if response is not None:
        response.headers["ETag"] = tag
    return response
