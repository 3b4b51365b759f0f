"""Several people at work on one page in the same moment: nothing is lost, and nobody waits for ever."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data
from wagtail_localize.models import SegmentOverride, StringTranslation

from cms.translation.models import LanguageVersion
from cms.translation.recounting import recount
from cms.users.roles import EDITORS, translators
from home.models import StandardPage
from news.models import EventIndexPage, EventPage
from tests.factories import make_image, make_page
from tests.news.posting import event, posted
from tests.translation.conftest import make_home
from tests.translation.languages import locale, translate_texts, translated, translation_of, version
from tests.translation.test_segments import make_pictured, override_url, put, string_url

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

CODES = ("lt", "lv")
ROUNDS = 5


@pytest.fixture
def home(db):
    """The site, made for each test: these commit."""
    return make_home()


@pytest.fixture
def gathering(home):
    """An event in English that is over, so that it changes without a note, published in two more languages."""
    page = make_page(
        EventPage,
        make_page(EventIndexPage, home),
        title="A page",
        slug="a-page",
        summary="We meet.",
        start_at=dt.datetime(2020, 1, 28, 18, tzinfo=dt.UTC),
        end_at=None,
        time_zone="America/New_York",
        mode="online",
        join_access="registered",
    )
    translated(page, *CODES)
    return page


def at_once(*calls) -> list:
    """Call all of them in threads of their own that begin together; return what they return, in order."""
    together = threading.Barrier(len(calls))
    answers = [None] * len(calls)

    def run(place: int, call) -> None:
        together.wait()
        try:
            answers[place] = call()
        except BaseException as error:  # noqa: BLE001 - it is told by the test
            answers[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=entry) for entry in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def again(client: Client) -> Client:
    """Return another client with the same session: a client is used by one thread at a time."""
    other = Client()
    other.cookies = client.cookies
    return other


def publish_with(client: Client, page, **fields) -> int:
    """Publish a page from its form; return the status of the answer."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    values = {"title": "A page", "slug": "a-page", "summary": "We meet.", "end_at": ""} | fields
    return client.post(url, posted(event(**values))).status_code


def check(page) -> None:
    """Every version has the facts of the source, and what is counted of it is what is there."""
    source = EventPage.objects.get(pk=page.pk)
    rows = [version(page, code) for code in CODES]
    assert [(row.live, row.start_at) for row in rows] == [(True, source.start_at)] * len(CODES)
    assert {row.get_latest_revision_as_object().start_at for row in rows} == {source.start_at}
    assert recount(page.translation_key, write=False) == []


def test_two_publish_at_once(gathering, sign_in_as):
    client = sign_in_as(EDITORS)
    for number in range(ROUNDS):
        calls = [
            lambda hour=hour, number=number: publish_with(
                again(client), gathering, start_at=f"2020-01-{10 + number} {hour}:00"
            )
            for hour in ("13", "15")
        ]
        assert at_once(*calls) == [302, 302]
        check(gathering)


def test_source_and_translation_are_published_at_once(gathering, sign_in_as):
    editor, translator = sign_in_as(EDITORS), sign_in_as(translators("lt"))
    lithuanian = version(gathering, "lt")
    edit = reverse("wagtailadmin_pages:edit", args=[lithuanian.pk])
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    latvian = version(gathering, "lv")
    for number in range(ROUNDS):
        translate_texts(gathering, "lt", word=f"Žodis {number}")
        answers = at_once(
            lambda number=number: publish_with(
                again(editor), gathering, start_at=f"2020-01-{10 + number} 13:00"
            ),
            lambda: again(translator).post(edit, {"action": "publish"}).status_code,
            lambda: (
                again(editor).post(f"{bulk}?id={latvian.pk}", nested_form_data({"next": "/"})).status_code
            ),
        )
        assert answers == [302, 302, 302]
        check(gathering)
        assert version(gathering, "lt").title == f"Žodis {number}"


