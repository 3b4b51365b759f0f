"""What the page of an alliance shows, and the page on which others join it."""

from django.http import HttpRequest

from cms.lists import ShownList


class ServedAlliance:
    """The page of an alliance."""

    page_links = ("join_page",)
    shows_organisations = True

    def shown_lists(self) -> dict[str, ShownList]:
        return {"news": ShownList("articles")}

    def get_context(self, request: HttpRequest, *args, **kwargs):
        from alliance.alliance_props import alliance_context

        context = super().get_context(request, *args, **kwargs)
        return context | alliance_context(self, context["lists"])
