"""Calendars over HTTP: what is in them, who may read them, and that they never are stale."""

import datetime as dt

import pytest
import time_machine
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from cms.models import Contact, Organisation, PageOrganisation, PageTopic, SiteTexts
from cms.models.site import ContentVersion
from news.models import CallIndexPage, CallPage, EventIndexPage, EventPage
from tests.factories import make_page, make_site, make_topic
from tests.fixtures.database import again
from tests.news.calendar_reading import entries, read, whole
from tests.translation.languages import translated
from workinggroup.models import WorkingGroupPage

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def made_events(shared_rows):
    with shared_rows(), time_machine.travel(NOW, tick=False):
        make_site("en", "lt")
        index = make_page(EventIndexPage, title="Events", slug="events")
        topic = make_topic(name="Energy", slug="energy")
        group = make_page(WorkingGroupPage, title="Local energy", slug="local-energy")
        event(index, "Coming", 30)
        event(index, "Over", -300)
        event(index, "Long over", -400)
        event(index, "Called off", 5, status="cancelled", status_reason="The hall is flooded.")
        event(index, "Some other day", 6, status="postponed", status_reason="The hall is flooded.")
        chosen = event(index, "Heat", 10, working_group=group)
        PageTopic.objects.create(page=chosen, topic=topic, locale=chosen.locale)
        event(index, "Draft", 11, live=False)
        event(index, "Secret", 12)
    return index


@pytest.fixture
def index(made_events, db):
    """The index of the events, at noon of a day."""
    ContentVersion.bump()
    with time_machine.travel(NOW, tick=False):
        yield again(made_events)


def event(index, title: str, day: int, **fields) -> EventPage:
    start = NOW + day * DAY
    slug = title.lower().replace(" ", "-")
    end = start + dt.timedelta(hours=1)
    return make_page(EventPage, index, title=title, slug=slug, start_at=start, end_at=end, **fields)


def titles(response) -> list[str]:
    return [found.title for found in read(whole(response))]