def test_source_is_published_while_a_translator_saves(gathering, sign_in_as):
    editor, translator = sign_in_as(EDITORS), sign_in_as(translators("lt"))
    translation = translation_of(gathering, "lt")
    for number in range(ROUNDS):
        urls = {path: string_url(translation, path) for path in ("title", "summary")}
        answers = at_once(
            lambda number=number: publish_with(again(editor), gathering, summary=f"We meet, {number} of us."),
            lambda urls=urls, number=number: (
                put(again(translator), urls["title"], f"Vardas {number}").status_code
            ),
            lambda urls=urls, number=number: (
                put(again(translator), urls["summary"], f"Santrauka {number}").status_code
            ),
        )
        assert answers == [302, 200, 200]
        written = StringTranslation.objects.filter(locale=locale("lt")).values_list("data", flat=True)
        assert {f"Vardas {number}", f"Santrauka {number}"} <= set(written)
        row = StringTranslation.objects.get(
            locale=locale("lt"),
            context__path="summary",
            context__object_id=gathering.translation_key,
            translation_of__data=f"We meet, {number} of us.",
        )
        assert (row.data, row.has_error) == (f"Santrauka {number}", True)
        check(gathering)


def test_unpublishing_and_publishing_the_source_at_once(gathering, sign_in_as):
    editor = sign_in_as(EDITORS)
    lithuanian = version(gathering, "lt")
    unpublish = reverse("wagtailadmin_pages:unpublish", args=[lithuanian.pk])
    for number in range(ROUNDS):
        answers = at_once(
            lambda number=number: publish_with(
                again(editor), gathering, start_at=f"2020-01-{10 + number} 13:00"
            ),
            lambda: again(editor).post(unpublish).status_code,
        )
        assert answers == [302, 302]
        known = LanguageVersion.objects.get(page=lithuanian)
        assert (version(gathering, "lt").live, known.foreign) == (False, [])
        assert recount(gathering.translation_key, write=False) == []
        version(gathering, "lt").get_latest_revision().publish()
        check(gathering)


def test_pages_made_at_once_have_addresses_of_their_own(home, sign_in_as):
    client, index = sign_in_as(EDITORS), make_page(EventIndexPage, home)
    url = reverse("wagtailadmin_pages:add", args=["news", "eventpage", index.pk])
    data = posted(event(title="Meeting", slug="", end_at=""))
    assert at_once(*[lambda: again(client).post(url, data).status_code] * 4) == [302] * 4
    slugs = sorted(EventPage.objects.child_of(index).values_list("slug", flat=True))
    assert slugs == ["meeting", "meeting-2", "meeting-3", "meeting-4"]


def test_two_that_change_to_one_address_at_once(home, sign_in_as):
    client, index = sign_in_as(EDITORS), make_page(EventIndexPage, home)
    over = {"start_at": dt.datetime(2020, 1, 28, 18, tzinfo=dt.UTC), "end_at": None}
    pages = [make_page(EventPage, index, title="A page", slug=slug, **over) for slug in ("first", "second")]
    answers = at_once(
        *[lambda page=page: publish_with(again(client), page, slug="the-same") for page in pages]
    )
    assert sorted(answers) == [200, 302]  # one is told that it is taken
    slugs = EventPage.objects.child_of(index).values_list("slug", flat=True)
    assert sorted(slugs) in (["first", "the-same"], ["second", "the-same"])


def test_overrides_sent_at_once_are_one_row(home, sign_in_as):
    pictured = make_pictured(make_page(StandardPage, home))
    url = override_url(translation_of(pictured, "lt"), "image")
    translator = sign_in_as(translators("lt"))
    pictures = [make_image().pk for _number in range(8)]
    answers = at_once(
        *[lambda picture=picture: put(again(translator), url, picture).status_code for picture in pictures]
    )
    assert (sorted(answers), SegmentOverride.objects.count()) == ([200] * 7 + [201], 1)
