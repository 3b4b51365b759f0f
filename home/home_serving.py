"""What the home page shows: lists that others offer."""

from django.http import HttpRequest

from cms.listings import listing_rows


class ServedHome:
    """The home page."""

    def get_context(self, request: HttpRequest, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "news": listing_rows("articles", 3),
            "events": listing_rows("events", 3),
            "calls": listing_rows("calls", 3),
        }
