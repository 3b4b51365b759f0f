"""Facts of news that are codes, and their names for readers."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: What there is to be told of: feeds, and what one can subscribe to.
NEWS = pgettext_lazy("all articles", "News")
EVENTS = _("Events")
CALLS = _("Calls")

#: What a page is, beside a result of the search and a related page (`cms.props.kind_name`).
ARTICLE, EVENT, CALL = _("article"), _("event"), _("call")

ARTICLE_KINDS = [
    ("news", _("News")),
    ("statement", _("Statement")),
    ("interview", _("Interview")),
    ("story", _("Story")),
]

EVENT_STATUSES = [
    ("planned", _("Planned")),
    ("confirmed", _("Confirmed")),
    ("postponed", _("Postponed")),
    ("rescheduled", _("Rescheduled")),
    ("cancelled", _("Cancelled")),
]

EVENT_MODES = [("on_site", _("On site")), ("online", _("Online")), ("hybrid", _("Hybrid"))]

EXCLUSIONS = [
    ("capital", _("Capital cities")),
    ("existing_partner", _("Those who have a Ukrainian partner already")),
    ("outside_eu", _("Authorities outside the European Union")),
    ("private", _("Private bodies")),
]

SLOT_KINDS = [
    ("session", _("Session")),
    ("break", _("Break")),
    ("vote", _("Vote")),
    ("visit", _("Visit")),
]

#: Parallel tracks are letters: a fact that slots are compared by. Their names are text of the event.
TRACKS = [("", _("Everybody"))] + [(letter, letter) for letter in "ABCDEFGH"]
