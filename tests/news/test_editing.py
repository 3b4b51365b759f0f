"""Editors at work: pages created through the admin's own forms."""

import datetime as dt
import zoneinfo

import feedparser
import pytest
from django.urls import reverse
from icalendar import Calendar
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms import sitestate
from cms.models import SiteSettings
from home.models import HomePage, StandardPage
from news.models import ArticleIndexPage, ArticlePage, CallIndexPage, CallPage, EventIndexPage, EventPage
from tests.factories import make_page
from tests.news.posting import EMPTY, ROWS, a_call, create, errors, event, listed, posted, slot

pytestmark = pytest.mark.django_db

PLAIN = {"summary": "", "body": streamfield([])}


def test_event_is_published_with_its_times_in_its_own_zone(client, editor):
    response = create(client, EventPage, EventIndexPage, event(agenda=streamfield([slot("13:00", "13:05")])))
    assert response.status_code == 302, errors(response)
    page = EventPage.objects.get(slug="a-page")
    assert (page.live, page.start_at) == (True, dt.datetime(2030, 1, 28, 18, tzinfo=dt.UTC))
    assert [(item.value["title"], item.value["start"]) for item in page.agenda] == [("Slot", dt.time(13))]


def test_times_are_shown_to_the_editor_in_the_zone_of_the_event(client, editor):
    create(client, EventPage, EventIndexPage, event())
    page = EventPage.objects.get(slug="a-page")
    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
    assert form["start_at"].value() == dt.datetime(2030, 1, 28, 13)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"end_at": "2030-01-28 12:00"}, {"end_at": ["The end is before the start."]}),
        (
            {"time_zone": "Europe/Nowhere"},
            {"time_zone": ["Select a valid choice. Europe/Nowhere is not one of the available choices."]},
        ),
        (
            {"start_at": "2030-03-31 03:30", "end_at": "", "time_zone": "Europe/Vilnius"},
            {"start_at": ["This time does not exist there: the clocks go forward in that night."]},
        ),
        ({"start_at": "tomorrow"}, {"start_at": ["Enter a valid date/time."]}),
        ({"status": "cancelled"}, {"status_reason": ["Say why: visitors will ask."]}),
    ],
)
def test_bad_facts_are_refused_at_their_field_and_nothing_is_lost(client, editor, fields, expected):
    response = create(client, EventPage, EventIndexPage, event(**fields))
    assert errors(response) == expected
    assert response.context["form"]["title"].value() == "A page"
    assert not EventPage.objects.exists()


@pytest.mark.once
@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("x" * 5000, "Ensure this value has at most 255 characters (it has 5000)."),
        ("A\x00B", "Null characters are not allowed."),
    ],
)
def test_title_that_no_database_holds_is_refused(client, editor, title, expected):
    assert errors(create(client, EventPage, EventIndexPage, event(title=title)))["title"] == [expected]
    assert not EventPage.objects.exists()


@pytest.mark.once
def test_control_characters_and_an_empty_agenda_break_nothing(client, editor):
    title = "A\x07\x1b\u2028\u202eB" + "Ž" * 240
    assert create(client, EventPage, EventIndexPage, event(title=title)).status_code == 302
    page = EventPage.objects.get(slug="a-page")
    assert len(page.agenda) == 0
    assert client.get(page.url).status_code == 200
    assert len(Calendar.from_ical(client.get(page.url + "event.ics").content).events) == 1
    assert not feedparser.parse(client.get(page.get_parent().url + "feed.rss").content).bozo


def test_overlapping_slots_are_refused_at_the_slot(client, editor):
    agenda = streamfield([slot("13:00", "13:30"), slot("13:20", "13:40")])
    response = create(client, EventPage, EventIndexPage, event(agenda=agenda))
    (error,) = response.context["form"].errors["agenda"].as_data()
    assert error.as_json_data() == {
        "blockErrors": {
            1: {"blockErrors": {"start": {"messages": ["The slot overlaps another one in the same track."]}}}
        }
    }


@pytest.mark.parametrize("slug", ["search", "paieska", "meklesana", "poshuk", "_util"])
def test_slug_that_the_site_itself_uses_is_refused(client, editor, slug):
    page = {"title": "A page", "slug": slug, **PLAIN}
    home = HomePage.objects.get(locale__language_code="lt")
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    response = client.post(url, nested_form_data({**EMPTY, **ROWS, **page, "action-publish": "1"}))
    assert errors(response) == {"slug": ["The site itself uses this address: choose another slug."]}
    assert not StandardPage.objects.exists()


def test_slug_made_from_a_title_is_not_one_that_the_site_itself_uses(client, editor):
    assert make_page(StandardPage, title="Search").slug == "search-2"
    home = HomePage.objects.get(locale__language_code="lt")
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    data = {**EMPTY, **ROWS, "title": "Search", "slug": "", **PLAIN, "action-publish": "1"}
    response = client.post(url, nested_form_data(data))
    assert response.status_code == 302, errors(response)
    assert StandardPage.objects.get(locale__language_code="lt").slug == "search-2"


def test_slug_typed_in_letters_of_other_alphabets_is_put_into_ascii(client, editor):
    response = create(client, EventPage, EventIndexPage, event(slug="Ünïcode-Łódź"))
    assert response.status_code == 302, errors(response)
    assert EventPage.objects.get().slug == "unicode-lodz"


