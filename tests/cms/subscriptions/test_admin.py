"""What staff see of subscribers, that it is noted, and what is kept of a person."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.mail.models import Message
from cms.persons import copies, erase
from cms.subscriptions.demo_subscribers import SUBSCRIBERS, load_demo_subscribers
from cms.subscriptions.models import Subscriber
from cms.subscriptions.sending import write_mails
from cms.users.roles import EDITORS, REVIEWERS, ensure_roles
from news.models import ArticlePage
from tests.alliance.form import soup
from tests.factories import make_page

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.fixture
def enter(client, site):
    """A function that signs a member of a group in."""
    ensure_roles()

    def enter(group: str):
        user = get_user_model().objects.create_user(group)
        user.groups.set(Group.objects.filter(name=group))
        client.force_login(user)
        return client

    return enter


def shown(client, query: str = "") -> list[str]:
    """Return the addresses that the list shows."""
    page = soup(client.get(reverse("subscribers:index") + query))
    return [cell.get_text(strip=True) for cell in page.select("tbody td.title .title-wrapper")]


def test_reviewers_see_filter_and_count_subscribers_and_it_is_noted_once(enter, make_subscriber):
    make_subscriber("anna@example.org", kinds=["calls"], rhythm="weekly")
    make_subscriber("rasa@example.org", language="lt")
    Subscriber.objects.create(email="new@example.org", email_normalised="new@example.org", language="en")
    client = enter(REVIEWERS)
    assert shown(client) == ["new@example.org", "rasa@example.org", "anna@example.org"]
    assert shown(client, "?kind=calls&rhythm=weekly") == ["anna@example.org"]
    assert shown(client, "?language=lt") == ["rasa@example.org"]
    assert shown(client, "?state=unconfirmed") == ["new@example.org"]
    told = soup(client.get(reverse("subscribers:index"))).get_text(" ", strip=True)
    assert "2 subscribers, 1 weekly, 1 at once, 1 not confirmed" in told
    assert ModelLogEntry.objects.filter(action="subscriptions.subscriber.look").count() == 1


def test_languages_of_what_is_told_have_their_names(enter, make_subscriber):
    make_subscriber(languages=["en", "lt"])
    page = soup(enter(REVIEWERS).get(reverse("subscribers:index")))
    cells = [" ".join(cell.text.split()) for cell in page.select("tbody td")]
    assert "English and Lithuanian" in cells


def test_editors_do_not_see_them(enter, make_subscriber):
    make_subscriber()
    assert enter(EDITORS).get(reverse("subscribers:index")).status_code == 302


def test_staff_delete_one_with_the_mails_and_the_log_does_not_name_her(enter, make_subscriber):
    subscriber = make_subscriber()
    make_page(ArticlePage)
    write_mails()
    client = enter(REVIEWERS)
    address = reverse("subscribers:delete", args=[subscriber.pk])
    assert "rasa@example.org" in client.get(address).content.decode()
    client.post(address)
    assert (Subscriber.objects.count(), Message.objects.count()) == (0, 0)
    entry = ModelLogEntry.objects.get(action="subscriptions.subscriber.delete")
    assert (entry.label, entry.deleted) == (f"subscriber {subscriber.pk}", True)


def test_person_gets_a_copy_and_is_erased_however_the_address_is_written(make_subscriber):
    make_subscriber()
    [row] = copies("Rasa+site@Example.org")["subscriptions"]
    assert (row["email"], row["kinds"]) == ("rasa@example.org", ["news", "events", "calls"])
    assert erase("RASA@example.org")["subscriptions"] == 1
    assert not Subscriber.objects.exists()


def test_demo_has_subscribers_once_and_the_daily_command_tidies(site, capsys):
    assert (load_demo_subscribers(), load_demo_subscribers()) == (len(SUBSCRIBERS), 0)
    assert write_mails() == 0
    Subscriber.objects.unconfirmed().update(created_at="2026-01-01T00:00Z")
    call_command("tidy_mails")
    assert "subscribers not confirmed: 1" in capsys.readouterr().out
