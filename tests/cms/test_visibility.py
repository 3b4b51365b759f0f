import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

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
