"""Links that stand around every page are looked at once, and are mended in the texts of the site."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cms.models import SiteTexts
from cms.upkeep.collecting import collect
from cms.upkeep.models import LinkPlace
from cms.users.roles import EDITORS
from home.models import StandardPage
from tests.factories import make_page
from tests.translation.conftest import home, made_home, sign_in_as  # noqa: F401 - fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_links_around_all_pages_stand_with_the_home_page_and_lead_to_the_texts_of_the_site(home, sign_in_as):  # noqa: F811
    texts = SiteTexts.objects.get(locale=home.locale)
    link = {"type": "item", "id": "l", "value": {"text": "A site", "url": "https://a.example/"}}
    raw = [{"type": "column", "id": "c", "value": {"title": "More", "links": [link]}}]
    SiteTexts.objects.filter(pk=texts.pk).update(footer=SiteTexts.footer.field.to_python(raw))
    other = make_page(StandardPage, home)
    for page in (home, other):
        collect(page.pk)
    place = LinkPlace.objects.get()
    assert (place.page_id, place.words) == (home.pk, "A site")
    client = sign_in_as(EDITORS)
    address = reverse(SiteTexts.snippet_viewset.get_url_name("edit"), args=[texts.pk])
    shown = BeautifulSoup(client.get(reverse("outside_links"), {"state": "every"}).content, "html.parser")
    cells = [" ".join(cell.get_text(" ").split()) for cell in shown.select("table.listing tbody td")]
    assert cells[2] == "Site texts › Footer › Column › Links › Address"
    assert shown.select_one("table.listing a")["href"] == f"{address}#content-path-footer.c.links.l.url"
