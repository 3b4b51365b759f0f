"""Where release sets plug into Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.releases import waiting  # noqa: F401 - registers what waits
from cms.releases.deleting import lock_sets_of, what_lacks
from cms.releases.memberships import due_lines
from cms.releases.page_views import may_put_into_release
from cms.releases.viewset import ReleaseSetViewSet
from cms.translation.dues import HOOK as PAGES_DUE

#: Before the translations' own hooks: the rows of sets are locked before the keys of pages.
FIRST = -20

hooks.register(PAGES_DUE, due_lines)


@hooks.register("register_admin_viewset")
def release_sets() -> ReleaseSetViewSet:
    return ReleaseSetViewSet()


@hooks.register("register_page_header_buttons")
def release_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if view_name == "edit" and may_put_into_release(user, page):
        yield Button(
            _("Add to a release"),
            reverse("releases:add_page", args=[page.pk]),
            icon_name="calendar-check",
            priority=56,
        )


@hooks.register("before_edit_page", order=FIRST)
def tell_releases(request: HttpRequest, page: Page) -> None:
    """Name the open sets of a page, and their moments, where it is edited or translated."""
    if request.method == "GET" and (lines := due_lines([page.pk], request.user).get(page.pk)):
        messages.info(request, format_html_join(" ", "{}", ((line,) for line in lines)))


@hooks.register("before_delete_page", order=FIRST)
def tell_what_lacks(request: HttpRequest, page: Page) -> None:
    if request.method == "POST":
        lock_sets_of([page])
    elif told := what_lacks(page):
        messages.warning(request, told)


@hooks.register("before_bulk_action", order=FIRST)
def lock_sets(request: HttpRequest, action_type: str, objects: list, action: Any) -> None:
    if action.model is Page and action_type == "delete":
        lock_sets_of(objects)


@hooks.register("insert_global_admin_css")
def release_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-releases.css"))
