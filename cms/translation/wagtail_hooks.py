"""Where the rights of translators plug into Wagtail; each hook here comes before wagtail-localize's own."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page

from cms.translation import record_hooks
from cms.translation.guards.addresses import guarded_addresses
from cms.translation.guards.editors import open_editor
from cms.translation.guards.listings import PagesApi, recent_edits
from cms.translation.rights import seen_by

FIRST = -10

hooks.register("register_admin_urls", guarded_addresses, order=FIRST)
hooks.register("before_edit_snippet", record_hooks.before_edit, order=FIRST)
hooks.register("before_delete_snippet", record_hooks.before_delete, order=FIRST)
hooks.register("before_create_snippet", record_hooks.before_create, order=FIRST)


@hooks.register("before_edit_page", order=FIRST)
def before_edit_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    return open_editor(request, page)


@hooks.register("construct_page_chooser_queryset")
def pages_to_choose(pages: models.QuerySet, request: HttpRequest) -> models.QuerySet:
    return seen_by(request.user, pages)


@hooks.register("construct_admin_api")
def pages_of_the_api(router: WagtailAPIRouter) -> None:
    router.register_endpoint("pages", PagesApi)


@hooks.register("construct_homepage_panels")
def own_recent_edits(request: HttpRequest, panels: list) -> None:
    recent_edits(panels)