def close(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    ContentVersion.bump()


def test_calendar_has_the_public_events_from_a_year_back(client, index):
    close(EventPage.objects.get(slug="secret"))
    response = client.get("/en/events/calendar.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert titles(response) == [
        "Over", "Cancelled: Called off", "Postponed: Some other day", "Heat", "Coming",
    ]  # fmt: skip


@pytest.mark.parametrize("query", ["topic=energy", "group=local-energy"])
def test_calendar_of_a_topic_or_a_group(client, index, query):
    assert titles(client.get(f"/en/events/calendar.ics?{query}")) == ["Heat"]


def test_keys_of_topics_and_groups_stay_when_slugs_change(client, index):
    heat = EventPage.objects.get(slug="heat")
    topic = heat.topic_links.first().topic
    for query in (f"topic={topic.translation_key}", f"group={heat.working_group.translation_key}"):
        assert titles(client.get(f"/en/events/calendar.ics?{query}")) == ["Heat"]


@pytest.mark.parametrize(
    ("query", "status"),
    [("topic=nothing", 400), ("group=nothing", 404), ("topic=" + 300 * "a", 400), ("slots=2", 400)],
)
def test_what_there_is_not(client, index, query, status):
    assert client.get(f"/en/events/calendar.ics?{query}").status_code == status


def test_group_that_is_private_has_no_calendar(client, index):
    close(WorkingGroupPage.objects.get())
    assert client.get("/en/events/calendar.ics?group=local-energy").status_code == 404


def test_event_has_a_file(client, index):
    response = client.get("/en/events/heat/event.ics")
    assert titles(response) == ["Heat"]
    assert response["Content-Disposition"] == 'attachment; filename="heat.ics"'
    (entry,) = entries(whole(response))
    assert entry["url"] == "http://testserver/en/events/heat/"
    assert entry["categories"].to_ical() == b"Energy"


@pytest.mark.parametrize(
    "address", ["draft/event.ics", "nothing/event.ics", "heat/calendar.ics", "event.ics"]
)
def test_files_that_are_not_there(client, index, address):
    assert client.get(f"/en/events/{address}").status_code == 404


def test_file_of_a_private_page_is_for_its_readers(client, index, django_user_model):
    close(EventPage.objects.get(slug="secret"))
    response = client.get("/en/events/secret/event.ics")
    assert (response.status_code, "Secret" in response.content.decode()) == (302, False)
    client.force_login(django_user_model.objects.create_user("reader"))
    response = client.get("/en/events/secret/event.ics")
    assert (titles(response), response["Cache-Control"]) == (
        ["Secret"],
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )
    assert "Secret" not in titles(client.get("/en/events/calendar.ics"))


def test_event_is_the_same_in_every_language(client, index):
    heat = EventPage.objects.get(slug="heat")
    (lithuanian,) = translated(heat, "lt")
    ContentVersion.bump()
    files = [whole(client.get(f"{page.url}event.ics")) for page in (heat, lithuanian)]
    assert len({read(file)[0].uid for file in files}) == 1
    assert [entries(file)[0]["summary"].params["LANGUAGE"] for file in files] == ["en", "lt"]


def test_calendar_is_sent_once_as_long_as_nothing_changes(client, index):
    first = client.get("/en/events/calendar.ics")
    whole(first)
    tag = first["ETag"]
    again_ = client.get("/en/events/calendar.ics", headers={"If-None-Match": tag})
    assert (again_.status_code, again_.content, again_["ETag"]) == (304, b"", tag)
    assert (
        client.get("/en/events/calendar.ics?topic=energy", headers={"If-None-Match": tag}).status_code == 200
    )
    later = client.get("/en/events/calendar.ics", headers={"If-Modified-Since": first["Last-Modified"]})
    assert later.status_code == 200, "who deletes an event makes nothing newer"


@pytest.mark.parametrize("change", ["publish", "delete", "rename the topic"])
def test_calendar_changes_with_what_it_shows(client, index, change, django_capture_on_commit_callbacks):
    tag = client.get("/en/events/calendar.ics")["ETag"]
    with django_capture_on_commit_callbacks(execute=True):
        heat = EventPage.objects.get(slug="heat")
        if change == "publish":
            heat.title = "More heat"
            heat.save_revision().publish()
        elif change == "delete":
            heat.delete()
        else:
            topic = heat.topic_links.first().topic
            topic.name = "Heating"
            topic.save()
    assert client.get("/en/events/calendar.ics", headers={"If-None-Match": tag}).status_code == 200


def test_number_and_date_grow_with_a_publication(client, index):
    def state():
        (entry,) = entries(whole(client.get("/en/events/heat/event.ics")))
        return int(entry["sequence"]), entry["last-modified"].dt

    before = state()
    with time_machine.travel(NOW + dt.timedelta(seconds=1), tick=False):
        EventPage.objects.get(slug="heat").save_revision().publish()
    after = state()
    assert (after[0] - before[0], after[1] - before[1]) == (1, dt.timedelta(seconds=1))


def test_page_past_its_time_leaves_in_that_minute(client, index):
    EventPage.objects.filter(slug="heat").update(expire_at=NOW + dt.timedelta(minutes=5))
    ContentVersion.bump()
    with time_machine.travel(NOW + dt.timedelta(minutes=4), tick=False):
        response = client.get("/en/events/calendar.ics")
        assert "Heat" in titles(response)
    with time_machine.travel(NOW + dt.timedelta(minutes=6), tick=False):
        later = client.get("/en/events/calendar.ics", headers={"If-None-Match": response["ETag"]})
        assert (later.status_code, "Heat" in titles(later)) == (200, False)
        assert client.get("/en/events/heat/event.ics").status_code == 404


def test_event_leaves_a_year_after_its_end(client, index):
    end = EventPage.objects.get(slug="over").end_at + 365 * DAY
    shown = []
    for moment in (end, end + dt.timedelta(seconds=1)):
        with time_machine.travel(moment, tick=False):
            shown.append("Over" in titles(client.get("/en/events/calendar.ics")))
    assert shown == [True, False]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.once
def test_number_of_queries_is_the_same_for_any_number(client, index, count, django_assert_num_queries):
    for number in range(count):
        event(index, f"More {number}", 40 + number)
    ContentVersion.bump()
    whole(client.get("/en/events/calendar.ics"))
    with django_assert_num_queries(6):
        whole(client.get("/en/events/calendar.ics"))
    tag = client.get("/en/events/calendar.ics")["ETag"]
    with django_assert_num_queries(3):
        client.get("/en/events/calendar.ics", headers={"If-None-Match": tag})
    with django_assert_num_queries(5):
        whole(client.get("/en/events/heat/event.ics"))


def test_organiser_gets_mail_where_the_site_shows_it(client, index):
    heat = EventPage.objects.get(slug="heat")
    owner, silent = (
        Organisation.objects.create(name=name, type="association", locale=heat.locale)
        for name in ("Bridge", "City")
    )
    for organisation in (silent, owner):
        PageOrganisation.objects.create(
            page=heat, organisation=organisation, role="organiser", locale=heat.locale
        )
        contact = Contact.objects.create(
            organisation=organisation, email=f"{organisation.name}@example.org", locale=heat.locale
        )
    texts = SiteTexts.objects.get()
    texts.contacts = [("contact", contact)]
    texts.save()
    ContentVersion.bump()
    (entry,) = entries(whole(client.get("/en/events/heat/event.ics")))
    assert (entry["organizer"], entry["contact"]) == ("mailto:Bridge@example.org", "City")


def test_deadlines_of_calls(client, index):
    calls = make_page(CallIndexPage, slug="calls")
    for title, days in (("Open", 10), ("Closed", -10), ("Long closed", -400)):
        slug = title.lower().replace(" ", "-")
        make_page(CallPage, calls, title=title, slug=slug, deadline_at=NOW + days * DAY)
    ContentVersion.bump()
    assert titles(client.get("/en/calls/deadlines.ics")) == ["Deadline: Closed", "Deadline: Open"]
    assert titles(client.get("/en/calls/open/deadline.ics")) == ["Deadline: Open"]
    page = BeautifulSoup(client.get("/en/calls/open/").content, "html.parser")
    assert page.select_one('a[href="/en/calls/open/deadline.ics"]')
    with time_machine.travel(NOW + 10 * DAY, tick=False):
        later = BeautifulSoup(client.get("/en/calls/open/").content, "html.parser")
        assert later.select('a[href="/en/calls/open/deadline.ics"]') == []


def test_index_and_group_offer_their_calendars(client, index):
    group = WorkingGroupPage.objects.get()
    for address, query in (("/en/events/", ""), (group.url, f"?group={group.translation_key}")):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        path = f"://testserver/en/events/calendar.ics{query}"
        assert page.select_one(f'a[href="webcal{path}"]').get_text(strip=True) == "Subscribe to the calendar"
        assert page.select_one("#calendar-address")["value"] == f"http{path}"
        assert titles(client.get(f"/en/events/calendar.ics{query}"))


def test_event_offers_its_file_until_it_is_over_or_called_off(client, index):
    shown = {}
    for slug in ("heat", "over", "called-off", "some-other-day"):
        page = BeautifulSoup(client.get(f"/en/events/{slug}/").content, "html.parser")
        shown[slug] = len(page.select(f'a[href="/en/events/{slug}/event.ics"]'))
    assert shown == {"heat": 1, "over": 0, "called-off": 0, "some-other-day": 0}
