"""Pages that link to pages: only to those that their reader may read."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.models import SiteTexts
from cms.signals import content_changed
from home.models import HomePage, StandardPage
from news.models import EventPage
from tests.factories import make_page, make_site
from workinggroup.models import WorkingGroupPage

pytestmark = pytest.mark.django_db

HIDDEN = "Hidden from you"
GONE = dt.timedelta(minutes=-1)


def restrict(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def unpublish(page) -> None:
    page.unpublish()


def let_expire(page) -> None:
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() + GONE)
    content_changed()  # as publishing the page with its date did


@pytest.fixture(params=[restrict, unpublish, let_expire], ids=lambda hide: hide.__name__)
def hide(request, django_capture_on_commit_callbacks):
    """A way to take a page away from the public."""

    def hide(page) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            request.param(page)

    return hide


def link(page) -> dict:
    return {"text": "", "page": page.pk, "document": None, "url": "", "language": ""}


def body(page) -> list[dict]:
    text = f'<p><a linktype="page" id="{page.pk}">Words</a></p>'
    call = {"title": "Do it", "text": "", "link": link(page)}
    return [
        {"type": "prose", "value": text},
        {"type": "links", "value": {"title": "", "links": [{"type": "item", "value": link(page)}]}},
        {"type": "call_to_action", "value": call},
    ]


def addresses(response) -> set[str]:
    return {link["href"] for link in BeautifulSoup(response.content, "html.parser").select("a[href]")}


def test_event_and_page_do_not_tell_of_what_the_reader_may_not_read(client, hide):
    home = make_site()
    group = make_page(WorkingGroupPage, title=HIDDEN)
    event = make_page(EventPage, working_group=group, history=[{"type": "step", "value": {"page": group.pk}}])
    links = make_page(
        StandardPage, home, body=body(group), related_pages=[{"type": "page", "value": group.pk}]
    )
    shown = [client.get(page.url) for page in (event, links)]
    assert all(HIDDEN in response.content.decode() for response in shown)
    assert all(group.url in addresses(response) for response in shown)
    hide(group)
    for page in (event, links):
        response = client.get(page.url)
        assert response.status_code == 200
        assert HIDDEN not in response.content.decode()
        assert group.url not in addresses(response)


def test_menu_footer_and_notice_do_not_either(client, hide, django_capture_on_commit_callbacks):
    home = make_site()
    page = make_page(StandardPage, home, title=HIDDEN)
    with django_capture_on_commit_callbacks(execute=True):
        texts = SiteTexts.objects.get()
        texts.menu = [{"type": "item", "value": {"page": page.pk, "title": "", "children": []}}]
        links = [{"type": "item", "value": link(page)}]
        texts.footer = [{"type": "column", "value": {"title": "Column", "links": links}}]
        texts.legal_links = [{"type": "link", "value": link(page)}]
        texts.notice = f'<p><a linktype="page" id="{page.pk}">Read</a></p>'
        texts.save()
    assert page.url in addresses(client.get(home.url))
    hide(page)
    response = client.get(home.url)
    assert HIDDEN not in response.content.decode()
    assert page.url not in addresses(response)


def test_menu_drops_a_page_when_its_time_is_over(client, monkeypatch, django_capture_on_commit_callbacks):
    home = make_site()
    soon = timezone.now() + dt.timedelta(hours=1)
    page = make_page(StandardPage, home, title=HIDDEN, expire_at=soon)
    with django_capture_on_commit_callbacks(execute=True):
        texts = SiteTexts.objects.get()
        texts.menu = [{"type": "item", "value": {"page": page.pk, "title": "", "children": []}}]
        texts.save()
    assert page.url in addresses(client.get(home.url))
    monkeypatch.setattr(timezone, "now", lambda: soon + dt.timedelta(seconds=1))
    assert page.url not in addresses(client.get(home.url))
    assert client.get(page.url).status_code == 404


def test_page_past_its_time_is_not_found_nor_another_language_of_this_page(client):
    home = make_site("en", "lt")
    other = HomePage.objects.exclude(pk=home.pk).get()
    assert other.url in addresses(client.get(home.url))
    page = make_page(StandardPage, home)
    translated = make_page(StandardPage, other, translation_key=page.translation_key)
    assert translated.url in addresses(client.get(page.url))
    let_expire(translated)
    assert client.get(translated.url).status_code == 404
    assert translated.url not in addresses(client.get(page.url))


def test_breadcrumb_names_an_unpublished_parent_without_a_link(client):
    parent = make_page(StandardPage, make_site(), title="Parent")
    page = make_page(StandardPage, parent)
    unpublish(parent)
    crumbs = BeautifulSoup(client.get(page.url).content, "html.parser").select("nav.breadcrumb li")
    assert [(crumb.get_text(strip=True), bool(crumb.a)) for crumb in crumbs][1:] == [
        ("Parent", False),
        (page.title, False),
    ]


def test_private_pages_link_to_each_other(client, django_capture_on_commit_callbacks):
    home = make_site()
    parent = make_page(StandardPage, home, title="Members")
    second = make_page(StandardPage, parent)
    first = make_page(StandardPage, parent, body=body(second))
    with django_capture_on_commit_callbacks(execute=True):
        restrict(parent)
    client.force_login(get_user_model().objects.create_user("ada"))
    assert {second.url, parent.url} <= addresses(client.get(first.url))
