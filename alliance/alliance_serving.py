"""What the page of an alliance shows, the members it lists below it, and the page on which others join it."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import shown_forms
from cms.below import url_below, versions_below
from cms.linked_data import Node, Told, pruned
from cms.lists import ShownList

MEMBERS, FIND = "members", "find-a-partner"


class ServedAlliance:
    """The page of an alliance, with the directory of its members, their profiles and the search for a partner."""

    page_links = ("join_page",)
    shows_organisations = True
    below = {
        # Translators: the address of the list of members; lower-case ASCII letters and hyphens only.
        MEMBERS: gettext_lazy("members/"),
        # Translators: the address of the search for a partner; lower-case ASCII letters and hyphens only.
        FIND: gettext_lazy("find-a-partner/"),
    }
    #: what an address below it is about, while it serves one
    serves_below: tuple[str, ...] = ()

    @classmethod
    def addresses_below(cls) -> Iterator[tuple[str, ...]]:
        """Yield what search engines may know: the directory, the search for a partner, every profile; one query."""
        from alliance.models.members import Member

        slugs = list(Member.objects.visible_to_public().order_by("slug").values_list("slug", flat=True))
        if slugs:
            yield from ((MEMBERS,), (FIND,))
        yield from ((MEMBERS, slug) for slug in slugs)

    def linked_data(self, told: Told) -> list[Node]:
        """Say whose site it is, and since when there is the alliance."""
        founded = self.founded_on.isoformat() if self.founded_on else ""
        return [pruned(told.organisation() | {"foundingDate": founded, "mainEntityOfPage": told.url})]

    def shown_lists(self) -> dict[str, ShownList]:
        return {} if self.serves_below else {"news": ShownList("articles")}

    def serve(self, request: HttpRequest, *args: Any, below: Any = (), **kwargs: Any) -> HttpResponse:
        from alliance.directory_props import directory_filters
        from alliance.downloads import FORMATS, download, records
        from alliance.partner_search import clean_redirect

        self.serves_below = tuple(below)
        if not below:
            return super().serve(request, *args, **kwargs)
        url = self._url_of(request)
        match below:
            case ["members", kind] if kind in FORMATS:
                language = self.locale.language_code
                whole = request.build_absolute_uri(url(MEMBERS))
                rows = records(language, lambda slug: f"{whole}{slug}/")
                return download(kind, rows)
            case ["members"]:
                clean = directory_filters(request).redirect()
            case ["find-a-partner"]:
                clean = clean_redirect(request)
            case ["members", _slug]:
                clean = None
            case _:
                raise Http404
        return clean or super().serve(request, *args, **kwargs)

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        match self.serves_below:
            case ("members",):
                return "alliance/directory.html"
            case ("members", _slug):
                return "alliance/member.html"
            case ("find-a-partner",):
                return "alliance/find_a_partner.html"
        return super().get_template(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from alliance.alliance_props import alliance_context
        from alliance.below_props import below_context

        context = super().get_context(request, *args, **kwargs)
        if not self.serves_below:
            return context | alliance_context(self, context["lists"], self._url_of(request))
        below = list(self.serves_below)
        return context | {
            "below": below,
            "translation_notice": None,  # what stands here is not the page's text
            "versions": versions_below(context["versions"], type(self), below),
            **below_context(request, below, context["breadcrumb"], self._url_of(request)),
        }

    def _url_of(self, request: HttpRequest) -> Any:
        """Return what gives the address of something below the page: `url("members", slug)`."""
        own = self.get_url(request)
        return lambda name, *rest: url_below(own, type(self), name, *rest)


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
