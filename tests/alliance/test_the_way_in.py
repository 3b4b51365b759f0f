"""From the form to the directory, one step after the other, and what each leaves."""

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from alliance import membership
from alliance.models import Application, Member
from cms.mail.models import Message
from tests.alliance.conftest import history, hold_file, last_token, mails

pytestmark = pytest.mark.django_db


def test_whole_way_from_the_form_to_the_directory(data, consent, reviewer):
    receipt = membership.submit(data, consent, files=[hold_file("Lēmums.pdf")], network="n")
    assert (receipt.email, receipt.hours) == ("Ilze@Adazi.lv", 48)
    application = Application.objects.get()
    assert (application.state, Application.objects.for_staff().count()) == ("unconfirmed", 0)
    assert mails() == [("confirm", "Ilze@Adazi.lv")]

    membership.confirm(last_token("confirm"))
    application.refresh_from_db()
    assert (application.state, (application.due_on - timezone.localdate()).days) == ("received", 14)
    assert list(Application.objects.new()) == [application]
    assert membership.open_status(last_token("status")) == application

    membership.take_up(application, reviewer)
    membership.ask(application, reviewer, "Has your council decided?")
    application.refresh_from_db()
    assert (application.state, application.assignee) == ("information", reviewer)
    assert list(Application.objects.waiting_for(reviewer)) == []
    membership.answer(application, "Yes, in May.", [hold_file("Protokols.pdf")])
    assert list(Application.objects.waiting_for(reviewer)) == [application]
    member = membership.approve(application, reviewer, "Welcome!").member

    assert history(application) == [
        "submit", "confirm", "take_up", "ask", "answer", "approve", "approve",
    ]  # fmt: skip
    assert mails() == [(kind, "Ilze@Adazi.lv") for kind in ("confirm", "received", "question", "approved")]
    assert "Welcome!" in Message.objects.order_by("pk").last().text
    assert [file.name for file in application.files.all()] == ["Lēmums.pdf", "Protokols.pdf"]
    logged = ModelLogEntry.objects.order_by("pk").values_list("action", flat=True)
    assert [name for name in logged if name.startswith("alliance.")] == [
        f"alliance.application.{verb}" for verb in ("take_up", "ask", "approve")
    ]
    assert (member.slug, member.organisation.name, member.organisation.country, member.category) == (
        "adazu-novada-pasvaldiba",
        "Ādažu novada pašvaldība",
        "LV",
        "full",
    )
    assert sorted(member.topics.values_list("topic", "role")) == sorted(
        application.topics.values_list("topic", "role")
    )
    shown = Member.objects.visible_to_public().with_names("en").get()
    assert (shown.name, shown.name_language) == ("Ādažu novada pašvaldība", "lt")


def test_member_on_hold_is_out_of_view_at_once_and_comes_back(member, reviewer):
    held = membership.hold(member, reviewer, "Until autumn.")
    assert (held.state, Member.objects.visible_to_public().count()) == ("on_hold", 0)
    assert mails()[-1] == ("on_hold", "Ilze@Adazi.lv")
    membership.resume(member, reviewer)
    assert Member.objects.visible_to_public().count() == 1
    gone = membership.leave(member, reviewer)
    assert (gone.state, gone.left_on, Member.objects.visible_to_public().count()) == (
        "left",
        timezone.localdate(),
        0,
    )
