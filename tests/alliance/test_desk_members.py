"""Members, partnerships, persons, numbers and webhooks in the admin."""

import datetime as dt
import json

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from alliance.membership import publish, unpublish
from alliance.models import Application, Draft, Member, Partnership, Webhook, WebhookAttempt, WebhookDelivery
from cms.models import Organisation
from cms.users.roles import EDITORS
from tests.alliance.desk import shown

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def act(member: Member, verb: str) -> str:
    """Return the address of a verb of a member."""
    return reverse("members:act", args=[member.pk, verb])


def test_members_go_on_hold_come_back_and_leave(enter, member):
    client, states = enter(), []
    for verb, typed in (
        ("hold", {"message": "Until autumn."}),
        ("resume", {"note": ""}),
        ("leave", {"note": "They wrote.", "left_on": "2030-01-02"}),
    ):
        assert client.post(act(member, verb), typed).status_code == 302
        member.refresh_from_db()
        states.append(member.state)
    assert states == ["on_hold", "member", "left"]
    assert member.left_on == dt.date(2030, 1, 2)
    words = shown(client.get(reverse("members:detail", args=[member.pk])))
    for told in ("Put on hold", "Resumed", "Left the alliance", "They wrote."):
        assert told in words


def test_member_that_has_left_cannot_go_on_hold_and_the_words_stay(enter, member):
    client = enter()
    client.post(act(member, "leave"), {})
    page = client.post(act(member, "hold"), {"message": "What I have written."})
    assert "This cannot be done any more: the state is now “Left”." in shown(page)
    assert "What I have written." in page.content.decode()


def test_member_is_shown_after_it_has_agreed_only(enter, member, reviewer):
    client = enter()
    unpublish(member, reviewer)
    page = client.post(act(member, "publish"), {})
    assert page.context["form"].errors.keys() == {"agreed"}
    assert "I agree: publication" in shown(page)
    client.post(act(member, "publish"), {"agreed": "on"})
    member.refresh_from_db()
    assert (member.is_public, member.publication_consent.purpose) == (True, "publication")
    client.post(act(member, "unpublish"), {"note": ""})
    member.refresh_from_db()
    assert member.is_public is False


def test_member_is_edited_with_its_topics(enter, member):
    client = enter()
    url = reverse("members:edit", args=[member.pk])
    offers = [str(each.topic) for each in member.topics.filter(role="offer")]
    typed = {"category": "partner", "since": "2019-05-06", "region": "Rīga", "offer": [], "need": offers,
             "about": offers, "languages": ["lv"], "text": "Words.", "text_language": "lv"}  # fmt: skip
    assert client.post(url, typed).status_code == 302
    member.refresh_from_db()
    assert (member.category, member.region, member.since) == ("partner", "Rīga", dt.date(2019, 5, 6))
    assert sorted(member.topics.values_list("role", flat=True)) == ["about", "need"]


def test_partnership_is_written_once(enter, member):
    organisation = Organisation.objects.create(
        locale=member.organisation.locale, name="Korosten", country="UA", type="municipality"
    )
    other = Member.objects.create(
        organisation=organisation, slug="korosten", category="full", since=dt.date(2030, 1, 1)
    )
    client = enter()
    typed = {"first": member.pk, "second": other.pk, "since": "2030-01-01", "text": "", "text_language": ""}
    assert client.post(reverse("partnerships:add"), typed).status_code == 302
    turned = {**typed, "first": other.pk, "second": member.pk}
    assert "There is such a partnership already." in shown(client.post(reverse("partnerships:add"), turned))
    assert Partnership.objects.count() == 1
    own = organisation.copy_for_translation(Locale.objects.get_or_create(language_code="uk")[0])
    own.name = "Коростень"
    own.save()
    with translation.override("uk"):
        assert "Коростень" in shown(client.get(reverse("partnerships:index"), HTTP_ACCEPT_LANGUAGE="uk"))
    assert "Korosten" in shown(client.get(reverse("members:detail", args=[member.pk])))


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_members_asks_the_same_number_of_queries(
    enter, member, reviewer, count, django_assert_num_queries
):
    client = enter()
    for number in range(count - 1):
        organisation = Organisation.objects.create(
            locale=member.organisation.locale, name=f"Town {number}", country="LV", type="municipality"
        )
        Member.objects.create(
            organisation=organisation, slug=f"town-{number}", category="full", since=dt.date(2030, 1, 1)
        )
    publish(member, reviewer)
    client.get(reverse("members:index"))
    with django_assert_num_queries(11):
        assert len(client.get(reverse("members:index")).context["object_list"]) == count


