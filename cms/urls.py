"""Addresses. Everything public stands under its language: /en/, /lt/, /lv/, /uk/ …"""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.views import LoginView
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern
from wagtail.utils.urlpatterns import decorate_urlpatterns

from alliance.urls import urlpatterns as alliance_urls
from cms import routing, site_map, sitemaps, views
from cms.api.urls import urlpatterns as api_urls
from cms.defences.urls import urlpatterns as defence_urls
from cms.elsewhere import without_language
from cms.private import VisitorLoginForm
from cms.releases.urls import urlpatterns as preview_urls
from cms.styleguide.urls import urlpatterns as styleguide_urls
from cms.subscriptions.urls import urlpatterns as subscription_urls
from cms.translation.guards.admin import guarded
from home.barrier_reports import report_barrier
from news.urls import urlpatterns as news_urls
from search.views import search, suggestions

urlpatterns = [
    path("", routing.choose_language, name="choose_language"),
    path("admin/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, guarded))),
    re_path(r"^documents/(\d+)/(.*)$", views.document),  # named wagtaildocs_serve in the next line
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", views.rendition, name="rendition"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    *api_urls,
    path("sitemap.xml", sitemaps.index, name="sitemap_index"),
    path("sitemap-<slug:language>.xml", sitemaps.sitemap, name="sitemap"),
    *styleguide_urls,
]

urlpatterns += i18n_patterns(
    # Translators: the address of the search page; lower-case ASCII letters only.
    path(
        _("search/"),
        include([path("", search, name="search"), path("suggest/", suggestions, name="suggest")]),
    ),
    # Translators: the address of the site map; lower-case ASCII letters only.
    path(_("sitemap/"), site_map.show, name="site_map"),
    path("share/mastodon/", views.share_on_mastodon, name="share_on_mastodon"),
    *preview_urls,
    path("_report/<int:statement_id>/", report_barrier, name="report_barrier"),
    *defence_urls,
    *subscription_urls,
    *alliance_urls,
    *news_urls,
    # Wagtail's own addresses, for passwords and logins of private pages; its pages are served by our view.
    path(
        "_util/login/",
        LoginView.as_view(template_name="wagtailcore/login.html", authentication_form=VisitorLoginForm),
        name="wagtailcore_login",
    ),
    *(
        pattern
        for pattern in wagtail_urls.urlpatterns
        if pattern.name not in ("wagtail_serve", "wagtailcore_login")
    ),
    re_path(serve_pattern, routing.serve, name="wagtail_serve"),
    re_path(r"^((?:[\w\-]+/)*[\w\-]+\.[a-z]{2,5})$", routing.serve_file, name="page_file"),
)

# What has no language in its address: a page in any of its languages, or another address of the site.
urlpatterns += [re_path(serve_pattern, without_language, name="without_language")]

handler400 = "cms.views.bad_request"
handler500 = "cms.views.server_error"
