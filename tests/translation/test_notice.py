"""What visitors are told of a translation that is not whole."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.translation.beginning import begin
from cms.translation.models import LanguageVersion
from cms.translation.releasing import IncompleteError, release
from news.models import ArticleIndexPage, ArticlePage
from tests.factories import make_page, make_site
from tests.fixtures.database import again
from tests.pages.test_every_page import faults
from tests.translation.languages import locale, publish, translate_texts, translated, translation_of, version
from tests.translation.reading import add, heading, make_article, marked, prose, shown, told

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(shared_rows):
    """A published article in English and, whole, in Lithuanian."""
    with shared_rows():
        return make_article()


@pytest.fixture
def article(made, db):
    return again(made)


def test_whole_translation_says_nothing(client, article):
    html = shown(client, version(article, "lt"))
    assert (told(html), marked(html)) == (None, [])
    assert told(shown(client, article)) is None


def test_new_paragraph_is_told_and_marked(client, article):
    add(article, prose(3, "<p>It went on.</p>"))
    lithuanian = version(article, "lt")
    since = dt.datetime(2026, 10, 3, 21, 30, tzinfo=dt.UTC)  # the 4th in Vilnius
    LanguageVersion.objects.filter(page=lithuanian).update(outdated_since=since)
    html = shown(client, lithuanian)
    notice = html.select_one("main > .translation-notice")
    assert told(html) == (
        "Išversta iš dalies. Išversta 83 % šio puslapio teksto; likusi dalis rodoma ta kalba, kuria parašyta. "
        "Nuo 2026 m. spalio 4 d. originalas yra išsamesnis. Skaityti originalą: English"
    )
    link = notice.a
    assert (link["href"], link["hreflang"]) == (f"http://testserver{article.url}", "en")
    assert (link.span["lang"], link.span["dir"], link.span.text) == ("en", "ltr", "English")
    assert notice.time["datetime"] == "2026-10-04"
    assert marked(html) == [("p", "en", "ltr", "It went on.")]
    assert faults(html) == {}


def test_changed_sentence_is_told_and_not_marked(client, article):
    article.body = [heading(1, "Beginning"), prose(2, "<p>It began on land.</p>")]
    publish(article)
    html = shown(client, version(article, "lt"))
    day = timezone.localdate()
    assert html.select_one(".translation-notice time")["datetime"] == day.isoformat()
    assert html.select_one(".translation-notice strong").text == "Vertimas neatnaujintas."
    assert "1 šio puslapio dalis išversta pagal senesnį originalo tekstą." in told(html)
    assert "%" not in told(html)
    assert marked(html) == []


def test_both_at_once_are_told(client, article):
    article.body = [
        heading(1, "Beginning"),
        prose(2, "<p>It began on land.</p>"),
        prose(3, "<p>It went on.</p>"),
    ]
    publish(article)
    html = shown(client, version(article, "lt"))
    assert html.select_one(".translation-notice strong").text == "Išversta iš dalies ir neatnaujinta."
    assert "83 %" in told(html)
    assert "1 šio puslapio dalis" in told(html)
    assert [words for *_, words in marked(html)] == ["It went on."]


@pytest.mark.parametrize(
    ("code", "title", "parts"),
    [
        ("en", "Not up to date.", "{} parts of this page follow older words of the original."),
        ("lt", "Vertimas neatnaujintas.", "{} šio puslapio dalys išverstos pagal senesnį originalo tekstą."),
        ("lv", "Tulkojums nav atjaunināts.", "{} šīs lapas daļas tulkotas pēc oriģināla agrākā teksta."),
        (
            "uk",
            "Переклад не оновлено.",
            "{} частини цієї сторінки перекладено за давнішим текстом оригіналу.",
        ),
    ],
)
def test_it_is_told_in_the_language_of_the_page(client, code, title, parts):
    make_site("pl", "en")
    page = make_page(ArticlePage)
    (target,) = translated(page, code)
    LanguageVersion.objects.filter(page=target).update(shown_outdated=3)
    html = shown(client, target)
    assert html.select_one(".translation-notice strong").text == title
    assert parts.format(3) in told(html)


def test_share_is_never_whole_and_never_nothing(client, article):
    lithuanian = version(article, "lt")
    rows = LanguageVersion.objects.filter(page=lithuanian)
    for translated_texts, missing, share in [(999, 1, "99 %"), (1, 999, "1 %"), (2, 1, "66 %")]:
        foreign = [[f"Text {number}", "en"] for number in range(missing)]
        rows.update(shown_translated=translated_texts, foreign=foreign)
        assert share in told(shown(client, lithuanian))


def test_original_of_a_chain_is_the_nearest_whole_version(client):
    make_site("lt")
    page = make_page(ArticlePage, title="Du miestai", summary="Susitinka.")
    (english,) = translated(page, "en")
    translated(english, "lv")
    LanguageVersion.objects.filter(page=version(page, "lv")).update(shown_outdated=1)
    html = shown(client, version(page, "lv"))
    assert html.select_one(".translation-notice a")["hreflang"] == "en"
    version(page, "en").unpublish()
    LanguageVersion.objects.filter(page=version(page, "lv")).update(shown_outdated=1)
    html = shown(client, version(page, "lv"))
    assert html.select_one(".translation-notice a")["hreflang"] == "lt"


def test_original_that_is_not_published_is_not_linked(client, article):
    add(article, prose(3, "<p>It went on.</p>"))
    article.refresh_from_db()
    article.unpublish()
    LanguageVersion.objects.filter(page=version(article, "lt")).update(foreign=[["It went on.", "en"]])
    html = shown(client, version(article, "lt"))
    assert html.select_one(".translation-notice") is not None
    assert html.select(".translation-notice a") == []


def test_preview_marks_what_is_not_translated_in_it(article):
    add(article, prose(3, "<p>It went on.</p>"), prose(4, "<p>It ended.</p>"))
    lithuanian = version(article, "lt")
    lithuanian.body[-1].value.source = "<p>Baigėsi.</p>"
    response = lithuanian.make_preview_request()
    html = BeautifulSoup(response.content, "html.parser")
    assert [words for *_, words in marked(html)] == ["It went on."]
    assert "85 %" in told(html)


def test_preview_costs_no_query_more(article):
    counts = []
    for _index in range(2):
        lithuanian = version(article, "lt")
        lithuanian.make_preview_request()
        with CaptureQueriesContext(connection) as queries:
            lithuanian.make_preview_request()
        counts.append(len(queries))
        add(article, prose(3, "<p>It went on.</p>"))
    assert counts[0] == counts[1]


def test_lists_show_translated_titles_and_summaries_only(client, article):
    """The release verb demands both, whatever else is missing: no card is half translated."""
    page = make_page(ArticlePage, title="Three towns", summary="They meet too.", body=[heading(1, "Later")])
    begin(page, [locale("lt")])
    translate_texts(page, "lt", only="title")
    with pytest.raises(IncompleteError) as refused:
        release(translation_of(page, "lt"))
    assert refused.value.missing == [("summary", "They meet too.")]
    translate_texts(page, "lt", only="summary")
    release(translation_of(page, "lt"))
    index = version(ArticleIndexPage.objects.get(locale__language_code="en"), "lt")
    html = shown(client, index)
    words = [card.select_one("h2, h3").get_text(strip=True) for card in html.select("main .card")]
    assert sorted(words) == ["lt: Three towns", "lt: Two towns"]
    assert (told(html), html.select("main .card[lang], main .card [lang]")) == (None, [])
    assert told(shown(client, version(page, "lt"))) is not None
