"""Each part of a page that is not translated is marked with the language it is in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.translation.releasing import release
from news.models import ArticlePage, EventPage, EventTrack
from tests.factories import make_image, make_page, make_site
from tests.fixtures.database import again
from tests.translation.languages import publish, translate_texts, translated, translation_of, version
from tests.translation.reading import HEADING, add, heading, make_article, marked, prose, shown

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(shared_rows):
    """A published article in English and, whole, in Lithuanian."""
    with shared_rows():
        return make_article()


@pytest.fixture
def article(made, db):
    return again(made)


def test_parts_keep_the_language_they_are_in_along_a_chain(client):
    """Lithuanian → English → Latvian: what only Lithuanian says is Lithuanian in all of them."""
    make_site("lt")
    page = make_page(ArticlePage, title="Du miestai", summary="Susitinka.", body=[prose(1, "<p>Jūra.</p>")])
    (english,) = translated(page, "en")
    translated(english, "lv")
    add(page, prose(2, "<p>Krantas.</p>"))
    expected = [("p", "lt", "ltr", "Krantas.")]
    assert marked(shown(client, version(page, "en"))) == expected
    html = shown(client, version(page, "lv"))
    assert marked(html) == expected
    # English is as incomplete as Latvian: what is whole is the Lithuanian page
    assert html.select_one(".translation-notice a")["hreflang"] == "lt"


def test_text_with_a_link_inside_is_marked_whole(client, article):
    link = '<p>More at <a href="https://example.org/?a=1&amp;b=2">the <b>other</b> site</a> &amp; here.</p>'
    add(article, prose(3, link))
    html = shown(client, version(article, "lt"))
    assert marked(html) == [("p", "en", "ltr", "More at the other site & here.")]
    assert html.select_one("main p[lang] > a")["href"] == "https://example.org/?a=1&b=2"


def test_parts_of_rich_text_are_marked_each_for_itself(client, article):
    article.body = [
        heading(1, "Beginning"),
        prose(2, "<p>It began at sea.</p><ul><li>First.</li><li><b>Second</b></li></ul>"),
    ]
    publish(article)
    html = shown(client, version(article, "lt"))
    assert marked(html) == [("li", "en", "ltr", "First."), ("b", "en", "ltr", "Second")]


def test_heading_is_marked_in_the_contents_too(client, article):
    add(article, heading(3, "Afterwards"))
    html = shown(client, version(article, "lt"))
    assert marked(html) == [("a", "en", "ltr", "Afterwards"), ("h2", "en", "ltr", "Afterwards")]
    assert html.select_one("main h2[lang]")["id"] == html.select_one("main a[lang]")["href"][1:]


def test_same_words_in_the_language_of_the_page_are_not_marked(client, article):
    """A name that stays as it is was translated; only the text that was not is foreign."""
    translate_texts(article, "lt", only="place", word="Zoom")
    translate_texts(article, "lt", only="title", word="Zoom suartina")
    release(translation_of(article, "lt"))
    add(article, prose(3, "<p>Zoom is a program.</p>"))
    html = shown(client, version(article, "lt"))
    assert [words for *_, words in marked(html)] == ["Zoom is a program."]


def test_part_of_a_line_is_marked_in_a_span(client):
    make_site("en")
    event = make_page(
        EventPage, title="Meeting", summary="They meet.", mode="on_site", venue="Town hall", country="LT"
    )
    translated(event, "lt")
    event.address = "Bridge Street 1"
    publish(event)
    html = shown(client, version(event, "lt"))
    assert marked(html) == [("span", "en", "ltr", "Bridge Street 1")]
    line = html.select_one("dd span[lang]").parent.get_text()
    assert line == "lt: Town hall, Bridge Street 1, Lietuva"


def test_rows_of_a_page_are_marked_without_a_query_more(client, django_assert_num_queries):
    make_site("en")
    slot = {
        "day": "2030-01-28",
        "start": "13:00",
        "end": "13:30",
        "kind": "session",
        "title": "A",
        "track": "A",
    }
    event = make_page(EventPage, title="Meeting", summary="S", agenda=[{"type": "slot", "value": slot}])
    (lithuanian,) = translated(event, "lt")
    client.get(lithuanian.url)
    with CaptureQueriesContext(connection) as queries:
        client.get(lithuanian.url)
    number = len(queries)
    event.tracks.set([EventTrack(code="A", title="Culture", locale=event.locale)])
    publish(event)
    html = shown(client, lithuanian)
    with django_assert_num_queries(number):
        client.get(lithuanian.url)
    assert ("span", "en", "ltr", "Culture") in marked(html)


def test_description_of_a_picture_marks_the_picture(client, article):
    picture = {"image": make_image().pk, "alt_text": 'A "wide" sea', "decorative": False, "caption": "At sea"}
    add(article, {"type": "picture", "id": f"{HEADING}3", "value": picture})
    html = shown(client, version(article, "lt"))
    assert marked(html) == [("img", "en", "ltr", ""), ("figcaption", "en", "ltr", "At sea")]
    assert html.select_one("main img[lang]")["alt"] == 'A "wide" sea'


def test_right_to_left_pages_hold_left_to_right_parts(client, article, settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES
    translated(article, "ar")
    add(article, prose(3, "<p>It went on.</p>"))
    html = shown(client, version(article, "ar"))
    assert html.html["dir"] == "rtl"
    assert marked(html) == [("p", "en", "ltr", "It went on.")]
    assert html.select_one(".translation-notice a span")["dir"] == "ltr"


def test_right_to_left_parts_are_marked_in_a_left_to_right_page(client, settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES
    make_site("ar")
    page = make_page(ArticlePage, title="مدينتان", summary="لقاء")
    translated(page, "en")
    add(page, prose(1, "<p>على الشاطئ</p>"))
    assert marked(shown(client, version(page, "en"))) == [("p", "ar", "rtl", "على الشاطئ")]
