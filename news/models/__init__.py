"""News, events and calls, each with its index."""

from news.models.article import ArticleIndexPage, ArticlePage
from news.models.call import CallIndexPage, CallPage
from news.models.event import EventIndexPage, EventPage, EventTrack
from news.models.registrations import GuestList, Registration, RegistrationSettings

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "CallIndexPage",
    "CallPage",
    "EventIndexPage",
    "EventPage",
    "EventTrack",
    "GuestList",
    "Registration",
    "RegistrationSettings",
]
