"""Our own articles are offered to others under a licence, with HTML to copy; those of others are not."""

import pytest
from bs4 import BeautifulSoup

from cms.models import Organisation, SiteSettings
from news.models import ArticlePage
from tests.factories import make_page, make_site
from tests.fixtures.database import again

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(scope="module")
def made_home(shared_rows):
    with shared_rows():
        home = make_site("en")
        SiteSettings.objects.update(licence="cc-by")
    return home


@pytest.fixture
def home(made_home, db):
    return again(made_home)


def box(client, page) -> BeautifulSoup | None:
    return BeautifulSoup(client.get(page.url).content, "html.parser").select_one("#republish")


def test_snippet_leads_to_the_article_and_names_its_licence(client, home):
    page = make_page(
        ArticlePage,
        home=home,
        title="Bridges & <b>roads</b>",
        slug="bridges",
        summary="Two towns.",
        authors=[{"type": "name", "value": "Ona </textarea>"}],
    )
    found = box(client, page)
    assert found.select_one("p a")["href"] == "https://creativecommons.org/licenses/by/4.0/"
    quote = BeautifulSoup(found.select_one("textarea[readonly]").string, "html.parser").blockquote
    url = f"http://testserver{page.url}"
    assert (quote["cite"], quote["lang"], quote.a["href"]) == (url, "en", url)
    assert [" ".join(part.get_text().split()) for part in quote.find_all(["p", "footer"])] == [
        "Bridges & <b>roads</b>",
        "Two towns.",
        "Ona </textarea>, Bridge, 2 January 2026, CC BY 4.0",
    ]
    feed = client.get(f"{page.get_parent().url}feed.atom").content.decode()
    assert "<rights>CC BY 4.0</rights>" in feed
    assert "blockquote" not in feed


def test_licence_of_an_article_goes_before_that_of_the_site(client, home):
    page = make_page(ArticlePage, home=home, licence="cc0")
    assert "CC0 1.0" in box(client, page).get_text()


@pytest.mark.parametrize("where", ["address", "publisher", "reserved"])
def test_what_is_not_ours_to_give_is_not_offered(client, home, where):
    fields = {"address": {"original_url": "https://example.org/a", "licence": "cc-by"}, "reserved": {}}
    if where == "publisher":
        town = Organisation.objects.create(name="Town", type="region", locale=home.locale)
        fields["publisher"] = {"original_publisher": town}
    if where == "reserved":
        SiteSettings.objects.update(licence="")
    page = make_page(ArticlePage, home=home, **fields[where])
    assert box(client, page) is None
    assert ("<rights>" in client.get(f"{page.get_parent().url}feed.atom").content.decode()) == (
        where == "address"
    )
