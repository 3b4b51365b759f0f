"""Everybody on staff gets one mail a day with what waits for her, in her language, if something of it is new."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.mail.models import DigestChoice, Message
from cms.users.roles import EDITORS
from home.models import BarrierReport, StandardPage
from tests.cms.mail.letters import greet
from tests.factories import make_page
from tests.translation.conftest import home, made_home, sign_in_as  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


@pytest.fixture
def ona(home):  # noqa: F811
    """An editor who uses the admin in Lithuanian."""
    user = get_user_model().objects.create_user("ona", "ona@example.org", first_name="Ona")
    user.groups.add(Group.objects.get(name=EDITORS))
    UserProfile.objects.create(user=user, preferred_language="lt")
    return user


def report(message: str = "The map cannot be read.") -> BarrierReport:
    return BarrierReport.objects.create(message=message, language="en")


def run(day: int, time_machine) -> int:
    """Write the digests of a day and return how many mails there are."""
    time_machine.move_to(dt.datetime(2030, 5, day, 4, tzinfo=dt.UTC))
    call_command("send_digests", verbosity=0)
    return Message.objects.filter(kind="staff.digest").count()


def test_a_new_report_reaches_staff_once_in_their_language(ona, time_machine):
    assert run(1, time_machine) == 0
    report()
    assert run(2, time_machine) == 1
    message = Message.objects.get(kind="staff.digest")
    assert (message.recipient, message.language) == ("ona@example.org", "lt")
    address = reverse("wagtailsnippets_home_barrierreport:list") + "?state=new"
    assert f"http://127.0.0.1:8000{address}" in message.text
    assert message.values["list"].startswith("- 1 ")
    assert "new report" not in message.text
    assert run(2, time_machine) == 1
    assert run(3, time_machine) == 1


def test_what_waits_in_several_languages_has_an_address_for_each(ona, home, time_machine):  # noqa: F811
    make_page(StandardPage, home)
    assert run(1, time_machine) == 1
    desk = f"http://127.0.0.1:8000{reverse('translation_desk')}"
    lines = Message.objects.get(kind="staff.digest").values["list"].splitlines()
    assert [line.rpartition(" ")[2] for line in lines if line.startswith("  - ")] == [
        f"{desk}?language={code}&state=missing" for code in ("lt", "lv")
    ]


def test_one_answered_and_one_more_is_something_new(ona, time_machine):
    first = report()
    assert run(1, time_machine) == 1
    first.delete()
    report("Another one.")
    assert run(2, time_machine) == 2


def test_what_came_after_the_digest_of_a_day_stands_in_that_of_the_next(ona, time_machine):
    report()
    assert run(1, time_machine) == 1
    report("Another one.")
    assert run(1, time_machine) == 1
    assert run(2, time_machine) == 2


def test_nobody_gets_it_who_has_no_part_wants_none_or_is_gone(ona, time_machine):
    report()
    get_user_model().objects.create_user("visitor", "visitor@example.org")
    get_user_model().objects.create_superuser("silent", "")
    get_user_model().objects.create_superuser("gone", "gone@example.org", is_active=False)
    get_user_model().objects.create_superuser("odd", "no address")
    DigestChoice.objects.create(user=ona, is_wanted=False)
    assert run(1, time_machine) == 0
    DigestChoice.objects.update(is_wanted=True)
    assert run(1, time_machine) == 1


def test_whoever_wants_none_says_so_in_her_account(ona, client):
    client.force_login(ona)
    url = reverse("wagtailadmin_account")
    panels = [panel for panels in client.get(url).context["panels_by_tab"].values() for panel in panels]
    fields = {field.html_name: field.value() for panel in panels for field in panel.get_form()}
    sent = {name: value for name, value in fields.items() if value} | {"name_email-last_name": "Tiltaitė"}
    assert sent.pop("mail_digest-is_wanted") is True
    assert client.post(url, sent).status_code == 302
    assert DigestChoice.objects.get().is_wanted is False
    assert client.post(url, sent | {"mail_digest-is_wanted": "on"}).status_code == 302
    assert DigestChoice.objects.get().is_wanted is True


def test_failed_mails_stand_in_the_digest(home, time_machine):  # noqa: F811
    get_user_model().objects.create_superuser("admin", "admin@example.org")
    greet(key="a")
    Message.objects.update(state="failed")
    assert run(1, time_machine) == 1
    assert "mail could not be sent" in Message.objects.get(kind="staff.digest").text