def test_person_is_found_copied_and_erased_after_a_question(enter, received):
    Draft.objects.create(email="ilze@adazi.lv", email_normalised=received.email_normalised, language="lt")
    client, url = enter(), reverse("applications_modeladmin_people")
    words = shown(client.post(url, {"email": "ILZE@adazi.lv", "action": "find"}))
    assert "Ādažu novada pašvaldība" in words
    copy = client.post(url, {"email": "ilze@adazi.lv", "action": "copy"})
    assert json.loads(copy.content)["applications"][0]["contact_name"] == "Ilze Kalniņa"
    assert copy["Content-Disposition"] == 'attachment; filename="person.json"'
    asked = client.post(url, {"email": "ilze@adazi.lv", "action": "ask"})
    assert "Erase everything of ilze@adazi.lv?" in shown(asked)
    assert Application.objects.get().email
    client.post(url, {"email": "ilze@adazi.lv", "action": "erase"})
    assert (Application.objects.get().email, Draft.objects.count()) == ("", 0)
    assert "Nothing is kept under this address." in shown(
        client.post(url, {"email": "ilze@adazi.lv", "action": "find"})
    )


def test_who_may_not_erase_finds_nobody(enter, received):
    url = reverse("applications_modeladmin_people")
    for action in ("find", "copy", "erase"):
        assert enter(EDITORS).post(url, {"email": "ilze@adazi.lv", "action": action}).status_code == 302
    assert Application.objects.get().email


def test_numbers_count_what_came_and_what_became_of_it(enter, member):
    page = enter().get(reverse("applications_modeladmin_numbers"))
    month = page.context["months"][-1]["numbers"]
    assert (month.received, month.approved, month.declined) == (1, 1, 0)
    tables = {table["heading"]: table["rows"] for table in page.context["tables"]}
    assert tables["By country"] == [{"name": "Latvia", "count": "1", "share": "100.0"}]
    assert [row["name"] for row in tables["By size"]] == ["20,000 – 49,999"]
    assert [row["name"] for row in tables["Topics offered"]] == ["Energy"]


def test_failed_delivery_is_tried_again_by_administrators(client, member):
    client.force_login(get_user_model().objects.create_superuser("boss"))
    webhook = Webhook.objects.create(name="Register", url="https://register.example.org/")
    delivery = WebhookDelivery.objects.create(
        webhook=webhook, state="failed", attempts=8, payload={"type": "x"}
    )
    WebhookAttempt.objects.create(delivery=delivery, status=503)
    url = reverse("webhooks:deliveries", args=[webhook.pk])
    words = shown(client.get(url))
    assert "503" in words
    assert "Try again" in words
    assert client.post(url, {"key": delivery.pk}).status_code == 302
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("queued", 0)
    assert client.post(url, {"key": "x"}).status_code == 404


def test_webhook_needs_a_safe_address(client, db):
    client.force_login(get_user_model().objects.create_superuser("boss"))
    typed = {"name": "Register", "url": "http://register.example.org/", "secret": "s", "is_active": "on"}
    assert "The address must begin with https://." in shown(client.post(reverse("webhooks:add"), typed))
    typed["url"] = "https://register.example.org/"
    assert client.post(reverse("webhooks:add"), typed).status_code == 302
    assert Webhook.objects.get().url == "https://register.example.org/"
