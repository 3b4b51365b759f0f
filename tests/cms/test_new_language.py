"""A language that is new on a site: everybody sees it at once, and nothing pretends to be in it before it is."""

import pytest
from bs4 import BeautifulSoup
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Site
from wagtail_localize.locales.components import get_locale_components

from cms import sitestate
from cms.models import SiteTexts
from cms.models.site import ContentVersion
from home.models import HomePage, StandardPage
from tests.factories import make_page, make_site
from tests.translation.languages import translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make_site("en", "lt")


@pytest.fixture
def admin(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("admin"))
    return client


def parsed(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def begin_in_another_worker(home, code: str, monkeypatch) -> HomePage:
    """Make a home page in a new language, as another process does: what this one keeps in memory stays as it is."""
    with monkeypatch.context() as patch:
        patch.setattr(Site, "clear_site_root_paths_cache", staticmethod(lambda: None))
        locale = Locale.objects.create(language_code=code)
        begun = home.copy_for_translation(locale, copy_parents=True)
        begun.save_revision().publish()
        ContentVersion.bump()
    return begun


def test_every_worker_knows_a_new_language_at_once(client, home, monkeypatch):
    client.get("/en/")
    begin_in_another_worker(home, "mt", monkeypatch)
    english = parsed(client.get("/en/"))
    alternates = {link["hreflang"]: link["href"] for link in english.select("link[rel=alternate][hreflang]")}
    assert alternates["mt"] == "http://testserver/mt/"
    assert [link["href"] for link in english.select("header [lang=mt][href]")] == ["/mt/"]
    assert client.get("/mt/").status_code == 200


def test_home_page_that_is_only_an_alias_is_no_language(client, home, monkeypatch):
    alias = home.copy_for_translation(
        Locale.objects.create(language_code="pl"), copy_parents=True, alias=True
    )
    assert alias.live
    ContentVersion.bump()
    assert client.get("/pl/").status_code == 404
    assert client.get("/", headers={"accept-language": "pl"})["Location"] == "/en/"
    assert parsed(client.get("/en/")).select("[hreflang=pl]") == []
    assert "sitemap-pl" not in client.get("/sitemap.xml").content.decode()


def test_link_stays_until_its_translation_is_published(client, home):
    page = make_page(StandardPage, home, title="Bridges")
    texts = SiteTexts.objects.get()
    texts.menu = [("item", {"page": page})]
    texts.save()
    draft = page.copy_for_translation(Locale.objects.get(language_code="lt"))
    draft.title = "Tiltai"
    draft.save_revision()
    sitestate.forget()
    assert parsed(client.get("/lt/")).select_one("a.nav__link")["href"] == "/en/bridges/"
    draft.get_latest_revision().publish()
    sitestate.forget()
    assert parsed(client.get("/lt/")).select_one("a.nav__link")["href"] == draft.url


def test_switcher_on_a_missing_page_names_the_languages_it_is_in(client, home):
    make_page(StandardPage, home, title="Bridges", slug="bridges")
    switcher = parsed(client.get("/lt/bridges/")).select("header .language__list")
    assert [[link["href"] for link in part.select("a")] for part in switcher] == [["/en/bridges/"], ["/lt/"]]


@pytest.mark.parametrize("path", ["/lt/apie/bridges/", "/lt/about/tiltai/", "/en/apie/tiltai/"])
def test_path_of_a_section_in_one_language_and_a_page_in_another_leads_there(client, home, path):
    section = make_page(StandardPage, home, title="About", slug="about")
    page = make_page(StandardPage, section, title="Bridges", slug="bridges")
    for each, slug in ((section, "apie"), (page, "tiltai")):
        translated(each, "lt")
        version = each.get_translation(Locale.objects.get(language_code="lt"))
        version.slug = slug
        version.save_revision().publish()
    language = path.split("/")[1]
    whole = {"lt": "/lt/apie/tiltai/", "en": "/en/about/bridges/"}
    assert client.get(path)["Location"] == whole[language]


def test_path_that_another_language_was_moved_from_still_leads_on(client, home):
    page = make_page(StandardPage, home, title="Bridges", slug="crossings")
    Redirect.objects.create(old_path="/en/bridges", redirect_page=page, site=Site.objects.get())
    response = client.get("/lt/bridges/")
    assert (
        response.status_code,
        [link["href"] for link in parsed(response).select("main .link-list a[hreflang]")],
    ) == (
        404,
        ["/en/crossings/"],
    )


def test_language_of_a_locale_in_use_stays(admin, home):
    locale = Locale.objects.get(language_code="lt")
    response = admin.post(f"/admin/locales/edit/{locale.pk}/", {"language_code": "de"}, follow=True)
    assert "they would be taken for texts in another" in response.content.decode()
    unused = Locale.objects.create(language_code="pl")
    admin.post(f"/admin/locales/edit/{unused.pk}/", {"language_code": "cs"})
    assert sorted(Locale.objects.values_list("language_code", flat=True)) == ["cs", "en", "lt"]


def test_new_language_is_not_filled_with_aliases(admin, home):
    assert get_locale_components() == []
    admin.post(
        "/admin/locales/new/",
        {"language_code": "pl", "component-wagtail_localize_localesynchronization-enabled": "on"},
    )
    assert not HomePage.objects.filter(locale__language_code="pl").exists()


def test_slug_typed_in_any_alphabet_reaches_the_server_as_typed(admin, home):
    page = make_page(StandardPage, home, title="Bridges")
    form = parsed(admin.get(f"/admin/pages/{page.pk}/edit/"))
    assert form.select_one("[name=slug]").has_attr("data-w-slug-allow-unicode-value")
