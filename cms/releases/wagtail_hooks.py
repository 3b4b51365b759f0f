"""Where release sets plug into Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.releases import waiting  # noqa: F401 - registers what waits
from cms.releases.page_views import may_put_into_release
from cms.releases.viewset import ReleaseSetViewSet


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


@hooks.register("insert_global_admin_css")
def release_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-releases.css"))
