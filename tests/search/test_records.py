"""Pages are found by the records that they show, as these are now; nobody is found who is on no page."""

import pytest
from wagtail.models import Locale

from alliance.membership import submit
from alliance.models import AlliancePage
from cms.models import Contact, MediaItem, Organisation, Project
from cms.models.pages import PageOrganisation, PageProject, PageTopic
from cms.subscriptions.models import Subscriber
from home.models import StandardPage
from news.models import EventPage, GuestList, Registration
from search import dues
from search.indexing import rebuild, write_waiting
from search.models import Entry, Waiting
from tests.alliance.conftest import *  # noqa: F403
from tests.alliance.members import make_member
from tests.factories import make_page, make_site, make_topic
from tests.search.following import counted, found, make_person, people, recounted

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(on_commit):
    with on_commit():
        return make_site("en", "lt")


def make_organisation(name: str) -> Organisation:
    english = Locale.objects.get(language_code="en")
    return Organisation.objects.create(name=name, type="association", locale=english)


def body(kind: str, value: dict):
    return StandardPage.body.field.to_python([{"type": kind, "value": value}])


def test_a_person_is_found_by_the_page_and_so_is_a_new_name(home, on_commit):
    person = make_person("Rasa Upytė", position="Mayor")
    with on_commit():
        page = make_page(StandardPage, home, body=people(person))
    assert found("rasa mayor") == [("page", str(page.pk))]
    person.name = "Rasa Kalnaitė"
    with on_commit():
        person.save()
    assert (found("upytė"), found("kalnaitė")) == ([], [("page", str(page.pk))])
    with on_commit():
        person.delete()
    assert found("kalnaitė") == []
    assert counted() == recounted()


def test_what_belongs_to_a_person_is_followed(home, on_commit):
    office = make_organisation("Harbour office")
    with on_commit():
        page = make_page(StandardPage, home, body=people(make_person("Rasa", organisation=office)))
    assert found("harbour") == [("page", str(page.pk))]
    office.name = "Lighthouse office"
    with on_commit():
        office.save()
    assert (found("harbour"), found("lighthouse")) == ([], [("page", str(page.pk))])


@pytest.mark.parametrize("model", [Contact, MediaItem, Project, Organisation])
def test_other_records_are_followed_too(model, home, on_commit):
    english = Locale.objects.get(language_code="en")
    name = "title" if model is MediaItem else "name"
    more = {"type": "association"} if model is Organisation else {}
    record = model.objects.create(**{name: "Harbour"}, locale=english, **more)
    with on_commit():
        if model is Contact:
            page = make_page(StandardPage, home, body=body("contact", {"contact": record.pk}))
        elif model is MediaItem:
            page = make_page(StandardPage, home, body=body("media", {"items": [record.pk]}))
        else:
            page = make_page(EventPage, home=home)
            row = PageProject if model is Project else PageOrganisation
            relation = "project_links" if model is Project else "organisation_links"
            links = {"project": record} if model is Project else {"organisation": record}
            setattr(page, relation, [row(page=page, locale=english, **links)])
            page.save_revision().publish()
    assert found("harbour") == [("page", str(page.pk))]
    setattr(record, name, "Lighthouse")
    with on_commit():
        record.save()
    assert (found("harbour"), found("lighthouse")) == ([], [("page", str(page.pk))])


def test_a_page_is_found_by_its_topics(home, on_commit):
    topic = make_topic(name="Harbours", slug="harbours")
    with on_commit():
        page = make_page(StandardPage, home)
        page.topic_links = [PageTopic(page=page, topic=topic, locale=page.locale)]
        page.save_revision().publish()
    assert found("harbour") == [("page", str(page.pk))]
    topic.name, topic.slug = "Lighthouses", "lights"
    with on_commit():
        topic.save()
    assert (found("harbour"), found("lighthouse")) == ([], [("page", str(page.pk))])
    assert "topic:lights" in Entry.objects.get(key=page.pk).marks


def test_a_translated_record_belongs_to_the_pages_of_its_language(home, on_commit):
    person = make_person("Rasa Upytė")
    with on_commit():
        page = make_page(StandardPage, home, body=people(person))
    written = Entry.objects.get(key=page.pk).generation
    with on_commit():
        copy = person.copy_for_translation(Locale.objects.get(language_code="lt"))
        copy.name = "Rasa Upelė"
        copy.save()
    assert Entry.objects.get(key=page.pk).generation == written


def test_a_record_on_many_pages_leaves_the_rest_to_the_worker(home, on_commit, monkeypatch):
    monkeypatch.setattr(dues, "MOST_AT_ONCE", 2)
    person = make_person("Rasa Upytė")
    with on_commit():
        pages = [make_page(StandardPage, home, body=people(person)) for _number in range(3)]
    person.name = "Rasa Kalnaitė"
    with on_commit():
        person.save()
    assert len(found("kalnaitė")) == 2
    assert list(Waiting.objects.values_list("page_id", flat=True)) == [pages[2].pk]
    assert write_waiting() == 0
    assert len(found("kalnaitė")) == 3


def test_a_record_on_no_page_is_found_nowhere(home, on_commit):
    with on_commit():
        make_person("Rasa Upytė")
        rebuild()
    assert found("upytė") == []


def said() -> str:
    """Return all that was written down."""
    return " ".join(f"{each.title} {each.summary} {each.text}" for each in Entry.objects.all()).casefold()


def test_who_applies_is_found_nowhere(data, consent, on_commit):
    with on_commit():
        submit(data, consent)
        rebuild()
    for secret in ("Ādažu", "Ilze", "Kalniņa", "Adazi", "20000000", "would like to join"):
        assert secret.casefold() not in said()


def test_who_registers_or_subscribes_or_is_not_public_is_found_nowhere(home, on_commit):
    with on_commit():
        event = make_page(EventPage, home=home, title="Forum", takes_registrations=True)
        guests = GuestList.objects.get(event_key=event.translation_key)
        for state in ("unconfirmed", "confirmed"):
            Registration.objects.create(
                guest_list=guests, name="Jonas Svečias", email="j@svec.lt", state=state
            )
        Subscriber.objects.create(email="rasa@prenum.lt", email_normalised="rasa@prenum.lt", language="en")
        make_page(AlliancePage, home)
        make_member("Hidden Town", is_public=False)
        make_member("Waiting Town", state="on_hold")
        rebuild()
    assert "forum" in said()
    for secret in ("svečias", "svec.lt", "prenum", "hidden town", "waiting town"):
        assert secret not in said()


def test_what_a_page_keeps_to_itself_is_not_read(home, on_commit):
    with on_commit():
        make_page(
            EventPage,
            home=home,
            title="Forum",
            venue="Town hall",
            platform="Jitsi",
            join_url="https://meet.example.org/secretroom",
            join_access="registered",
            capacity=7777,
            search_description="For engines",
        )
    assert "town hall" in said()
    assert "jitsi" in said()
    for secret in ("secretroom", "meet.example.org", "7777", "for engines"):
        assert secret not in said()
