"""What the pages of working groups show, and the list they offer to others."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.calendar_links import calendar_links
from cms.cards import page_props
from cms.filters import Filters
from cms.listings import Listing, register
from cms.lists import ShownList
from cms.paging import paginate, view_title
from cms.preloading import attach_images


def groups():
    """Return the public working groups of the active language, in the tree's order."""
    from workinggroup.models import WorkingGroupPage

    return WorkingGroupPage.objects.visible_to_public().in_language().order_by("path")


class GroupListing:
    """The index of working groups."""

    list_filters = ()

    def serve(self, request: HttpRequest, *args, **kwargs):
        return Filters(request, self.list_filters).redirect() or super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        paging = paginate(request, groups())
        items = list(paging["page_obj"])
        attach_images([(item, "image") for item in items])
        return context | {
            "paging": paging,
            "rows": [page_props(item) for item in items],
            "view_title": view_title([], paging),
        }


class ServedGroup:
    """The page of a working group."""

    def shown_lists(self) -> dict[str, ShownList]:
        from workinggroup.group_props import group_lists

        return group_lists(self)

    def get_context(self, request: HttpRequest, *args, **kwargs):
        from workinggroup.group_props import group_context

        context = super().get_context(request, *args, **kwargs)
        subscription = calendar_links(request, "all_events", group=self.translation_key)
        return context | group_context(self, context["lists"]) | {"subscription": subscription}


register(
    Listing(
        name="working_groups",
        label=_("Working groups"),
        queryset=groups,
        component="card",
        props=page_props,
        index_model="workinggroup.WorkingGroupIndexPage",
    )
)
