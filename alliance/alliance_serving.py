"""What the page of an alliance shows, and the page on which others join it."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms import shown_forms
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


class ServedJoin:
    """The page on which others join."""

    takes_applications = True

    def get_context(self, request: HttpRequest, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        application = shown_forms.form_of("application", self, request)
        if application is None:
            return context
        apply = {"label": _("Apply"), "url": "#application", "style": "accent", "icon_after": "arrow-right"}
        return context | {"application": application, "actions": [apply]}
