import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.models import SiteTexts
from home.models import StandardPage
from news.models import ArticlePage
from tests.factories import make_page, make_site

pytestmark = pytest.mark.django_db


def restrict(page, kind=PageViewRestriction.LOGIN):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind)


def test_the_public_sees_what_is_published_not_expired_and_not_restricted():
    home = make_site()
    seen = make_page(StandardPage, home)
    make_page(StandardPage, home, live=False)
    make_page(StandardPage, home, expire_at=timezone.now() - dt.timedelta(minutes=1))
    private = make_page(StandardPage, home)
    make_page(StandardPage, private)
    restrict(private)
    assert list(StandardPage.objects.visible_to_public()) == [seen]


def test_pages_of_one_language():
    home = make_site("en", "lt")
    english = make_page(StandardPage, home)
    lithuanian = make_page(StandardPage, home.get_siblings().exclude(pk=home.pk).get().specific)
    assert list(StandardPage.objects.in_language("lt")) == [lithuanian]
    assert list(StandardPage.objects.in_language()) == [english]


def test_restricted_page_asks_for_a_login_from_the_next_request_on(
    client, django_capture_on_commit_callbacks
):
    page = make_page(StandardPage, make_site())
    assert client.get(page.url).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        restriction = restrict(page)
    assert client.get(page.url).status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        restriction.delete()
    assert client.get(page.url).status_code == 200


def test_restricted_articles_are_in_no_list(client):
    home = make_site()
    shown, hidden = make_page(ArticlePage), make_page(ArticlePage)
    restrict(hidden)
    rows = client.get(shown.get_parent().url).context["rows"]
    assert [row["title"] for row in rows] == [shown.title]
    assert home.url == "/en/"


def test_password_opens_a_private_page(client, django_capture_on_commit_callbacks):
    page = make_page(StandardPage, make_site())
    with django_capture_on_commit_callbacks(execute=True):
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.PASSWORD, password="bridge"
        )
    asked = client.get(page.url)
    assert (asked.status_code, page.title in asked.content.decode()) == (200, False)
    url = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    opened = client.post(url, {"password": "bridge", "return_url": page.url}, follow=True)
    assert page.title in opened.content.decode()


def test_private_pages_are_not_in_the_menu(client, django_capture_on_commit_callbacks):
    home = make_site()
    page = make_page(StandardPage, home, title="Members only")
    with django_capture_on_commit_callbacks(execute=True):
        texts = SiteTexts.objects.get()
        texts.menu = [{"type": "item", "value": {"page": page.pk, "title": "", "children": []}}]
        texts.save()
    assert "Members only" in client.get(home.url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        restrict(page)
    assert "Members only" not in client.get(home.url).content.decode()
