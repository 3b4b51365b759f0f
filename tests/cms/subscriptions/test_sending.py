"""What subscribers are written: what is new for each, once, and nothing where there is nothing."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale

from cms.mail.composing import compose
from cms.mail.models import Message
from cms.models import PageTopic
from cms.subscriptions import sending
from cms.subscriptions.links import end_link
from cms.subscriptions.models import Publication, Subscriber
from cms.subscriptions.sending import write_mails
from news.models import ArticleIndexPage, ArticlePage, CallPage, EventPage
from tests.cms.subscriptions.conftest import mails
from tests.factories import make_page, make_topic

pytestmark = pytest.mark.django_db


def lines(message: Message) -> list[str]:
    """Return what a mail tells of, without its addresses."""
    return [line[2:].rpartition(": ")[0] for line in message.text.splitlines() if line.startswith("- ")]


def lithuanian(page, **fields):
    """Publish the Lithuanian version of an article."""
    index = ArticleIndexPage.objects.filter(locale__language_code="lt").first()
    if index is None:
        english = ArticleIndexPage.objects.get()
        index = english.copy_for_translation(Locale.objects.get(language_code="lt"), copy_parents=True)
        index.save_revision().publish()
    return make_page(ArticlePage, index, translation_key=page.translation_key, **fields)


def test_article_is_told_at_once_with_its_address_and_one_click_to_unsubscribe(make_subscriber):
    subscriber = make_subscriber()
    page = make_page(ArticlePage, title="Towns meet: a report")
    assert write_mails() == 1
    [message] = mails("new")
    assert (message.subject, lines(message)) == ("Bridge: Towns meet: a report", ["Towns meet: a report"])
    assert f"http://127.0.0.1:8000{page.get_url()}" in message.text
    sent = compose(message)
    assert sent.extra_headers["List-Unsubscribe"] == f"<{end_link(subscriber)}>"
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Towns meet: a report</a>" in sent.alternatives[0][0]
    assert write_mails() == 0


def test_change_and_second_publication_are_not_told(make_subscriber):
    make_subscriber()
    page = make_page(ArticlePage)
    assert write_mails() == 1
    page.unpublish()
    write_mails()
    page.save_revision().publish()
    assert (write_mails(), Publication.objects.count()) == (0, 1)


def test_what_was_there_before_or_is_not_public_is_not_told(make_subscriber):
    make_page(ArticlePage)  # nobody had noticed it
    subscriber = make_subscriber()
    Subscriber.objects.update(confirmed_at=timezone.now())
    make_page(ArticlePage, live=False)
    make_page(EventPage, start_at=timezone.now() - dt.timedelta(days=2), end_at=None)
    make_page(CallPage, deadline_at=timezone.now() - dt.timedelta(minutes=1))
    expired = make_page(ArticlePage)
    ArticlePage.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    assert (write_mails(), mails()) == (0, [])
    subscriber.refresh_from_db()
    assert subscriber.told_up_to == Publication.objects.latest("pk").pk


def test_several_at_the_same_time_are_one_mail_in_the_order_of_their_kinds(make_subscriber):
    make_subscriber()
    make_page(CallPage, title="Twins")
    make_page(EventPage, title="Forum", status="cancelled", status_reason="Storm.")
    make_page(ArticlePage, title="Towns meet")
    write_mails()
    [message] = mails()
    assert message.subject == "Bridge: 3 new entries"
    news, event, call = lines(message)
    assert (news, event) == ("Towns meet", "Forum · 28 January 2030 · Cancelled")
    assert call.startswith("Twins · Deadline: 1 June 2030")


def test_everybody_is_told_what_she_asked_for(make_subscriber):
    energy = make_topic(name="Energy")
    make_subscriber("calls@example.org", kinds=["calls"])
    make_subscriber("energy@example.org", topics=[str(energy.translation_key)])
    make_subscriber("lt@example.org", language="lt", languages=["lt"])
    make_subscriber("both@example.org", language="lt", languages=["lt", "en"])
    about = make_page(ArticlePage, title="Energy")
    PageTopic.objects.create(page=about, topic=energy, locale=about.locale)
    make_page(CallPage, title="Twins")
    write_mails()
    told = {message.recipient: lines(message) for message in mails()}
    assert {name: [line.partition(" · ")[0] for line in found] for name, found in told.items()} == {
        "calls@example.org": ["Twins"],
        "energy@example.org": ["Energy"],
        "both@example.org": ["Energy", "Twins"],
    }
    assert told["both@example.org"][0] == "Energy · English"


def test_page_in_several_languages_is_told_once_in_the_first_of_hers(make_subscriber):
    make_subscriber("both@example.org", language="lt", languages=["lt", "en"])
    make_subscriber("en@example.org")
    first = make_page(ArticlePage, title="Towns meet")
    lithuanian(first, title="Miestai susitinka")
    write_mails()
    assert [(message.recipient, lines(message)) for message in mails()] == [
        ("both@example.org", ["Miestai susitinka"]),
        ("en@example.org", ["Towns meet"]),
    ]
    second = make_page(ArticlePage, title="Bridges")
    write_mails()
    lithuanian(second, title="Tiltai")
    assert write_mails() == 0
    assert lines(mails()[2]) == ["Bridges · English"]


def test_digest_comes_on_monday_with_what_came_since_the_last(make_subscriber):
    subscriber = make_subscriber(rhythm="weekly")
    tuesday = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
    Subscriber.objects.update(next_at=dt.datetime(2026, 12, 7, 5, tzinfo=dt.UTC), confirmed_at=tuesday)
    with time_machine.travel(tuesday + dt.timedelta(hours=1), tick=False):
        make_page(ArticlePage, title="Towns meet")
        assert write_mails() == 0
    with time_machine.travel(dt.datetime(2026, 12, 7, 6, tzinfo=dt.UTC), tick=False):
        make_page(ArticlePage, title="Bridges")
        assert (write_mails(), write_mails()) == (1, 0)
        assert lines(mails("digest")[0]) == ["Towns meet", "Bridges"]
    subscriber.refresh_from_db()
    assert timezone.localtime(subscriber.next_at).isoformat() == "2026-12-14T07:00:00+02:00"
    with time_machine.travel(dt.datetime(2026, 12, 14, 6, tzinfo=dt.UTC), tick=False):
        assert write_mails() == 0  # nothing is new
    with time_machine.travel(dt.datetime(2026, 12, 16, 6, tzinfo=dt.UTC), tick=False):
        make_page(ArticlePage, title="Later")
        assert write_mails() == 0  # until Monday


def test_list_that_is_too_long_says_how_much_is_left(make_subscriber, monkeypatch):
    monkeypatch.setattr(sending, "MOST_LIST", 900)
    make_subscriber()
    for number in range(4):
        make_page(ArticlePage, title=f"{number} " + "x" * 180)
    write_mails()
    *told, left = lines(mails()[0])
    assert 0 < len(told) < 4
    assert ({len(line) for line in told}, left) == ({160}, f"{4 - len(told)} more on our site")


def test_mail_that_waits_is_gone_when_somebody_unsubscribes(make_subscriber, client):
    subscriber = make_subscriber()
    make_page(ArticlePage)
    write_mails()
    client.post(end_link(subscriber).removeprefix("http://127.0.0.1:8000"))
    assert not Message.objects.exists()


@pytest.mark.once
def test_thousand_subscribers_cost_few_queries_and_the_command_says_how_far_it_is(
    site, capsys, make_subscriber
):
    now = timezone.now() - dt.timedelta(hours=1)
    Subscriber.objects.bulk_create(
        Subscriber(
            email=f"reader{number}@example.org",
            email_normalised=f"reader{number}@example.org",
            language="en",
            languages=["en"],
            kinds=["news"],
            rhythm="at_once",
            confirmed_at=now,
            next_at=now,
        )
        for number in range(1000)
    )
    make_page(ArticlePage)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        call_command("send_subscriptions")
    assert len(queries) <= 90, len(queries)
    assert Message.objects.values("recipient").distinct().count() == Message.objects.count() == 1000
    assert capsys.readouterr().out.splitlines()[-2:] == ["1000 of 1000 subscribers", "1000 written"]
