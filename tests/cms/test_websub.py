"""The hub is told of feeds that have changed: after the publication, with retry, and never in a visitor's request."""

import datetime as dt
import http.server
import threading
from urllib.parse import parse_qs

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.calling import Caller
from cms.models import PageTopic
from cms.websub import telling
from cms.websub.models import HubNotice
from home.models import StandardPage
from news.models import ArticleIndexPage, ArticlePage
from tests.factories import make_page, make_site, make_topic
from tests.fixtures.database import again

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FEEDS = [f"http://localhost/en/news/feed.{kind}" for kind in ("rss", "atom", "json")]
#: Calls this machine, without TLS: no other caller does.
CALLER = Caller(may_call=lambda address: address == "127.0.0.1", schemes=frozenset({"http"}), ports=None)


class Hub(http.server.BaseHTTPRequestHandler):
    """Keeps what it is told, and answers as it is told."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.got.append(parse_qs(body))
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def hub(settings):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    server.got, server.answer = [], 202
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    settings.WEBSUB_HUB = f"http://127.0.0.1:{server.server_port}/"
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def made_article(shared_rows):
    with shared_rows():
        make_site("en")
        index = make_page(ArticleIndexPage, slug="news")
        return make_page(ArticlePage, index, slug="first", title="First")


@pytest.fixture
def article(made_article, db):
    return again(made_article)


def noted() -> list[str]:
    return sorted(HubNotice.objects.values_list("feed_url", flat=True))


def later(minutes: int):
    return time_machine.travel(timezone.now() + dt.timedelta(minutes=minutes), tick=False)


def test_publication_and_its_end_are_noted_for_each_format(hub, article):
    article.save_revision().publish()
    assert noted() == sorted(FEEDS)
    HubNotice.objects.all().delete()
    article.unpublish()
    assert noted() == sorted(FEEDS)
    HubNotice.objects.all().delete()
    article.save_revision().publish()
    article.save_revision().publish()
    assert noted() == sorted(FEEDS)
    assert hub.got == []


def test_feeds_of_a_topic_are_noted(hub, article):
    PageTopic.objects.create(page=article, topic=make_topic(slug="energy"), locale=article.locale)
    again(article).save_revision().publish()
    assert noted() == sorted([*FEEDS, *(f"{url}?topic=energy" for url in FEEDS)])


def test_other_pages_and_sites_without_a_hub_note_nothing(hub, article, settings):
    make_page(StandardPage, slug="about").save_revision().publish()
    settings.WEBSUB_HUB = ""
    article.save_revision().publish()
    assert noted() == []
    assert telling.tell_due(CALLER) == (0, 0)


def test_hub_is_told_once(hub, article):
    article.save_revision().publish()
    assert telling.tell_due(CALLER) == (3, 0)
    assert telling.tell_due(CALLER) == (0, 0)
    told = [(notice["hub.mode"], notice["hub.url"], notice["hub.topic"]) for notice in hub.got]
    assert sorted(told) == [(["publish"], [url], [url]) for url in sorted(FEEDS)]
    assert set(HubNotice.objects.values_list("state", "status", "attempts")) == {("delivered", 202, 1)}


def test_what_does_not_arrive_is_tried_again_and_given_up(hub, article):
    hub.answer = 500
    article.save_revision().publish()
    assert telling.tell_due(CALLER) == (0, 3)
    assert telling.tell_due(CALLER) == (0, 0)
    for pause in telling.BACK_OFF:
        with later(int(pause.total_seconds() / 60)):
            HubNotice.objects.update(next_try=timezone.now())
            assert telling.tell_due(CALLER) == (0, 3)
    assert set(HubNotice.objects.values_list("state", "status", "attempts")) == {("failed", 500, 7)}
    hub.answer = 204
    article.save_revision().publish()
    assert telling.tell_due(CALLER) == (3, 0)


def test_hub_that_is_not_there_or_in_our_own_network_is_named(hub, article, settings):
    article.save_revision().publish()
    settings.WEBSUB_HUB = "http://127.0.0.1:9/"
    assert telling.tell_due(CALLER) == (0, 3)
    assert HubNotice.objects.filter(state="queued", reason__startswith="ConnectionRefusedError").count() == 3
    settings.WEBSUB_HUB = "https://127.0.0.1/"
    HubNotice.objects.update(next_try=timezone.now())
    call_command("tell_hub")
    assert set(HubNotice.objects.values_list("state", "reason")) == {
        ("failed", "The host leads to an address that is not public.")
    }


def test_feed_that_changes_while_the_hub_is_told_is_told_again(hub, article):
    article.save_revision().publish()
    HubNotice.objects.exclude(feed_url=FEEDS[0]).delete()
    notice = telling._claim(HubNotice.objects.get().pk)
    assert telling._claim(notice.pk) is None
    with later(1):
        article.save_revision().publish()
    telling._attempt(notice, CALLER)
    assert HubNotice.objects.get(feed_url=FEEDS[0]).state == "queued"


def test_worker_that_died_leaves_its_notice_to_the_next(hub, article):
    article.save_revision().publish()
    HubNotice.objects.update(state="sending", claimed_until=timezone.now())
    assert telling.tell_due(CALLER) == (3, 0)


def test_report_says_what_the_hub_answered(hub, article, admin_client):
    article.save_revision().publish()
    telling.tell_due(CALLER)
    html = admin_client.get(reverse("hub_report")).content.decode()
    assert all(url in html for url in FEEDS)
    assert "202" in html
    assert reverse("hub_report") in admin_client.get(reverse("wagtailadmin_home")).content.decode()
