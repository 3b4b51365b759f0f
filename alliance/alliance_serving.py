"""What the page of an alliance shows, and the page on which others join it."""

from django.http import HttpRequest


class ServedAlliance:
    """The page of an alliance."""

    page_links = ("join_page",)
    shows_organisations = True

    def get_context(self, request: HttpRequest, *args, **kwargs):
        from alliance.alliance_props import alliance_context

        return super().get_context(request, *args, **kwargs) | alliance_context(self)