def test_slug_left_empty_is_made_from_the_title_in_ascii(client, editor):
    for _index in range(2):
        response = create(client, EventPage, EventIndexPage, event(title="Зустріч: Łódź", slug=""))
        assert response.status_code == 302, errors(response)
    slugs = EventPage.objects.order_by("pk").values_list("slug", flat=True)
    assert [slug.isascii() and slug.startswith("zustrich-lodz") for slug in slugs] == [True, True]


def test_new_events_begin_in_the_zone_of_the_site(client, editor):
    SiteSettings.objects.update(time_zone="Europe/Kyiv")
    sitestate.forget()
    assert EventPage().time_zone == "Europe/Kyiv"


def test_preview_of_an_unsaved_event_shows_its_agenda(client, editor):
    create(client, EventPage, EventIndexPage, event(agenda=streamfield([slot("13:00", "13:05")])))
    page = EventPage.objects.get(slug="a-page")
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    data = posted(event(agenda=streamfield([slot("13:05", "13:15", title="Moved")])))
    assert client.post(url, data).json()["is_valid"]
    response = client.get(url)
    assert response.status_code == 200
    assert "Moved" in response.content.decode()


def test_article_gets_today_as_its_date(client, editor):
    parent = make_page(ArticleIndexPage)
    form = client.get(
        reverse("wagtailadmin_pages:add", args=["news", "articlepage", parent.pk])
    ).context["form"]  # fmt: skip
    assert form["published_on"].value() == dt.date.today()  # noqa: DTZ011 - the suite runs in one zone
    data = {
        "published_on": "2026-01-02", "kind": "news", "body": streamfield([("prose", rich_text("<p>Hello.</p>"))]),
        "authors": streamfield([]), "further_information": streamfield([]), "corrections": streamfield([]),
    }  # fmt: skip
    response = create(client, ArticlePage, ArticleIndexPage, data)
    assert response.status_code == 302, errors(response)
    assert ArticlePage.objects.get(slug="a-page").live


def test_call_is_published_with_its_machine_readable_criteria(client, editor):
    response = create(client, CallPage, CallIndexPage, a_call())
    assert response.status_code == 302, errors(response)
    call = CallPage.objects.get(slug="a-page")
    assert (call.countries, call.exclusions, call.working_languages) == (["LV"], ["capital"], ["en", "uk"])
    assert call.deadline_at == dt.datetime(2030, 6, 10, 20, 59, tzinfo=dt.UTC)


@pytest.mark.parametrize(("precision", "hour"), [("time", 10), ("day", 23)])
def test_deadline_that_is_a_day_ends_with_it(client, editor, precision, hour):
    data = a_call(deadline_at="2030-06-10 10:00", deadline_precision=precision)
    response = create(client, CallPage, CallIndexPage, data)
    assert response.status_code == 302, errors(response)
    deadline = CallPage.objects.get(slug="a-page").deadline_at.astimezone(zoneinfo.ZoneInfo("Europe/Riga"))
    assert (deadline.date(), deadline.hour) == (dt.date(2030, 6, 10), hour)


def test_activity_is_published_with_several_periods(client, editor):
    names = ("period", "starts_on", "ends_on")
    periods = [("summer 2021", "2021-06-01", "2021-08-31"), ("summer 2022", "", "")]
    items = [
        {"deleted": "", "order": str(index), "id": "", "value": dict(zip(names, period, strict=True))}
        for index, period in enumerate(periods)
    ]
    activity = ("activity", {"title": "Forums", "periods": listed(*items), "place": ""})
    response = create(client, CallPage, CallIndexPage, a_call(activities=streamfield([activity])))
    assert response.status_code == 302, errors(response)
    (block,) = CallPage.objects.get(slug="a-page").activities
    assert [(entry["period"], entry["starts_on"]) for entry in block.value["periods"]] == [
        ("summer 2021", dt.date(2021, 6, 1)),
        ("summer 2022", None),
    ]


def test_tree_rules_leave_no_nonsense(client, editor):
    article = make_page(ArticlePage)
    assert article.specific_class.allowed_subpage_models() == []
    assert CallPage.allowed_parent_page_models() == [CallIndexPage]


def test_slot_in_a_track_that_is_not_declared_is_refused_at_its_track(client, editor):
    tracks = inline_formset([{"id": "", "code": "A", "title": "Ideas", "ORDER": "1"}])
    agenda = streamfield([slot("13:00", "13:30", track="A"), slot("13:00", "13:30", track="B")])
    response = create(client, EventPage, EventIndexPage, event(agenda=agenda, tracks=tracks))
    (error,) = response.context["form"].errors["agenda"].as_data()
    message = "There is no such track: add it under Facts, or choose another."
    assert error.as_json_data() == {"blockErrors": {1: {"blockErrors": {"track": {"messages": [message]}}}}}
    response = create(client, EventPage, EventIndexPage, event(agenda=agenda, tracks=tracks), action="none")
    assert response.status_code == 302  # a draft may be unfinished


def test_two_tracks_with_one_letter_are_refused_at_the_second(client, editor):
    rows = [{"id": "", "code": "A", "title": title, "ORDER": "1"} for title in ("Ideas", "Money")]
    data = event(tracks=inline_formset(rows))
    response = create(client, EventPage, EventIndexPage, data)
    assert response.context["form"].formsets["tracks"].errors == [
        {},
        {"code": ["Another track has this letter."]},
    ]
    assert not EventPage.objects.exists()
    assert create(client, EventPage, EventIndexPage, data, action="none").status_code == 302
