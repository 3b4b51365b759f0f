"""A page tells its owner when it should be looked at, and whoever looked says when it should be looked at again."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import PageLogEntry

from cms.mail.models import Message
from cms.upkeep.collecting import forget
from cms.upkeep.models import Review
from cms.upkeep.reviewing import looked_at, months_after, plan, reviewed_pages
from cms.users.roles import EDITORS, REVIEWERS, translators
from cms.waiting import waiting_for
from home.models import StandardPage
from tests.factories import make_page
from tests.translation.conftest import home, made_home, made_page, page, sign_in_as  # noqa: F401 - fixtures
from tests.translation.languages import translated

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TODAY = dt.date(2030, 5, 15)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(dt.datetime(2030, 5, 15, 9, tzinfo=dt.UTC), tick=False)


def make_user(name: str, *groups: str):
    user = get_user_model().objects.create_user(name, f"{name}@example.org", first_name=name.title())
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def waits(user) -> list[tuple[int, str, str]]:
    """Return what waits of review dates for somebody: how many, in words, which."""
    user = get_user_model().objects.get(pk=user.pk)
    return [(each.count, each.words, each.note) for each in waiting_for(user) if "looked at" in each.words]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2030, 5, 15), 3, dt.date(2030, 8, 15)),
        (dt.date(2030, 12, 31), 3, dt.date(2031, 3, 31)),
        (dt.date(2030, 11, 30), 3, dt.date(2031, 2, 28)),
        (dt.date(2031, 11, 30), 3, dt.date(2032, 2, 29)),
        (dt.date(2030, 1, 31), 11, dt.date(2030, 12, 31)),
        (dt.date(2032, 2, 29), 12, dt.date(2033, 2, 28)),
    ],
)
def test_months_end_where_they_end(day, months, expected):
    assert months_after(day, months) == expected


def test_date_is_shared_by_all_versions_and_kept_in_the_history(page, sign_in_as):  # noqa: F811
    ona = make_user("ona", EDITORS)
    [version] = translated(page, "lt")
    client = sign_in_as(EDITORS)
    address = reverse("review_date", args=[page.pk])
    response = client.post(address, {"due_on": "2030-06-01", "owner": ona.pk}, follow=True)
    assert "The page is to be looked at on 1 June 2030." in response.content.decode()
    review = Review.objects.get()
    assert (review.translation_key, review.due_on, review.owner) == (
        page.translation_key,
        dt.date(2030, 6, 1),
        ona,
    )
    shown = BeautifulSoup(client.get(reverse("review_date", args=[version.pk])).content, "html.parser")
    assert shown.find(attrs={"name": "due_on"})["value"] == "2030-06-01"
    client.post(reverse("review_date", args=[version.pk]), {"months": "6"})
    review.refresh_from_db()
    assert (review.due_on, review.owner, review.looked_by) == (dt.date(2030, 11, 15), ona, client.user)
    client.post(address, {"drop": "1"})
    client.post(address, {"drop": "1"})
    assert not Review.objects.exists()
    actions = PageLogEntry.objects.filter(action__startswith="upkeep.").order_by("pk")
    assert list(actions.values_list("page", "action", "user")) == [
        (page.pk, "upkeep.review.plan", client.user.pk),
        (version.pk, "upkeep.review.done", client.user.pk),
        (page.pk, "upkeep.review.drop", client.user.pk),
    ]


def test_who_looks_first_is_told_next_time_unless_the_page_has_an_owner(home, sign_in_as):  # noqa: F811
    ona, rasa = make_user("ona", EDITORS), make_user("rasa", EDITORS)
    assert looked_at(make_page(StandardPage, home), 3, ona).owner == ona
    assert looked_at(make_page(StandardPage, home, owner=rasa), 3, ona).owner == rasa


def test_only_who_may_change_the_page_can_be_named(page, sign_in_as):  # noqa: F811
    ona, lina = make_user("ona", EDITORS), make_user("lina", translators("lt"))
    form = sign_in_as(EDITORS).get(reverse("review_date", args=[page.pk])).context["form"]
    assert ona in form.fields["owner"].queryset
    assert lina not in form.fields["owner"].queryset
    assert looked_at(make_page(StandardPage, page.get_parent()), 3, lina).owner is None


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"due_on": ""}, "This field is required."),
        ({"due_on": "2030-02-31"}, "Enter a valid date."),
        ({"due_on": "2030-05-14"}, "This day is over."),
        ({"due_on": "9999-12-31"}, "This day is more than ten years away."),
        ({"due_on": "2030-06-01", "owner": "7777"}, "Select a valid choice."),
        ({"due_on": "2030-06-01", "owner": "x"}, "Select a valid choice."),
        ({"months": "-3"}, "This field is required."),
        ({"months": "999999"}, "This field is required."),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(page, sign_in_as, sent, message):  # noqa: F811
    response = sign_in_as(EDITORS).post(reverse("review_date", args=[page.pk]), sent)
    assert response.status_code == 200
    assert message in response.content.decode()
    assert not Review.objects.exists()


def test_only_who_may_publish_the_page_sets_its_date(page, sign_in_as):  # noqa: F811
    address = reverse("review_date", args=[page.pk])
    for groups in ([translators("lt")], [REVIEWERS]):
        client = sign_in_as(*groups)
        assert client.get(address).status_code == 302
        client.post(address, {"months": "3"})
    assert not Review.objects.exists()


def test_owner_sees_it_waiting_and_without_an_owner_those_who_publish(page, home):  # noqa: F811
    ona, rasa, jonas = (
        make_user("ona", EDITORS),
        make_user("rasa", EDITORS),
        make_user("jonas", translators("lt")),
    )
    plan(page, TODAY, ona, ona)
    plan(make_page(StandardPage, home), TODAY + dt.timedelta(days=1), ona, ona)
    plan(make_page(StandardPage, home, live=False), TODAY, ona, ona)
    assert waits(ona) == [(1, "page is to be looked at", "“Bridges”")]
    assert waits(rasa) == waits(jonas) == []
    plan(page, TODAY, None, ona)
    assert waits(ona) == waits(rasa) == [(1, "page is to be looked at", "“Bridges”")]
    assert waits(jonas) == []
    plan(page, TODAY, ona, ona)
    ona.is_active = False
    ona.save()
    assert waits(rasa) == [(1, "page is to be looked at", "“Bridges”")]
    ona.delete()
    assert Review.objects.get(translation_key=page.translation_key).owner is None


def test_owner_gets_one_mail_when_the_day_has_come(page, time_machine):  # noqa: F811
    ona = make_user("ona", EDITORS)
    call_command("send_digests", verbosity=0)  # what waited before is nothing new
    Message.objects.all().delete()
    plan(page, TODAY + dt.timedelta(days=2), ona, ona)
    counts = []
    for day in range(5):
        time_machine.move_to(dt.datetime(2030, 5, 15 + day, 3, tzinfo=dt.UTC), tick=False)
        call_command("send_digests", verbosity=0)
        counts.append(Message.objects.filter(kind="staff.digest").count())
    assert counts == [0, 0, 1, 1, 1]
    text = Message.objects.get().text
    address = reverse("review_dates") + "?whose=mine"
    assert f"- 1 page is to be looked at (“Bridges”): http://127.0.0.1:8000{address}" in text


def test_editor_says_that_the_page_is_to_be_looked_at(page, sign_in_as):  # noqa: F811
    client = sign_in_as(EDITORS)
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "is to be looked at since" not in client.get(editor).content.decode()
    plan(page, TODAY, None, client.user)
    assert "This page is to be looked at since 15 May 2030." in client.get(editor).content.decode()


def test_date_of_a_page_that_is_gone_is_forgotten(page, home):  # noqa: F811
    ona = make_user("ona")
    kept = make_page(StandardPage, home)
    plan(page, TODAY, None, ona)
    plan(kept, TODAY, None, ona)
    page.delete()
    forget()
    assert list(Review.objects.values_list("translation_key", flat=True)) == [kept.translation_key]


def test_a_page_stands_once_in_the_language_it_was_written_in(page):  # noqa: F811
    translated(page, "lt")
    assert list(reviewed_pages().filter(translation_key=page.translation_key)) == [page.page_ptr]
