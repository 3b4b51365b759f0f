"""Where upkeep plugs into Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from cms.formats import format_date
from cms.translation.languages_of import languages_of
from cms.translation.rights import may_publish
from cms.upkeep import waiting  # noqa: F401 - registers what waits
from cms.upkeep.inside_report import InsideLinks
from cms.upkeep.outside_report import OutsideLinks, ignore_link, recheck_link
from cms.upkeep.picture_reports import PicturesInLibrary, PicturesOnPages, may_change_pictures
from cms.upkeep.review_report import ReviewDates
from cms.upkeep.review_views import ReviewDate
from cms.upkeep.reviewing import review_of

#: Each report with its address and its place among the reports.
REPORTS = [
    (ReviewDates, "review-dates", 100),
    (InsideLinks, "inside-links", 110),
    (OutsideLinks, "outside-links", 120),
    (PicturesOnPages, "pictures-on-pages", 130),
    (PicturesInLibrary, "pictures-in-library", 140),
]


@hooks.register("register_admin_urls")
def own_addresses() -> Iterator[URLPattern]:
    for view, address, _order in REPORTS:
        yield path(f"reports/{address}/", view.as_view(), name=view.index_url_name)
        yield path(
            f"reports/{address}/results/", view.as_view(results_only=True), name=view.index_results_url_name
        )
    yield path("review-dates/<int:page_id>/", ReviewDate.as_view(), name="review_date")
    yield path("outside-links/<int:pk>/ignore/", ignore_link, name="ignore_link")
    yield path("outside-links/<int:pk>/recheck/", recheck_link, name="recheck_link")


class WorkersMenuItem(MenuItem):
    """A report for those who work on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(languages_of(request.user))


class LibraryMenuItem(MenuItem):
    """A report for those who change pictures."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_change_pictures(request.user)


def _register(view: type, order: int) -> None:
    kind = LibraryMenuItem if view is PicturesInLibrary else WorkersMenuItem
    item = kind(
        view.page_title,
        reverse_lazy(view.index_url_name),
        name=view.index_url_name,
        icon_name=view.header_icon,
        order=order,
    )
    hooks.register("register_reports_menu_item", lambda: item)


for _view, _address, _order in REPORTS:
    _register(_view, _order)


@hooks.register("register_page_header_buttons")
def review_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if view_name == "edit" and may_publish(user, page) and not page.alias_of_id:
        yield Button(
            _("Review date"), reverse("review_date", args=[page.pk]), icon_name="calendar-check", priority=57
        )


@hooks.register("before_edit_page")
def tell_review_date(request: HttpRequest, page: Page) -> None:
    """Say in the editor that a page is to be looked at, with the way to say that it was."""
    if request.method != "GET" or not may_publish(request.user, page):
        return
    review = review_of(page)
    if review and review.due_on <= timezone.localdate():
        words = gettext("This page is to be looked at since %s.") % format_date(review.due_on)
        address = reverse("review_date", args=[page.pk])
        link = format_html('<a href="{}">{}</a>', address, gettext("I have looked at it"))
        messages.info(request, format_html("{} {}", words, link))


@hooks.register("register_log_actions")
def actions_of_upkeep(actions: LogActionRegistry) -> None:
    actions.register_action("upkeep.review.plan", _("Plan a review"), _("Review date set"))
    actions.register_action("upkeep.review.done", _("Looked at"), _("Looked at, and a new review date set"))
    actions.register_action("upkeep.review.drop", _("Drop the review date"), _("Review date taken away"))
    actions.register_action("upkeep.link.ignore", _("Ignore a link"), _("Link ignored"))
    actions.register_action("upkeep.link.recheck", _("Look at a link again"), _("Link to be looked at again"))


@hooks.register("insert_global_admin_css")
def upkeep_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-upkeep.css"))
